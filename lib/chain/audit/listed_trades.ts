import { AGGREGATOR } from "../../market/mod.ts";
import { canonicalTransaction, type Transaction } from "../format/transaction.ts";
import { demandForm } from "./block_rules.ts";
import { ChainFault, shown } from "./fault.ts";
import type { SettlementRow, SettlementStep } from "./settlement_file.ts";
import { fieldRules } from "./transaction_rules.ts";

/** A valid transaction of the chain with its canonical JSON. */
export interface CanonicalTransaction {
  /** Its fields. */
  readonly transaction: Transaction;
  /** Its canonical JSON (RFC 8785). */
  readonly canonical: string;
}

/** What sellers get in the trades of a step, by canonical JSON, €/kWh. */
export type SellersPrices = Map<string, number>;

/** The trades of a step by the prosumers who take part in them. */
export function tradesByProsumer(
  trades: readonly CanonicalTransaction[],
  prosumers: number,
  step: number,
): CanonicalTransaction[][] {
  const lists: CanonicalTransaction[][] = Array.from({ length: prosumers }, () => []);
  for (const trade of trades) {
    for (const party of [trade.transaction.sender, trade.transaction.receiver]) {
      if (party === AGGREGATOR) continue;
      if (party >= prosumers) {
        const expected = `a row for prosumer ${party}, who traded on the chain`;
        throw new ChainFault(`Step ${step}`, "rows", expected, `${prosumers} prosumers`);
      }
      lists[party].push(trade);
    }
  }
  return lists;
}

/**
 * Compares a prosumer's list of trades with those of it on the chain.
 *
 * @param sellersPrices Gets what the sellers get.
 * @throws {ChainFault} At the first that is in one of them only.
 */
export function compareTrades(
  row: SettlementRow,
  { step, hour }: Pick<SettlementStep, "step" | "hour">,
  trades: readonly CanonicalTransaction[],
  sellersPrices: SellersPrices,
): void {
  const where = `Step ${step}, prosumer ${row.id}`;
  const timestamp = trades[0]?.transaction.timestamp ?? 0;
  const onChain = new Set(trades.map(({ canonical }) => canonical));
  const list = parseList(row.transactions, where);
  for (const [i, entry] of list.entries()) {
    const field = `transactions[${i}]`;
    const { canonical, sellersPrice } = listedTrade(
      entry,
      { step, hour, timestamp },
      where,
      field,
    );
    if (!onChain.delete(canonical)) {
      throw new ChainFault(where, field, "a trade that is on the chain, once", shown(entry));
    }
    const told = sellersPrices.get(canonical);
    if (told !== undefined && told !== sellersPrice) {
      const expected = `${told}, as the other party lists it`;
      throw new ChainFault(where, `${field}.seller_price_per_kWh`, expected, shown(sellersPrice));
    }
    sellersPrices.set(canonical, sellersPrice);
  }
  for (const missing of onChain) {
    throw new ChainFault(where, "transactions", `${missing}, as on the chain`, "nothing");
  }
  demandForm(where, "transactions", JSON.stringify(list), row.transactions);
}

/**
 * A listed trade in the form that the chain gives it, and what its seller gets: the chain's price, or
 * a lower one that the list names beside it.
 */
function listedTrade(
  entry: unknown,
  { step, hour, timestamp }: { step: number; hour: number; timestamp: number },
  where: string,
  field: string,
): { canonical: string; sellersPrice: number } {
  if (typeof entry !== "object" || entry === null) {
    throw new ChainFault(where, field, "a trade", shown(entry));
  }
  const { hour: listedHour, seller_price_per_kWh: second, ...trade } = entry as Record<
    string,
    unknown
  >;
  if (listedHour !== hour) {
    throw new ChainFault(where, `${field}.hour`, String(hour), shown(listedHour));
  }
  for (const name of Object.keys(trade)) {
    if (!LISTED_FIELDS.includes(name)) {
      throw new ChainFault(where, `${field}.${name}`, "no such field", shown(trade[name]));
    }
  }
  for (const name of LISTED_FIELDS) {
    const { rule, holds } = fieldRules[name];
    if (holds(trade[name])) continue;
    throw new ChainFault(where, `${field}.${name}`, rule, shown(trade[name]));
  }
  const listed = { ...trade, timestamp, step } as unknown as Transaction;
  const isLower = typeof second === "number" && second < listed.price_per_kWh;
  if (second !== undefined && !(listed.type === "P2P" && isLower)) {
    const rule = "a number below the buyer's price, in a P2P trade alone";
    throw new ChainFault(where, `${field}.seller_price_per_kWh`, rule, shown(second));
  }
  return {
    canonical: canonicalTransaction(listed),
    sellersPrice: isLower ? second : listed.price_per_kWh,
  };
}

const LISTED_FIELDS = ["sender", "receiver", "amount", "price_per_kWh", "type"];

function parseList(text: string, where: string): unknown[] {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    // Told below, like any other text that is not a list.
  }
  if (!Array.isArray(list)) throw new ChainFault(where, "transactions", "a JSON list", shown(text));
  return list;
}
