import { deepStrictEqual as deepEqual, match, ok, strictEqual as equal } from "node:assert/strict";
import { endOfCommand, runCommand, startCommand } from "../made/command_line.ts";
import { runLine } from "../../lib/experiment/finished_runs.ts";
import { writeHistoryFolder } from "../made/history_folder.ts";

/** What makes a small experiment on a made-up history. */
function small(folder: string, seeds: number): string[] {
  return ["--data", `${folder}/history`, "--date", "2024-03-30", "--prosumers", "4"].concat(
    ["--seeds", String(seeds), "--seed", "5", "--bidding", "outside-option"],
  );
}

async function withHistory(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    writeHistoryFolder(`${folder}/history`, "2024-02-01", 62);
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The text of every file of a folder, by name; hidden ones too. */
function filesOf(folder: string): Record<string, string> {
  const names = [...Deno.readDirSync(folder)].map(({ name }) => name)
    .filter((name) => !name.endsWith(".lock")).sort();
  return Object.fromEntries(
    names.map((name) => [name, Deno.readTextFileSync(`${folder}/${name}`)]),
  );
}

/** Runs a command that must end well. @returns What it printed. */
async function succeeds(...words: string[]): Promise<string> {
  const { status, out, error } = await runCommand(...words);
  equal(status, 0, error);
  equal(error, "");
  return out;
}

Deno.test("compare prints its figures and writes its files", () =>
  withHistory(async (folder) => {
    const compare = ["compare", "--policies", "none,p2p", ...small(folder, 5)];
    const text = await succeeds(...compare, "--out", `${folder}/out`);
    match(
      text,
      /^2024-03-30: 5 communities of 4 prosumers, 24 hours, outside-option bids, history/,
    );
    match(text, /\nDifference to none, ± 95 % \(pairs\) +p2p\n/);
    match(text, /\nP2P share +[+-]?\d\.\d{4} ± \d\.\d{4} \(5\)\n/);
    match(text, /\nResults +compare\.csv, .* in .*out, after \d+\.\d s\n$/);
    ok(
      filesOf(`${folder}/out`)["policy_comparison.svg"].includes("Own simulation: 5 communities."),
    );
  }));

Deno.test("the figure of an experiment is drawn in the language asked for, and no other", () =>
  withHistory(async (folder) => {
    const compare = ["compare", "--policies", "none,p2p", ...small(folder, 2)];
    await succeeds(...compare, "--out", `${folder}/out`, "--language", "it");
    const svg = filesOf(`${folder}/out`)["policy_comparison.svg"];
    match(svg, /lang="it".*Simulazione propria: 2 comunità\. Dati: storico\./s);
    const { status, error } = await runCommand(...compare, "--language", "de");
    equal(status, 1);
    match(error, /--language must be one of en, it, found "de"/);
  }));

Deno.test("compare tells the default rules from config.json's own", () =>
  withHistory(async (folder) => {
    const own = ["--set", "regulator.p2p_bonus_policy.1=1.3", "--out", `${folder}/out`];
    const rules = async (policies: string, ...more: string[]) => {
      const text = await succeeds("compare", "--policies", policies, ...small(folder, 1), ...more);
      return text.split("\n").find((line) => line.startsWith("Rules: "));
    };
    equal(
      await rules("none,p2p,config", ...own),
      "Rules: p2p is the default rules; config is yours",
    );
    equal(
      await rules("none,p2p", ...own),
      "Rules: p2p is the default rules; yours are not among them: --policies none,p2p,config",
    );
    equal(await rules("none", "--out", `${folder}/out`), undefined);
    match(await succeeds("compare", "--help"), /p2p is the default rules, config yours/);
  }));

Deno.test("compare --against puts worlds side by side and draws them", () =>
  withHistory(async (folder) => {
    const against = ["compare", "--against", "alone,unregulated,cer", ...small(folder, 2)];
    const text = await succeeds(...against, "--out", `${folder}/out`);
    match(text, /\nMean +alone +unregulated +cer\n/);
    match(text, /\nIncentive to members, € +0\.0000 +0\.0000 +\d+\.\d{4}\n/);
    match(text, /\nRules of a year are applied to 24 of the 8,784 hours of 2024\n/);
    match(text, /world_comparison\.svg and \.png/);
    ok(filesOf(`${folder}/out`)["world_comparison.svg"].includes("Members' money"));
    const refused = async (worlds: string, ...more: string[]) => {
      const { status, error } = await runCommand(
        "compare",
        "--against",
        worlds,
        ...small(folder, 2),
        ...more,
      );
      equal(status, 1);
      return error;
    };
    match(await refused("alone,elsewhere"), /there is no world "elsewhere"; there are alone, /);
    match(await refused("alone,alone"), /alone is there twice/);
    match(await refused("alone", "--policies", "p2p"), /--policies and --against .* leave one out/);
    match(await refused("alone,cer", "--set", "grid.tariff_year=2022"), /2022.*2023, 2024, 2026/);
  }));

Deno.test("days in a year without figures of tariffs are refused before anything is run, in a sentence", () =>
  withHistory(async (folder) => {
    for (
      const command of [["compare", "--policies", "none"], [
        "sweep",
        "--grid",
        "grid.network_fee=0,0.1",
      ]]
    ) {
      const { status, error } = await runCommand(
        ...command,
        ...["--data", `${folder}/history`, "--dates", "12", "--prosumers", "4", "--seeds", "1"],
        ...["--set", "date=2023-06-01", "--set", "grid.tariff=retail", "--out", `${folder}/out`],
      );
      equal(status, 1);
      match(
        error,
        /^Cannot reckon with Italy's tariffs of 2024 as .* there are 2023, 2026; [^\n]*\n$/,
      );
      deepEqual([...Deno.readDirSync(folder)].map(({ name }) => name), ["history"]);
    }
  }));

Deno.test("sweep over mechanisms prints the league and draws it", () =>
  withHistory(async (folder) => {
    const grid = "market.clearing=mid,discriminatory,bill-sharing";
    const text = await succeeds("sweep", "--grid", grid, ...small(folder, 3), "--out", folder);
    match(text, /Mechanism +Welfare share ▲ .*Market operator's balance, €/);
    match(text, /\n. Welfare share: .* before .* by .* \(3 pairs\), p/);
    match(text, /market_league\.svg and \.png/);
    match(await Deno.readTextFile(`${folder}/market_league.svg`), /<svg/);
  }));

Deno.test("--resume of what is finished says so and leaves it as it is", () =>
  withHistory(async (folder) => {
    const words = ["compare", "--policies", "none", ...small(folder, 2), "--out", `${folder}/out`];
    await succeeds(...words);
    const before = filesOf(`${folder}/out`);
    match(await succeeds(...words, "--resume"), /^Nothing was left to do: .* finished before/);
    deepEqual(filesOf(`${folder}/out`), before);
  }));

Deno.test("of two commands with one --out at once, one is told so in a sentence", () =>
  withHistory(async (folder) => {
    const words = ["compare", "--policies", "none,p2p", "--out", `${folder}/out`];
    const first = startCommand(...words, ...small(folder, 600));
    await untilLines(`${folder}/out/.compare.unfinished.jsonl`, 3, first);
    const { status, error } = await runCommand(...words, ...small(folder, 2), "--resume");
    equal(status, 1);
    match(error, /^Cannot write to ".*out": another run is writing there\n$/);
    first.kill("SIGKILL");
    await first.output();
    const other = await runCommand(...words, ...small(folder, 3), "--resume");
    match(other.error, /^Cannot resume from .* as settings, data or version have changed since/);
    await succeeds(...words, ...small(folder, 600), "--seeds", "3", "--quiet");
  }));

Deno.test("--resume without anything to resume says so", () =>
  withHistory(async (folder) => {
    const words = ["compare", ...small(folder, 2), "--out", `${folder}/out`, "--resume"];
    const { status, error } = await runCommand(...words);
    equal(status, 1);
    match(error, /^There is nothing to resume in ".*": no compare with these settings was stopped/);
    deepEqual([...Deno.readDirSync(folder)].map(({ name }) => name), ["history"]);
  }));

Deno.test({
  name: "Ctrl-C keeps the runs finished so far, and --resume ends with the bytes of one go",
  // A process there cannot be sent an interrupt.
  ignore: Deno.build.os === "windows",
  fn: () =>
    withHistory(async (folder) => {
      const runs = 2 * 600;
      const out = `${folder}/out`;
      const compare = ["compare", "--policies", "none,p2p", ...small(folder, 600)].concat(
        ["--workers", "1"],
      );
      const journal = `${out}/.compare.unfinished.jsonl`;
      const process = startCommand(...compare, "--out", out);
      await untilLines(journal, 10, process);
      process.kill("SIGINT");
      const { status, out: printed, error } = await endOfCommand(process);
      equal(status, 130);
      equal(printed, "");
      const told = /^Stopped after (\d+) of 1200 runs, which are kept: .* --resume goes on\n$/;
      match(error, told);
      const kept = Number(told.exec(error)![1]);
      ok(kept >= 9 && kept < runs, `${kept} runs`);
      deepEqual(Object.keys(filesOf(out)), [".compare.unfinished.jsonl"]);
      equal(linesIn(journal), 1 + kept);

      // What was kept is taken over, not done again: it is marked, and the mark arrives.
      const lines = Deno.readTextFileSync(journal).split("\n");
      const first = JSON.parse(lines[1]);
      const marked = runLine(first.of, first.run, first.kpis.with(0, 12345)).trimEnd();
      Deno.writeTextFileSync(journal, lines.with(1, marked).join("\n"));
      await Deno.mkdir(`${folder}/marked`);
      await Deno.copyFile(journal, `${folder}/marked/.compare.unfinished.jsonl`);
      await succeeds(...compare, "--out", `${folder}/marked`, "--resume", "--quiet");
      ok(filesOf(`${folder}/marked`)["compare_runs.csv"].includes(",12345,"));

      Deno.writeTextFileSync(journal, lines.join("\n"));
      await succeeds(...compare, "--out", out, "--resume", "--quiet");
      await succeeds(...compare, "--out", `${folder}/whole`, "--quiet");
      deepEqual(filesOf(out), filesOf(`${folder}/whole`));
    }),
});

function linesIn(file: string): number {
  try {
    return Deno.readTextFileSync(file).split("\n").length - 1;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return 0;
    throw error;
  }
}

/** Waits until a file has so many lines; fails if the process that writes it has ended before. */
async function untilLines(file: string, lines: number, process: Deno.ChildProcess): Promise<void> {
  let ended = false;
  process.status.then(() => ended = true);
  while (linesIn(file) < lines) {
    ok(!ended, `the command ended before it had written ${lines} lines`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
