import {
  deepStrictEqual as deepEqual,
  match,
  ok,
  rejects,
  strictEqual as equal,
} from "node:assert/strict";
import { parseConfig } from "lib/config/parse.ts";
import { InputError } from "lib/input_error.ts";
import { tradeTypeNames } from "lib/market/trades.ts";
import { KpiTotals } from "lib/results/kpis.ts";
import { readResults } from "lib/results/read_results.ts";
import { run } from "../made/fixtures.ts";
import { madeOutlook, writeMadeResults } from "../made/results.ts";

const SETTINGS = { "community.num_prosumers": 15, "blockchain.difficulty": 1 };

async function withResults(
  test: (folder: string) => Promise<void>,
  settings: Readonly<Record<string, unknown>> = SETTINGS,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await writeMadeResults(folder, settings);
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("results read back are what the run had, number for number", () =>
  withResults(async (folder) => {
    const results = await readResults(folder);
    const config = parseConfig("{}", SETTINGS);
    deepEqual(results.config, config);
    let trade = 0;
    for (const hour of run(config, madeOutlook(config))) {
      const { step, energy, orders, standing, accounts, trades } = hour;
      const row = step * 15 + 7;
      equal(results.marketPrice[step], hour.marketPrice);
      equal(results.members.pvKwh[row], energy.pvKwh[7]);
      equal(results.members.loadKwh[row], energy.loadKwh[7]);
      equal(results.members.batteryLevelKwh[row], energy.batteryLevelKwh[7]);
      equal(results.members.imbalanceKwh[row], energy.imbalanceKwh[7]);
      equal(results.members.quote[row], orders.quote[7]);
      equal(results.members.balanceEur[row], accounts.prosumers[7]);
      equal(results.members.bonus[row], standing.bonus[7]);
      equal(results.members.penalty[row], standing.penalty[7]);
      equal(results.accounts.aggregator[step], accounts.aggregator);
      equal(results.accounts.networkOperator[step], accounts.networkOperator);
      equal(results.accounts.regulatorFund[step], accounts.regulatorFund);
      equal(results.races[step].pending, trades.count);
      for (let t = 0; t < trades.count; t++, trade++) {
        equal(results.trades.step[trade], step);
        equal(results.trades.sender[trade], trades.sender[t]);
        equal(results.trades.receiver[trade], trades.receiver[t]);
        equal(results.trades.amountKwh[trade], trades.amountKwh[t]);
        equal(results.trades.eurPerKwh[trade], trades.eurPerKwh[t]);
        equal(tradeTypeNames[results.trades.type[trade]], tradeTypeNames[trades.type[t]]);
      }
    }
    equal(results.trades.count, trade);
    ok(results.races.some(({ winner }) => winner !== null && winner >= 1 && winner <= 10));
    ok(results.run.synthetic);
  }));

Deno.test("figures of merit read back are those of the run itself, number for number", () =>
  withResults(async (folder) => {
    const config = parseConfig("{}", SETTINGS);
    const totals = new KpiTotals(config.battery);
    for (const hour of run(config, madeOutlook(config))) totals.add(hour);
    deepEqual((await readResults(folder)).kpis, totals.kpis());
  }));

async function problemsOf(folder: string): Promise<string> {
  let problems = "";
  await rejects(readResults(folder), (error) => {
    ok(error instanceof InputError);
    problems = error.message;
    return true;
  });
  return problems;
}

Deno.test("a folder without results says what to run", async () => {
  match(await problemsOf("no/such/folder"), /no\/such\/folder.*deno task simulate/);
});

Deno.test("a missing and a shortened file are told apart, both at once", () =>
  withResults(async (folder) => {
    await Deno.remove(`${folder}/accounts.csv`);
    const path = `${folder}/chain.jsonl`;
    await Deno.writeTextFile(path, (await Deno.readTextFile(path)).slice(0, -100));
    const problems = (await problemsOf(folder)).split("\n");
    equal(problems.length, 2);
    match(problems[0], /accounts\.csv" is missing/);
    match(problems[1], /chain\.jsonl" is not the file that run\.json describes/);
  }));

Deno.test("half a run.json is told as such", () =>
  withResults(async (folder) => {
    const path = `${folder}/run.json`;
    await Deno.writeTextFile(path, (await Deno.readTextFile(path)).slice(0, 500));
    match(await problemsOf(folder), /run\.json".*not whole JSON/);
  }));
