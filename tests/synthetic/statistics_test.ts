import { deepStrictEqual as deepEqual, ok, strictEqual as equal, throws } from "node:assert/strict";
import { mean } from "lib/mean.ts";
import { randomStream } from "lib/random.ts";
import {
  autoregression,
  fatTailed,
  invert,
  normalProbability,
  standardNormal,
} from "lib/synthetic/gaussian.ts";
import {
  autocorrelation,
  correlation,
  groups,
  standardDeviation,
} from "lib/synthetic/statistics.ts";

const near = (value: number, expected: number, by: number) =>
  ok(Math.abs(value - expected) <= by, `${value} is not within ${by} of ${expected}`);

Deno.test("mean, deviation and correlation by hand", () => {
  equal(mean([1, 2, 6]), 3);
  equal(standardDeviation([2, 4, 4, 4, 5, 5, 7, 9]), 2);
  near(correlation([1, 2, 3], [2, 4, 6]), 1, 1e-12);
  near(correlation([1, 2, 3], [3, 2, 1]), -1, 1e-12);
  near(correlation([1, 2, 3, 4], [1, 3, 2, 4]), 0.8, 1e-12);
  near(autocorrelation([1, 2, 1, 2, 1, 2], 1), -1, 1e-12);
  near(autocorrelation([1, 2, 1, 2, 1, 2], 2), 1, 1e-12);
  throws(() => correlation([1], [1, 2]), RangeError);
});

Deno.test("values are grouped by their key, those without one left out", () => {
  const grouped = groups([10, 11, 12, 13], (index) => index === 2 ? undefined : index % 2);
  deepEqual([...grouped], [[0, [10]], [1, [11, 13]]]);
});

Deno.test("the normal distribution has its tabulated values", () => {
  // Abramowitz & Stegun (1964), table 26.1
  near(normalProbability(0), 0.5, 1e-7);
  near(normalProbability(1), 0.8413447, 1e-7);
  near(normalProbability(-1.96), 0.0249979, 1e-7);
  near(normalProbability(3), 0.9986501, 1e-7);
});

Deno.test("draws have mean 0 and variance 1, the fat-tailed ones more kurtosis", () => {
  const stream = randomStream(1, "test");
  const normal = Array.from({ length: 20_000 }, () => standardNormal(stream));
  const fat = Array.from({ length: 20_000 }, () => fatTailed(stream));
  for (const draws of [normal, fat]) {
    near(mean(draws), 0, 0.03);
    near(standardDeviation(draws), 1, 0.03);
  }
  near(mean(normal.map((draw) => draw ** 4)), 3, 0.2);
  ok(mean(fat.map((draw) => draw ** 4)) > 5);
});

Deno.test("an autoregression has the correlation asked for and variance 1", () => {
  const values = Array.from(autoregression(1, "test", 20_000, 0.8));
  near(autocorrelation(values, 1), 0.8, 0.02);
  near(autocorrelation(values, 3), 0.512, 0.03);
  near(standardDeviation(values), 1, 0.05);
  deepEqual(values.slice(0, 5), Array.from(autoregression(1, "test", 5, 0.8)));
});

Deno.test("an increasing function is inverted within its bounds", () => {
  near(invert((x) => x * x, 2, 0, 10), Math.SQRT2, 1e-9);
  near(invert((x) => x, 20, 0, 10), 10, 1e-9);
  near(invert((x) => x, -20, 0, 10), 0, 1e-9);
});
