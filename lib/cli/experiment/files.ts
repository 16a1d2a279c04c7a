import { join } from "node:path";
import { encodeParquet, type ParquetColumn } from "../../parquet.ts";
import type { Language } from "../../figures/mod.ts";
import { OutputFolder } from "../../results/mod.ts";
import {
  comparisonTable,
  csvOf,
  type ExperimentHeader,
  type ExperimentResults,
  isLeague,
  runsTable,
  type Table,
} from "../../experiment/mod.ts";
import type { ResultFormat } from "./options.ts";

/** Where an experiment's runs are kept until it is finished. */
export function journalPath(out: string, name: string): string {
  return join(out, `.${name}.unfinished.jsonl`);
}

/** Whether the files of just this experiment are there, and no journal. */
export function isFinished(out: string, header: ExperimentHeader): boolean {
  if (isThere(journalPath(out, header.name))) return false;
  try {
    const { identity } = JSON.parse(Deno.readTextFileSync(join(out, `${header.name}.json`)));
    return identity === header.identity;
  } catch {
    return false;
  }
}

/** Whether anything stands at a path. */
export function isThere(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/**
 * Writes an experiment's results: `NAME.csv` with means and differences, `NAME_runs.csv` with every
 * run, `NAME.json` with what they came from, a figure for policies, forecasters or mechanisms; the two
 * tables once more as Parquet if asked for. They appear together and whole, or not at all; nothing
 * of earlier results stays behind.
 */
export async function writeResults(
  out: string,
  results: ExperimentResults,
  { parquet = false, language = "en" }: Partial<ResultFormat> = {},
): Promise<void> {
  const { name } = results.header;
  const tables = { [name]: comparisonTable(results), [`${name}_runs`]: runsTable(results) };
  const files: Record<string, string | Uint8Array> = {};
  for (const [table, content] of Object.entries(tables)) {
    files[`${table}.csv`] = csvOf(content);
    if (parquet) files[`${table}.parquet`] = parquetOf(content);
  }
  Object.assign(files, await figureOf(results, language));
  writeTogether(
    out,
    name,
    files,
    (outputs) => `${JSON.stringify({ ...results.header, outputs }, null, 2)}\n`,
  );
}

/** The figure of an experiment by its factor. */
const FIGURE_OF: Readonly<Record<string, string>> = {
  policy: "policy_comparison",
  forecaster: "forecast_value",
  world: "world_comparison",
};

/**
 * The name of an experiment's figure: of policies and forecasters what each changes, of mechanisms
 * their league; undefined without two to compare.
 */
export function figureNameOf(results: ExperimentResults): string | undefined {
  const { factors, variants } = results.header;
  if (isLeague(results)) return "market_league";
  return variants.length < 2 ? undefined : FIGURE_OF[factors[0]];
}

/** The figure's files; none without one. */
async function figureOf(
  results: ExperimentResults,
  language: Language,
): Promise<Record<string, string | Uint8Array>> {
  const name = figureNameOf(results);
  if (name === undefined) return {};
  const figures = await import("../../figures/mod.ts");
  const draw = name === "forecast_value"
    ? figures.forecastValueFigure
    : name === "market_league"
    ? figures.marketLeagueFigure
    : name === "world_comparison"
    ? figures.worldComparisonFigure
    : figures.policyComparisonFigure;
  const figure = figures.inEdition(
    { language },
    () => draw(results, figures.experimentSource(results)),
  );
  return { [`${name}.svg`]: figure.svg, [`${name}.png`]: await figure.png() };
}

function parquetOf({ columns, rows }: Table): Uint8Array {
  return encodeParquet(
    new Map(columns.map((name, i) => [name, parquetColumn(rows.map((row) => row[i]))])),
  );
}

function parquetColumn(cells: readonly (string | number)[]): ParquetColumn {
  if (cells.every((cell) => typeof cell === "number")) return Float64Array.from(cells);
  return cells.map(String);
}

/** @param manifest Makes of the files' SHA-256 the text of `NAME.json`, which lists them. */
function writeTogether(
  out: string,
  name: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  manifest: (outputs: Readonly<Record<string, string>>) => string,
): void {
  const folder = new OutputFolder(out, `.${name}.unfinished`);
  try {
    for (const [file, content] of Object.entries(files)) {
      if (typeof content === "string") folder.create(file).write(content);
      else folder.create(file).writeBytes(content);
    }
    const text = manifest(folder.close());
    folder.create(`${name}.json`).write(text);
    folder.publish(`${name}.json`);
  } finally {
    folder.discard();
  }
}
