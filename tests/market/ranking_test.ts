import { deepStrictEqual as deepEqual } from "node:assert/strict";
import { Ranking } from "../../lib/market/ranking.ts";
import fc from "../made/fast_check.ts";

const ranked = (quotes: readonly number[], direction: 1 | -1) => {
  const ids = Uint32Array.from(quotes, (_, id) => id);
  new Ranking(quotes.length).sort(ids, Float64Array.from(quotes), direction);
  return [...ids];
};
const compared = (quotes: readonly number[], direction: 1 | -1) =>
  quotes.map((_, id) => id).sort((a, b) => direction * (quotes[a] - quotes[b]) || a - b);

Deno.test("equal quotes are ranked by id, whichever comes first", () => {
  for (const count of [3, 1000]) {
    const ids = Array.from({ length: count }, (_, id) => id);
    deepEqual(ranked(ids.map(() => 0.2), 1), ids);
    deepEqual(ranked(ids.map(() => 0.2), -1), ids);
  }
});

Deno.test("0 and −0 are the same quote", () => {
  const quotes = Array.from({ length: 1000 }, (_, id) => id % 2 === 0 ? 0 : -0);
  deepEqual(ranked(quotes, 1), compared(quotes, 1));
  deepEqual(ranked(quotes, -1), compared(quotes, -1));
});

Deno.test("many are ranked as by comparison: negative, tiny, huge and equal quotes", () => {
  const quote = fc.oneof(
    fc.constantFrom(0, -0, 0.1, 0.1 + Number.EPSILON, -0.1, Number.MIN_VALUE, -Number.MIN_VALUE),
    fc.constantFrom(Number.MAX_VALUE, -Number.MAX_VALUE, Infinity, -Infinity),
    fc.double({ min: -1, max: 1, noNaN: true }),
  );
  const market = fc.array(quote, { minLength: 400, maxLength: 900, size: "max" });
  fc.assert(
    fc.property(market, fc.constantFrom(1 as const, -1 as const), (quotes, direction) => {
      deepEqual(ranked(quotes, direction), compared(quotes, direction));
    }),
    { numRuns: 60 },
  );
});

Deno.test("some of the members are ranked, and the same ranking serves again", () => {
  const quotes = Float64Array.from({ length: 2000 }, (_, id) => (id * 7919 % 2000) / 1000 - 1);
  const ranking = new Ranking(2000);
  for (const direction of [1, -1, 1] as const) {
    const ids = Uint32Array.from({ length: 600 }, (_, i) => 3 * i + 1);
    const expected = [...ids].sort((a, b) => direction * (quotes[a] - quotes[b]) || a - b);
    ranking.sort(ids, quotes, direction);
    deepEqual([...ids], expected);
  }
});
