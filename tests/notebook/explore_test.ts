import { deepEqual, equal, rejects } from "node:assert/strict";
import { explore, linesChart } from "lib/notebook/mod.ts";

const text = { subtitle: "s", source: "Own", x: "x", y: "y" };

Deno.test("every combination is run once, in order, and drawn", async () => {
  const runs: string[] = [];
  const shown = await explore(
    { a: [1, 2], b: ["x", "y"] },
    ({ a, b }) => {
      runs.push(`${a}${b}`);
      return Number(a);
    },
    (value, { b }) =>
      linesChart({ ...text, title: `${value}${b}` }, { line: [[0, 0], [1, value]] }),
  );
  deepEqual(runs, ["1x", "1y", "2x", "2y"]);
  deepEqual(shown.figures.map(({ title }) => title), runs);
  deepEqual(shown.controls, [
    { label: "a", values: ["1", "2"] },
    { label: "b", values: ["x", "y"] },
  ]);
  const display = shown as unknown as Record<symbol, () => Promise<Record<string, string>>>;
  const bundle = await display[Symbol.for("Jupyter.display")]();
  equal(bundle["image/svg+xml"], shown.figures[0].svg);
  equal(bundle["application/javascript"].includes('"label":"a"'), true);
});

Deno.test("no choice, or too many for a notebook, is refused", async () => {
  const never = () => {
    throw new Error("was run");
  };
  const values = Array.from({ length: 41 }, (_, i) => i);
  await rejects(explore({ a: values }, never, never), /1 to 40 figures, found 41/);
  await rejects(explore({ a: [] }, never, never), /found 0/);
});

Deno.test("points of a line say their values to the pointer", () => {
  const { svg } = linesChart({ ...text, title: "t" }, { price: [[1, 0.25], [2, 0.5]] });
  equal(svg.match(/<title>price: 0\.25 y\nx: 1<\/title>/g)?.length, 1);
});
