import { deepStrictEqual as deepEqual, ok, throws } from "node:assert/strict";
import fc from "../../made/fast_check.ts";
import { holm } from "../../../lib/experiment/statistics/holm.ts";
import { close } from "../../made/fixtures.ts";

Deno.test("Holm's adjustment is R's", () => {
  // p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm") gives 0.03 0.06 0.06 0.02.
  [0.03, 0.06, 0.06, 0.02].forEach((p, i) => close(holm([0.01, 0.04, 0.03, 0.005])[i], p, 1e-12));
});

Deno.test("no hypothesis, one, equal ones, one that cannot be tested, a p-value that is none", () => {
  deepEqual(holm([]), []);
  deepEqual(holm([0.04]), [0.04]);
  deepEqual(holm([0.25, 0.25]), [0.5, 0.5]);
  deepEqual(holm([0.9, 0.8]), [1, 1]);
  // Three hypotheses, though only two were tested.
  deepEqual(holm([0.125, NaN, 0.25]), [0.375, NaN, 0.5]);
  throws(() => holm([0.5, 1.5]), /0 … 1, found 1.5/);
  throws(() => holm([-0.1]), RangeError);
});

Deno.test("adjusted p-values lie between the p-values and Bonferroni's, in the same order", () => {
  const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });
  fc.assert(fc.property(pValues, (pValues) => {
    const adjusted = holm(pValues);
    pValues.forEach((p, i) => {
      ok(adjusted[i] >= p && adjusted[i] <= Math.min(1, pValues.length * p));
      pValues.forEach((other, j) => ok(p >= other || adjusted[i] <= adjusted[j]));
    });
  }));
});
