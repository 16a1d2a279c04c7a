import {
  deepStrictEqual as deepEqual,
  match,
  ok,
  rejects,
  strictEqual as equal,
} from "node:assert/strict";
import { parseArguments } from "lib/cli/arguments.ts";
import { importInto } from "lib/cli/commands/import.ts";
import { openCatalogue, openPrices, openPv } from "lib/data/catalogue.ts";
import { clockChanges } from "lib/data/import_file.ts";
import { importedFolder, listImported } from "lib/data/imported.ts";
import { InputError } from "lib/input_error.ts";
import { silent } from "lib/progress.ts";
import type { Site } from "lib/sun/site.ts";
import { HOUR, midnightInRome } from "lib/time.ts";
import { type Cell, DATE_HEADER, dayRows, HOUR_HEADER, makeWorkbook } from "../made/workbook.ts";

const HEADER: Cell[] = [DATE_HEADER, HOUR_HEADER, "PUN", "NORD"];
const PV_CSV = [
  "time,Generation_kW,PV_Capacity_kW,Latitude,Longitude",
  "2024-10-27 10:10:00+00:00,0.5,1,45.07,7.68",
  "2024-10-27 12:10:00+00:00,0.6,1,45.07,7.68",
  "2024-10-27 12:10:00+00:00,0.6,1,45.07,7.68",
].join("\n");

/** A folder with files of history, and a project's empty `data/` beside them. */
async function withFiles(
  files: Readonly<Record<string, Uint8Array | string>>,
  use: (run: (...words: string[]) => Promise<string>, project: string) => Promise<void>,
  sites: readonly Site[] = [],
): Promise<void> {
  const folder = await Deno.makeTempDir();
  const project = `${folder}/project`;
  await Deno.mkdir(project);
  for (const [name, content] of Object.entries(files)) {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    await Deno.writeFile(`${folder}/${name}`, bytes);
  }
  const command = importInto(project, () => sites);
  const run = async (...words: string[]) => {
    const printed: string[] = [];
    const terminal = { print: (text: string) => void printed.push(text), progress: silent };
    const isFile = (word: string, i: number) =>
      !/^--/.test(word) && !/^--[\w-]+$/.test(words[i - 1] ?? "");
    const given = words.map((word, i) => isFile(word, i) ? `${folder}/${word}` : word);
    await command.run(parseArguments(command, given), terminal);
    return printed.join("\n");
  };
  try {
    await use(run, project);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Names, sizes and contents of a folder's files. */
async function snapshot(folder: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for await (const { name } of Deno.readDir(folder)) {
    if (name !== ".lock") files[name] = (await Deno.readFile(`${folder}/${name}`)).toBase64();
  }
  return files;
}

const prices = (first: number, price: number) =>
  makeWorkbook([HEADER, ...dayRows(first, 24, () => [price, price])]);

Deno.test("an import reports range, rows, gaps, duplicates and clock changes", () => {
  const autumn = dayRows(20241027, 25, (hour) => [hour, 1]);
  const workbook = makeWorkbook([[...HEADER, "Note!"], ...autumn.toSpliced(7, 1), autumn[2]]);
  return withFiles({ "Anno 2024.xlsx": workbook, "pv.csv": PV_CSV }, async (run) => {
    equal(
      await run("Anno 2024.xlsx", "pv.csv"),
      [
        "Anno 2024.xlsx: imported",
        "  prices from 2024-10-27 00:00 to 2024-10-27 23:00 (Rome): PUN, NORD",
        "  rows: 25; gaps: 1; duplicates: 1; clock changes: 2024-10-27 (25 h)",
        "  columns left out: NOTE!",
        "pv.csv: imported",
        "  PV generation from 2024-10-27 10:10 to 2024-10-27 12:10 (UTC): 1 kW at 45.070, 7.680",
        "  rows: 3; gaps: 1; duplicates: 1; clock changes: 2024-10-27 (25 h)",
      ].join("\n"),
    );
  });
});

Deno.test("losses other than those that the forecaster reckons with are told", () => {
  const answer = (system_loss: number) =>
    JSON.stringify({
      inputs: {
        location: { latitude: 45, longitude: 8 },
        pv_module: { peak_power: 1, system_loss },
      },
      outputs: {
        hourly: [
          { time: "20240101:1010", P: 100 },
          { time: "20240101:1110", P: 200 },
        ],
      },
    });
  return withFiles({ "five.json": answer(5), "fourteen.json": answer(14) }, async (run) => {
    match(await run("five.json"), /system losses of 5 % are stated, .* reckons with 14 %/);
    ok(!(await run("fourteen.json")).includes("system losses"));
  });
});

Deno.test("importing twice, also under another name, changes nothing", () =>
  withFiles(
    { "a.xlsx": prices(20240501, 50), "b.xlsx": prices(20240501, 50) },
    async (run, project) => {
      await run("a.xlsx");
      const before = await snapshot(importedFolder(project));
      match(
        await run("a.xlsx", "b.xlsx"),
        /^a\.xlsx: imported before.*\n.*\n.*\nb\.xlsx: imported before/,
      );
      deepEqual(await snapshot(importedFolder(project)), before);
    },
  ));

Deno.test("imported days come back as they were, joined, prices and PV each on their own", () =>
  withFiles({
    "b.xlsx": prices(20240501, 50),
    "a.xlsx": prices(20240503, 70.25),
    "pv.csv": PV_CSV,
  }, async (run, project) => {
    await run("b.xlsx", "a.xlsx", "pv.csv");
    const catalogue = await openCatalogue({
      projectDataDir: project,
      cacheDir: `${project}/cache`,
    });
    equal(catalogue.label, "imported history");
    equal(catalogue.synthetic, false);
    equal(catalogue.prices.start, midnightInRome("2024-05-01"));
    const pun = catalogue.prices.eurPerMwh.get("PUN")!;
    deepEqual([pun.length, pun[0], pun[30], pun[71]], [72, 50, NaN, 70.25]);
    deepEqual(Array.from(catalogue.pv[0].generationKw), [0.5, NaN, 0.6]);
    deepEqual(catalogue.sources.map(({ file }) => file), ["a.xlsx", "b.xlsx", "pv.csv"]);
    equal(catalogue.sources[0].to - catalogue.sources[0].from, 24 * HOUR);
  }));

Deno.test("a newer file of the same name replaces the older one", () =>
  withFiles({ "Anno 2025.xlsx": prices(20250101, 50) }, async (run, project) => {
    await run("Anno 2025.xlsx");
    const folder = project.replace("/project", "");
    await Deno.writeFile(`${folder}/Anno 2025.xlsx`, prices(20250101, 60));
    await run("Anno 2025.xlsx");
    const { history } = await openPrices({ projectDataDir: project, cacheDir: project });
    equal(history.eurPerMwh.get("PUN")![0], 60);
    equal(Object.keys(await snapshot(importedFolder(project))).length, 3);
  }));

Deno.test("what disagrees or cannot be read is refused with a sentence, the rest is imported", () =>
  withFiles({
    "good.xlsx": prices(20240501, 50),
    "other.xlsx": prices(20240501, 51),
    "page.html": "<html></html>",
    "table.csv": "a;b\n1;2",
    "tmy.json": '{"inputs":{"location":{"latitude":45,"longitude":8}},' +
      '"outputs":{"tmy_hourly":[{"time(UTC)":"20180101:0000","T2m":2.04}]}}',
  }, async (run, project) => {
    const names = ["good.xlsx", "other.xlsx", "page.html", "table.csv", "tmy.json", "none.xlsx"];
    await rejects(run(...names), (error) => {
      ok(error instanceof InputError);
      const expected = [
        /^Cannot join "good\.xlsx" and "other\.xlsx" as they give 50 and 51 €\/MWh for PUN of 2024-05-01 00:00/,
        /^Cannot read "page\.html" as .*: it is a web page or XML/,
        /^Cannot read "table\.csv" as a table of prices by its header, "a", "b": tell its columns/,
        /^Cannot read "tmy\.json" as history: it is the weather of a typical year$/,
        /^Cannot read ".*none\.xlsx": it does not exist/,
      ];
      equal(error.problems.length, expected.length);
      error.problems.forEach((problem, i) => match(problem, expected[i]));
      return true;
    });
    deepEqual((await listImported(project)).map(({ file }) => file), ["good.xlsx"]);
  }));

Deno.test("a file damaged after it was imported is not trusted, and importing mends it", () =>
  withFiles({ "a.xlsx": prices(20240501, 50) }, async (run, project) => {
    await run("a.xlsx");
    const folder = importedFolder(project);
    const parquet = Object.keys(await snapshot(folder)).find((name) => name.endsWith(".parquet"))!;
    await Deno.writeFile(`${folder}/${parquet}`, new Uint8Array(100));
    const places = { projectDataDir: project, cacheDir: project };
    await rejects(openPrices(places), /not as it was imported: import "a\.xlsx" again/);
    match(await run("a.xlsx"), /^a\.xlsx: imported\n/);
    equal((await openPrices(places)).history.count, 24);
    await Deno.writeTextFile(`${folder}/sources.json`, "[{");
    await rejects(openPrices(places), /sources\.json" as it is damaged: delete the folder/);
  }));

/** Takes away the Parquet of everything imported so far. */
async function loseParquet(project: string): Promise<void> {
  const folder = importedFolder(project);
  for (const name of Object.keys(await snapshot(folder))) {
    if (name.endsWith(".parquet")) await Deno.remove(`${folder}/${name}`);
  }
}

Deno.test("of several files that were lost, each can be imported again", () =>
  withFiles(
    { "a.xlsx": prices(20240501, 50), "b.xlsx": prices(20240502, 60) },
    async (run, project) => {
      await run("a.xlsx", "b.xlsx");
      await loseParquet(project);
      match(await run("a.xlsx", "b.xlsx"), /^a\.xlsx: imported\n.*\n.*\nb\.xlsx: imported\n/);
      const places = { projectDataDir: project, cacheDir: project };
      equal((await openPrices(places)).history.count, 48);
    },
  ));

Deno.test("a newer file replaces an older one of its name that was lost", () =>
  withFiles({ "a.xlsx": prices(20240501, 50) }, async (run, project) => {
    await run("a.xlsx");
    await loseParquet(project);
    await Deno.writeFile(project.replace("/project", "/a.xlsx"), prices(20240501, 60));
    match(await run("a.xlsx"), /^a\.xlsx: imported\n/);
    const places = { projectDataDir: project, cacheDir: project };
    equal((await openPrices(places)).history.eurPerMwh.get("PUN")![0], 60);
    equal(Object.keys(await snapshot(importedFolder(project))).length, 3);
  }));

Deno.test("generation that disagrees with what was imported is refused", () =>
  withFiles({ "a.csv": PV_CSV, "b.csv": PV_CSV.replaceAll("0.6", "0.7") }, async (run, project) => {
    await rejects(
      run("a.csv", "b.csv"),
      /Cannot join "a\.csv" and "b\.csv" as they give 0\.6 and 0\.7/,
    );
    deepEqual((await listImported(project)).map(({ file }) => file), ["a.csv"]);
  }));

Deno.test("what was imported is listed with its origin, and taken away by name", () =>
  withFiles({
    "Anno 2024.xlsx": prices(20240501, 50),
    "ember.csv": "Datetime (UTC),Price (EUR/MWhe)\n2024-06-01 00:00,98\n",
    "pv.csv": PV_CSV,
  }, async (run, project) => {
    equal(await run("--list"), "Nothing has been imported");
    await run("Anno 2024.xlsx", "pv.csv");
    await run("--zone", "NORD", "ember.csv");
    const listed = await run("--list");
    match(
      listed,
      /^Anno 2024\.xlsx\n {2}prices from 2024-05-01 00:00 to .*\n {2}published by GME\n {2}licence: GME/,
    );
    match(
      listed,
      /\nember\.csv\n.*\n.*Ember\n.*CC BY 4\.0, Ember\n {2}read with --zone NORD\n {2}SHA-256/,
    );
    await rejects(
      run("--remove", "none.csv"),
      /Cannot remove "none\.csv" as it was not imported: .*"pv\.csv"/,
    );
    equal(
      await run("--remove", "pv.csv", "--remove", "ember.csv"),
      "pv.csv: removed\nember.csv: removed",
    );
    deepEqual((await listImported(project)).map(({ file }) => file), ["Anno 2024.xlsx"]);
    equal(Object.keys(await snapshot(importedFolder(project))).length, 3);
    await rejects(run("--list", "a.csv"), /FILE…, --list and --remove FILE are given alone/);
  }));

Deno.test("a disagreement names the way to take the wrong file away, which then works", () =>
  withFiles(
    { "wrong.xlsx": prices(20240501, 51), "right.xlsx": prices(20240501, 50) },
    async (run) => {
      await run("wrong.xlsx");
      await rejects(
        run("right.xlsx"),
        /give 51 and 50 .*`deno task import --remove FILE` takes it away/,
      );
      await run("--remove", "wrong.xlsx");
      match(await run("right.xlsx"), /^right\.xlsx: imported/);
    },
  ));

Deno.test("the same bytes told otherwise are read anew", () =>
  withFiles({ "a.csv": "When,What\n2024-06-01 00:00,0.098\n" }, async (run, project) => {
    const told = ["--columns", "time=When,NORD=What", "--time-zone", "UTC", "--unit"];
    await run(...told, "EUR/MWh", "a.csv");
    match(await run(...told, "EUR/kWh", "a.csv"), /^a\.csv: imported\n/);
    match(await run(...told, "EUR/kWh", "a.csv"), /^a\.csv: imported before/);
    const { history, sources } = await openPrices({ projectDataDir: project, cacheDir: project });
    equal(history.eurPerMwh.get("NORD")![0], 98);
    match(sources[0].readAs!, /^--columns time=When,NORD=What --unit EUR\/kWh --time-zone UTC$/);
    equal(Object.keys(await snapshot(importedFolder(project))).length, 3);
  }));

Deno.test("options that cannot be used are refused", () =>
  withFiles({ "a.csv": "time,PUN\n2024-06-01T00:00Z,1\n" }, async (run) => {
    const refused: [string[], RegExp][] = [
      [
        ["--time-zone", "Atlantis"],
        /--time-zone must be a zone such as UTC or Europe\/Rome, found "Atl/,
      ],
      [["--stamp", "middle"], /--stamp must be one of start, end, instant, found "middle"/],
      [["--columns", "time"], /--columns must name each column once, .* found "time"/],
      [["--columns", "time=a,time=b"], /found "time=b"/],
      [["--capacity", "0x5"], /--capacity must be a number, found "0x5"/],
    ];
    for (const [words, expected] of refused) await rejects(run(...words, "a.csv"), expected);
  }));

Deno.test("several imports at once lose nothing, and what a stopped one left is cleared", () => {
  const files = Array.from(
    { length: 8 },
    (_, i) => [`${i}.xlsx`, prices(20240501 + i, 50)] as const,
  );
  return withFiles(Object.fromEntries(files), async (run, project) => {
    await Deno.mkdir(importedFolder(project));
    await Deno.writeTextFile(`${importedFolder(project)}/.writing-half`, "half");
    await Promise.all(files.map(([name]) => run(name)));
    deepEqual((await listImported(project)).map(({ file }) => file), files.map(([name]) => name));
    equal(Object.keys(await snapshot(importedFolder(project))).length, 2 * files.length + 1);
    const places = { projectDataDir: project, cacheDir: project };
    equal((await openPrices(places)).history.count, 8 * 24);
  });
});

Deno.test("generation of elsewhere is warned of from 55 km on and refused beyond 300 km", () => {
  const at = (latitude: number) => PV_CSV.replaceAll("45.07", String(latitude));
  const turin = [{ latitude: 45.07, longitude: 7.68 }];
  return withFiles(
    { "here.csv": PV_CSV, "near.csv": at(45.6), "milan.csv": at(46), "palermo.csv": at(38.12) },
    async (run, project) => {
      ok(!(await run("here.csv")).includes("warning"));
      match(
        await run("near.csv"),
        /\n {2}warning: the panels of the PV history are 59 km from the commu/,
      );
      match(await run("milan.csv"), /are 103 km from the community/);
      await rejects(
        run("palermo.csv"),
        /Cannot use "palermo\.csv" .* within 300 km .*: they are 773 km apart; give community\.neighb/,
      );
      equal((await listImported(project)).length, 3);
    },
    turin,
  );
});

Deno.test("two roofs at one place are two systems, told by their tilt and azimuth", () => {
  const roof = (azimuth: number, kw: number) =>
    "time,Generation_kW,PV_Capacity_kW,Latitude,Longitude,Tilt,Azimuth\n" +
    `2024-05-01 10:10,${kw},3,45.07,7.68,30,${azimuth}\n`;
  return withFiles(
    { "east.csv": roof(90, 0.5), "west.csv": roof(270, 0.7) },
    async (run, project) => {
      match(await run("east.csv"), /3 kW at 45\.070, 7\.680 \(tilt 30°, azimuth 90°\)/);
      await run("west.csv");
      const { history } = await openPv({ projectDataDir: project, cacheDir: project });
      deepEqual(history.map(({ azimuth, generationKw }) => [azimuth, generationKw[0]]), [
        [90, 0.5],
        [270, 0.7],
      ]);
    },
  );
});

Deno.test("an import's source carries publisher, address, licence and hash, in the list and beside its file", () =>
  withFiles({ "Anno 2024.xlsx": prices(20240501, 50) }, async (run, project) => {
    await run("Anno 2024.xlsx");
    const [source] = await listImported(project);
    deepEqual(
      [source.publisher, source.licence, source.sha256.length],
      ["GME", "GME: private, informational use; no redistribution", 64],
    );
    const files = await snapshot(importedFolder(project));
    const beside = Object.keys(files).find((name) => name.endsWith(".sha256"))!;
    match(atob(files[beside]), new RegExp(source.sha256));
    const { sources } = await openPrices({ projectDataDir: project, cacheDir: project });
    deepEqual(sources, [source]);
  }));

Deno.test("a list of imports that was tampered with is refused, not half believed", () =>
  withFiles({ "a.xlsx": prices(20240501, 50) }, async (run, project) => {
    await run("a.xlsx");
    const path = `${importedFolder(project)}/sources.json`;
    for (const list of ['{"a":1}', "[null]", '[{"file":1}]', '[{"file":"a","sha256":"../../x"}]']) {
      await Deno.writeTextFile(path, list);
      await rejects(listImported(project), /sources\.json" as it is damaged: delete the folder/);
    }
  }));

Deno.test("a file whose name results could not carry is refused", () =>
  withFiles({ "=a\nb.csv": PV_CSV }, async (run) => {
    await rejects(
      run("=a\nb.csv"),
      /Cannot use "=a\\u000ab\.csv" as the name of a file of history/,
    );
  }));

Deno.test("nothing to import is refused", () =>
  withFiles({}, async (run) => {
    await rejects(run(), /at least one file is needed/);
  }));

Deno.test("the clock changes of a year are in March and October", () => {
  deepEqual(clockChanges(midnightInRome("2024-01-01"), midnightInRome("2025-01-01")), [
    { date: "2024-03-31", hours: 23 },
    { date: "2024-10-27", hours: 25 },
  ]);
  deepEqual(clockChanges(midnightInRome("2024-04-01"), midnightInRome("2024-10-27")), []);
});
