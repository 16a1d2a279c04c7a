import { deepStrictEqual as deepEqual, ok } from "node:assert/strict";
import { nelderMead } from "../../lib/learn/nelder_mead.ts";

const SEARCH = { step: 0.5, tolerance: 1e-12, moves: 2000 };

Deno.test("the lowest point of Rosenbrock's valley is (1, 1)", () => {
  // Rosenbrock (1960), doi:10.1093/comjnl/3.3.175; Nelder & Mead's own test.
  const valley = ([x, y]: Float64Array) => 100 * (y - x * x) ** 2 + (1 - x) ** 2;
  const [x, y] = nelderMead(valley, Float64Array.of(-1.2, 1), SEARCH);
  ok(Math.abs(x - 1) < 1e-4 && Math.abs(y - 1) < 1e-4, `${x}, ${y}`);
});

Deno.test("the simplex strides out where the way down is long", () => {
  let values = 0;
  const slope = ([x]: Float64Array) => (values++, Math.abs(x - 1000));
  const [x] = nelderMead(slope, Float64Array.of(0), { ...SEARCH, tolerance: 1e-3 });
  ok(Math.abs(x - 1000) < 1 && values < 100, `${x} after ${values} values`);
});

Deno.test("a function with kinks, as quantile regression has, is no obstacle", () => {
  const roof = (at: Float64Array) =>
    Math.abs(at[0] - 3) + 2 * Math.abs(at[1] + 1) + 0.1 * at[2] ** 2;
  const found = nelderMead(roof, new Float64Array(3), SEARCH);
  [3, -1, 0].forEach((expected, i) => ok(Math.abs(found[i] - expected) < 0.01, `${found}`));
});

Deno.test("where nothing is better than the beginning, the search stays there", () => {
  const bowl = (at: Float64Array) => at[0] ** 2 + at[1] ** 2;
  deepEqual([...nelderMead(bowl, Float64Array.of(0, 0), SEARCH)], [0, 0]);
});
