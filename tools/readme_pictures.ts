/**
 * Writes notebooks/pictures/, small figures for the README: one from each notebook as it was
 * executed, and a larger one from the scenario.
 */
import { renderPng } from "../lib/figures/drawing/png.ts";
import { readNotebook } from "./notebooks/notebook.ts";

const FOLDER = "notebooks/pictures";
const SMALL_DPI = 48;
const LARGE_DPI = 120;

/** By picture: the notebook, and words of its figure's title or description. */
const CHOSEN: Readonly<Record<string, readonly [notebook: string, words: string, dpi: number]>> = {
  "day": ["04_scenario", "Energy contracted by hour", LARGE_DPI],
  "00_models": ["00_models", "meets halfway", SMALL_DPI],
  "01_data": ["01_data", "", SMALL_DPI],
  "02_pv_forecaster": ["02_pv_forecaster", "forecast (hour-ahead) and what came", SMALL_DPI],
  "03_pun_forecaster": ["03_pun_forecaster", "what came", SMALL_DPI],
  "04_scenario": ["04_scenario", "Prices by hour", SMALL_DPI],
  "05_analysis": ["05_analysis", "Prosumers by PV capacity", SMALL_DPI],
  "06_blockchain": ["06_blockchain", "chance to win", SMALL_DPI],
  "07_regulator": ["07_regulator", "share of P2P", SMALL_DPI],
  "08_forecast_value": ["08_forecast_value", "Money against", SMALL_DPI],
  "09_mechanisms": ["09_mechanisms", "where the two curves cross", SMALL_DPI],
  "10_energy_community": ["10_energy_community", "A tick a member", SMALL_DPI],
  "11_your_community": ["11_your_community", "Energy contracted by hour", SMALL_DPI],
  "presentation": ["presentation", "Prosumers by PV capacity", SMALL_DPI],
};

await Deno.mkdir(FOLDER, { recursive: true });
for (const [picture, [notebook, words, dpi]] of Object.entries(CHOSEN)) {
  const svg = await figureIn(`notebooks/${notebook}.ipynb`, words);
  await Deno.writeFile(`${FOLDER}/${picture}.png`, await renderPng(svg, { dpi }));
}

/** The first figure of a notebook whose text says certain words. */
async function figureIn(path: string, words: string): Promise<string> {
  for (const cell of (await readNotebook(path)).cells) {
    if (cell.cell_type !== "code") continue;
    for (const output of cell.outputs) {
      if (!("data" in output) || !("image/svg+xml" in output.data)) continue;
      if (textOf(output.data["text/plain"]).includes(words)) {
        return textOf(output.data["image/svg+xml"]);
      }
    }
  }
  throw new Error(`${path} holds no figure that says "${words}"`);
}

function textOf(value: unknown): string {
  return Array.isArray(value) ? value.join("") : String(value);
}
