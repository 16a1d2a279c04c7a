import { match, ok, rejects, strictEqual as equal } from "node:assert/strict";
import * as Plot from "@observablehq/plot";
import "lib/figures/parts/plain_plot.ts";

async function shownBy(drawn: unknown): Promise<Record<string, string>> {
  const show = Symbol.for("Jupyter.display");
  return await (drawn as Record<symbol, () => Promise<Record<string, string>>>)[show]();
}

Deno.test("a mark drawn alone shows itself as SVG and PNG", async () => {
  const bundle = await shownBy(Plot.dot([[1, 2], [2, 4], [3, 3]]).plot());
  match(bundle["image/svg+xml"], /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 640/);
  equal(bundle["image/svg+xml"].match(/<circle/g)?.length, 3);
  equal(bundle["image/png"].slice(0, 8), "iVBORw0K");
});

Deno.test("so do several marks, with the options given", async () => {
  const marks = Plot.marks(Plot.dot([[1, 2]]), Plot.ruleY([0]));
  const svg = (await shownBy(marks.plot({ height: 123 })))["image/svg+xml"];
  match(svg, /viewBox="0 0 640 123"/);
  match(svg, /<circle.*<line/s);
});

Deno.test("a plot with a legend is shown as HTML, legend and all", async () => {
  const data = [{ x: 1, kind: "a" }, { x: 2, kind: "b" }];
  const bundle = await shownBy(
    Plot.dot(data, { x: "x", fill: "kind" }).plot({ color: { legend: true } }),
  );
  match(bundle["text/html"], /<figure.*swatch.*<svg/s);
  ok(!("image/png" in bundle));
});

Deno.test("a plot of its own still needs a page: docs/notebooks.md says what to write", async () => {
  await rejects(async () => await Plot.plot({ marks: [Plot.dot([[1, 2]])] }), TypeError);
});
