import { join } from "node:path";
import { openCatalogue } from "../../data/mod.ts";
import { InputError } from "../../input_error.ts";
import {
  type Edition,
  type Figure,
  type FigureChapter,
  forecastChapter,
  inEdition,
  LANGUAGES,
  reportHtml,
  runFigures,
} from "../../figures/mod.ts";
import type { Catalogue } from "../../data/mod.ts";
import { OutputFolder, readResults, type Results } from "../../results/mod.ts";
import { silent } from "../../progress.ts";
import { pdfPrinter } from "../chromium.ts";
import { FIGURES, FIGURES_LIST, runDrawn } from "../drawn_figures.ts";
import type { Arguments, Command, Terminal } from "../command.ts";
import { userPath } from "../user_paths.ts";
import { placesFor } from "../../project.ts";

/** Where nothing is shown. */
const QUIET: Terminal = { print: () => {}, progress: silent };

const WIDTHS: readonly Edition["width"][] = ["full", "column"];

/** `deno task figures`: draws a run's figures and writes its report. */
export const figuresCommand: Command = {
  name: "figures",
  summary: "Draw the figures of a run as SVG and PNG, and write report.html.",
  positionals: "[DIR]",
  options: {
    results: {
      value: "DIR",
      help: "The same as DIR: what `deno task simulate` wrote; results/ by default",
    },
    data: { value: "DIR", help: "The history that the run used, if it was not the project's" },
    out: { value: "DIR", help: "Where figures and report go; figures/ in the results by default" },
    pdf: { help: "Write each figure as PDF too; needs Chromium or Google Chrome" },
    width: {
      value: WIDTHS.join("|"),
      help: "Two columns of print wide, 180 mm (full, by default), or one, 89 mm (column)",
    },
    "no-title": { help: "Leave the finding to a caption of your own" },
    language: {
      value: LANGUAGES.join("|"),
      help: "Of figures and report, en by default; the report stays wide and titled",
    },
    quiet: { help: "No progress and no word on what was drawn" },
  },
  async run(args, terminal) {
    const source = resultsAsked(args);
    const out = args.text("out") ?? join(source, FIGURES);
    const edition = editionOf(args);
    const pdf = args.flag("pdf") ? await pdfPrinter() : undefined;
    const { print, progress } = args.flag("quiet") ? QUIET : terminal;
    const results = await readResults(source);
    const folder = new OutputFolder(out);
    try {
      const catalogue = await catalogueOf(results, args.text("data"), { print, progress });
      const figures = inEdition(edition, () => chaptersOf(results, catalogue))
        .flatMap((chapter) => chapter.figures);
      for (const [i, figure] of figures.entries()) {
        folder.create(`${figure.name}.svg`).write(figure.svg);
        folder.create(`${figure.name}.png`).writeBytes(await figure.png());
        if (pdf !== undefined) {
          folder.create(`${figure.name}.pdf`).writeBytes(await pdf(pageOf(figure)));
        }
        progress("Drawing figures", i + 1, figures.length);
      }
      const { language } = edition;
      const narrow = inEdition({ language, width: "column" }, () => chaptersOf(results, catalogue));
      const report = inEdition(
        { language },
        () => reportHtml(results, chaptersOf(results, catalogue), narrow),
      );
      folder.create("report.html").write(report);
      const outputs = folder.close();
      const list = { run: await runDrawn(source), outputs };
      folder.create(FIGURES_LIST).write(`${JSON.stringify(list, null, 2)}\n`);
      folder.publish(FIGURES_LIST);
      const kinds = pdf === undefined ? "SVG and PNG" : "SVG, PNG and PDF";
      print(
        `${figures.length} figures as ${kinds} and report.html, which holds them all, in ${out}`,
      );
    } finally {
      folder.discard();
    }
  },
};

/**
 * The folder of results: named alone or by `--results`, `results/` by default.
 *
 * @throws {InputError} If several are named.
 */
function resultsAsked(args: Arguments): string {
  const byOption = args.text("results");
  const named = [...args.positionals.map(userPath), ...(byOption === undefined ? [] : [byOption])];
  if (named.length > 1) {
    throw new InputError(
      `The figures of one run are drawn at a time, found the folders ${named.join(" and ")}; ` +
        "--out says where they go",
    );
  }
  return named[0] ?? "results";
}

/** @throws {InputError} For a width or a language that there is not. */
function editionOf(args: Arguments): Edition {
  return {
    width: chosen(args, "width", WIDTHS),
    language: chosen(args, "language", LANGUAGES),
    title: !args.flag("no-title"),
  };
}

/** The value of an option, the first of those it may have by default. */
function chosen<T extends string>(args: Arguments, name: string, values: readonly T[]): T {
  const text = args.text(name) ?? values[0];
  const value = values.find((each) => each === text);
  if (value !== undefined) return value;
  throw new InputError(`--${name} must be one of ${values.join(", ")}, found "${text}"`);
}

function chaptersOf(results: Results, catalogue: Catalogue | undefined): FigureChapter[] {
  return [
    ...runFigures(results),
    ...(catalogue === undefined ? [] : [forecastChapter(results, catalogue)]),
  ];
}

/** A page as large as its figure. */
function pageOf({ svg, width, height }: Figure): string {
  const size = `${width}px ${height}px`;
  return `<!doctype html><meta charset="utf-8"><style>@page{size:${size};margin:0}` +
    `body{margin:0}svg{display:block}</style>${svg}`;
}

/** The history that the run used; undefined, and a word why, where it is not to be had. */
async function catalogueOf(
  results: Results,
  dataDir: string | undefined,
  { print, progress }: Terminal,
): Promise<Catalogue | undefined> {
  try {
    const catalogue = await openCatalogue(placesFor(dataDir), progress);
    const now = catalogue.sources.map(({ sha256 }) => sha256);
    if (results.run.sourceHashes.every((hash) => now.includes(hash))) return catalogue;
    print("No figures of the forecasts: the history is not the one that the run used (see --data)");
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    print(`No figures of the forecasts: ${error.message}`);
  }
  return undefined;
}
