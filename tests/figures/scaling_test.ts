import { match, strictEqual as equal } from "node:assert/strict";
import { scalingFigure } from "../../lib/figures/mod.ts";

const sizes = [[1000, 2], [10_000, 8], [100_000, 50], [1_000_000, 600]].map((
  [members, seconds],
) => ({ members, seconds, format: "parquet", mebibytes: 100 }));

Deno.test("the scaling figure tells how time grows, and has no tick beyond what was measured", () => {
  const { title, svg } = scalingFigure(sizes, "Made up.");
  equal(title, "From 1,000 to 1,000,000 members time grows 300 times");
  const texts = [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);
  for (const label of ["2.0 s", "8.0 s", "50 s", "600 s", "10,000", "Made up."]) {
    equal(texts.includes(label), true, label);
  }
  // 600 s are the most that was measured.
  equal(texts.includes("100") && !texts.includes("1000"), true);
  equal(svg.match(/<circle/g)?.length, sizes.length + 1); // and the legend's
  match(svg, /stroke-dasharray="5 4"/);
});
