import { deepStrictEqual as deepEqual, throws } from "node:assert/strict";
import { remembered } from "../../lib/planning/remembered.ts";

Deno.test("loads can be looked at ahead and asked for again, each made once and in its order", () => {
  const asked: number[] = [];
  const loads = remembered({ set: (step, kwh) => void (asked.push(step), kwh.fill(step)) }, 2, 3);
  const row = new Float64Array(2);
  const at = (step: number) => (loads.set(step, row), [...row]);
  deepEqual([at(0), at(2), at(1), at(0), at(3), at(1)], [0, 2, 1, 0, 3, 1].map((k) => [k, k]));
  deepEqual(asked, [0, 1, 2, 3]);
  throws(() => at(0), RangeError);
});
