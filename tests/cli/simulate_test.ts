import { deepStrictEqual as deepEqual, match, ok, strictEqual as equal } from "node:assert/strict";
import { createHash } from "node:crypto";
import { runCommand } from "../made/command_line.ts";
import { writeHistoryFolder } from "../made/history_folder.ts";
import { meterFiles } from "../../lib/synthetic/meter_files.ts";
import { quartersOf } from "../made/meters.ts";

/** A folder with a history of two months in `history`, up to 2 April 2024. */
async function withHistory(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    writeHistoryFolder(`${folder}/history`, "2024-02-01", 62);
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The SHA-256 of every file of a folder, by name. */
function hashesOf(folder: string): Record<string, string> {
  const names = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
  return Object.fromEntries(names.map((name) => {
    const bytes = Deno.readFileSync(`${folder}/${name}`);
    return [name, createHash("sha256").update(bytes).digest("hex")];
  }));
}

Deno.test("simulate --verbose tells every step: its price, its trades, who won after how many tries", () =>
  withHistory(async (folder) => {
    const settings = ["--set", "blockchain.difficulty=1", "--prosumers", "12", "--hours", "24"];
    const places = ["--data", `${folder}/history`, "--out", `${folder}/out`];
    const { status, out } = await runCommand(
      "simulate",
      ...["--date", "2024-03-20", "--verbose"],
      ...settings,
      ...places,
    );
    equal(status, 0);
    const [head, , ...rows] = out.split("\n\n")[0].split("\n");
    match(head, /^From +P, €\/kWh +P2P trades +P2P, kWh +Miner +Nonce +Tries$/);
    equal(rows.length, 24);
    match(rows[13], /^2024-03-20 13:00 +0\.\d{4} +\d+ +\d+\.\d\d +\d+ +\d+ +\d+$/);
    const sum = (column: number) =>
      rows.reduce((total, row) => total + Number(row.trim().split(/ {2,}/)[column]), 0);
    const { kpis } = JSON.parse(await Deno.readTextFile(`${folder}/out/run.json`));
    equal(sum(2), kpis.p2p_trades);
    ok(Math.abs(sum(3) - kpis.p2p_kwh) < 0.005 * rows.length);
    const [, hashes] = out.match(/([\d,]+) hashes tried/)!;
    const genesis = JSON.parse(
      (await Deno.readTextFile(`${folder}/out/chain.jsonl`)).split("\n")[0],
    );
    equal(sum(6) + genesis.nonce + 1, Number(hashes.replaceAll(",", "")));
  }));

Deno.test("simulate writes results under the options given, and tells what came of it", () =>
  withHistory(async (folder) => {
    const config = `${folder}/own.json`;
    await Deno.writeTextFile(
      config,
      `{ "date": "2024-03-01", "seed": 1, "hours": 48, // replaced below, but for the hours
         "community": { "num_prosumers": 50 }, "blockchain": { "difficulty": 1 } }`,
    );
    const options = ["--config", config, "--data", `${folder}/history`].concat(
      ["--date", "2024-03-30", "--prosumers", "12", "--seed", "7"],
    );
    const { status, out, error } = await runCommand(
      "simulate",
      ...options,
      "--out",
      `${folder}/out`,
    );
    equal(error, "", "progress is for terminals");
    equal(status, 0);
    match(out, /^12 prosumers in .*\n2024-03-30 .*48 hours, seed 7\n/);
    match(out, /\nData {6}given history: prices 2024-02-01 … 2024-04-02; PV 2024-02-01 … /);
    match(out, /\nPV generation, metered +[\d,.]+\n/);
    match(out, /\nMetered {3}prices as they came; generation as it came; loads as drawn\n/);
    match(out, /\nWhat a perfect forecast would have been worth +-?[\d.]+\n/);
    match(out, /\nBooks +energy and money closed in every step\n/);
    match(out, new RegExp(`\nResults +in ${folder}/out, after \\d+\\.\\d s\n$`));

    const files = hashesOf(`${folder}/out`);
    const run = JSON.parse(await Deno.readTextFile(`${folder}/out/run.json`));
    equal(run.config.seed, 7);
    equal(run.config.hours, 48);
    equal(run.config.community.num_prosumers, 12);
    for (const name of ["prosumer_stats.csv", "accounts.csv", "trades.csv", "chain.jsonl"]) {
      equal(run.outputs[name], files[name], name);
    }
    const rows = (await Deno.readTextFile(`${folder}/out/prosumer_stats.csv`)).trim().split("\n");
    equal(rows.length, 1 + 12 * 48);

    const quiet = ["--out", `${folder}/again`, "--quiet"];
    deepEqual(await runCommand("simulate", ...options, ...quiet), {
      status: 0,
      out: "",
      error: "",
    });
    deepEqual(hashesOf(`${folder}/again`), files);
    const verified = await runCommand("verify", `${folder}/again/chain.jsonl`);
    equal(verified.status, 0, verified.error);
    ok(!verified.out.includes("fault"));
  }));

Deno.test("simulate tells of figures that an earlier run left", () =>
  withHistory(async (folder) => {
    await Deno.mkdir(`${folder}/out/figures`, { recursive: true });
    await Deno.writeTextFile(`${folder}/out/figures/figures.json`, '{ "run": "of before" }');
    const places = ["--data", `${folder}/history`, "--out", `${folder}/out`];
    const small = ["--date", "2024-03-30", "--prosumers", "3", "--set", "blockchain.difficulty=1"];
    const { out } = await runCommand("simulate", ...places, ...small);
    match(out, /\nFigures {3}those in .*figures are of an earlier run; anew: deno task figures/);
  }));

Deno.test("the summary tells what planning batteries went through, and what the fund handed back", () =>
  withHistory(async (folder) => {
    const words = ["simulate", "--data", `${folder}/history`, "--out", `${folder}/out`].concat(
      ["--date", "2024-03-30", "--prosumers", "12", "--set", "blockchain.difficulty=1"],
    );
    const plain = await runCommand(...words as [string]);
    equal(plain.status, 0, plain.error);
    ok(!/cycles|Wear|Handed back/.test(plain.out));
    const { status, out, error } = await runCommand(
      ...words as [string],
      ...["--set", "battery.strategy=schedule", "--set", "regulator.rebate=per-capita"],
    );
    equal(status, 0, error);
    match(out, /\nBatteries, schedule *\n/);
    match(out, /\nEquivalent full cycles +\d+\.\d\d\n/);
    match(out, /\nWear at 0\.05 €\/kWh delivered, € +\d+\.\d\d\n/);
    // Penalties of a day were taken in and are handed back, all of them.
    match(out, /\nHanded back by it, in the prosumers' money +(?!0\.00)\d+\.\d\d\n/);
    match(out, /\nRegulator fund +0\.00\n/);
  }));

Deno.test("simulate --format parquet writes the tables so, and no other format is taken", () =>
  withHistory(async (folder) => {
    const words = [
      ...["--data", `${folder}/history`, "--out", `${folder}/out`, "--date", "2024-03-20"],
      ...["--prosumers", "4", "--set", "blockchain.difficulty=0", "--quiet", "--format"],
    ];
    const refused = await runCommand("simulate", ...words, "xlsx");
    equal(refused.status, 1);
    match(refused.error, /--format must be csv or parquet, found "xlsx"/);
    equal((await runCommand("simulate", ...words, "parquet")).status, 0);
    const names = Object.keys(hashesOf(`${folder}/out`));
    const tables = ["accounts", "blockchain_stats", "hours", "members", "prosumer_stats"];
    for (const table of [...tables, "regulator", "trades"]) {
      ok(names.includes(`${table}.parquet`) && !names.includes(`${table}.csv`), table);
    }
    ok(names.includes("chain.jsonl"));
    const { outputs } = JSON.parse(await Deno.readTextFile(`${folder}/out/run.json`));
    equal(outputs["trades.parquet"], hashesOf(`${folder}/out`)["trades.parquet"]);
  }));

Deno.test("a run that cannot be made leaves earlier results as they are", () =>
  withHistory(async (folder) => {
    await Deno.mkdir(`${folder}/out`);
    await Deno.writeTextFile(`${folder}/out/run.json`, "earlier");
    const words = ["--data", `${folder}/history`, "--out", `${folder}/out`, "--date", "2024-09-01"];
    const { status, out, error } = await runCommand("simulate", ...words);
    equal(status, 1);
    equal(out, "");
    match(error, /the price history ends at 2024-04-03 00:00/);
    const names = [...Deno.readDirSync(`${folder}/out`)].map(({ name }) => name).sort();
    deepEqual(names, [".unfinished.lock", "run.json"]);
    equal(await Deno.readTextFile(`${folder}/out/run.json`), "earlier");
  }));

Deno.test("the summary of a roster's run says that its loads come from meters", () =>
  withHistory(async (folder) => {
    const meters = `${folder}/members`;
    await Deno.mkdir(meters);
    const files = meterFiles(quartersOf("2024-03-30"));
    await Deno.writeTextFile(`${meters}/a.csv`, files.get("plain.csv")!);
    const init = await runCommand("members", "init", meters);
    equal(init.status, 0, init.error);
    const { status, out, error } = await runCommand(
      ...["simulate", "--data", `${folder}/history`, "--members", `${meters}/roster.csv`],
      ...["--date", "2024-03-30", "--hours", "24", "--out", `${folder}/out`],
    );
    equal(status, 0, error);
    match(out, /\nMetered .*; loads by the roster's meters, without a meter as drawn\n/);
  }));
