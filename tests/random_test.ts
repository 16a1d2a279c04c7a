import {
  deepStrictEqual as deepEqual,
  notDeepStrictEqual as notDeepEqual,
  ok,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import fc from "./made/fast_check.ts";
import { type RandomStream, randomStream, sample, uniform, uniformInteger } from "../lib/random.ts";

const draws = (stream: RandomStream, count: number) =>
  Array.from({ length: count }, () => stream.next());
const fixed = (value: number): RandomStream => ({ next: () => value });

Deno.test("seed, name and keys fix every draw, on any machine, in any version", () => {
  // Frozen on purpose: another generator would change every result that was ever published.
  deepEqual(draws(randomStream(42, "load", 3), 3), [
    0.7292434872904697,
    0.6838499709029381,
    0.40766780719809614,
  ]);
});

Deno.test("another seed, name or key gives another stream", () => {
  const one = draws(randomStream(42, "load", 3), 4);
  deepEqual(draws(randomStream(42, "load", 3), 4), one);
  for (
    const other of [
      randomStream(43, "load", 3),
      randomStream(42, "bids", 3),
      randomStream(42, "load", 4),
      randomStream(42, "load"),
      randomStream(42, "load", 3, 0),
    ]
  ) notDeepEqual(draws(other, 4), one);
});

Deno.test("what one stream draws never shifts another", () => {
  const alone = draws(randomStream(1, "bids", 0), 5);
  const load = randomStream(1, "load", 0);
  const bids = randomStream(1, "bids", 0);
  deepEqual(alone.map(() => (draws(load, 7), bids.next())), alone);
});

Deno.test("draws are uniform in [0, 1) and streams of neighbouring hours are unrelated", () => {
  const n = 20_000;
  const one = draws(randomStream(42, "bids", 0), n);
  const next = draws(randomStream(42, "bids", 1), n);
  ok(one.every((value) => value >= 0 && value < 1));
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / n;
  // Bounds of 5 standard errors: 1/√(12 n) of a mean, 1/√n of a correlation.
  ok(Math.abs(mean(one) - 0.5) < 5 / Math.sqrt(12 * n));
  ok(
    Math.abs(mean(one.map((value, i) => 12 * (value - 0.5) * (next[i] - 0.5)))) < 5 / Math.sqrt(n),
  );
  ok(Math.abs(mean(one.map((value) => 12 * (value - 0.5) ** 2)) - 1) < 5 * Math.sqrt(0.8 / n));
});

Deno.test("a uniform draw spans its range, and an empty range is its one value", () => {
  equal(uniform(fixed(0), 2, 6), 2);
  equal(uniform(fixed(0.25), 2, 6), 3);
  equal(uniform(fixed(0.7), 5, 5), 5);
});

Deno.test("both ends of an integer range are drawn, each value equally often", () => {
  equal(uniformInteger(fixed(0), 0, 20), 0);
  equal(uniformInteger(fixed(1 - 2 ** -53), 0, 20), 20);
  equal(uniformInteger(fixed(0.5), 3, 3), 3);
  const stream = randomStream(7, "dice");
  const seen = new Array(6).fill(0);
  for (let i = 0; i < 60_000; i++) seen[uniformInteger(stream, 1, 6) - 1]++;
  // 10,000 ± 5 standard deviations of 91.
  ok(seen.every((count) => Math.abs(count - 10_000) < 456), `${seen}`);
});

Deno.test("a sample has no item twice, and a larger one begins with the smaller", () => {
  const items = ["a", "b", "c", "d", "e"];
  fc.assert(fc.property(fc.integer({ min: 0 }), fc.integer({ min: 0, max: 5 }), (seed, count) => {
    const drawn = sample(randomStream(seed, "s"), items, count);
    equal(new Set(drawn).size, count);
    ok(drawn.every((item) => items.includes(item)));
    deepEqual(sample(randomStream(seed, "s"), items, 5).slice(0, count), drawn);
  }));
  deepEqual(items, ["a", "b", "c", "d", "e"]);
});

Deno.test("every item is equally likely to be sampled first", () => {
  const first = new Map<string, number>();
  for (let seed = 0; seed < 4000; seed++) {
    const [item] = sample(randomStream(seed, "s"), ["a", "b", "c", "d"], 1);
    first.set(item, (first.get(item) ?? 0) + 1);
  }
  // 1000 ± 5 standard deviations of 27.
  ok([..."abcd"].every((item) => Math.abs(first.get(item)! - 1000) < 137), `${[...first]}`);
});

Deno.test("more than there is cannot be drawn", () => {
  throws(() => sample(fixed(0), [1, 2], 3), { name: "RangeError", message: /3 of 2/ });
});
