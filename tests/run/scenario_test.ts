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
    equal(summary.steps, 24);
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
    equal([...Deno.readDirSync(place.folder)].some(({ name }) => name === "out"), false);
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

Deno.test("by proof of stake the same trades stand on the chain, sealed by validators", () =>
  withHistory(async (place) => {
    await place.run("work");
    await place.run("stake", { "blockchain.consensus": "proof-of-stake" });
    const [work, stake] = [place.files("work"), place.files("stake")];
    for (const name of ["prosumer_stats.csv", "trades.csv", "accounts.csv", "regulator.csv"]) {
      equal(stake[name], work[name]);
    }
    const [, first] = stake["blockchain_stats.csv"].split("\n");
    match(first, /^0,"\[""Validator_Node_1"",.*,Validator_Node_\d+,0\.\d+,\d+$/);
    const lines = (text: string) => text.trimEnd().split("\n").map((line) => JSON.parse(line));
    const rootsOf = (text: string) => lines(text).map(({ merkleRoot }) => merkleRoot);
    deepEqual(rootsOf(stake["chain.jsonl"]), rootsOf(work["chain.jsonl"]));
    ok(lines(stake["chain.jsonl"]).slice(1).every(({ reveal }) => typeof reveal === "string"));
    equal(JSON.parse(stake["keys.json"]).validators.length, 10);
  }));

Deno.test("a network that is asked for is told of, and changes nothing else", () =>
  withHistory(async (place) => {
    const { network: none } = await place.run("out");
    equal(none, undefined);
    const alone = place.files("out");
    const settings = { "blockchain.network": { delay_s: 2, block_interval_s: 12, blocks: 1000 } };
    const { network } = await place.run("out", settings as never);
    const { "network_stats.csv": stats, ...others } = place.files("out");
    const rows = stats.trimEnd().split("\n");
    equal(rows.length, 1 + 10);
    equal(rows[0], "miner,power_share,blocks_found,blocks_orphaned,chain_share");
    const found = rows.slice(1).reduce((sum, row) => sum + Number(row.split(",")[2]), 0);
    equal(found, 1000);
    equal(network?.found, 1000);
    equal(JSON.parse(others["run.json"]).network.orphan_rate, network?.orphanRate);
    for (const name in alone) if (name !== "run.json") equal(others[name], alone[name]);
    // A later run without one leaves no file of this one behind.
    await place.run("out");
    deepEqual(Object.keys(place.files("out")), Object.keys(alone));
  }));
