import { join } from "node:path";
import { cellWith, type Trials } from "./trial.ts";

/** Of text on what lies behind it (WCAG 2, level AA). */
const LEAST_CONTRAST = 4.5;

/** Moves a slider, hovers a value and answers an exercise, under both themes of JupyterLab. */
export async function interactiveFigures(trials: Trials): Promise<string[]> {
  const problems: string[] = [];
  for (const theme of ["JupyterLab Light", "JupyterLab Dark"]) {
    await trials.open("04_scenario.ipynb", async (page, notebook) => {
      const slider = cellWith(notebook, "explore(");
      const exercise = cellWith(notebook, "const yourKwh = NaN");
      await page.theme(theme);
      await page.edit(exercise, "const yourKwh = NaN", "const yourKwh = 0.02");
      await page.runAll();
      problems.push(...await page.problems());
      const { value, before, after } = await page.slide(slider);
      if (value !== "0.3") problems.push(`${theme}: the slider's end must be 0.3, is ${value}`);
      if (before === after) problems.push(`${theme}: the slider moves, the figure stays`);
      const contrast = await page.contrastOfSlider(slider);
      if (!(contrast >= LEAST_CONTRAST)) {
        problems.push(`${theme}: a label's contrast is ${contrast}`);
      }
      const said = await page.text(exercise);
      if (!said.includes("Right.")) problems.push(`0.02 kWh must be right, the cell says: ${said}`);
      await Deno.writeFile(join(trials.folder, `${theme}.png`), await page.screenshot());
    });
    await trials.open("01_data.ipynb", async (page, notebook) => {
      await page.theme(theme);
      await page.runAll();
      const said = await page.hover(cellWith(notebook, ".interactive()"));
      if (!/in \d{4}: [\d.]+ €\/MWh/.test(said)) {
        problems.push(`${theme}: hovered, found "${said}"`);
      }
      await Deno.writeFile(join(trials.folder, `${theme} hover.png`), await page.screenshot());
    });
  }
  return problems;
}
