import {
  deepStrictEqual as deepEqual,
  match,
  notStrictEqual as notEqual,
  ok,
  rejects,
  strictEqual as equal,
} from "node:assert/strict";
import { parseConfig } from "lib/config/parse.ts";
import { InputError } from "lib/input_error.ts";
import { runScenario, type ScenarioResult } from "lib/run/scenario.ts";
import { writeHistoryFolder } from "../made/history_folder.ts";

const FIRST = "2024-02-01";
const DAYS = 62; // up to 2 April, across the spring day

/** A temporary place with history, an own cache, and as many result folders as asked for. */
async function withHistory(test: (place: Place) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    writeHistoryFolder(`${folder}/history`, FIRST, DAYS);
    await test(new Place(folder));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

class Place {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  run(
    out: string,
    settings: Record<string, string | number> = {},
    history = "history",
  ): Promise<ScenarioResult> {
    const config = parseConfig(`{ "date": "2024-03-30" }`, {
      "community.num_prosumers": 20,
      "blockchain.difficulty": 2,
      ...settings,
    });
    const places = {
      dataDir: `${this.folder}/${history}`,
      projectDataDir: `${this.folder}/none`,
      cacheDir: `${this.folder}/cache`,
    };
    return runScenario(config, { places, out: `${this.folder}/${out}` });
  }

  files(out: string): Record<string, string> {
    const names = [...Deno.readDirSync(`${this.folder}/${out}`)].map(({ name }) => name).sort();
    return Object.fromEntries(
      names.map((name) => [name, Deno.readTextFileSync(`${this.folder}/${out}/${name}`)]),
    );
  }
}

Deno.test("a run ends with every file of the contract, and says what it rests on", () =>
  withHistory(async (place) => {
    const { summary } = await place.run("out");
    const files = place.files("out");
    deepEqual(
      ["accounts.csv", "blockchain_stats.csv", "chain.jsonl", "prosumer_stats.csv", "run.json"]
        .filter((name) => !(name in files)),
      [],
    );
    const run = JSON.parse(files["run.json"]);
    equal(run.config.community.num_prosumers, 20);
    equal(run.data.synthetic, false);
    deepEqual(run.data.sources.map(({ file }: { file: string }) => file), [
      "Anno 2024.xlsx",
      "turin.csv",
    ]);
    equal(summary.hours, 24);
    ok(summary.kpis.market_price_min > 0.04 && summary.kpis.market_price_max < 0.16);
  }));

Deno.test("same settings, same bytes, trained anew or from the cache; another seed, others", () =>
  withHistory(async (place) => {
    await place.run("first");
    await place.run("cached");
    await Deno.remove(`${place.folder}/cache`, { recursive: true });
    await place.run("anew");
    deepEqual(place.files("cached"), place.files("first"));
    deepEqual(place.files("anew"), place.files("first"));
    await place.run("other", { seed: 43 });
    const [first, other] = [place.files("first"), place.files("other")];
    for (const name of ["prosumer_stats.csv", "chain.jsonl", "accounts.csv"]) {
      notEqual(other[name], first[name]);
    }
  }));

Deno.test("the same history from another folder gives the same bytes", () =>
  withHistory(async (place) => {
    await place.run("first");
    await Deno.rename(`${place.folder}/history`, `${place.folder}/elsewhere`);
    await place.run("second", {}, "elsewhere");
    deepEqual(place.files("second"), place.files("first"));
  }));

Deno.test("a run crosses the hour that March skips: 47 hours are two days", () =>
  withHistory(async (place) => {
    await place.run("out", { hours: 47 });
    const rows = place.files("out")["blockchain_stats.csv"].trim().split("\n");
    equal(rows.length, 1 + 47);
  }));

Deno.test("prices that do not reach the scenario are refused before anything is trained", () =>
  withHistory(async (place) => {
    await rejects(place.run("out", { date: "2031-01-01" }), (error: unknown) => {
      match(String(error), /2031-01-01 23:00 .* the price history ends at 2024-04-03 00:00/);
      return error instanceof InputError;
    });
    deepEqual(place.files("out"), {});
    const cached = [...Deno.readDirSync(`${place.folder}/cache`)].map(({ name }) => name);
    equal(cached.some((name) => name.startsWith("model-")), false);
  }));

Deno.test("a price column that the history lacks is refused with those that it has", () =>
  withHistory(async (place) => {
    await rejects(
      place.run("out", { "price_forecaster.price_type": "MOON" }),
      /price_type: must be one of the history's columns \(PUN, NORD\), found "MOON"/,
    );
  }));

Deno.test("a run that fails leaves earlier results as they were", () =>
  withHistory(async (place) => {
    await place.run("out");
    const before = place.files("out");
    await rejects(place.run("out", { date: "2031-01-01" }));
    deepEqual(place.files("out"), before);
  }));

Deno.test("the forecasts of a scenario do not change with what comes after their hour", () =>
  withHistory(async (place) => {
    const whole = await place.run("whole");
    writeHistoryFolder(`${place.folder}/history`, FIRST, 59); // ends with the scenario's day
    const cut = await place.run("cut");
    deepEqual(cut.outlook.forecast.marketPrice, whole.outlook.forecast.marketPrice);
    deepEqual(cut.outlook.forecast.pvKwhPerKw, whole.outlook.forecast.pvKwhPerKw);
  }));
