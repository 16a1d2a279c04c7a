import { deepStrictEqual as deepEqual, match, ok, strictEqual as equal } from "node:assert/strict";
import { openCatalogue } from "lib/data/catalogue.ts";
import { importFile } from "lib/data/import_file.ts";
import { sha256 } from "lib/data/files/parquet_cache.ts";
import { readPvDataset } from "lib/data/pv/dataset.ts";
import { readPriceCsv, SAMPLE_PRICES, SAMPLE_PV } from "lib/data/sample_files.ts";
import {
  type ComparedFigures,
  comparePrices,
  comparePv,
  comparisonTable,
  holds,
} from "lib/synthetic/comparison.ts";
import { makePvSample } from "lib/synthetic/pv_sample.ts";
import { readMeter } from "lib/data/meters/read_meter.ts";
import { makeSampleMembers } from "lib/synthetic/member_sample.ts";
import { makeSampleFiles, SAMPLE_SEED } from "lib/synthetic/sample_archive.ts";
import { INDEX_BY_MONTH, indexQuantile } from "lib/synthetic/sky_index.ts";
import { INDEX_MEAN } from "lib/synthetic/published.ts";
import { formatInRome } from "lib/time.ts";
import { DATE_HEADER, dayRows, HOUR_HEADER, makeWorkbook } from "../made/workbook.ts";

const folder = new URL("../../data/", import.meta.url);
const committed = (name: string) => Deno.readFileSync(new URL(`sample/${name}`, folder));
const prices = readPriceCsv(committed(SAMPLE_PRICES), SAMPLE_PRICES);
const [system] = readPvDataset(committed(SAMPLE_PV), SAMPLE_PV).systems;
const figures: ComparedFigures[] = [...comparePrices(prices), ...comparePv(system)];

for (const { name, allowed, comparisons } of figures) {
  Deno.test(`the sample agrees with the published ${name}: ${allowed}`, () => {
    ok(comparisons.length > 0);
    deepEqual(comparisons.filter((comparison) => !holds(comparison)), []);
  });
}

Deno.test("every figure that the sample must meet is compared, each month and hour of it", () => {
  deepEqual(figures.map(({ comparisons }) => comparisons.length), [
    ...[58, 58, 72, 5, 3],
    ...[24, 1, 1, 1, 1, 1],
  ]);
});

Deno.test("a figure out of bounds does not hold", () => {
  const dear = new Map([["PUN", prices.eurPerMwh.get("PUN")!.map((price) => 1.2 * price)]]);
  const failing = comparePrices({ ...prices, eurPerMwh: dear })
    .filter(({ comparisons }) => !comparisons.every(holds)).map(({ name }) => name.split(",")[0]);
  deepEqual(failing, ["PUN", "PUN", "PUN by hour of the day"]);
  const bright = { ...system, generationKw: system.generationKw.map((kw) => 1.1 * kw) };
  equal(comparePv(bright).filter(({ comparisons }) => !comparisons.every(holds)).length, 4);
});

Deno.test("made anew, the sample has the committed bytes, 2 MiB at most", () => {
  const files = makeSampleFiles();
  deepEqual([...files.keys()], [SAMPLE_PRICES, SAMPLE_PV]);
  let size = 0;
  for (const [name, bytes] of files) {
    equal(sha256(bytes), sha256(committed(name)), name);
    size += bytes.length;
  }
  ok(size <= 2 * 1024 * 1024);
});

Deno.test("another seed gives another sample", () => {
  const other = makePvSample(7).generationKw;
  ok(other.some((kw, at) => kw !== system.generationKw[at]));
});

Deno.test("the sample covers 2021 to October 2025 in Rome without a gap", () => {
  equal(formatInRome(prices.start), "2021-01-01 00:00");
  equal(formatInRome(prices.start + (prices.count - 1) * 3600), "2025-10-31 23:00");
  deepEqual([...prices.eurPerMwh.keys()], ["PUN", "NORD"]);
  for (const values of prices.eurPerMwh.values()) ok(values.every((price) => price >= 0));
  equal(new Date(system.start * 1000).toISOString(), "2021-01-01T00:10:00.000Z");
  equal(system.generationKw.length, 42_360);
  for (const name of ["generationKw", "planeIrradianceWPerM2"] as const) {
    ok(system[name]!.every((value) => value >= 0));
  }
  ok(system.airTemperatureC!.every((degrees) => degrees > -20 && degrees < 45));
});

Deno.test("an index quantile rises from overcast to bright and has the published mean", () => {
  INDEX_BY_MONTH.forEach((month, i) => {
    const steps = Array.from(
      { length: 1000 },
      (_, step) => indexQuantile(month, (step + 0.5) / 1000),
    );
    ok(steps.every((value, step) => step === 0 || value >= steps[step - 1]));
    const mean = steps.reduce((sum, value) => sum + value) / 1000;
    ok(Math.abs(mean - INDEX_MEAN[i]) < 0.005, `month ${i + 1}: ${mean}`);
  });
});

Deno.test("the catalogue calls the sample synthetic, with its files and their range", async () => {
  const project = await Deno.makeTempDir();
  await Deno.mkdir(`${project}/sample`);
  for (const name of [SAMPLE_PRICES, SAMPLE_PV]) {
    await Deno.writeFile(`${project}/sample/${name}`, committed(name));
  }
  const catalogue = await openCatalogue({ projectDataDir: project, cacheDir: `${project}/cache` });
  equal(catalogue.synthetic, true);
  equal(catalogue.label, "synthetic sample");
  deepEqual(catalogue.sources.map(({ file }) => file), [SAMPLE_PRICES, SAMPLE_PV]);
  equal(formatInRome(catalogue.sources[0].to), "2025-11-01 00:00");
  match(catalogue.sources[0].sha256, /^[0-9a-f]{64}$/);
  await Deno.remove(project, { recursive: true });
});

Deno.test("with only prices imported, the PV is the sample's, and the whole is called synthetic", async () => {
  const project = await Deno.makeTempDir();
  await Deno.mkdir(`${project}/sample`);
  await Deno.writeFile(`${project}/sample/${SAMPLE_PV}`, committed(SAMPLE_PV));
  const day = dayRows(20240501, 24, () => [50]);
  const workbook = makeWorkbook([[DATE_HEADER, HOUR_HEADER, "PUN"], ...day]);
  await importFile(workbook, "Anno 2024.xlsx", project);
  const catalogue = await openCatalogue({ projectDataDir: project, cacheDir: `${project}/cache` });
  equal(catalogue.label, "prices: imported history; PV: synthetic sample");
  equal(catalogue.synthetic, true);
  deepEqual(catalogue.sources.map(({ file }) => file), ["Anno 2024.xlsx", SAMPLE_PV]);
  await Deno.remove(project, { recursive: true });
});

Deno.test("data/README.md prints the comparison of the committed sample", () => {
  const readme = Deno.readTextFileSync(new URL("README.md", folder));
  ok(
    readme.includes(comparisonTable(figures)),
    `data/README.md lacks\n${comparisonTable(figures)}`,
  );
});

Deno.test("the committed members are what the seed makes, and say that they are made up", () => {
  const files = makeSampleMembers(SAMPLE_SEED);
  equal([...files.keys()].filter((name) => /^synthetic-\d\d\.csv$/.test(name)).length, 12);
  for (const [name, text] of files) {
    equal(new TextDecoder().decode(committed(`members/${name}`)), text, name);
  }
  match(files.get("roster.csv")!, /Synthetic household 1,/);
  match(new TextDecoder().decode(committed("members/README.md")), /\*\*synthetic\*\*/);
});

Deno.test("each format's made-up file is of the same household as its gross meter", () => {
  const files = makeSampleMembers(SAMPLE_SEED);
  const read = (name: string, answers = {}) =>
    readMeter([{ file: name, bytes: new TextEncoder().encode(files.get(name)!) }], answers);
  const gross = read("synthetic-01.csv");
  const told: Readonly<Record<string, object>> = {
    "formats/enedis.csv": { unit: "W", stamp: "end" },
    "formats/british-half-hours.csv": { stamp: "start" },
    "formats/enphase.csv": { stamp: "start" },
  };
  const formats = [...files.keys()].filter((name) => name.startsWith("formats/"));
  equal(formats.length, 11);
  for (const name of formats) {
    const net = read(name, told[name]);
    const from = (net.start - gross.start) / gross.seconds;
    equal(from, 14 * 96, name);
    const withdrawn = net.kwh.get("withdrawn") ?? net.kwh.get("consumption")!;
    const quarters = net.seconds / gross.seconds;
    for (let i = 0; i < net.count; i++) {
      let expected = 0;
      for (let q = from + i * quarters; q < from + (i + 1) * quarters; q++) {
        const { [q]: consumption } = gross.kwh.get("consumption")!;
        const { [q]: generation } = gross.kwh.get("generation")!;
        expected += Math.max(0, consumption - generation);
      }
      ok(Math.abs(withdrawn[i] - expected) < 0.0016 * quarters, `${name} ${i}`);
    }
  }
});
