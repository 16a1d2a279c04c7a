// What docs/notebooks.md says of ways that do not lead there, and of those that do.
import { deepStrictEqual as deepEqual, match, ok, throws } from "node:assert/strict";
import { DataFrame } from "danfojs";
import pl from "nodejs-polars";
import { recordsTable } from "lib/notebook/mod.ts";

/** A column as a run's tables have it: whole numbers for long, then others. */
const csv = `step,bonus\n${Array.from({ length: 300 }, (_, i) => `${i},1`).join("\n")}\n300,1.05\n`;

Deno.test("Polars takes a run's numbers for whole ones unless it looks further, and says so", () => {
  throws(() => pl.readCSV(csv), /could not parse `1\.05` as dtype `i64`[\s\S]*infer_schema_length/);
  const frame = pl.readCSV(csv, { inferSchemaLength: 100_000 });
  deepEqual(frame.getColumn("bonus").toArray().slice(-2), [1, 1.05]);
});

Deno.test("a frame of danfojs is shown as a table, grouped or not", () => {
  const frame = new DataFrame({ zone: ["a", "b", "a"], pun: [1, 2, 4] });
  const shown = recordsTable(frame);
  deepEqual(shown.titles, ["zone", "pun"]);
  deepEqual(shown.cells, [["a", "1"], ["b", "2"], ["a", "4"]]);
  const means = frame.groupby(["zone"]).agg({ pun: "mean" });
  deepEqual(recordsTable(means).cells, [["a", "2.50"], ["b", "2.00"]]);
});

Deno.test("a frame of danfojs prints as text", () => {
  const printed: string[] = [];
  const log = console.log;
  console.log = (...texts: unknown[]) => void printed.push(texts.join(" "));
  try {
    new DataFrame({ zone: ["a", "b"], pun: [1, 2] }).print();
  } finally {
    console.log = log;
  }
  match(printed.join("\n"), /zone/);
  ok(printed.join("\n").includes("b"));
});
