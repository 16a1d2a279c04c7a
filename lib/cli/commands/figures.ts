import { join } from "node:path";
import { openCatalogue } from "../../data/mod.ts";
import { InputError } from "../../input_error.ts";
import {
  type Figure,
  FORECAST_FIGURES,
  reportHtml,
  runFigures,
  runForecastFigures,
} from "../../figures/mod.ts";
import { OutputFolder, readResults, type Results } from "../../results/mod.ts";
import { silent } from "../../progress.ts";
import type { Command, Terminal } from "../command.ts";
import { placesFor } from "../../project.ts";

/** Where nothing is shown. */
const QUIET: Terminal = { print: () => {}, progress: silent };

/** `deno task figures`: draws a run's figures and writes its report. */
export const figuresCommand: Command = {
  name: "figures",
  summary: "Draw the figures of a run as SVG and PNG, and write report.html.",
  options: {
    results: { value: "DIR", help: "What `deno task simulate` wrote; results/ by default" },
    data: { value: "DIR", help: "The history that the run used, if it was not the project's" },
    out: { value: "DIR", help: "Where figures and report go; figures/ in the results by default" },
    quiet: { help: "No progress and no word on what was drawn" },
  },
  async run(args, terminal) {
    const source = args.text("results") ?? "results";
    const out = args.text("out") ?? join(source, "figures");
    const { print, progress } = args.flag("quiet") ? QUIET : terminal;
    const results = await readResults(source);
    const folder = new OutputFolder(out);
    try {
      const forecasts = await forecastFigures(results, args.text("data"), { print, progress });
      const chapters = [
        ...runFigures(results),
        ...(forecasts.length > 0 ? [{ heading: "The forecasts", figures: forecasts }] : []),
      ];
      const figures = chapters.flatMap((chapter) => chapter.figures);
      for (const [i, figure] of figures.entries()) {
        folder.create(`${figure.name}.svg`).write(figure.svg);
        folder.create(`${figure.name}.png`).writeBytes(await figure.png());
        progress("Drawing figures", i + 1, figures.length);
      }
      folder.create("report.html").write(reportHtml(results, chapters));
      folder.publish(FORECAST_FIGURES.flatMap((name) => [`${name}.svg`, `${name}.png`]));
      print(
        `${figures.length} figures as SVG and PNG and report.html, which holds them all, in ${out}`,
      );
    } finally {
      folder.discard();
    }
  },
};

/** Forecasts against what came; none, and a word why, without the history that the run used. */
async function forecastFigures(
  results: Results,
  dataDir: string | undefined,
  { print, progress }: Terminal,
): Promise<Figure[]> {
  try {
    const catalogue = await openCatalogue(placesFor(dataDir), progress);
    const now = catalogue.sources.map(({ sha256 }) => sha256);
    if (results.run.sourceHashes.every((hash) => now.includes(hash))) {
      return runForecastFigures(results, catalogue);
    }
    print("No figures of the forecasts: the history is not the one that the run used (see --data)");
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    print(`No figures of the forecasts: ${error.message}`);
  }
  return [];
}
