import { join } from "node:path";
import { writeWhole } from "../data/parquet_cache.ts";
import { OutputFolder } from "../results/output_folder.ts";
import { type FinishedRuns, shardText } from "./journal.ts";
import type { ExperimentResults } from "./merge.ts";
import type { Shard } from "./shard.ts";
import { comparisonTable, csvOf, runsTable, type Table } from "./tables.ts";

/** Where an experiment's runs are kept until it is finished. */
export function journalPath(out: string, name: string, shard: Shard): string {
  return join(out, `.${partName(name, shard)}.unfinished.jsonl`);
}

/** Writes the runs of a shard. @returns The file's path. */
export function writeShard(out: string, finished: FinishedRuns): string {
  const file = `${partName(finished.header.name, finished.shard)}.jsonl`;
  writeTexts(out, { [file]: shardText(finished) });
  return join(out, file);
}

/**
 * Writes an experiment's results: `NAME.csv` with means and differences, `NAME_runs.csv` with every
 * run, `NAME.json` with what they came from. They appear together and whole, or not at all.
 */
export function writeResults(out: string, results: ExperimentResults): void {
  const { name } = results.header;
  writeTexts(out, {
    [`${name}.csv`]: csvOf(comparisonTable(results)),
    [`${name}_runs.csv`]: csvOf(runsTable(results)),
    [`${name}.json`]: `${JSON.stringify(results.header, null, 2)}\n`,
  });
}

/** Writes the two tables of an experiment once more, as Parquet. */
export async function writeParquet(out: string, results: ExperimentResults): Promise<void> {
  const { name } = results.header;
  await writeTable(join(out, `${name}.parquet`), comparisonTable(results));
  await writeTable(join(out, `${name}_runs.parquet`), runsTable(results));
}

async function writeTable(path: string, { columns, rows }: Table): Promise<void> {
  const { default: polars } = await import("nodejs-polars");
  const series = columns.map((column, i) => polars.Series(column, rows.map((row) => row[i])));
  await writeWhole(path, polars.DataFrame(series).writeParquet({ compression: "zstd" }));
}

function writeTexts(out: string, texts: Readonly<Record<string, string>>): void {
  const folder = new OutputFolder(out);
  try {
    for (const [name, text] of Object.entries(texts)) folder.create(name).write(text);
    folder.publish();
  } finally {
    folder.discard();
  }
}

function partName(name: string, { part, of }: Shard): string {
  return of === 1 ? name : `${name}.shard-${part}-of-${of}`;
}
