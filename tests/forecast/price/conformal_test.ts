import { deepEqual, ok } from "node:assert/strict";
import { conformalIntervals } from "../../../lib/forecast/price/conformal.ts";
import { randomStream } from "../../../lib/random.ts";

Deno.test("the ends are the errors of rank 10 and 90 of 99, in spreads", () => {
  // Errors −49 … 49 in one hour: their mean size is 2450/99.
  const errors = Float64Array.from({ length: 99 }, (_, i) => i - 49);
  const { spread, ends } = conformalIntervals(errors, new Uint8Array(99).fill(5));
  ok(Math.abs(spread[5] - 2450 / 99) < 1e-12);
  deepEqual(ends[0.8].map((end) => Math.round(end * spread[5])), [-40, 40]);
});

Deno.test("hours with larger errors get wider intervals, and hours without errors the mean", () => {
  const errors = Float64Array.from({ length: 200 }, (_, i) => (i % 2 ? 1 : -1) * (i < 100 ? 1 : 9));
  const { spread } = conformalIntervals(errors, errors.map((_, i) => i < 100 ? 3 : 12));
  deepEqual([spread[3], spread[12], spread[20]], [1, 9, 5]);
});

Deno.test("intervals hold as many later errors as they promise", () => {
  const stream = randomStream(1, "errors");
  const draw = (count: number) => {
    return Float64Array.from({ length: count }, (_, i) => {
      return (1 + i % 24) * (stream.next() + stream.next() + stream.next() - 1.5);
    });
  };
  const hour = Uint8Array.from({ length: 24_000 }, (_, i) => i % 24);
  const { spread, ends } = conformalIntervals(draw(24_000), hour);
  const later = draw(24_000);
  for (const level of [0.8, 0.95] as const) {
    const [low, high] = ends[level];
    const inside = later.filter((error, i) => {
      return low * spread[hour[i]] <= error && error <= high * spread[hour[i]];
    });
    ok(Math.abs(inside.length / later.length - level) < 0.01);
  }
});
