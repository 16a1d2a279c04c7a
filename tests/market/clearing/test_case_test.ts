import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import {
  clearedBy,
  gainsOnQuotes,
  type PairRow,
  type Terms,
  testCase,
  welfareOnQuotes,
} from "../../made/clearing.ts";
import { close, type Member } from "../../made/fixtures.ts";

const [B1, B2, B3, S1, S2, S3] = [0, 1, 2, 3, 4, 5];
const EXACT = 1e-9;
const OPTIMUM = 0.42;

/** Demands these trades in this order, seller's price as buyer's where it is left out. */
function assertTrades(
  name: string,
  expected: readonly (readonly [number, number, number, number, number?])[],
  terms: Terms = {},
  members = testCase,
) {
  const market = clearedBy(name, members, terms);
  deepEqual(market.rows.map(([from, to]) => [from, to]), expected.map(([from, to]) => [from, to]));
  for (const [i, row] of market.rows.entries()) {
    const [, , kwh, paid, got = paid] = expected[i];
    for (const [j, value] of [kwh, paid, got].entries()) close(row[j + 2] as number, value, EXACT);
  }
  return { ...market, ...gainsOnQuotes(market, members) };
}

function assertGains(gain: readonly number[], expected: readonly number[]) {
  for (const [i, value] of expected.entries()) close(gain[i], value, EXACT);
}

const efficiency = (rows: readonly PairRow[]) => welfareOnQuotes({ rows }, testCase) / OPTIMUM;

Deno.test("none: nobody trades", () => {
  const { rows, open } = assertTrades("none", []);
  deepEqual(rows, []);
  deepEqual(open, [3, 2, 2, -2, -3, -2]);
});

Deno.test("mid: .175, .20, .18", () => {
  const { rows, gain } = assertTrades("mid", [
    [S1, B1, 2, 0.175],
    [S2, B1, 1, 0.20],
    [S2, B2, 2, 0.18],
  ]);
  assertGains(gain, [0.17, 0.04, 0, 0.13, 0.08, 0]);
  close(efficiency(rows), 1, EXACT);
});

Deno.test("uniform: all at .18, the middle of [.16, .20]", () => {
  const { rows, gain } = assertTrades("uniform", [
    [S1, B1, 2, 0.18],
    [S2, B1, 1, 0.18],
    [S2, B2, 2, 0.18],
  ]);
  assertGains(gain, [0.18, 0.04, 0, 0.14, 0.06, 0]);
  close(efficiency(rows), 1, EXACT);
});

Deno.test("pay-as-bid: .24, .24, .20, all of it to the sellers", () => {
  const { rows, gain } = assertTrades("pay-as-bid", [
    [S1, B1, 2, 0.24],
    [S2, B1, 1, 0.24],
    [S2, B2, 2, 0.20],
  ]);
  assertGains(gain, [0, 0, 0, 0.26, 0.16, 0]);
  close(efficiency(rows), 1, EXACT);
});

Deno.test("discriminatory: bids are paid, asks are got, the operator keeps .42", () => {
  const { rows, gain, operator } = assertTrades("discriminatory", [
    [S1, B1, 2, 0.24, 0.11],
    [S2, B1, 1, 0.24, 0.16],
    [S2, B2, 2, 0.20, 0.16],
  ]);
  assertGains(gain, [0, 0, 0, 0, 0, 0]);
  close(operator, 0.42, EXACT);
  close(efficiency(rows), 1, EXACT);
});

Deno.test("trade-reduction: B2 and S2 set the prices and leave", () => {
  const { rows, gain, operator, open } = assertTrades("trade-reduction", [[S1, B1, 2, 0.20, 0.16]]);
  assertGains(gain, [0.08, 0, 0, 0.10, 0, 0]);
  close(operator, 0.08, EXACT);
  close(efficiency(rows), 0.26 / 0.42, EXACT);
  equal(efficiency(rows).toFixed(3), "0.619");
  deepEqual(open, [1, 2, 2, 0, -3, -2]);
});

Deno.test("muda: halves {B1, B3, S2} and {B2, S1, S3}: the right one trades 2 kWh at .20", () => {
  const draws = [0, 0.5, 0.499, 0.9, 0.1, 0.7];
  const { rows, gain } = assertTrades("muda", [[S1, B2, 2, 0.20]], { draws });
  assertGains(gain, [0, 0, 0, 0.18, 0, 0]);
  close(efficiency(rows), 0.18 / 0.42, EXACT);
  equal(efficiency(rows).toFixed(4), "0.4286");
});

Deno.test("muda: the other half's price is .155", () => {
  // With a seller of the left half that takes it, the left half trades too.
  const members = [...testCase, { imbalance: -1, quote: 0.15 }];
  const draws = [0, 0.5, 0.499, 0.9, 0.1, 0.7, 0.2];
  assertTrades(
    "muda",
    [[6, B1, 1, 0.155], [S1, B2, 2, 0.20]].map(
      // The left half's own crossing moves: S 1 @ .15, 3 @ .16 against 3 @ .24; S2 is cut, so p = .16.
      ([from, to, kwh, price]) => [from, to, kwh, price === 0.20 ? 0.16 : price] as const,
    ),
    { draws },
    members,
  );
});

Deno.test("cda: orders that come as B3 S3 S2 B2 B1 S1", () => {
  const draws = [0.5, 0.4, 0.1, 0.6, 0.3, 0.2];
  const { rows } = assertTrades("cda", [
    [S2, B2, 2, 0.16],
    [S2, B1, 1, 0.16],
    [S3, B1, 2, 0.22],
    [S1, B3, 2, 0.14],
  ], { draws });
  equal(rows.reduce((sum, [, , kwh]) => sum + kwh, 0), 7);
  close(efficiency(rows), 0.26 / 0.42, EXACT);
});

/** Short of sun: S = 5, D = 7; and with too much of it: S = 7, D = 5. */
const short: readonly Member[] = [
  { imbalance: 3, quote: 0.24 },
  { imbalance: 4, quote: 0.2 },
  { imbalance: -5, quote: 0.1 },
];
const long: readonly Member[] = short.map(({ imbalance, quote }) => ({
  imbalance: -imbalance!,
  quote: quote!,
}));

/** What one side pays or gets per kWh in all, the aggregator's part at .25 or .10. */
function blend(name: string, members: readonly Member[], buys: boolean): number {
  const { rows, open } = clearedBy(name, members);
  const traded = rows.reduce((sum, [, , kwh, paid]) => sum + kwh * paid, 0);
  const sign = buys ? 1 : -1;
  const rest = open.reduce((sum, kwh) => sum + Math.max(0, sign * kwh), 0);
  return (traded + rest * (buys ? 0.25 : 0.10)) / 7;
}

Deno.test("mmr: .175 for all; buyers' blend .196429, sellers' blend .153571", () => {
  assertTrades("mmr", [[2, 0, 15 / 7, 0.175], [2, 1, 20 / 7, 0.175]], {}, short);
  assertTrades("mmr", [[0, 2, 15 / 7, 0.175], [1, 2, 20 / 7, 0.175]], {}, long);
  close(blend("mmr", short, true), 1.375 / 7, EXACT);
  equal(blend("mmr", short, true).toFixed(6), "0.196429");
  equal(blend("mmr", long, false).toFixed(6), "0.153571");
});

Deno.test("sdr: .120690 with S 5 and D 7, buyers' blend .157635; λs with S = D and beyond", () => {
  const price = 0.1 * 0.25 / (0.15 * 5 / 7 + 0.1);
  assertTrades("sdr", [[2, 0, 15 / 7, price], [2, 1, 20 / 7, price]], {}, short);
  equal(price.toFixed(6), "0.120690");
  equal(blend("sdr", short, true).toFixed(6), "0.157635");
  assertTrades("sdr", [[1, 0, 2, 0.10]], {}, [{ imbalance: 2 }, { imbalance: -2 }]);
  assertTrades("sdr", [[0, 2, 15 / 7, 0.1], [1, 2, 20 / 7, 0.1]], {}, long);
});

Deno.test("bill-sharing: free inside; buyers pay .071429 in all, or sellers get .028571", () => {
  assertTrades("bill-sharing", [[2, 0, 15 / 7, 0], [2, 1, 20 / 7, 0]], {}, short);
  equal(blend("bill-sharing", short, true).toFixed(6), "0.071429");
  equal(blend("bill-sharing", long, false).toFixed(6), "0.028571");
});
