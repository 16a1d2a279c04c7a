import { participation } from "../../lib/market/participation.ts";
import { Accounts } from "../../lib/settlement/accounts.ts";
import { energyBalance } from "../../lib/settlement/energy_balance.ts";
import { TradeGains } from "../../lib/settlement/gains.ts";
import { Charges } from "../../lib/settlement/charges.ts";
import { imbalancePricings } from "../../lib/settlement/imbalance.ts";
import { settle } from "../../lib/settlement/settle.ts";
import type { Step } from "../../lib/simulation.ts";
import { bookOf, communityOf, configOf, type Member, type TradeRow } from "./fixtures.ts";

/** A step made by hand, settled on the accounts of the step before. */
export function stepOf(
  members: readonly Member[],
  rows: readonly TradeRow[],
  marketPrice: number,
  { step = 0, accounts = new Accounts(members.length), bonusShare = 1 } = {},
): Step {
  const { energy, standing, ...community } = communityOf(members);
  const round = community.round(marketPrice);
  const isImbalance = (row: TradeRow) => row[4].startsWith("IMB");
  const market = bookOf(rows.filter((row) => !isImbalance(row)), members.length);
  const gains = new TradeGains(market.capacity + members.length);
  gains.measure(market, round);
  settle(market, round, accounts);
  for (const [from, to, kwh, eurPerKwh] of rows.filter(isImbalance)) {
    accounts.post(to, from, kwh * eurPerKwh);
  }
  const trades = bookOf(rows, 2 * members.length);
  const metered = { ...energy, imbalanceKwh: energy.imbalanceKwh.slice() };
  for (const [from, to, kwh] of rows.filter(isImbalance)) {
    if (to >= 0) metered.imbalanceKwh[to] += kwh;
    else metered.imbalanceKwh[from] -= kwh;
  }
  return {
    ...round,
    step,
    start: 0,
    actualPrice: marketPrice,
    zonalPrice: marketPrice,
    actualZonalPrice: marketPrice,
    actualPrices: round.prices,
    imbalances: {
      pricing: imbalancePricings.dual,
      spread: 0.1,
      actualPrice: marketPrice,
      prices: round.prices,
    },
    charges: new Charges(community.members, round.tariff, configOf(), {
      start: 0,
      seconds: 3600,
      count: 1,
    }),
    planned: energy,
    metered,
    standing,
    trades,
    accounts,
    balance: energyBalance(energy, trades),
    gains,
    participation: participation(energy, round),
    bonusShare,
    rebateEur: 0,
  };
}

/** A buyer of 3 kWh with bonus and penalty, a seller of 2 kWh next door, one of 0.5 kWh at home. */
export const sampleMembers: readonly Member[] = [
  { imbalance: 3, home: 0, bonus: 1.05, penalty: 1.1 },
  { imbalance: -2, home: 1, bonus: 1.02 },
  { imbalance: -0.5, home: 0 },
];

/** What they trade at a market price of 0.2 €/kWh; the grid costs the buyer 0.21 · 1.1. */
export const sampleTrades: readonly TradeRow[] = [
  [1, 0, 2, 0.19, "P2P"],
  [-1, 0, 1, 0.231, "GRID_buy"],
  [2, -1, 0.5, 0.19, "GRID_sell"],
];
