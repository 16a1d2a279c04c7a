import {
  batteryStrategies,
  Energy,
  generatePv,
  type Loads,
  type Members,
} from "./community/mod.ts";
import { named } from "./config/registry.ts";
import type { Config } from "./config/settings.ts";
import { assertCovers, type Outlook } from "./forecast/outlook.ts";
import {
  biddingStrategies,
  clearingMechanisms,
  clearWithAggregator,
  gridPrices,
  Orders,
  type Participation,
  participation,
  type Round,
  TradeBook,
  type TradeColumns,
  wholesaleTariff,
} from "./market/mod.ts";
import { randomStream } from "./random.ts";
import { keepFundAboveFloor, Regulator, Standing } from "./regulator/mod.ts";
import {
  Accounts,
  assertEnergyCloses,
  type EnergyBalance,
  energyBalance,
  settle,
  TradeGains,
} from "./settlement/mod.ts";
import { HOUR, type Steps } from "./time.ts";

/** By which rules a community lives: sections of the configuration, and the run's time. */
export interface Rules extends Pick<Config, "seed" | "battery" | "grid" | "market" | "regulator"> {
  /** When. */
  readonly steps: Steps;
}

/**
 * One step of a run, after the regulator's audit. Its columns are used again by the next step: read
 * what you need before asking for it.
 */
export interface Step extends Round {
  /** From 0. */
  readonly step: number;
  /** Unix seconds. */
  readonly start: number;
  /** The members' energy. */
  readonly energy: Energy;
  /** Multipliers, bars and counters as the audit left them, which are the terms of the next step. */
  readonly standing: Standing;
  /** The step's trades, P2P first. */
  readonly trades: TradeColumns;
  /** Everyone's money at the end of the step. */
  readonly accounts: Accounts;
  /** Where the step's energy came from and went. */
  readonly balance: EnergyBalance;
  /** What each side of each trade gained, at the multipliers of this step. */
  readonly gains: TradeGains;
  /** Who had something to trade and who of them was barred in this step. */
  readonly participation: Participation;
  /** Share of the bonuses that the budget let the regulator pay in this step, 0 … 1. */
  readonly bonusShare: number;
}

/**
 * Runs a community step by step: each member balances itself, then neighbours trade, then the
 * aggregator takes the rest; accounts are settled and checked, and the regulator audits.
 *
 * @param members Who takes part.
 * @param loads What they consume.
 * @param outlook Market price and generation of every step, as many sites as the members have.
 * @param rules When, and by which rules.
 * @throws {RangeError} If the outlook does not cover every step and site with numbers.
 * @throws {Error} If energy or money does not close in a step.
 */
export function* simulate(
  members: Members,
  loads: Loads,
  outlook: Outlook,
  rules: Rules,
): Generator<Step, void, void> {
  const { seed, steps, battery, market, regulator: policy } = rules;
  assertCovers(outlook, steps.count, members.sites.length);
  const { forecast } = outlook;
  const hoursOfStep = steps.seconds / HOUR;
  const batteries = named(batteryStrategies, battery.strategy);
  const quoting = {
    strategy: named(biddingStrategies, market.bidding.strategy),
    settings: market.bidding,
  };
  const mechanism = named(clearingMechanisms, market.clearing);
  const clear = mechanism.for(members);

  const energy = new Energy(members, battery.initial_soc);
  const orders = new Orders(members.size);
  const standing = new Standing(members.size);
  const prices = gridPrices(members.size);
  const tariff = wholesaleTariff(members, rules.grid);
  const trades = new TradeBook(mechanism.capacity(members.size));
  const gains = new TradeGains(trades.capacity);
  const accounts = new Accounts(members.size);
  const regulator = new Regulator(members.size, policy);

  for (let step = 0; step < steps.count; step++) {
    const marketPrice = forecast.marketPrice[step];
    tariff.quote(marketPrice, prices);
    const round = { members, marketPrice, prices, tariff, terms: standing, orders };

    generatePv(members, forecast.pvKwhPerKw[step], energy.pvKwh);
    loads.set(step, energy.loadKwh);
    batteries.balance(members, energy, battery, hoursOfStep);
    orders.openKwh.set(energy.imbalanceKwh);

    const fund = accounts.regulatorFund;
    const bonusShare = keepFundAboveFloor(standing, round, policy.fund_floor, fund, quoting);
    quoting.strategy.quote(round, market.bidding, randomStream(seed, "bids", step));
    trades.clear();
    clear(round, trades);
    const dustKwh = clearWithAggregator(round, trades);

    const balance = energyBalance(energy, trades, dustKwh);
    assertEnergyCloses(balance);
    settle(trades, round, accounts);
    accounts.closeStep();
    gains.measure(trades, round);
    const participants = participation(energy, round);
    regulator.audit(trades, standing);
    yield {
      ...round,
      step,
      start: steps.start + step * steps.seconds,
      energy,
      standing,
      trades,
      accounts,
      balance,
      gains,
      participation: participants,
      bonusShare,
    };
  }
}
