import { Accounts } from "../../lib/settlement/accounts.ts";
import { energyBalance } from "../../lib/settlement/energy_balance.ts";
import { participation } from "../../lib/market/participation.ts";
import { TradeGains } from "../../lib/settlement/trade_gains.ts";
import type { Hour } from "../../lib/simulation.ts";
import { bookOf, communityOf, configOf, type Member, type TradeRow } from "./fixtures.ts";

/** An hour made by hand, settled on the accounts of the hour before. */
export function hourOf(
  members: readonly Member[],
  rows: readonly TradeRow[],
  marketPrice: number,
  { step = 0, accounts = new Accounts(members.length), bonusShare = 1 } = {},
): Hour {
  const community = communityOf(members);
  const trades = bookOf(rows, members.length);
  const { grid } = configOf();
  const gains = new TradeGains(trades.type.length);
  gains.measure(trades, community, marketPrice, grid);
  accounts.settle(trades, community, grid);
  return {
    step,
    start: 0,
    marketPrice,
    community,
    trades,
    accounts,
    energy: energyBalance(community, trades),
    gains,
    participation: participation(community),
    bonusShare,
  };
}

/** A buyer of 3 kWh with bonus and penalty, a seller of 2 kWh next door, one of 0.5 kWh at home. */
export const sampleMembers: readonly Member[] = [
  { imbalance: 3, home: 0, bonus: 1.05, penalty: 1.1 },
  { imbalance: -2, home: 1, bonus: 1.02 },
  { imbalance: -0.5, home: 0 },
];

/** What they trade at a market price of 0.2 €/kWh. */
export const sampleTrades: readonly TradeRow[] = [
  [1, 0, 2, 0.19, "P2P"],
  [-1, 0, 1, 0.21, "GRID_buy"],
  [2, -1, 0.5, 0.19, "GRID_sell"],
];
