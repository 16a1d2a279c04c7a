import { match, ok, throws } from "node:assert/strict";
import * as Plot from "@observablehq/plot";
import { chart } from "lib/notebook/mod.ts";
import { projectPath } from "lib/project.ts";

Deno.test("Plot.plot still needs a page, and what docs/notebooks.md says instead draws it", async () => {
  const dots = Plot.dot([[1, 2]]);
  throws(() => Plot.plot({ marks: [dots] }), /Cannot read properties of undefined|document/);
  ok(Plot.marks(dots).plot({ height: 100 }));
  const text = { title: "t", subtitle: "s", source: "Own", x: "x", y: "y" };
  match(chart(text, { marks: [Plot.dot([[1, 2]])] }).svg, /<circle/);
  const told = await Deno.readTextFile(projectPath("docs/notebooks.md"));
  ok(told.includes("marks: [Plot.dot(data)]"));
  ok(told.includes("`Plot.marks(...marks).plot(options)`"));
});
