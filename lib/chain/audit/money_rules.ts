import type { Transaction } from "../format/transaction.ts";
import { ChainFault, shown } from "./fault.ts";
import type { CanonicalTransaction, SellersPrices } from "./listed_trades.ts";
import type { SettlementRow } from "./settlement_file.ts";

/** The rows of the step before, at the multipliers that hold for trades of this step. */
export function inForce(
  before: readonly SettlementRow[],
  step: number,
  penalised: number,
  bonusShares: readonly number[] | undefined,
): readonly SettlementRow[] {
  const paid = withinBudget(before, step, bonusShares);
  if (penalised === 1) return paid;
  return paid.map((row) => ({ ...row, penalty: 1 + (row.penalty - 1) * penalised }));
}

/** The rows of the step before, at the multipliers that the fund could pay in this step. */
function withinBudget(
  before: readonly SettlementRow[],
  step: number,
  bonusShares: readonly number[] | undefined,
): readonly SettlementRow[] {
  if (bonusShares === undefined) return before;
  const share = bonusShares[step];
  if (!(share >= 0 && share <= 1)) {
    throw new ChainFault(`Step ${step}`, "bonus_share", "a number from 0 to 1", shown(share));
  }
  return before.map((row) => ({
    ...row,
    bonus: row.bonus > 1 ? 1 + share * (row.bonus - 1) : row.bonus,
    penalty: row.penalty < 1 ? 1 - share * (1 - row.penalty) : row.penalty,
  }));
}

/** What the trades of a step add to the accounts that are nobody's own. */
export function accountChanges(
  rows: readonly SettlementRow[],
  before: readonly SettlementRow[],
  trades: readonly CanonicalTransaction[],
  sellersPrices: SellersPrices,
  networkFee: number,
) {
  let [aggregator, networkOperator, marketOperator, moved] = [0, 0, 0, 0];
  for (const { transaction, canonical } of trades) {
    const { sender, receiver, type, amount, price_per_kWh } = transaction;
    const value = amount * price_per_kWh;
    moved += Math.abs(value);
    if (type === "GRID_sell" || type === "IMB_long") aggregator -= value;
    else if (type === "IMB_short") aggregator += value;
    else if (type === "GRID_buy") aggregator += value / before[receiver as number].penalty;
    else {
      const sellersValue = amount * sellersPrices.get(canonical)!;
      marketOperator += value - sellersValue;
      const crosses = before[sender as number].neighbourhood !==
        before[receiver as number].neighbourhood;
      if (crosses) networkOperator += networkFee * (value + sellersValue);
    }
  }
  const prosumersBalance = rows.reduce((sum, { balance }) => sum + balance, 0);
  return { aggregator, networkOperator, marketOperator, prosumersBalance, moved };
}

/** A prosumer's money over a step, €. */
export interface ProsumersMoney {
  /** Before it. */
  readonly start: number;
  /** After its trades. */
  readonly balance: number;
  /** Without signs. */
  readonly moved: number;
}

/** What a prosumer has after its trades of a step. */
export function balanceAfter(
  id: number,
  before: readonly SettlementRow[],
  trades: readonly CanonicalTransaction[],
  sellersPrices: SellersPrices,
  networkFee: number,
): ProsumersMoney {
  const start = before[id].balance;
  let balance = start;
  let moved = Math.abs(start);
  for (const { transaction, canonical } of trades) {
    const sells = id === transaction.sender;
    const price = sells ? sellersPrices.get(canonical)! : transaction.price_per_kWh;
    const change = posting(id, transaction, price, before, networkFee);
    balance += change;
    moved += Math.abs(change);
  }
  return { start, balance, moved };
}

/** What a trade adds to a prosumer's balance, €, at its price and the multipliers of the step before. */
function posting(
  id: number,
  { sender, receiver, type, amount }: Transaction,
  eurPerKwh: number,
  before: readonly SettlementRow[],
  networkFee: number,
): number {
  const { bonus } = before[id];
  const value = amount * eurPerKwh;
  if (type === "GRID_sell" || type === "IMB_long") return value;
  if (type === "GRID_buy" || type === "IMB_short") return -value;
  const crosses = before[sender as number].neighbourhood !==
    before[receiver as number].neighbourhood;
  const fee = crosses ? networkFee : 0;
  const delta = bonus - 1;
  return id === sender ? value * (1 - fee) * (1 + delta) : -value * (1 + fee) * (1 - delta);
}
