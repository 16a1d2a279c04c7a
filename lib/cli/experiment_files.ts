import { join } from "node:path";
import { OutputFolder } from "../results/mod.ts";
import {
  comparisonTable,
  csvOf,
  type ExperimentResults,
  type FinishedRuns,
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
 * run, `NAME.json` with what they came from, for policies a figure of what each changes; the two
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
  writeTogether(out, name, files, name === "compare" ? [...optional, ...FIGURE] : optional);
}

const FIGURE = ["policy_comparison.svg", "policy_comparison.png"] as const;

/** The figure's files; none without two policies to compare. */
async function figureOf(results: ExperimentResults): Promise<Record<string, string | Uint8Array>> {
  const { name, variants, seeds, data } = results.header;
  if (name !== "compare" || variants.length < 2) return {};
  const { policyComparisonFigure } = await import("../figures/mod.ts");
  const communities = seeds.length === 1 ? "1 community" : `${seeds.length} communities`;
  const source = `Own simulation: ${communities}. Data: ${data[0]}.`;
  const figure = policyComparisonFigure(results, source);
  const [svg, png] = FIGURE;
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
