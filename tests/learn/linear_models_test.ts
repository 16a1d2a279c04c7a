import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import fc from "../made/fast_check.ts";
import {
  columnMoments,
  evaluateLinear,
  type Moments,
  targetMoments,
} from "../../lib/learn/moments.ts";
import { largestPenalty, lassoModel, lassoPath, leastInformation } from "../../lib/learn/lasso.ts";

const close = (actual: number, expected: number, within = 1e-9) =>
  ok(Math.abs(actual - expected) <= within, `${actual} is not ${expected}`);

const all = (rows: number) => Array.from({ length: rows }, (_, i) => i);

/** Two standardised columns with correlation ½, whose covariances with the target are 1 and 0.8. */
const pair: Moments = {
  rows: 100,
  mean: new Float64Array(2),
  spread: Float64Array.of(1, 1),
  correlation: Float64Array.of(1, 0.5, 0.5, 1),
};
const pairTarget = { mean: 0, variance: 2, covariance: Float64Array.of(1, 0.8) };

Deno.test("moments are means, spreads and correlations over the rows asked for", () => {
  const columns = [Float64Array.of(1, 3, 99, 5), Float64Array.of(2, 0, 99, 1)];
  const rows = [0, 1, 3];
  const moments = columnMoments(columns, rows);
  deepEqual([...moments.mean], [3, 1]);
  close(moments.spread[0], Math.sqrt(8 / 3));
  close(moments.correlation[1], -0.5);
  const target = targetMoments(columns, Float64Array.of(1, 2, 99, 6), rows, moments);
  equal(target.mean, 3);
  close(target.covariance[0], (4 + 0 + 6) / 3 / Math.sqrt(8 / 3));
});

Deno.test("the Lasso follows the path that can be solved by hand", () => {
  // One column from λ = 1 on, β₁ = 1 − λ; the second from λ = 0.6 on, where 0.8 − ½β₁ = λ.
  const path = lassoPath(pair, pairTarget, [1.2, 1, 0.8, 0.7, 0.2]);
  const expected = [[0, 0], [0, 0], [0.2, 0], [0.3, 0], [0.5 / 0.75, 0.2 / 0.75]];
  path.forEach((point, i) => expected[i].forEach((b, c) => close(point.standardised[c], b, 1e-3)));
  deepEqual(path.map((point) => point.active), [0, 0, 1, 1, 2]);
  close(path[2].meanSquareError, 2 - 2 * 0.2 + 0.04, 1e-3);
  equal(largestPenalty(pairTarget), 1);
});

Deno.test("the Lasso ends where the subgradient says, wherever it starts", () => {
  const numbers = fc.array(fc.float({ min: -5, max: 5, noNaN: true }), {
    minLength: 40,
    maxLength: 40,
  });
  const start = fc.array(fc.float({ min: -2, max: 2, noNaN: true }), {
    minLength: 3,
    maxLength: 3,
  });
  fc.assert(fc.property(numbers, start, (values, from) => {
    const column = (c: number) => Float64Array.from(values.slice(c * 10, c * 10 + 10));
    const columns = [column(0), column(1), column(2)];
    const moments = columnMoments(columns, all(10));
    const target = targetMoments(columns, column(3), all(10), moments);
    fc.pre(moments.spread.every((spread) => spread > 0.1) && target.variance > 0.1);
    const lambda = largestPenalty(target) / 3;
    const [{ standardised }] = lassoPath(moments, target, [lambda], Float64Array.from(from));
    const slack = 0.01 * Math.sqrt(target.variance);
    for (let c = 0; c < 3; c++) {
      let left = target.covariance[c];
      standardised.forEach((beta, k) => left -= moments.correlation[c * 3 + k] * beta);
      if (standardised[c] === 0) ok(Math.abs(left) <= lambda + slack);
      else close(left, Math.sign(standardised[c]) * lambda, slack);
    }
  }));
});

Deno.test("a coefficient must lower n·log(MSE) by more than its penalty: 2 or log n", () => {
  const point = (meanSquareError: number, active: number) => {
    return { lambda: 1, standardised: new Float64Array(2), meanSquareError, active };
  };
  // 100·log(0.99) = −1.005 does not pay for a coefficient, 100·log(0.97) = −3.05 does.
  const [none, little, much] = [point(1, 0), point(0.99, 1), point(0.97, 1)];
  equal(leastInformation([none, little], 100, 2), none);
  equal(leastInformation([none, much], 100, 2), much);
  equal(leastInformation([none, much], 100, Math.log(100)), none);
});

Deno.test("a Lasso model speaks in the units of its columns", () => {
  const columns = [Float64Array.of(100, 300, 500, 700)];
  const moments = columnMoments(columns, all(4));
  const target = targetMoments(columns, Float64Array.of(1, 2, 3, 4), all(4), moments);
  const [point] = lassoPath(moments, target, [1e-9]);
  close(evaluateLinear(lassoModel(point, moments, target), [900]), 5, 1e-3);
});
