import assert from "node:assert/strict";
import { permutationImportance } from "../../lib/learn/permutation_importance.ts";
import { randomStream } from "../../lib/random.ts";

const rows = 500;
const draw = (name: string) => {
  const stream = randomStream(1, name);
  return Float64Array.from({ length: rows }, () => stream.next());
};
const [used, unused, noise] = [draw("used"), draw("unused"), draw("noise")];
const target = used.map((value, i) => value + 0.1 * (noise[i] - 0.5));
const importanceOf = (columns: readonly Float64Array[]) =>
  permutationImportance(
    { columns, target },
    ([first]) => first,
    (c) => randomStream(2, "order", c),
  );

Deno.test("a column that the model leans on has an importance, another has none", () => {
  const [first, second] = importanceOf([used, unused]);
  // Shuffled, the error is that of a difference of two uniform draws, √(1/6); usual is √(0.01/12).
  assert.ok(Math.abs(first - (Math.sqrt(1 / 6) / Math.sqrt(0.01 / 12) - 1)) < 1.5, String(first));
  assert.equal(second, 0);
});

Deno.test("the columns themselves are left as they are, and the same draws give the same", () => {
  const before = used.slice();
  assert.deepEqual(importanceOf([used, unused]), importanceOf([used, unused]));
  assert.deepEqual(used, before);
});

Deno.test("without rows there is no importance", () => {
  const empty = new Float64Array();
  assert.throws(
    () =>
      permutationImportance(
        { columns: [empty], target: empty },
        () => empty,
        () => randomStream(1, ""),
      ),
    RangeError,
  );
});
