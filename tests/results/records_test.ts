import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { parseConfig } from "lib/config/parse.ts";
import { ResultFiles } from "lib/results/result_files.ts";
import { OutputFolder } from "lib/results/output/output_folder.ts";
import { accountColumns, raceColumns } from "lib/results/records.ts";
import { csvCell } from "lib/results/tables/cells.ts";
import { prosumerColumns } from "lib/results/tables/member_steps.ts";
import { Chain } from "lib/chain/chain.ts";
import { setUp } from "lib/run/setup.ts";
import { simulate } from "lib/simulation.ts";
import { type CsvTable, readCsvTable } from "../made/csv_table.ts";
import { asForecast, type Outlook } from "lib/forecast/outlook.ts";
import { run } from "../made/fixtures.ts";
import { prosumerLines } from "../made/table_lines.ts";

const config = parseConfig("{}", { "community.num_prosumers": 12, "blockchain.difficulty": 1 });

function sunnyDay(): Outlook {
  const kwhPerKw = (hour: number) => Math.max(0, Math.sin((hour - 6) / 14 * Math.PI)) * 0.8;
  return asForecast({
    marketPrice: new Float64Array(24).fill(0.11),
    pvKwhPerKw: Array.from({ length: 24 }, (_, hour) => new Float64Array(5).fill(kwhPerKw(hour))),
  });
}

async function writeRun(folder: string): Promise<void> {
  const output = new OutputFolder(folder);
  const { members, loads, rules } = setUp(config);
  const files = new ResultFiles(output, config, members);
  const chain = await Chain.begin({
    seed: config.seed,
    difficulty: 1,
    miners: 10,
    start: 0,
    signatures: false,
  });
  files.writeBlock(chain.genesis);
  for (const step of simulate(members, loads, sunnyDay(), rules)) {
    const { start: timestamp, trades } = step;
    await files.writeStep(step);
    const block = await chain.append({ step: step.step, timestamp, trades });
    files.writeBlockOfStep(step.step, trades.count, block);
  }
  await files.endSteps();
  files.publish({ seed: config.seed });
}

async function withRun(test: (folder: string) => void): Promise<void> {
  const folder = Deno.makeTempDirSync();
  try {
    await writeRun(folder);
    test(folder);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

function readCsv(folder: string, name: string): CsvTable {
  return readCsvTable(`${folder}/${name}`);
}

Deno.test("the columns are those of the contract, in its order", () =>
  withRun((folder) => {
    deepEqual(readCsv(folder, "prosumer_stats.csv").columns, [...prosumerColumns]);
    equal(
      prosumerColumns.join(),
      "hour,id,pv_capacity,pv_generation,load,battery_capacity,battery_level,imbalance," +
        "money_balance,trading_price,neighbourhood,bonus,penalty,p2p_exchanges,agg_exchanges," +
        "market_price,transactions,step,pv_metered,load_metered,metered,contract",
    );
    deepEqual(readCsv(folder, "blockchain_stats.csv").columns, [...raceColumns]);
    equal(
      raceColumns.join(),
      "hour,all_competitors,all_powers,winner_miner,winner_power,num_pending_transactions",
    );
    deepEqual(readCsv(folder, "accounts.csv").columns, [...accountColumns]);
  }));

Deno.test("there is a row per prosumer and hour, per hour, and per account and hour", () =>
  withRun((folder) => {
    equal(readCsv(folder, "prosumer_stats.csv").height, 12 * 24);
    equal(readCsv(folder, "blockchain_stats.csv").height, 24);
    equal(readCsv(folder, "accounts.csv").height, 5 * 24);
  }));

Deno.test("a reader of CSV finds every trade with both its prosumers, as the chain has it", () =>
  withRun((folder) => {
    const rows = readCsv(folder, "prosumer_stats.csv").toRecords();
    const seen = new Map<string, number>();
    for (const row of rows) {
      for (const trade of JSON.parse(String(row.transactions))) {
        equal(trade.hour, row.hour);
        equal([trade.sender, trade.receiver].includes(row.id), true);
        const key = canonicalize(trade) as string;
        seen.set(key, (seen.get(key) ?? 0) + 1);
      }
    }
    const blocks = Deno.readTextFileSync(`${folder}/chain.jsonl`).trim().split("\n")
      .map((line) => JSON.parse(line));
    let inChain = 0;
    for (const { transactions } of blocks) {
      for (const { timestamp: _, step: hour, ...trade } of transactions) {
        const times = seen.get(canonicalize({ ...trade, hour }) as string);
        equal(times, trade.type === "P2P" ? 2 : 1);
        inChain++;
      }
    }
    equal(inChain, seen.size);
  }));

Deno.test("the accounts of every hour sum to nothing", () =>
  withRun((folder) => {
    const sums = new Float64Array(24);
    for (const { hour, balance } of readCsv(folder, "accounts.csv").toRecords()) {
      sums[hour as number] += balance as number;
    }
    for (const sum of sums) equal(Math.abs(sum) < 1e-9, true);
  }));

Deno.test("run.json states the SHA-256 of every other file", () =>
  withRun((folder) => {
    const { outputs } = JSON.parse(Deno.readTextFileSync(`${folder}/run.json`));
    deepEqual(Object.keys(outputs).sort(), [
      "accounts.csv",
      "blockchain_stats.csv",
      "chain.jsonl",
      "hours.csv",
      "members.csv",
      "prosumer_stats.csv",
      "regulator.csv",
      "trades.csv",
    ]);
    for (const [name, hash] of Object.entries(outputs)) {
      const bytes = Deno.readFileSync(`${folder}/${name}`);
      equal(hash, createHash("sha256").update(bytes).digest("hex"));
    }
  }));

Deno.test("a prosumer with nothing to trade has an empty price and an empty list", () => {
  const lone = parseConfig("{}", { "community.num_prosumers": 1, seed: 5 });
  const idle = asForecast({
    marketPrice: new Float64Array(24).fill(0.1),
    pvKwhPerKw: Array.from({ length: 24 }, () => new Float64Array(5)),
  });
  const noLoad = { ...lone, load: { ...lone.load, annual_kwh_range: [0, 0] as const } };
  const [hour] = run(noLoad, idle);
  const cells = prosumerLines(hour, 0)[0].split(",");
  equal(cells[prosumerColumns.indexOf("trading_price")], "");
  equal(cells[prosumerColumns.indexOf("transactions")], "[]");
  equal(cells.at(-1), "0\n");
});

Deno.test("a cell is quoted where RFC 4180 asks for it and nowhere else", () => {
  equal(csvCell("Centro"), "Centro");
  equal(csvCell("a,b"), '"a,b"');
  equal(csvCell('say "no"'), '"say ""no"""');
  equal(csvCell("two\nlines"), '"two\nlines"');
});
