import { ok, strictEqual as equal } from "node:assert/strict";
import { inEdition, turinMapFigure } from "lib/figures/mod.ts";
import { readResults, type Results } from "lib/results/mod.ts";
import { checkFigure } from "../../made/checked_figure.ts";
import { writeMadeResults } from "../../made/results.ts";

/** A run of forty in five neighbourhoods, read back. */
async function made(): Promise<Results> {
  const folder = await Deno.makeTempDir();
  try {
    await writeMadeResults(folder, { "community.num_prosumers": 40, "blockchain.difficulty": 0 });
    return await readResults(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("a lower map is lower by as much, complete, and still names the neighbourhoods of the run", async () => {
  const results = await made();
  const [usual, low] = [turinMapFigure(results), turinMapFigure(results, { height: 400 })];
  checkFigure(low, "a low map");
  equal(usual.height - low.height, 160);
  equal(turinMapFigure(results, { height: 10 }).height, usual.height - 200, "the list needs room");
  for (const name of results.community.neighbourhoodNames) {
    ok(low.svg.includes(`>${name.replaceAll("_", " ")}</text>`), name);
  }
  equal(
    inEdition({ width: "column" }, () => turinMapFigure(results, { height: 400 }).svg),
    inEdition({ width: "column" }, () => turinMapFigure(results).svg),
    "below its list a map is as wide as the column",
  );
});
