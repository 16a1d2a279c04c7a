import { ok, strictEqual as equal, throws } from "node:assert/strict";
import fc from "../../made/fast_check.ts";
import {
  meanInterval,
  pairedDifference,
  pairedPValue,
} from "../../../lib/experiment/statistics/interval.ts";
import { studentProbability, studentQuantile } from "../../../lib/experiment/statistics/student.ts";
import { close } from "../../made/fixtures.ts";

Deno.test("Student's quantiles are those of the tables", () => {
  // NIST/SEMATECH e-Handbook of Statistical Methods, §1.3.6.7.2, and SciPy 1.x `t.ppf`.
  const table: [number, number, number][] = [
    [0.975, 1, 12.706204736174694],
    [0.975, 2, 4.302652729749462],
    [0.975, 9, 2.262157162798205],
    [0.975, 49, 2.0095752371292392],
    [0.975, 1000, 1.9623390808264083],
    [0.95, 5, 2.015],
    [0.99, 10, 2.764],
    [0.999, 3, 10.215],
  ];
  for (const [p, degrees, t] of table) {
    const digits = t.toString().length > 8 ? 1e-10 : 6e-4;
    close(studentQuantile(p, degrees), t, digits);
  }
});

Deno.test("with one degree of freedom it is Cauchy's distribution, with two a closed form", () => {
  for (const t of [-30, -1, 0, 0.3, 1, 5, 200]) {
    close(studentProbability(t, 1), 0.5 + Math.atan(t) / Math.PI, 1e-12);
    close(studentProbability(t, 2), 0.5 + t / (2 * Math.sqrt(2 + t * t)), 1e-12);
  }
});

Deno.test("a quantile is where the probability is reached", () => {
  const p = fc.double({ min: 0.501, max: 0.9999, noNaN: true });
  fc.assert(fc.property(p, fc.integer({ min: 1, max: 500 }), (p, degrees) => {
    close(studentProbability(studentQuantile(p, degrees), degrees), p, 1e-11);
  }));
});

Deno.test("a quantile needs a probability above one half and a degree of freedom", () => {
  for (const [p, degrees] of [[0.5, 3], [1, 3], [NaN, 3], [0.9, 0], [0.9, NaN]]) {
    throws(() => studentQuantile(p, degrees), RangeError);
  }
});

Deno.test("Student's own example: the sleep that a drug gains", () => {
  // Student 1908, doi:10.1093/biomet/6.1.1, as R's `sleep`:
  // t.test(extra ~ group, paired = TRUE) gives −1.58, 95 % from −2.4598858 to −0.7001142.
  const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
  const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
  const { count, mean, low, high } = pairedDifference(second, first);
  equal(count, 10);
  close(mean, -1.58, 1e-12);
  close(low, -2.4598858, 5e-8);
  close(high, -0.7001142, 5e-8);
});

Deno.test("what differs by the rounding of a sum does not differ", () => {
  // Sums of the same terms in another order: the second never more, "significantly" less.
  const from = [0.1 + 0.2, 1.1 + 2.2, 0.1 + 0.2 + 0.3];
  const to = [0.3, 3.3, 0.3 + 0.2 + 0.1];
  ok(to.every((value, i) => value < from[i]), `${from}`);
  const { mean, low, high } = pairedDifference(from, to);
  ok(mean === 0 && low === 0 && high === 0);
  equal(pairedDifference([1, 1], [1 + 1e-9, 1 + 1e-9]).mean > 0, true);
});

Deno.test("no value, one value, equal values, values that are none", () => {
  const none = meanInterval([]);
  ok(none.count === 0 && Number.isNaN(none.mean) && Number.isNaN(none.low));
  const one = meanInterval([3]);
  ok(one.count === 1 && one.mean === 3 && Number.isNaN(one.high));
  const equals = meanInterval([2, 2, 2]);
  ok(equals.low === 2 && equals.high === 2);
  equal(meanInterval([1, NaN, 3]).mean, 2);
  const paired = pairedDifference([1, NaN, 2, 5], [2, 3, NaN, 6]);
  ok(paired.count === 2 && paired.mean === 1 && paired.low === 1);
  throws(() => pairedDifference([1], [1, 2]), RangeError);
});

Deno.test("a paired t test is significant just where the interval leaves out 0", () => {
  const values = fc.array(
    fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 })),
    {
      minLength: 2,
      maxLength: 12,
    },
  );
  fc.assert(fc.property(values, (pairs) => {
    const [from, to] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)];
    const { low, high } = pairedDifference(from, to);
    equal(pairedPValue(from, to) < 0.05, low > 0 || high < 0);
  }));
});

Deno.test("a paired t test without differences, with equal ones, of one pair", () => {
  equal(pairedPValue([1, 2, 3], [1, 2, 3]), 1);
  equal(pairedPValue([0.1 + 0.2, 1.1 + 2.2], [0.3, 3.3]), 1);
  equal(pairedPValue([1, 2, 3], [2, 3, 4]), 0);
  equal(pairedPValue([1, NaN], [2, 3]), NaN);
  throws(() => pairedPValue([1], [1, 2]), RangeError);
});
