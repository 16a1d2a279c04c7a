import { join } from "node:path";
import { OutputFolder } from "../results/mod.ts";
import {
  comparisonTable,
  csvOf,
  type ExperimentResults,
  type FinishedRuns,
  isLeague,
  runsTable,
  type Shard,
  shardText,
  type Table,
} from "../experiment/mod.ts";

/** Where an experiment's runs are kept until it is finished. */
export function journalPath(out: string, name: string, shard: Shard): string {
  return join(out, `.${partName(name, shard)}.unfinished.jsonl`);
}

/** Writes the runs of a shard. @returns The file's path. */
export function writeShard(out: string, finished: FinishedRuns): string {
  const part = partName(finished.header.name, finished.shard);
  const file = `${part}.jsonl`;
  writeTogether(out, part, { [file]: shardText(finished) });
  return join(out, file);
}

/**
 * Writes an experiment's results: `NAME.csv` with means and differences, `NAME_runs.csv` with every
 * run, `NAME.json` with what they came from, a figure for policies and for mechanisms; the two
 * tables once more as Parquet if asked for. They appear together and whole, or not at all; nothing
 * of earlier results stays behind.
 */
export async function writeResults(
  out: string,
  results: ExperimentResults,
  { parquet = false } = {},
): Promise<void> {
  const { name } = results.header;
  const tables = { [name]: comparisonTable(results), [`${name}_runs`]: runsTable(results) };
  const files: Record<string, string | Uint8Array> = {};
  for (const [table, content] of Object.entries(tables)) {
    files[`${table}.csv`] = csvOf(content);
    if (parquet) files[`${table}.parquet`] = await parquetOf(content);
  }
  files[`${name}.json`] = `${JSON.stringify(results.header, null, 2)}\n`;
  Object.assign(files, await figureOf(results));
  const optional = Object.keys(tables).map((table) => `${table}.parquet`);
  writeTogether(out, name, files, [...optional, ...filesOf(FIGURES[name])]);
}

/** The figure that an experiment of each kind can have. */
const FIGURES = { compare: "policy_comparison", sweep: "market_league" } as const;

const filesOf = (figure: string) => [`${figure}.svg`, `${figure}.png`] as const;

/**
 * The name of an experiment's figure: of policies what each changes, of mechanisms their league;
 * undefined without two to compare.
 */
export function figureNameOf(results: ExperimentResults): string | undefined {
  const { name, factors, variants } = results.header;
  const isOfPolicies = name === "compare" && factors[0] === "policy" && variants.length > 1;
  return isOfPolicies || isLeague(results) ? FIGURES[name] : undefined;
}

/** The figure's files; none without one. */
async function figureOf(results: ExperimentResults): Promise<Record<string, string | Uint8Array>> {
  const name = figureNameOf(results);
  if (name === undefined) return {};
  const { seeds, dates, data } = results.header;
  const figures = await import("../figures/mod.ts");
  const communities = seeds.length === 1 ? "1 community" : `${seeds.length} communities`;
  const days = dates.length < 2 ? "" : ` on each of ${dates.length} days`;
  const source = `Own simulation: ${communities}${days}. Data: ${data[0]}.`;
  const figure = name === FIGURES.sweep
    ? figures.marketLeagueFigure(results, source)
    : figures.policyComparisonFigure(results, source);
  const [svg, png] = filesOf(name);
  return { [svg]: figure.svg, [png]: await figure.png() };
}

async function parquetOf({ columns, rows }: Table): Promise<Uint8Array> {
  const { default: polars } = await import("nodejs-polars");
  const series = columns.map((column, i) => polars.Series(column, rows.map((row) => row[i])));
  return polars.DataFrame(series).writeParquet({ compression: "zstd" });
}

/** @param optional Files of earlier results that go if they are not written anew. */
function writeTogether(
  out: string,
  name: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  optional: readonly string[] = [],
): void {
  const folder = new OutputFolder(out, `.${name}.unfinished`);
  try {
    for (const [file, content] of Object.entries(files)) {
      if (typeof content === "string") folder.create(file).write(content);
      else folder.create(file).writeBytes(content);
    }
    folder.publish(optional);
  } finally {
    folder.discard();
  }
}

function partName(name: string, { part, of }: Shard): string {
  return of === 1 ? name : `${name}.shard-${part}-of-${of}`;
}
