import {
  deepStrictEqual as deepEqual,
  match,
  ok,
  rejects,
  strictEqual as equal,
} from "node:assert/strict";
import fc from "../made/fast_check.ts";
import { openCatalogue, openPrices, openPv, readPriceHistory } from "lib/data/catalogue.ts";
import type { PriceHistory, PvHistory } from "lib/data/histories.ts";
import { cached, readColumns, sha256, writeColumns } from "lib/data/files/parquet_cache.ts";
import { joinPrices, pricesFromColumns, pricesToColumns } from "lib/data/prices/history.ts";
import { joinPv, pvFromColumns, pvToColumns } from "lib/data/pv/history.ts";
import { InputError } from "lib/input_error.ts";
import { HOUR } from "lib/time.ts";
import { type Cell, DATE_HEADER, dayRows, HOUR_HEADER, makeWorkbook } from "../made/workbook.ts";

const HEADER: Cell[] = [DATE_HEADER, HOUR_HEADER, "PUN", "NORD"];
const PV_CSV = "time,Generation_kW,PV_Capacity_kW,Latitude,Longitude\n" +
  "2024-05-01 10:10,0.5,1,45.07,7.68\n";

const workbook = (date: number, price: number, zone = "NORD") =>
  makeWorkbook([[...HEADER.slice(0, 3), zone], ...dayRows(date, 24, (h) => [price, h])]);

async function inFolder(
  files: Readonly<Record<string, Uint8Array | string>>,
  use: (folder: string, open: () => ReturnType<typeof openCatalogue>) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  for (const [name, content] of Object.entries(files)) {
    await Deno.mkdir(`${folder}/${name.slice(0, name.lastIndexOf("/"))}`, { recursive: true });
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    await Deno.writeFile(`${folder}/${name}`, bytes);
  }
  const places = { dataDir: folder, projectDataDir: folder, cacheDir: `${folder}/cache` };
  try {
    await use(folder, () => openCatalogue(places));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function problemsOf(promise: Promise<unknown>): Promise<readonly string[]> {
  let problems: readonly string[] = [];
  await rejects(promise, (error) => {
    ok(error instanceof InputError, String(error));
    problems = error.problems;
    return true;
  });
  return problems;
}

Deno.test("a folder's workbooks and PV series are read, other files passed over", () =>
  inFolder({
    "gme/Anno 2023.xlsx": workbook(20231231, 40),
    "gme/Anno 2024.xlsx": workbook(20240101, 50),
    "gme/~$Anno 2024.xlsx": "lock",
    "gme/.DS_Store": "x",
    "pv/turin.csv": PV_CSV,
    "pv/README.md": "text",
  }, async (_folder, open) => {
    const { label, synthetic, prices, pv, sources } = await open();
    equal(label, "given history");
    equal(synthetic, false);
    equal(prices.count, 48);
    equal(pv.length, 1);
    deepEqual(sources.map(({ file, kind }) => [file, kind]), [
      ["Anno 2023.xlsx", "prices"],
      ["Anno 2024.xlsx", "prices"],
      ["turin.csv", "pv"],
    ]);
    equal(sources[1].sha256, sha256(workbook(20240101, 50)));
    equal(sources[0].to, sources[1].from);
  }));

Deno.test("of a year's hours and quarter hours in a folder, both are read and agree", () => {
  const quarters = [DATE_HEADER, "Periodo/Period", "PUN"];
  const workbook15 = makeWorkbook([quarters, ...dayRows(20251201, 96, (q) => [50 + q % 4])]);
  return inFolder({
    "gme/Anno 2025_60.xlsx": workbook(20251201, 51.5),
    "gme/Anno 2025_15.xlsx": workbook15,
    "gme/Anno 2026_15.xlsx": makeWorkbook([quarters, ...dayRows(20260101, 96, () => [15])]),
  }, async (folder) => {
    const places = { dataDir: folder, projectDataDir: folder, cacheDir: `${folder}/cache` };
    for (const again of [false, true]) {
      const { history, sources } = await openPrices(places);
      equal(sources.length, 3, `${again}`);
      equal(history.eurPerMwh.get("PUN")![0], 51.5);
      equal(history.eurPerMwh.get("PUN")!.at(-1), 15);
      const { start, stepSeconds, count, eurPerMwh } = history.quarterHours!;
      deepEqual([start, stepSeconds, count], [history.start, 900, 96]);
      deepEqual([...eurPerMwh.get("PUN")!.subarray(0, 4)], [51, 52, 53, 50]);
    }
    await Deno.writeFile(`${folder}/gme/Anno 2025_60.xlsx`, workbook(20251201, 52));
    match((await problemsOf(openPrices(places)))[0], /_15.*and.*_60.* they give 51\.5 and 52/);
  });
});

Deno.test("what is read from the cache equals what was parsed", () =>
  inFolder(
    { "gme/a.xlsx": workbook(20240101, 50), "pv/turin.csv": PV_CSV },
    async (folder, open) => {
      const first = await open();
      deepEqual(await open(), first);
      deepEqual(await readPriceHistory([`${folder}/gme/a.xlsx`]), first.prices);
    },
  ));

Deno.test("a damaged cache file is made again, not trusted", () =>
  inFolder(
    { "gme/a.xlsx": workbook(20240101, 50), "pv/turin.csv": PV_CSV },
    async (folder, open) => {
      const first = await open();
      for await (const { name } of Deno.readDir(`${folder}/cache`)) {
        if (!name.endsWith(".parquet")) continue;
        const bytes = await Deno.readFile(`${folder}/cache/${name}`);
        bytes[Math.floor(bytes.length / 2)] ^= 1;
        await Deno.writeFile(`${folder}/cache/${name}`, bytes);
      }
      deepEqual(await open(), first);
      await Deno.remove(`${folder}/cache`, { recursive: true });
      deepEqual(await open(), first);
    },
  ));

Deno.test("each missing folder and each empty one is a sentence, both at once", async () => {
  await inFolder({}, async (_folder, open) => {
    const problems = await problemsOf(open());
    equal(problems.length, 2);
    match(
      problems[0],
      /^Cannot read ".*gme" as the folder of --data holds gme\/.*it does not exist$/,
    );
    match(problems[1], /^Cannot read ".*pv" as .*: it does not exist$/);
  });
  await inFolder({ "gme/notes.txt": "", "pv/x.md": "" }, async (_folder, open) => {
    deepEqual((await problemsOf(open())).map((problem) => problem.replace(/".*"/, "DIR")), [
      "Cannot read DIR as it needs files *.xlsx, *.xls, *.zip, *.xml, *.csv, *.gz, *.json: found none",
      "Cannot read DIR as it needs files *.csv, *.gz, *.json: found none",
    ]);
  });
  await inFolder(
    { "gme/a.xlsx": "no workbook", "pv/a.csv": "no series" },
    async (_folder, open) => {
      const problems = await problemsOf(open());
      match(problems[0], /"a\.xlsx" as a table of prices by its header, "no workbook": tell its/);
      match(problems[1], /"a\.csv" as it is no GME workbook .*, and no PV series .*"no series"/);
    },
  );
});

Deno.test("prices can be opened where there is no PV, and the other way round", () =>
  inFolder({ "gme/a.xlsx": workbook(20240101, 50) }, async (folder) => {
    const places = { dataDir: folder, projectDataDir: folder, cacheDir: `${folder}/cache` };
    equal((await openPrices(places)).history.count, 24);
    match((await problemsOf(openPv(places)))[0], /pv" as .*it does not exist/);
  }));

Deno.test("a cache that cannot be written is done without", () =>
  inFolder({ "gme/a.xlsx": workbook(20240101, 50), "cache/x": "" }, async (folder) => {
    const places = { dataDir: folder, projectDataDir: folder, cacheDir: `${folder}/cache/x` };
    equal((await openPrices(places)).history.count, 24);
    equal((await openPrices(places)).sources[0].publisher, "GME");
  }));

Deno.test("what a stopped run left in the cache goes, what another one is writing stays", () =>
  inFolder({
    "gme/a.xlsx": workbook(20240101, 50),
    "cache/.writing-old": "half",
    "cache/.writing-new": "half",
  }, async (folder) => {
    await Deno.utime(`${folder}/cache/.writing-old`, 1e9, 1e9);
    await openPrices({ dataDir: folder, projectDataDir: folder, cacheDir: `${folder}/cache` });
    const names = Array.from(Deno.readDirSync(`${folder}/cache`), ({ name }) => name);
    deepEqual(names.filter((name) => name.startsWith(".")), [".writing-new"]);
  }));

Deno.test("a project without imports and without its sample says what is missing", () =>
  inFolder({}, async (folder) => {
    const places = { projectDataDir: folder, cacheDir: `${folder}/cache` };
    match((await problemsOf(openPrices(places)))[0], /sample\/prices\.csv\.gz": it does not exist/);
  }));

const start = Date.UTC(2024, 0, 1) / 1000;
const history = (offset: number, columns: Record<string, number[]>): PriceHistory => ({
  start: start + offset * HOUR,
  count: Object.values(columns)[0].length,
  eurPerMwh: new Map(Object.entries(columns).map(([name, v]) => [name, Float64Array.from(v)])),
});

Deno.test("prices of several files: gaps and absent zones are NaN, overlaps kept once", () => {
  const joined = joinPrices([
    { file: "a", history: history(3, { PUN: [4, 5], SUD: [1, 1] }) },
    { file: "b", history: history(0, { PUN: [1, NaN], NORD: [8, 9] }) },
    { file: "c", history: history(4, { PUN: [5.004, 6] }) },
  ]);
  equal(joined.start, start);
  deepEqual(
    Array.from(joined.eurPerMwh, ([name, values]) => [name, Array.from(values)]),
    [
      ["PUN", [1, NaN, NaN, 4, 5, 6]],
      ["NORD", [8, 9, NaN, NaN, NaN, NaN]],
      ["SUD", [NaN, NaN, NaN, 1, 1, NaN]],
    ],
  );
});

Deno.test("a history cut anywhere, with overlaps and in any order, is joined as it was", () => {
  const piece = fc.tuple(fc.nat(29), fc.integer({ min: 1, max: 30 }));
  fc.assert(fc.property(
    fc.array(fc.double({ min: -500, max: 3000, noNaN: true }), { minLength: 30, maxLength: 30 }),
    fc.array(piece, { maxLength: 6 }),
    (pun, cuts) => {
      const parts = [[0, 15] as const, [15, 15] as const, ...cuts].map(([from, length], i) => ({
        file: `${i}`,
        history: history(from, { PUN: pun.slice(from, from + length) }),
      }));
      deepEqual(joinPrices(parts.toReversed()), history(0, { PUN: pun }));
    },
  ));
});

Deno.test("files that give an hour two prices are refused with both names", () => {
  const parts = [
    { file: "a", history: history(0, { PUN: [1] }) },
    { file: "b", history: history(1, { PUN: [2, 3] }) },
    { file: "c", history: history(2, { PUN: [3.01] }) },
  ];
  equal(joinPrices(parts.slice(0, 2)).count, 3);
  return rejects(
    async () => await joinPrices(parts),
    /"b" and "c" as they give 3 and 3\.01 €\/MWh for PUN of 2024-01-01 03:00$/,
  );
});

const system = (offset: number, values: number[], more = {}): PvHistory => [{
  latitude: 45,
  longitude: 7,
  capacityKw: 1,
  start: start + 600 + offset * HOUR,
  generationKw: Float64Array.from(values),
  ...more,
}];

Deno.test("one system recorded in two files becomes one record; another minute is another", () => {
  const temperature = { airTemperatureC: Float64Array.of(10) };
  const [joined, ...more] = joinPv([
    { file: "a", history: system(0, [0.1, 0.2]) },
    { file: "b", history: system(3, [0.4], temperature) },
    { file: "c", history: system(0.5, [0.3]) },
  ]);
  deepEqual(Array.from(joined.generationKw), [0.1, 0.2, NaN, 0.4]);
  deepEqual(Array.from(joined.airTemperatureC!), [NaN, NaN, NaN, 10]);
  equal(more.length, 1);
  return rejects(
    async () =>
      await joinPv([
        { file: "a", history: system(0, [0.1, 0.2]) },
        { file: "b", history: system(1, [0.3]) },
      ]),
    /"a" and "b" as they give 0\.2 and 0\.3 for generationKw of 2024-01-01 01:10 UTC/,
  );
});

Deno.test("histories survive the way to columns, Parquet and back", async () => {
  const folder = await Deno.makeTempDir();
  const prices = history(0, { PUN: [1, NaN, 3], NORD: [0.1, -2, 1e-9] });
  await writeColumns(`${folder}/prices.parquet`, { columns: pricesToColumns(prices), note: "n" });
  const kept = (await readColumns(`${folder}/prices.parquet`))!;
  equal(kept.note, "n");
  const pricesBack = pricesFromColumns(kept.columns);
  deepEqual(pricesBack, prices);
  const weather = { planeIrradianceWPerM2: Float64Array.of(800, NaN) };
  const pv = [...system(0, [0.5, NaN], weather), ...system(5, [0.25])];
  await writeColumns(`${folder}/pv.parquet`, { columns: pvToColumns(pv), note: "" });
  const pvBack = pvFromColumns((await readColumns(`${folder}/pv.parquet`))!.columns);
  deepEqual(pvBack, pv);
  await Deno.remove(folder, { recursive: true });
});

/** Numbers in the cache, as a list of columns. */
const numbers = {
  toKept: (value: number) => ({ columns: new Map([["x", Float64Array.of(value)]]), note: "" }),
  fromKept: ({ columns }: { columns: ReadonlyMap<string, Float64Array> }) => columns.get("x")![0],
};

Deno.test("what is kept under a key is made once", async () => {
  const folder = await Deno.makeTempDir();
  let made = 0;
  const make = () => ++made;
  equal(await cached(folder, "a", make, numbers), 1);
  equal(await cached(folder, "a", make, numbers), 1);
  equal(await cached(folder, "b", make, numbers), 2);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("what is kept but cut, another's, a folder or without its hash is made anew", async () => {
  const folder = await Deno.makeTempDir();
  let made = 0;
  const make = () => ++made;
  const path = `${folder}/a.parquet`;
  const spoil: (() => Promise<void>)[] = [
    async () => await Deno.truncate(path, 10),
    async () => await Deno.remove(`${path}.sha256`),
    async () => {
      await Deno.writeTextFile(path, "not Parquet");
      await Deno.writeTextFile(`${path}.sha256`, `${sha256(await Deno.readFile(path))}\n`);
    },
    () => writeColumns(path, { columns: new Map([["y", Float64Array.of(7)]]), note: "" }),
    async () => {
      await Deno.remove(path);
      await Deno.mkdir(path);
    },
  ];
  await cached(folder, "a", make, numbers);
  for (const [i, damage] of spoil.entries()) {
    await damage();
    equal(await cached(folder, "a", make, numbers), i + 2);
  }
  equal(await cached(folder, "a", make, numbers), spoil.length + 2, "a folder lies in its place");
  await Deno.remove(folder, { recursive: true });
});
