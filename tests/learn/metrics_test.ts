import { ok, strictEqual as equal, throws } from "node:assert/strict";
import fc from "../made/fast_check.ts";
import {
  coefficientOfDetermination,
  coverage,
  dieboldMariano,
  meanAbsoluteError,
  relativeMeanAbsoluteError,
  rootMeanSquareError,
  skill,
} from "../../lib/learn/metrics.ts";

const close = (actual: number, expected: number, within = 1e-4) =>
  ok(Math.abs(actual - expected) <= within, `${actual} is not ${expected}`);

Deno.test("errors of 3 and −4 have a mean size of 3.5 and a root mean square of √12.5", () => {
  equal(meanAbsoluteError([10, 20], [7, 24]), 3.5);
  equal(rootMeanSquareError([10, 20], [7, 24]), Math.sqrt(12.5));
});

Deno.test("R² is 1 when perfect, 0 for the mean, below 0 for worse", () => {
  equal(coefficientOfDetermination([1, 2, 3], [1, 2, 3]), 1);
  equal(coefficientOfDetermination([1, 2, 3], [2, 2, 2]), 0);
  equal(coefficientOfDetermination([1, 2, 3], [3, 2, 1]), -3);
  ok(Number.isNaN(coefficientOfDetermination([2, 2], [2, 2])));
});

Deno.test("relative error and skill compare with a reference", () => {
  equal(relativeMeanAbsoluteError([10, 20], [12, 20], [14, 20]), 0.5);
  equal(skill([10, 20], [12, 20], [14, 20]), 0.5);
});

Deno.test("the ends of an interval belong to it", () => {
  equal(coverage([1, 2, 3, 4], [1, 0, 4, 5], [2, 2, 5, 6]), 0.5);
});

Deno.test("forecasts of another length, or none, cannot be judged", () => {
  throws(() => meanAbsoluteError([], []), RangeError);
  throws(() => rootMeanSquareError([1], [1, 2]), /1 and 2/);
  throws(() => coverage([1, 2], [1], [2, 3]), RangeError);
});

Deno.test("Diebold–Mariano agrees with a published example", () => {
  // Package dieboldmariano 1.1 (Nunziata), first test case: errors 0 … 5 against 0 2 3 3 5 6,
  // squared, gives −2.4905 with Harvey's factor √((n − 1)/n), which is left out here.
  const errors = [0, 1, 2, 3, 4, 5];
  const others = [0, 2, 3, 3, 5, 6];
  const square = (values: number[]) => values.map((value) => value ** 2);
  const test = dieboldMariano(square(errors), square(others));
  close(test.statistic * Math.sqrt(5 / 6), -2.4905);
  // Twice the normal tail beyond 2.7282.
  close(test.pValue, 0.00637, 2e-5);
});

Deno.test("Diebold–Mariano weighs autocovariances as Bartlett did", () => {
  // d = 1 3 1 3 with mean 2: γ0 = 1, γ1 = −3/4; with one lag 1 − 2 · ½ · ¾ = 1/4.
  const test = dieboldMariano([1, 3, 1, 3], [0, 0, 0, 0], 1);
  close(test.statistic, 2 / Math.sqrt(0.25 / 4), 1e-12);
});

Deno.test("Diebold–Mariano changes sign when the forecasts change places", () => {
  const losses = fc.array(fc.tuple(fc.integer(), fc.integer()), { minLength: 5, maxLength: 40 });
  fc.assert(fc.property(losses, (pairs) => {
    const [a, b] = [pairs.map((pair) => pair[0]), pairs.map((pair) => pair[1])];
    fc.pre(new Set(pairs.map(([x, y]) => x - y)).size > 1);
    close(dieboldMariano(a, b, 3).statistic, -dieboldMariano(b, a, 3).statistic, 1e-9);
    ok(dieboldMariano(a, b, 3).pValue <= 1 + 1e-7);
  }));
});

Deno.test("Diebold–Mariano refuses equal losses and impossible lags", () => {
  throws(() => dieboldMariano([1, 2], [1, 2]), /never changes/);
  throws(() => dieboldMariano([1, 2], [1, 3], 2), /from 0 to 1/);
});
