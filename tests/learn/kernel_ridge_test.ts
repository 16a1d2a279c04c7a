import { deepStrictEqual as deepEqual, ok, strictEqual as equal, throws } from "node:assert/strict";
import fc from "../made/fast_check.ts";
import { fitKernelRidge, KernelRidge } from "../../lib/learn/kernel_ridge.ts";

const close = (actual: number, expected: number, within = 1e-9) =>
  ok(Math.abs(actual - expected) <= within, `${actual} is not ${expected}`);

const settings = { landmarks: 100, lengthScale: 1, penalty: 1e-3 };

Deno.test("two rows are solved by hand", () => {
  // The rows lie two deviations apart: k = exp(−2² / 2). Both are landmarks.
  const { full } = fitKernelRidge(Float64Array.of(-1, 1), [Float64Array.of(4, 6)], 2, settings);
  const k = Math.exp(-2);
  // The targets are odd about their mean; of (KᵀK + λK)w = Kᵀy the odd part is
  // ((1 − k)² + λ(1 − k))w = (1 − k)y, with y = ±1.
  const weight = 1 / (1 - k + 1e-3);
  close(full.predict([1])[0], 5 + weight * (1 - k), 1e-6);
  close(full.predict([0])[0], 5);
});

Deno.test("a curve is followed between its points", () => {
  const rows = Float64Array.from({ length: 60 }, (_, i) => i / 10);
  const { full } = fitKernelRidge(rows, [rows.map(Math.sin)], 60, {
    ...settings,
    lengthScale: 0.5,
  });
  for (const x of [0.55, 2.05, 4.25]) close(full.predict([x])[0], Math.sin(x), 5e-3);
});

Deno.test("far from all landmarks the mean is forecast", () => {
  const { full } = fitKernelRidge(
    Float64Array.of(1, 2, 3, 4),
    [Float64Array.of(1, 5, 2, 8)],
    4,
    settings,
  );
  close(full.predict([1e6])[0], 4);
});

Deno.test("a penalty draws forecasts towards the mean", () => {
  const rows = Float64Array.of(-1, 1);
  const forecast = (penalty: number) =>
    fitKernelRidge(rows, [Float64Array.of(-1, 1)], 2, { ...settings, penalty }).full.predict([
      1,
    ])[0];
  ok(forecast(0.1) > forecast(1) && forecast(1) > forecast(10) && forecast(10) > 0);
});

Deno.test("targets do not disturb each other, and scaling one scales its forecast", () => {
  const rows = Float64Array.from({ length: 20 }, (_, i) => Math.sin(i));
  const one = Float64Array.from({ length: 20 }, (_, i) => Math.cos(i));
  const other = one.map((y) => 3 * y + 7);
  const alone = fitKernelRidge(rows, [one], 20, settings).full.predict([0.3])[0];
  const [first, second] = fitKernelRidge(rows, [one, other], 20, settings).full.predict([0.3]);
  equal(first, alone);
  close(second, 3 * alone + 7, 1e-8);
});

Deno.test("the early fit sees no target from the cut on, the full fit sees all", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 19 }),
      fc.double({ min: -9, max: 9, noNaN: true }),
      (cut, y) => {
        const rows = Float64Array.from({ length: 40 }, (_, i) => Math.sin(i * i));
        const target = Float64Array.from({ length: 20 }, (_, i) => Math.cos(i));
        const altered = target.map((value, i) => i < cut ? value : y);
        const [one, two] = [target, altered].map((t) => fitKernelRidge(rows, [t], cut, settings));
        deepEqual(one.early.toJSON(), two.early.toJSON());
        const all = fitKernelRidge(rows, [target], 20, settings).full;
        close(one.full.predict([0.1, 0.2])[0], all.predict([0.1, 0.2])[0], 1e-6);
      },
    ),
    { numRuns: 30 },
  );
});

Deno.test("fewer landmarks than rows follow the same curve more coarsely", () => {
  const rows = Float64Array.from({ length: 200 }, (_, i) => i / 40);
  const error = (landmarks: number) => {
    const { full } = fitKernelRidge(rows, [rows.map(Math.sin)], 200, {
      landmarks,
      lengthScale: 0.5,
      penalty: 1e-3,
    });
    return rows.reduce((sum, x) => sum + Math.abs(full.predict([x])[0] - Math.sin(x)), 0) / 200;
  };
  ok(error(3) > 5 * error(20), `${error(3)} against ${error(20)}`);
  ok(error(20) < 0.01);
});

Deno.test("a column that never changes says nothing", () => {
  const plain = fitKernelRidge(Float64Array.of(1, 2, 3), [Float64Array.of(1, 4, 2)], 3, settings);
  const rows = Float64Array.of(1, 7, 2, 7, 3, 7);
  const scale = { ...settings, lengthScale: settings.lengthScale / Math.SQRT2 };
  const { full } = fitKernelRidge(rows, [Float64Array.of(1, 4, 2)], 3, scale);
  close(full.predict([1.5, 7])[0], plain.full.predict([1.5])[0], 1e-6);
  equal(full.predict([1.5, 99])[0], full.predict([1.5, 7])[0]);
});

Deno.test("a regression comes back from its text as it was", () => {
  const rows = Float64Array.from({ length: 30 }, (_, i) => Math.sin(i));
  const { full } = fitKernelRidge(rows, [rows.map((x) => x * x)], 30, settings);
  const again = new KernelRidge(JSON.parse(JSON.stringify(full)));
  equal(again.predict([0.4])[0], full.predict([0.4])[0]);
  throws(() => new KernelRidge({ ...full.toJSON(), weights: [1] }), TypeError);
  throws(() => new KernelRidge({ ...full.toJSON(), landmarks: "?" }), TypeError);
});

Deno.test("what cannot be fitted is named", () => {
  const fit = (rows: number[], target: number[], cut: number, changed = {}) => () =>
    fitKernelRidge(Float64Array.from(rows), [Float64Array.from(target)], cut, {
      ...settings,
      ...changed,
    });
  throws(fit([], [], 1), /at least one row/);
  throws(fit([1, 2, 3], [1, 2], 1), /rows of equal length/);
  throws(fit([1, NaN], [1, 2], 1), /finite/);
  throws(fit([1, 2], [1, Infinity], 1), /finite/);
  throws(fit([1, 2], [1, 2], 3), /a cut from 1 to 2, found 3/);
  throws(fit([1, 2], [1, 2], 1, { penalty: 0 }), /penalty > 0, found 0/);
  throws(fit([1, 2], [1, 2], 1, { landmarks: 0.5 }), /landmarks a whole number/);
});
