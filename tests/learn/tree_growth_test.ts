import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import fc from "../made/fast_check.ts";
import { binColumns } from "../../lib/learn/binning.ts";
import { TreeGrower } from "../../lib/learn/tree_growth.ts";
import { randomStream } from "../../lib/random.ts";

/** Gain of the best split of all rows, tried one by one on the gradients as they are. */
function bestGain(
  bins: readonly Uint8Array[],
  gradients: Float64Array,
  minLeafRows: number,
  l2: number,
): number {
  const score = (rows: number[]) =>
    rows.reduce((sum, r) => sum + gradients[r], 0) ** 2 / (rows.length + l2);
  const all = Array.from(gradients.keys());
  let best = 0;
  for (const column of bins) {
    for (let bin = 0; bin < 255; bin++) {
      const left = all.filter((r) => column[r] <= bin);
      const right = all.filter((r) => column[r] > bin);
      if (Math.min(left.length, right.length) < minLeafRows) continue;
      best = Math.max(best, score(left) + score(right) - score(all));
    }
  }
  return best;
}

Deno.test("the first split is the best that there is, however gradients are rounded", () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 9 }), (seed, count) => {
      const chance = randomStream(seed, "grower");
      const columns = Array.from(
        { length: count },
        () => Float64Array.from({ length: 40 }, () => Math.floor(8 * chance.next())),
      );
      const gradients = Float64Array.from({ length: 40 }, () => 1e-3 * (chance.next() - 0.4));
      const table = binColumns(columns, 16);
      const limits = { leaves: 2, minLeafRows: 5, l2: 3 };
      const rows = Int32Array.from(gradients.keys());
      const tree = new TreeGrower(table, limits).grow(
        rows,
        gradients,
        Uint16Array.from(columns.keys()),
      );
      const best = bestGain(table.bins, gradients, 5, 3);
      if (tree.column.length === 0) return ok(best < 1e-12, `no split, though one gains ${best}`);
      const sums = [0, 1].map((leaf) => {
        const own = tree.rows.subarray(tree.leafStart[leaf], tree.leafStart[leaf + 1]);
        return own.reduce((sum, r) => sum + gradients[r], 0) ** 2 / (own.length + 3);
      });
      const whole = gradients.reduce((sum, g) => sum + g, 0) ** 2 / (40 + 3);
      ok(Math.abs(sums[0] + sums[1] - whole - best) <= 1e-4 * best, `${sums} for ${best}`);
    }),
    { numRuns: 60 },
  );
});

Deno.test("a hundred thousand rows are counted to the last", () => {
  const n = 100_000;
  const column = Float64Array.from({ length: n }, (_, r) => r < 60_001 ? 0 : 1);
  const table = binColumns([column], 2);
  const gradients = Float64Array.from(column, (value) => value === 0 ? -1 : 1);
  const grow = (minLeafRows: number) => {
    const grower = new TreeGrower(table, { leaves: 2, minLeafRows, l2: 0 });
    return grower.grow(Int32Array.from(column.keys()), gradients, Uint16Array.of(0));
  };
  // 39,999 rows lie to the right.
  deepEqual([...grow(39_999).leafStart], [0, 60_001, n]);
  equal(grow(40_000).column.length, 0);
});

Deno.test("gradients that are all 0 give no tree", () => {
  const table = binColumns([Float64Array.of(1, 2, 3, 4)], 4);
  const grower = new TreeGrower(table, { leaves: 4, minLeafRows: 1, l2: 0 });
  const tree = grower.grow(Int32Array.of(0, 1, 2, 3), new Float64Array(4), Uint16Array.of(0));
  equal(tree.column.length, 0);
});
