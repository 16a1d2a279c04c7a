import { ChainFault, shown } from "./fault.ts";
import type { SettlementRow } from "./settlement_file.ts";
import type { Transaction } from "../format/transaction.ts";

/** How far a sum of energies or a price may be from what it must be, relative to it. */
const TOLERANCE = 1e-9;

/** Left over of what is traded for less than it, kWh: nobody trades so little. */
const DUST_KWH = 1e-8;

/**
 * Checks that a prosumer lives where it did and has what it had, and that a step has one price.
 *
 * @param before Its row of the step before.
 * @param first The row of prosumer 0 in the same step.
 * @throws {ChainFault} For the first field that differs.
 */
export function checkConstants(
  row: SettlementRow,
  before: SettlementRow,
  first: SettlementRow,
  where: string,
): void {
  const demand = (field: string, found: unknown, expected: unknown, as: string) => {
    if (found === expected) return;
    throw new ChainFault(where, field, `${shown(expected)}, as ${as}`, shown(found));
  };
  const earlier = "in the step before";
  demand("neighbourhood", row.neighbourhood, before.neighbourhood, earlier);
  demand("pv_capacity", row.pvCapacity, before.pvCapacity, earlier);
  demand("battery_capacity", row.batteryCapacity, before.batteryCapacity, earlier);
  demand("market_price", row.marketPrice, first.marketPrice, "for prosumer 0");
}

/**
 * Checks that the aggregator has one price to sell at and one to buy at, times each buyer's own
 * penalty. What it takes for energy off contract is another matter.
 *
 * @param before The rows whose penalties hold in the step.
 * @throws {ChainFault} For the first trade at another price.
 */
export function checkGridPrices(
  trades: readonly Transaction[],
  before: readonly SettlementRow[],
  step: number,
): void {
  const prices = new Map<string, number>();
  for (const { type, sender, receiver, price_per_kWh } of trades) {
    if (type !== "GRID_buy" && type !== "GRID_sell") continue;
    const member = type === "GRID_buy" ? receiver : sender;
    const penalty = type === "GRID_buy" ? before[receiver as number].penalty : 1;
    const price = price_per_kWh / penalty;
    const known = prices.get(type) ?? price;
    prices.set(type, known);
    if (Math.abs(price - known) <= TOLERANCE * Math.abs(known)) continue;
    const where = `Step ${step}, ${type} of prosumer ${member}`;
    const expected = `${known} €/kWh before the penalty, as for the others`;
    throw new ChainFault(where, "price_per_kWh", expected, `${price} €/kWh`);
  }
}

/**
 * Checks that what a prosumer had to trade was traded whole, with peers or the aggregator, and that
 * what it was metered beyond that contract was settled as imbalance.
 *
 * @param trades Its trades of the step, from the chain.
 * @throws {ChainFault} If `imbalance`, `contract` or `metered` does not follow from the trades.
 */
export function checkEnergy(
  row: SettlementRow,
  where: string,
  trades: readonly Transaction[],
): void {
  let contractKwh = 0;
  let offContractKwh = 0;
  let movedKwh = 0;
  for (const { sender, type, amount } of trades) {
    const taken = sender === row.id ? -amount : amount;
    movedKwh += amount;
    if (type === "IMB_short" || type === "IMB_long") offContractKwh += taken;
    else contractKwh += taken;
  }
  const demand = (field: string, found: number, expected: number, from: string) => {
    if (Math.abs(found - expected) <= DUST_KWH + TOLERANCE * movedKwh) return;
    throw new ChainFault(where, field, `${expected} kWh, from ${from}`, `${found} kWh`);
  };
  const ofChain = "its trades on the chain";
  demand("imbalance", row.imbalance, contractKwh, ofChain);
  demand("contract", row.contract, contractKwh, ofChain);
  demand(
    "metered",
    row.metered,
    row.contract + offContractKwh,
    "its contract and imbalance trades",
  );
}
