import { openCatalogue, readPriceHistory } from "lib/data/catalogue.ts";
import { readGmeWorkbook } from "lib/data/prices/gme.ts";
import { makeSampleFiles } from "lib/synthetic/sample_archive.ts";
import { hoursOfDay } from "lib/time.ts";
import { type Cell, DATE_HEADER, dayRows, HOUR_HEADER, makeWorkbook } from "../made/workbook.ts";

/** A year of 21 columns of prices, as large as GME's. */
function yearWorkbook(year: number): Uint8Array {
  const zones = Array.from({ length: 20 }, (_, i) => `Z${String.fromCharCode(65 + i)}`);
  const rows: Cell[][] = [];
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += 86_400_000) {
    const date = new Date(at).toISOString().slice(0, 10);
    const price = (hour: number) => Array.from({ length: 21 }, (_, i) => hour + i / 100);
    rows.push(...dayRows(Number(date.replaceAll("-", "")), hoursOfDay(date), price));
  }
  return makeWorkbook([[DATE_HEADER, HOUR_HEADER, "PUN", ...zones], ...rows]);
}

const folder = Deno.makeTempDirSync();
const paths = [2021, 2022, 2023, 2024, 2025].map((year) => `${folder}/Anno ${year}.xlsx`);
paths.forEach((path, i) => Deno.writeFileSync(path, yearWorkbook(2021 + i)));
const workbook = Deno.readFileSync(paths[0]);
const cache = `${folder}/cache`;
await readPriceHistory(paths, cache);
globalThis.addEventListener("unload", () => Deno.removeSync(folder, { recursive: true }));

Deno.bench("parse one year's workbook", { group: "prices", n: 3, warmup: 1 }, () => {
  readGmeWorkbook(workbook, "Anno 2021.xlsx");
});

Deno.bench("parse five years' workbooks", { group: "prices", n: 2, warmup: 0 }, async () => {
  await readPriceHistory(paths);
});

Deno.bench("read five years from the cache", { group: "prices", n: 10 }, async () => {
  await readPriceHistory(paths, cache);
});

const projectDataDir = new URL("../../data", import.meta.url).pathname;
Deno.bench("open the bundled sample", { group: "sample", n: 5 }, async () => {
  await openCatalogue({ projectDataDir, cacheDir: cache });
});

Deno.bench("make the sample", { group: "sample", n: 2, warmup: 0 }, () => {
  makeSampleFiles();
});
