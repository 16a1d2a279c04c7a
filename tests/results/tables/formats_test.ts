import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { zstdDecompressSync } from "node:zlib";
import { readResults } from "../../../lib/results/read_results.ts";
import { writeMadeResults } from "../../made/results.ts";

const SETTINGS = {
  "community.num_prosumers": 30,
  "blockchain.difficulty": 1,
  "blockchain.signatures": false,
  "market.bidding.strategy": "outside-option",
};

async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Names and bytes of a folder's files but run.json. */
async function filesOf(folder: string): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for await (const { name } of Deno.readDir(folder)) {
    if (name !== "run.json") files.set(name, await Deno.readFile(`${folder}/${name}`));
  }
  return files;
}

for (const format of ["csv", "parquet"] as const) {
  Deno.test(`${format}: the same bytes with any number of threads`, () =>
    withFolder(async (folder) => {
      const written = await Promise.all([0, 1, 3].map(async (threads) => {
        const out = `${folder}/${threads}`;
        await writeMadeResults(out, SETTINGS, 0.3, { format, threads });
        return await filesOf(out);
      }));
      deepEqual(written[1], written[0]);
      deepEqual(written[2], written[0]);
      equal(written[0].has(`prosumer_stats.${format}`), true);
    }));
}

Deno.test("the tables in Parquet hold what those in CSV hold", () =>
  withFolder(async (folder) => {
    await writeMadeResults(`${folder}/csv`, SETTINGS, 0.3);
    await writeMadeResults(`${folder}/parquet`, SETTINGS, 0.3, { format: "parquet" });
    const [csv, parquet] = await Promise.all(
      ["csv", "parquet"].map((format) => readResults(`${folder}/${format}`)),
    );
    const { run: _, ...ofCsv } = csv;
    const { run: __, ...ofParquet } = parquet;
    deepEqual(ofParquet, ofCsv);
    equal(csv.trades.count > 100, true);
  }));

Deno.test("an empty cell of CSV is null in Parquet, not a number that is none", () =>
  withFolder(async (folder) => {
    await writeMadeResults(`${folder}/csv`, SETTINGS, 0.3);
    await writeMadeResults(`${folder}/parquet`, SETTINGS, 0.3, { format: "parquet" });
    for (const [table, column] of [["prosumer_stats", "trading_price"], ["trades", "buyer_gain"]]) {
      const [header, ...lines] = (await Deno.readTextFile(`${folder}/csv/${table}.csv`))
        .trimEnd().split("\n");
      const at = header.split(",").indexOf(column);
      const empty = lines.filter((line) => line.split(",")[at] === "").length;
      const file = (await Deno.readFile(`${folder}/parquet/${table}.parquet`)).buffer;
      const compressors = { ZSTD: (input: Uint8Array) => zstdDecompressSync(input) };
      const rows = await parquetReadObjects({ file, columns: [column], compressors });
      equal(rows.filter((row) => row[column] === null).length, empty);
      equal(rows.some((row) => Number.isNaN(row[column])), false);
      equal(empty > 0, true);
    }
  }));

// DuckDB takes a column without the older mark for bytes.
Deno.test("texts in Parquet are marked as such for every reader", () =>
  withFolder(async (folder) => {
    await writeMadeResults(folder, SETTINGS, 0.3, { format: "parquet" });
    for (const [table, texts] of [["prosumer_stats", 1], ["trades", 3]] as const) {
      const { schema } = parquetMetadata(
        (await Deno.readFile(`${folder}/${table}.parquet`)).buffer,
      );
      const bytes = schema.filter(({ type }) => type === "BYTE_ARRAY");
      equal(bytes.length, texts);
      equal(bytes.every(({ converted_type }) => converted_type === "UTF8"), true);
    }
  }));
