import { ok, strictEqual as equal, throws } from "node:assert/strict";
import fc from "../made/fast_check.ts";
import {
  pinballLoss,
  rankedProbabilityScore,
  shareBelow,
} from "../../lib/learn/probabilistic_scores.ts";
import { meanAbsoluteError } from "../../lib/learn/metrics.ts";

const close = (actual: number, expected: number, within = 1e-12) =>
  ok(Math.abs(actual - expected) <= within, `${actual} is not ${expected}`);

Deno.test("pinball loss by hand: .9 of what lies above, .1 of what lies below", () => {
  close(pinballLoss([10, 10], { share: 0.9, values: [8, 13] }), (0.9 * 2 + 0.1 * 3) / 2);
});

Deno.test("the quantile of a sample has the least pinball loss of all constants", () => {
  const actual = Array.from({ length: 99 }, (_, i) => i + 1);
  const loss = (constant: number) =>
    pinballLoss(actual, { share: 0.8, values: actual.map(() => constant) });
  for (const other of [10, 50, 79, 81, 99]) ok(loss(80) <= loss(other));
});

Deno.test("of one median, the ranked probability score is the mean absolute error", () => {
  const values = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), {
    minLength: 1,
    maxLength: 9,
  });
  fc.assert(fc.property(values, (actual) => {
    const values = actual.map((_, i) => i);
    close(
      rankedProbabilityScore(actual, [{ share: 0.5, values }]),
      meanAbsoluteError(actual, values),
      1e-9,
    );
  }));
});

Deno.test("of many quantiles it nears the integral: 1/12 for uniform chance, met at its middle", () => {
  const shares = Array.from({ length: 999 }, (_, i) => (i + 1) / 1000);
  const quantiles = shares.map((share) => ({ share, values: [share] }));
  close(rankedProbabilityScore([0.5], quantiles), 1 / 12, 1e-5);
});

Deno.test("a share below counts what lies on the quantile too", () => {
  equal(shareBelow([1, 2, 3, 4], [2, 2, 2, 2]), 0.5);
});

Deno.test("shares must rise within 0 and 1, and steps must match", () => {
  const at = (...shares: number[]) => () =>
    rankedProbabilityScore([1], shares.map((share) => ({ share, values: [1] })));
  throws(at(), RangeError);
  throws(at(0.5, 0.5), /must rise/);
  throws(at(0), /must rise/);
  throws(at(0.5, 1), /below 1/);
  throws(() => pinballLoss([], { share: 0.5, values: [] }), RangeError);
  throws(() => shareBelow([1, 2], [1]), RangeError);
});
