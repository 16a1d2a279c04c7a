import { type Community, drawCommunity } from "./community/community.ts";
import { householdLoadShape } from "./community/load_profile.ts";
import type { Config } from "./config/settings.ts";
import { Accounts } from "./settlement/accounts.ts";
import { quotePrices } from "./market/bidding.ts";
import {
  assertEnergyCloses,
  type EnergyBalance,
  energyBalance,
} from "./settlement/energy_balance.ts";
import { clearWithAggregator } from "./market/local_market.ts";
import { PeerMarket } from "./market/clearing/peer_market.ts";
import { type Participation, participation } from "./market/participation.ts";
import { balanceThemselves, drawLoads, generatePv } from "./community/self_balancing.ts";
import { TradeBook } from "./market/trade_book.ts";
import { TradeGains } from "./settlement/trade_gains.ts";
import type { TradeColumns } from "./market/trades.ts";
import type { Outlook } from "./forecast/outlook.ts";
import { randomStream } from "./random.ts";
import { keepFundAboveFloor } from "./regulator/budget.ts";
import { Regulator } from "./regulator/regulator.ts";
import { HOUR, localHours, midnightInRome } from "./time.ts";

/**
 * One hour of a run, after the regulator's audit. Its columns are used again by the next hour: read
 * what you need before asking for it.
 */
export interface Hour {
  /** From 0. */
  readonly step: number;
  /** Unix seconds. */
  readonly start: number;
  /** P, €/kWh. */
  readonly marketPrice: number;
  /** Its members as the hour left them. */
  readonly community: Community;
  /** The hour's trades, P2P first. */
  readonly trades: TradeColumns;
  /** Everyone's money at the end of the hour. */
  readonly accounts: Accounts;
  /** Where the hour's energy came from and went. */
  readonly energy: EnergyBalance;
  /** What each side of each trade gained, at the multipliers of this hour. */
  readonly gains: TradeGains;
  /** Who had something to trade and who of them was barred in this hour. */
  readonly participation: Participation;
  /** Share of the bonuses that the budget let the regulator pay in this hour, 0 … 1. */
  readonly bonusShare: number;
}

/**
 * Runs a scenario hour by hour: each prosumer balances itself, then neighbours trade, then the
 * aggregator takes the rest; accounts are settled and checked, and the regulator audits.
 *
 * @param outlook Forecasts for `config.hours` steps and as many neighbourhoods as are drawn.
 * @throws {RangeError} If the outlook does not cover every hour and neighbourhood with numbers.
 * @throws {Error} If energy or money does not close in an hour.
 */
export function* simulate(config: Config, outlook: Outlook): Generator<Hour, void, void> {
  assertCovers(outlook, config);
  const { seed, hours, battery, grid } = config;
  const start = midnightInRome(config.date);
  const loadShape = householdLoadShape(localHours(start, hours));
  const community = drawCommunity(config);
  const market = new PeerMarket(community, config);
  const trades = new TradeBook(community.size);
  const gains = new TradeGains(trades.type.length);
  const accounts = new Accounts(community.size);
  const regulator = new Regulator(community.size, config.regulator);

  for (let step = 0; step < hours; step++) {
    const marketPrice = outlook.marketPrice[step];
    generatePv(community, outlook.pvKwhPerKw[step]);
    drawLoads(community, loadShape[step], randomStream(seed, "load", step));

    balanceThemselves(community, battery);
    const bonusShare = keepFundAboveFloor(community, marketPrice, accounts.regulatorFund, config);
    quotePrices(community, marketPrice, config, randomStream(seed, "bids", step));
    trades.clear();
    market.clear(community, marketPrice, trades);
    const dustKwh = clearWithAggregator(community, marketPrice, grid.aggregator_fee, trades);

    const energy = energyBalance(community, trades, dustKwh);
    assertEnergyCloses(energy);
    accounts.settle(trades, community, grid);
    accounts.assertClosed();
    gains.measure(trades, community, marketPrice, grid);
    const participants = participation(community);
    regulator.audit(trades, community);
    yield {
      step,
      start: start + step * HOUR,
      marketPrice,
      community,
      trades,
      accounts,
      energy,
      gains,
      participation: participants,
      bonusShare,
    };
  }
}

function assertCovers({ marketPrice, pvKwhPerKw }: Outlook, { hours, community }: Config): void {
  if (marketPrice.length !== hours || pvKwhPerKw.length !== hours) {
    throw new RangeError(
      `An outlook for ${hours} hours is needed, ` +
        `found ${marketPrice.length} prices and ${pvKwhPerKw.length} of generation`,
    );
  }
  const neighbourhoods = community.num_neighbourhoods;
  for (let step = 0; step < hours; step++) {
    const yields = pvKwhPerKw[step];
    if (yields.length !== neighbourhoods) {
      throw new RangeError(
        `An outlook for ${neighbourhoods} neighbourhoods is needed, ` +
          `found ${yields.length} in hour ${step}`,
      );
    }
    if (!Number.isFinite(marketPrice[step]) || !yields.every(Number.isFinite)) {
      throw new RangeError(
        `An outlook consists of numbers, found in hour ${step} ` +
          `a price of ${marketPrice[step]} and a generation of ${yields}`,
      );
    }
  }
}
