import { deepStrictEqual as deepEqual, ok, strictEqual as equal, throws } from "node:assert/strict";
import fc from "../made/fast_check.ts";
import { randomStream } from "../../lib/random.ts";
import { AveragedTrees, splitRows, trainAveragedTrees } from "../../lib/learn/averaged_trees.ts";
import { binColumns, binnedRows } from "../../lib/learn/binning.ts";
import { BoostedTrees, trainBoosting, type TrainingTable } from "../../lib/learn/boosting.ts";

/** Makes one tree the mean (or quantile) of each leaf, drawn towards nothing. */
const oneTree = { trees: 1, learningRate: 1, l2: 0, minLeafRows: 1, rowShare: 1, columnShare: 1 };

Deno.test("values fall into the bin whose upper edge is the first at or above them", () => {
  const { bins, edges } = binColumns([Float64Array.of(5, 1, 1, 3, 5)], 255);
  deepEqual([...edges[0]], [2, 4]);
  deepEqual([...bins[0]], [2, 0, 0, 1, 2]);
});

Deno.test("many distinct values fall into about equally full bins", () => {
  const { bins, edges } = binColumns([Float64Array.from({ length: 1000 }, (_, i) => i * i)], 10);
  equal(edges[0].length, 9);
  const counts = new Array(10).fill(0);
  bins[0].forEach((bin) => counts[bin]++);
  deepEqual(counts, new Array(10).fill(100));
});

Deno.test("one tree with two leaves finds a step and its two means", () => {
  const model = trainBoosting(
    { columns: [Float64Array.of(1, 2, 3, 4)], target: Float64Array.of(10, 12, 20, 24) },
    { ...oneTree, leaves: 2 },
  );
  deepEqual([1, 2.5, 2.6, 9].map((x) => model.predict([x])), [11, 11, 22, 22]);
});

Deno.test("L2 draws a leaf towards the mean: −G/(n + λ)", () => {
  const model = trainBoosting(
    { columns: [Float64Array.of(1, 2, 3, 4)], target: Float64Array.of(10, 12, 20, 24) },
    { ...oneTree, leaves: 2, l2: 2 },
  );
  // The mean is 16.5; the left residuals are −6.5 and −4.5: 16.5 − 11 / (2 + 2).
  equal(model.predict([1]), 13.75);
});

Deno.test("under Huber's loss one wild value pulls a leaf no further than its size", () => {
  const columns = [Float64Array.of(1, 1, 1, 2, 2, 2)];
  const target = Float64Array.of(0, 0, 0, 9, 9, 900);
  const huber = { ...oneTree, leaves: 2, loss: { huber: 6 } };
  // The median is 4.5: residuals −4.5 on the left; 4.5, 4.5 and 895.5, clipped to 6, on the right.
  const model = trainBoosting({ columns, target }, huber);
  deepEqual([model.predict([1]), model.predict([2])], [0, 4.5 + (4.5 + 4.5 + 6) / 3]);
  throws(() => trainBoosting({ columns, target }, { loss: { huber: 0 } }), /huber > 0, found 0/);
});

Deno.test("columns that are binned already grow the same trees", () => {
  const columns = [Float64Array.from({ length: 300 }, (_, i) => Math.sin(i))];
  const target = columns[0].map((x) => x * x);
  const settings = { trees: 20, maxBins: 16 };
  const binned = binColumns(columns, 16);
  deepEqual(
    trainBoosting({ columns, target }, settings, { binned }).toJSON(),
    trainBoosting({ columns, target }, settings).toJSON(),
  );
  const some = { columns: [columns[0].subarray(0, 200)], target: target.subarray(0, 200) };
  throws(() => trainBoosting(some, settings, { binned }), /300 rows do not fit 200/);
  const head = binnedRows(binned, 0, 200);
  equal(head.bins[0].length, 200);
  equal(trainBoosting(some, settings, { binned: head }).trees, 20);
});

Deno.test("leaves grow where the gain is largest, not level by level", () => {
  const x = Float64Array.from({ length: 8 }, (_, i) => i);
  const target = Float64Array.of(0, 1, 1, 0, 100, 180, 300, 500);
  const model = trainBoosting({ columns: [x], target }, { ...oneTree, leaves: 4 });
  deepEqual([...model.predictColumns([x])], [0.5, 0.5, 0.5, 0.5, 140, 140, 300, 500]);
});

Deno.test("an interaction of two columns is found", () => {
  const columns = [Float64Array.of(0, 0, 1, 1, 1), Float64Array.of(0, 1, 0, 1, 1)];
  const target = Float64Array.of(0, 1, 1, 0, 0);
  const model = trainBoosting({ columns, target }, { ...oneTree, leaves: 4 });
  deepEqual([...model.predictColumns(columns)], [...target]);
});

Deno.test("no leaf is smaller than allowed", () => {
  const x = Float64Array.from({ length: 10 }, (_, i) => i);
  const target = x.map((value) => value === 9 ? 1000 : 0);
  const settings = { ...oneTree, leaves: 2, minLeafRows: 3 };
  const model = trainBoosting({ columns: [x], target }, settings);
  ok(Math.abs(model.predict([9]) - 1000 / 3) < 1e-9);
  ok(Math.abs(model.predict([7]) - 1000 / 3) < 1e-9);
  ok(Math.abs(model.predict([6])) < 1e-9);
  const mirrored = trainBoosting({ columns: [x], target: target.toReversed() }, settings);
  ok(Math.abs(mirrored.predict([0]) - 1000 / 3) < 1e-9);
});

Deno.test("the pinball loss gives each side of a step its quantile", () => {
  const stream = randomStream(1, "test");
  const x = Float64Array.from({ length: 4000 }, () => stream.next());
  const target = x.map((value) => (value < 0.5 ? 0 : 10) + stream.next());
  for (const quantile of [0.1, 0.9]) {
    const model = trainBoosting({ columns: [x], target }, {
      trees: 100,
      learningRate: 0.1,
      leaves: 2,
      minLeafRows: 200,
      loss: { quantile },
    });
    ok(Math.abs(model.predict([0.25]) - quantile) < 0.08);
    ok(Math.abs(model.predict([0.75]) - 10 - quantile) < 0.08);
  }
});

function friedman(seed: number, rows: number): TrainingTable {
  const stream = randomStream(seed, "friedman");
  const columns = Array.from({ length: 5 }, () => {
    return Float64Array.from({ length: rows }, () => stream.next());
  });
  const [a, b, c, d, e] = columns;
  const target = a.map((_, i) =>
    10 * Math.sin(Math.PI * a[i] * b[i]) + 20 * (c[i] - 0.5) ** 2 + 10 * d[i] + 5 * e[i]
  );
  return { columns, target };
}

function meanSquaredError(model: BoostedTrees, { columns, target }: TrainingTable): number {
  const forecast = model.predictColumns(columns);
  return target.reduce((sum, y, i) => sum + (y - forecast[i]) ** 2, 0) / target.length;
}

Deno.test("Friedman's function (1991, eq. 61) is learned: more than 97 % of its variance", () => {
  const model = trainBoosting(friedman(1, 2000), { trees: 300, learningRate: 0.1, leaves: 8 });
  // The variance of the function is about 23.8.
  ok(meanSquaredError(model, friedman(2, 1000)) < 0.03 * 23.8);
});

Deno.test("early stopping keeps the trees that do best on rows kept apart", () => {
  const noise = randomStream(3, "noise");
  const spoil = (table: TrainingTable) => ({
    ...table,
    target: table.target.map((y) => y + 20 * (noise.next() - 0.5)),
  });
  const [train, validation] = [spoil(friedman(1, 500)), spoil(friedman(2, 500))];
  const settings = { trees: 400, learningRate: 0.3, leaves: 16, minLeafRows: 5 };
  const all = trainBoosting(train, settings);
  const stopped = trainBoosting(train, settings, { earlyStopping: { validation, patience: 30 } });
  ok(stopped.trees < 100);
  ok(meanSquaredError(stopped, validation) < meanSquaredError(all, validation));
  for (const more of [-29, -10, -1, 1, 10, 29]) {
    const trees = Math.max(0, stopped.trees + more);
    const other = trainBoosting(train, { ...settings, trees });
    ok(meanSquaredError(other, validation) >= meanSquaredError(stopped, validation));
  }
  const sameTrees = trainBoosting(train, { ...settings, trees: stopped.trees });
  deepEqual(stopped.toJSON(), sameTrees.toJSON());
});

Deno.test("the same seed gives the same trees, another seed others", () => {
  const table = friedman(1, 300);
  const grow = (seed: number) => JSON.stringify(trainBoosting(table, { trees: 20, seed }));
  equal(grow(1), grow(1));
  ok(grow(1) !== grow(2));
});

Deno.test("trees written as JSON and read again forecast the same", () => {
  const table = friedman(1, 300);
  const model = trainBoosting(table, { trees: 20 });
  const again = new BoostedTrees(JSON.parse(JSON.stringify(model)));
  deepEqual(again.predictColumns(table.columns), model.predictColumns(table.columns));
  const broken = { ...model.toJSON(), left: [] };
  throws(() => new BoostedTrees(broken), TypeError);
});

Deno.test("scaling and shifting the target scales and shifts the forecasts", () => {
  const table = friedman(1, 200);
  const settings = { trees: 10 };
  const plain = trainBoosting(table, settings).predictColumns(table.columns);
  fc.assert(
    fc.property(fc.integer({ min: -4, max: 4 }), fc.integer({ min: -50, max: 50 }), (power, by) => {
      const target = table.target.map((y) => y * 2 ** power + by);
      const moved = trainBoosting({ ...table, target }, settings).predictColumns(table.columns);
      moved.forEach((value, i) => {
        ok(Math.abs(value - (plain[i] * 2 ** power + by)) < 1e-6 * (1 + Math.abs(value)));
      });
    }),
    { numRuns: 20 },
  );
});

Deno.test("averaged trees forecast the mean of their members", () => {
  const table = friedman(1, 300);
  const members = [1, 2].map((seed) => trainBoosting(table, { trees: 20, seed }));
  const averaged = new AveragedTrees(members.map((member) => member.toJSON()));
  const row = [0.1, 0.9, 0.3, 0.5, 0.7];
  const [one, other] = members.map((member) => member.predict(row));
  ok(one !== other);
  ok(Math.abs(averaged.predict(row) - (one + other) / 2) < 1e-12);
  throws(() => new AveragedTrees([]), TypeError);
});

Deno.test("columns that say nothing give the mean", () => {
  const columns = [new Float64Array(4)];
  const model = trainBoosting({ columns, target: Float64Array.of(1, 2, 3, 6) });
  equal(model.trees, 0);
  equal(model.predict([0]), 3);
});

Deno.test("bad tables and settings are refused", () => {
  const column = Float64Array.of(1, 2);
  throws(() => trainBoosting({ columns: [], target: column }), RangeError);
  throws(() => trainBoosting({ columns: [column], target: Float64Array.of(1) }), /column 0 has 2/);
  throws(() => trainBoosting({ columns: [column], target: Float64Array.of(1, NaN) }), /NaN/);
  throws(() => trainBoosting({ columns: [Float64Array.of(1, NaN)], target: column }), /row 1/);
  throws(() => trainBoosting({ columns: [column], target: column }, { leaves: 1 }), /leaves/);
  throws(
    () => trainBoosting({ columns: [column], target: column }, { loss: { quantile: 1 } }),
    /quantile/,
  );
});

Deno.test("of more values than are sorted, bins hold about equally many and miss no hour", () => {
  const count = 24 * 1000;
  const wide = Float64Array.from({ length: count }, (_, i) => Math.sin(i) + i / count);
  const hour = Float64Array.from({ length: count }, (_, i) => i % 24);
  const { bins, edges } = binColumns([wide, hour], 64);
  const rows = new Float64Array(64);
  for (const bin of bins[0]) rows[bin]++;
  ok(rows.every((held) => Math.abs(held / (count / 64) - 1) < 0.15), `${rows}`);
  deepEqual([...edges[1]], Array.from({ length: 23 }, (_, h) => h + 0.5));
});

Deno.test("the early trees are the same wherever they are boosted", () => {
  const { columns, target } = friedman(1, 9000);
  const split = splitRows({ columns, target }, 7000);
  const settings = { trees: 4, rowShare: 0.5, columnShare: 0.5 };
  const here = trainAveragedTrees(split, settings, [{ loss: "squared" }], () => {});
  let begun = 0;
  const there = trainAveragedTrees(
    split,
    settings,
    [{ loss: "squared" }],
    () => {},
    (table, own, binned) => {
      begun++;
      const trees = trainBoosting(table, own, { binned });
      return () => trees;
    },
  );
  deepEqual(there.early.toJSON(), here.early.toJSON());
  deepEqual(there.full.toJSON(), here.full.toJSON());
  equal(begun, 1);
});

Deno.test("without a split the pinball loss gives the quantile of all, with ties and whatever the order", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 60 }),
      fc.constantFrom(0.025, 0.1, 0.5, 0.9),
      (values, quantile) => {
        const target = Float64Array.from(values);
        const table = { columns: [new Float64Array(target.length)], target };
        const model = trainBoosting(table, { trees: 0, loss: { quantile } });
        const sorted = target.toSorted();
        const position = (sorted.length - 1) * quantile;
        const [below, above] = [Math.floor(position), Math.ceil(position)];
        const expected = sorted[below] + (position - below) * (sorted[above] - sorted[below]);
        ok(Math.abs(model.predict([0]) - expected) < 1e-12);
      },
    ),
  );
});

Deno.test("generic learners name no forecaster in their progress", () => {
  const told = new Set<string>();
  const { columns, target } = friedman(1, 300);
  const split = splitRows({ columns, target }, 200);
  trainAveragedTrees(split, { trees: 5 }, [{ loss: "squared" }], (task) => told.add(task));
  deepEqual([...told], ["Boosting trees"]);
});
