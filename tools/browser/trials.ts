import { join } from "node:path";
import { textOf } from "../notebooks/notebook.ts";
import { interactiveFigures } from "./interactive_trial.ts";
import { slidesOfOwnRun } from "./slides_trial.ts";
import { cellWith, type Trial, type Trials } from "./trial.ts";

/** All that is tried, in this order: one goes on from what another left. */
export const TRIALS: readonly Trial[] = [
  { name: "config.json is obeyed", run: changedConfig },
  { name: "a run of one's own is opened and left as it is", run: ownRun },
  { name: "slides show the run of one's own, and all of it fits", run: slidesOfOwnRun },
  {
    name: "a slider moves, a value is hovered, in the light and in the dark",
    run: interactiveFigures,
  },
  { name: "Stop ends a cell and keeps the variables", run: stopKeepsVariables },
];

async function changedConfig(trials: Trials): Promise<string[]> {
  await trials.edit([
    [`"date": "2025-08-15"`, `"date": "2025-06-15"`],
    [`"seed": 42`, `"seed": 7`],
    [`"num_prosumers": 100`, `"num_prosumers": 40`],
    [`"5": 1.05, "10": 1.10 },`, `"5": 1.06, "10": 1.10 },`],
  ]);
  return await trials.open("04_scenario.ipynb", async (page, notebook) => {
    await page.runAll();
    const problems = await page.problems();
    const said = await page.text(cellWith(notebook, "runProjectScenario(config)"));
    for (const part of ["40 prosumers", "2025-06-15"]) {
      if (!said.includes(part)) problems.push(`04 must say "${part}", says: ${said}`);
    }
    const run = await Deno.readTextFile(join(trials.folder, "results-notebook", "run.json"));
    const { seed, date, regulator } = JSON.parse(run).config;
    const found = JSON.stringify([seed, date, regulator.p2p_bonus_policy["5"]]);
    if (found !== JSON.stringify([7, "2025-06-15", 1.06])) {
      problems.push(`the run of 04 must have seed, date and tier of config.json, has ${found}`);
    }
    return problems;
  });
}

async function ownRun(trials: Trials): Promise<string[]> {
  const own = join(trials.folder, "results");
  await Deno.rename(join(trials.folder, "results-notebook"), own);
  await trials.edit([[`"num_prosumers": 40`, `"num_prosumers": 25`]]);
  const before = await contentsOf(own);
  return await trials.open("05_analysis.ipynb", async (page, notebook) => {
    const opening = cellWith(notebook, "const OWN_RUN");
    await page.edit(opening, `const OWN_RUN = ""`, `const OWN_RUN = "results"`);
    await page.runAll();
    const problems = await page.problems();
    const said = await page.text(opening);
    if (!said.includes("960 rows")) {
      problems.push(`05 must open the run of 40 prosumers, 24 hours; says: ${said}`);
    }
    if (await contentsOf(own) !== before) problems.push("05 changed the run that it opened");
    return problems;
  });
}

function stopKeepsVariables(trials: Trials): Promise<string[]> {
  return trials.open("05_analysis.ipynb", async (page, notebook) => {
    const [first, second, third] = notebook.cells.flatMap(({ cell_type }, i) =>
      cell_type === "code" ? [i] : []
    );
    const source = (cell: number) => textOf(notebook.cells[cell].source);
    await page.edit(first, source(first), "const kept = 40 + 2;");
    await page.edit(second, source(second), "for (;;) {}");
    await page.edit(third, source(third), "kept;");
    await page.start(first);
    await page.ended();
    await page.start(second);
    await page.stop();
    await page.ended(30);
    await page.start(third);
    await page.ended(30);
    const said = await page.text(third);
    return said.includes("42") ? [] : [`after Stop the variable must be 42, found: ${said}`];
  });
}

/** Names, times of change and bytes of a folder's files, as one text. */
async function contentsOf(folder: string): Promise<string> {
  const lines: string[] = [];
  for await (const { name } of Deno.readDir(folder)) {
    const path = join(folder, name);
    const digest = await crypto.subtle.digest("SHA-256", await Deno.readFile(path));
    const { mtime } = await Deno.stat(path);
    lines.push(`${name} ${mtime?.getTime()} ${new Uint8Array(digest).toHex()}`);
  }
  return lines.sort().join("\n");
}
