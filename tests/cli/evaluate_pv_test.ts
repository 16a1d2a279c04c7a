import {
  deepStrictEqual as deepEqual,
  ok,
  rejects,
  strictEqual as equal,
} from "node:assert/strict";
import type { Arguments } from "../../lib/cli/command.ts";
import { evaluatePv } from "../../lib/cli/commands/evaluate_pv.ts";
import { InputError } from "../../lib/input_error.ts";
import { silent } from "../../lib/progress.ts";
import { HOUR } from "../../lib/time.ts";
import { syntheticSystem } from "../made/pv_fixtures.ts";

/** The words of a command line as the command sees them. */
function words(options: Record<string, string | true>): Arguments {
  return {
    positionals: ["pv"],
    text: (name) => options[name] as string | undefined,
    wholeNumber: () => undefined,
    all: () => [],
    flag: (name) => options[name] === true,
  };
}

/** What the command prints. */
async function printed(options: Record<string, string | true>): Promise<string[]> {
  const lines: string[] = [];
  await evaluatePv(words(options), { print: (text) => lines.push(text), progress: silent });
  return lines;
}

/** Calls with a folder that holds 100 days of a made-up system. */
async function withData(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const { start, generationKw, capacityKw, latitude, longitude } = syntheticSystem({ days: 100 });
    const rows = Array.from(generationKw, (kw, at) => {
      const time = new Date((start + at * HOUR) * 1000).toISOString().slice(0, 19);
      return `${time.replace("T", " ")}+00:00,${kw},${capacityKw},${latitude},${longitude}`;
    });
    const header = "time,Generation_kW,PV_Capacity_kW,Latitude,Longitude";
    await Deno.mkdir(`${folder}/pv`);
    await Deno.writeTextFile(`${folder}/pv/system.csv`, [header, ...rows].join("\n"));
    await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("--json prints one object of the agreed form and nothing else", () =>
  withData(async (data) => {
    const options = { data, "test-from": "2021-03-20", json: true } as const;
    const ahead = await printed({ ...options, horizon: "hour-ahead" });
    equal(ahead.length, 1);
    const object = JSON.parse(ahead[0]);
    deepEqual(Object.keys(object), [
      "task",
      "horizon",
      "train",
      "test",
      "metrics",
      "naive",
      "trainSeconds",
    ]);
    deepEqual([object.task, object.horizon], ["pv", "hour-ahead"]);
    deepEqual(object.train, { from: "2021-01-01", to: "2021-03-19", hours: 78 * 24 });
    deepEqual(object.test, { from: "2021-03-20", to: "2021-04-10", hours: 22 * 24 });
    deepEqual(Object.keys(object.metrics), ["mae", "rmse", "r2", "rmae"]);
    ok(Math.abs(object.metrics.rmae - object.metrics.mae / object.naive.mae) < 1e-12);
    const climate = JSON.parse((await printed({ ...options, horizon: "climatology" }))[0]);
    equal(climate.horizon, "climatology");
    ok(climate.metrics.rmse > object.metrics.rmse);
  }));

Deno.test("the report compares every forecast and says why the split is by time", () =>
  withData(async (data) => {
    const [report] = await printed({ data, "test-from": "2021-03-20" });
    for (
      const words of [
        "smart persistence",
        "for hour-ahead the smart persistence, for climatology the month-and-hour mean",
        "month-and-hour mean",
        "spring",
        "hour-ahead 95.0 %",
        "Split by time, never by system",
      ]
    ) ok(report.includes(words), words);
  }));

Deno.test("a day that is none, a strange horizon and a missing folder are told in a sentence", async () => {
  await rejects(
    printed({ "test-from": "2022-02-30", horizon: "day-ahead", model: "all" }),
    (error) => {
      ok(error instanceof InputError);
      deepEqual(error.problems, [
        '--test-from must be a day YYYY-MM-DD, found "2022-02-30"',
        '--horizon of pv must be hour-ahead or climatology, found "day-ahead"',
        "--model is for pun: pv does not take it",
      ]);
      return true;
    },
  );
  await rejects(printed({}), /--test-from must be a day YYYY-MM-DD, found none/);
  await rejects(printed({ data: "/nowhere", "test-from": "2022-01-01" }), InputError);
});

Deno.test("too little before the split or nothing after it is told in a sentence", () =>
  withData(async (data) => {
    await rejects(printed({ data, "test-from": "2021-01-03" }), /at least 7 days: found 2/);
    await rejects(printed({ data, "test-from": "2022-01-01" }), /found none/);
  }));
