import { deepEqual, equal, match, ok, rejects } from "node:assert/strict";
import type { Arguments } from "../../lib/cli/command.ts";
import { evaluateCommand } from "../../lib/cli/commands/evaluate.ts";
import { evaluatePun } from "../../lib/cli/commands/evaluate_pun.ts";
import { InputError } from "../../lib/input_error.ts";
import { silent } from "../../lib/progress.ts";
import { inTemporaryFolder } from "../made/temporary_folder.ts";
import { writeHistoryFolder } from "../made/history_folder.ts";

type Given = Readonly<Record<string, string | true>>;

function words(options: Given, positionals = ["pun"]): Arguments {
  return {
    positionals,
    text: (name) => options[name] as string | undefined,
    wholeNumber: () => undefined,
    all: () => [],
    flag: (name) => options[name] === true,
  };
}

async function printed(options: Given): Promise<string[]> {
  const lines: string[] = [];
  await evaluatePun(words(options), { print: (text) => lines.push(text), progress: silent });
  return lines;
}

/** Calls with a folder that holds 60 days of made-up prices from 1 April 2023 on. */
async function withData(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    writeHistoryFolder(folder, "2023-04-01", 60);
    await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("--json prints one object of the agreed form and nothing else", () =>
  withData(async (data) => {
    for (const horizon of ["hour-ahead", "day-ahead"]) {
      const options = { data, "test-from": "2023-05-20", horizon, json: true } as const;
      const lines = await printed(options);
      equal(lines.length, 1);
      const object = JSON.parse(lines[0]);
      deepEqual(Object.keys(object), [
        "task",
        "horizon",
        "train",
        "test",
        "metrics",
        "naive",
        "trainSeconds",
      ]);
      deepEqual([object.task, object.horizon], ["pun", horizon]);
      deepEqual(object.train, { from: "2023-04-01", to: "2023-05-19", hours: 49 * 24 });
      deepEqual(object.test, { from: "2023-05-20", to: "2023-05-30", hours: 11 * 24 });
      deepEqual(Object.keys(object.metrics), ["mae", "rmse", "r2", "rmae"]);
      ok(Math.abs(object.metrics.rmae - object.metrics.mae / object.naive.mae) < 1e-12);
      ok(object.trainSeconds > 0);
    }
  }));

Deno.test("the table shows every model beside the naive forecasts, also when refitted", () =>
  withData(async (data) => {
    const options = { data, "test-from": "2023-05-20", horizon: "day-ahead", refit: "weekly" };
    const [report] = await printed(options);
    for (const name of ["same hour yesterday", "similar day", "lear", "trees", "ensemble"]) {
      ok(report.includes(`\n${name} `), name);
    }
    // The price of the hour before is not known a day ahead.
    ok(!report.includes("\nprevious hour"));
    match(report, / rMAE to similar day /);
    match(report, /the naive forecast "similar day",\nlast week's price on Monday/);
  }));

Deno.test("a zone can be forecast", () =>
  withData(async (data) => {
    const options = { data, "test-from": "2023-05-20", "price-type": "NORD", model: "kernel" };
    const [report] = await printed(options);
    ok(report.startsWith("NORD hour-ahead"));
    match(report, / rMAE to previous hour /);
    match(report, /the naive forecast "previous hour",\nthe price of the hour before\./);
  }));

Deno.test("every wrong option is named", async () => {
  const wrong = { "test-from": "2023-02-30", horizon: "week", refit: "hourly", model: "oracle" };
  await rejects(printed(wrong), (error) => {
    ok(error instanceof InputError);
    equal(error.problems.length, 4);
    return true;
  });
  await rejects(printed({}), /--test-from must be a day YYYY-MM-DD, found none/);
});

Deno.test("a test cannot begin before, or after, what is known", () =>
  withData(async (data) => {
    await rejects(printed({ data, "test-from": "2022-01-01" }), InputError);
    await rejects(printed({ data, "test-from": "2023-04-20" }), /at least 28 days/);
    await rejects(printed({ data, "test-from": "2023-06-20" }), /ends on 2023-05-30/);
    await rejects(printed({ data, "test-from": "2023-05-20", "price-type": "MOON" }), /MOON/);
  }));

Deno.test("evaluate takes pun or pv", async () => {
  const terminal = { print: () => {}, progress: silent };
  await rejects(
    evaluateCommand.run(words({}, ["oil"]), terminal),
    /one word, pun or pv: found "oil"/,
  );
  await rejects(evaluateCommand.run(words({}, []), terminal), /found nothing/);
});

Deno.test("a neighbour's price makes a second information set, said to be one", async () => {
  const options = { "test-from": "2023-05-20", horizon: "day-ahead", neighbour: "CH" } as const;
  await inTemporaryFolder(async (data) => {
    writeHistoryFolder(data, "2023-04-01", 60, "CH");
    const [text] = await printed({ ...options, data });
    match(text, /Second information set: also CH's prices of the day itself \(Switzerland's, at/);
    match(text, /Not to be compared in one number/);
    // It is the PUN less 1: who sees it knows the PUN.
    const mae = Number(/lear with CH +(\d+\.\d+)/.exec(text)![1]);
    ok(mae < 0.5, `MAE ${mae}`);
    ok(!/ensemble/.test(text));
    await rejects(
      printed({ ...options, data, horizon: "hour-ahead" }),
      /takes --horizon day-ahead/,
    );
  });
  await withData(async (data) => {
    await rejects(printed({ ...options, data }), /history has PUN, NORD; SMARD has Switzerland's/);
    await rejects(
      printed({ ...options, data, neighbour: "NORD" }),
      /known before Italy's: CH, found "NORD"/,
    );
  });
});

Deno.test("forecasts kept are tested against, and --json compares nothing", () =>
  withData(async (data) => {
    const options = { data, "test-from": "2023-05-28", model: "kernel" } as const;
    const name = `test-${crypto.randomUUID()}`;
    const path = (ending: string) =>
      new URL(`../../.cache/forecasts/${name}.${ending}`, import.meta.url);
    try {
      await printed({ ...options, keep: name });
      match(await Deno.readTextFile(path("svg")), /PUN hour-ahead, refit never, 2023-05-28/);
      const lines = await printed({ ...options, against: name });
      match(lines.join("\n"), new RegExp(`Against "${name}".*p = 1, the same`, "s"));
    } finally {
      for (const ending of ["csv", "svg"]) await Deno.remove(path(ending));
    }
    await rejects(printed({ ...options, json: true, against: name }), InputError);
  }));
