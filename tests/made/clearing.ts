import { named } from "../../lib/config/registry.ts";
import type { Config } from "../../lib/config/settings.ts";
import { clearingMechanisms, keepRationalPairs } from "../../lib/market/clearing/mod.ts";
import { TradeBook } from "../../lib/market/trade_book.ts";
import type { RandomStream } from "../../lib/random.ts";
import { communityOf, configOf, type MadeCommunity, type Member } from "./fixtures.ts";

/** A trade of a market for people to read: `[seller, buyer, kWh, buyer's €/kWh, seller's €/kWh]`. */
export type PairRow = readonly [number, number, number, number, number];

/** A market that has been cleared. */
export interface Cleared {
  readonly community: MadeCommunity;
  readonly trades: TradeBook;
  readonly rows: readonly PairRow[];
  /** What is open afterwards, by member, kWh. */
  readonly open: readonly number[];
}

/** What is out of the ordinary about a market. */
export interface Terms {
  /** λb = 1.05 · P and λs = 0.95 · P by default. */
  readonly config?: Config;
  readonly marketPrice?: number;
  /** Draws of the step, by member. */
  readonly draws?: readonly number[];
  readonly individualRationality?: boolean;
}

/** The test case of docs/mechanisms.md: λb = .25, λs = .10 is P = .175 with this fee. */
export const testCaseConfig = configOf({ grid: { aggregator_fee: 0.075 / 0.175, network_fee: 0 } });
export const TEST_CASE_PRICE = 0.175;

/** Members 0 … 5 of the test case: B1, B2, B3, S1, S2, S3. */
export const testCase: readonly Member[] = [
  { imbalance: 3, quote: 0.24 },
  { imbalance: 2, quote: 0.20 },
  { imbalance: 2, quote: 0.14 },
  { imbalance: -2, quote: 0.11 },
  { imbalance: -3, quote: 0.16 },
  { imbalance: -2, quote: 0.22 },
];

/** Clears a market of given quotes by a mechanism, as the test case's tariff has it by default. */
export function clearedBy(
  name: string,
  members: readonly Member[],
  {
    config = testCaseConfig,
    marketPrice = TEST_CASE_PRICE,
    draws,
    individualRationality = false,
  }: Terms = {},
): Cleared {
  const community = communityOf(members);
  const round = community.round(marketPrice, config);
  const chance = draws === undefined ? round.chance : () => streamOf(draws);
  const mechanism = named(clearingMechanisms, name);
  const trades = new TradeBook(Math.max(1, mechanism.capacity(members.length)));
  mechanism.for(community.members)({ ...round, chance }, trades);
  if (individualRationality) keepRationalPairs(round, trades);
  return { community, trades, rows: pairsOf(trades), open: [...community.orders.openKwh] };
}

/** The trades of a book as rows. */
export function pairsOf(trades: TradeBook): PairRow[] {
  return Array.from({ length: trades.count }, (_, t): PairRow => [
    trades.sender[t],
    trades.receiver[t],
    trades.amountKwh[t],
    trades.eurPerKwh[t],
    trades.sellersEurPerKwh[t],
  ]);
}

/** What each member gains on its quote, €, and the operator. */
export function gainsOnQuotes({ rows }: Cleared, members: readonly Member[]) {
  const gain = members.map(() => 0);
  let operator = 0;
  for (const [seller, buyer, kwh, paid, got] of rows) {
    gain[buyer] += kwh * (members[buyer].quote! - paid);
    gain[seller] += kwh * (got - members[seller].quote!);
    operator += kwh * (paid - got);
  }
  return { gain, operator };
}

/** Σ q(bid − ask), €. */
export function welfareOnQuotes({ rows }: Pick<Cleared, "rows">, members: readonly Member[]) {
  return rows.reduce(
    (sum, [seller, buyer, kwh]) => sum + kwh * (members[buyer].quote! - members[seller].quote!),
    0,
  );
}

function streamOf(draws: readonly number[]): RandomStream {
  let at = 0;
  return { next: () => draws[at++] };
}
