import { deepStrictEqual as deepEqual, match, strictEqual as equal } from "node:assert/strict";
import { problemLine, showable } from "lib/cli/terminal_text.ts";
import { endOfCommand, runCommand, startCommand } from "../made/command_line.ts";

async function inFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** A run that needs no training longer than a second. */
const SMALL = ["--prosumers", "3", "--set", "blockchain.difficulty=1"];

Deno.test("an empty path is refused before anything is read or written", async () => {
  for (const words of [["simulate", "--out", ""], ["simulate", "--data="], ["import", ""]]) {
    const { status, out, error } = await runCommand(...words);
    equal(status, 1);
    equal(out, "");
    match(error, /^(--\w+ needs a value|An argument must not be empty), found an empty one/);
  }
});

Deno.test("Ctrl-C ends a run in one line with status 130, and earlier results stay", () =>
  inFolder(async (folder) => {
    const out = `${folder}/results`;
    equal((await runCommand("simulate", ...SMALL, "--out", out, "--quiet")).status, 0);
    const before = await Deno.readTextFile(`${out}/run.json`);
    const process = startCommand("simulate", "--hours", "1800", "--out", out, "--quiet");
    for (let i = 0; i < 1000 && !exists(`${out}/.unfinished/chain.jsonl`); i++) await pause(50);
    process.kill("SIGINT");
    const { status, out: text, error } = await endOfCommand(process);
    deepEqual([status, text, error], [130, "", "Stopped; earlier results are as they were\n"]);
    equal(await Deno.readTextFile(`${out}/run.json`), before);
    equal(exists(`${out}/.unfinished`), false);
  }));

Deno.test("a wrong setting that is found late leaves no folder behind", () =>
  inFolder(async (folder) => {
    const { status, error } = await runCommand(
      "simulate",
      ...SMALL,
      "--set",
      "price_forecaster.price_type=NOWHERE",
      "--out",
      `${folder}/new/results`,
    );
    equal(status, 1);
    match(error, /NOWHERE/);
    deepEqual([...Deno.readDirSync(folder)], []);
  }));

Deno.test("--set replaces any setting in simulate, compare and sweep, checked like the file", async () => {
  for (const command of ["simulate", "compare", "sweep"]) {
    const { status, error } = await runCommand(
      command,
      ...(command === "sweep" ? ["--grid", "grid.aggregator_fee=0,0.1"] : []),
      "--set",
      "hours=23",
      "--set",
      "grid.netwrok_fee=1",
    );
    equal(status, 1);
    match(
      error,
      /^grid\.netwrok_fee: there is no such setting; did you mean grid\.network_fee\?$/m,
    );
    match(error, /^hours: must be at least 24 steps, 24 h at 60 minutes, found 23$/m);
  }
});

Deno.test("control characters are written out, and long quotes cut at 200 characters", () => {
  equal(showable("a\x1b[31mb\u0085\u202e\tc\nd"), "a\\u{1b}[31mb\\u{85}\\u{202e}\\u{9}c\nd");
  equal(problemLine("two\nlines"), "two\\nlines");
  equal(
    problemLine(`Cannot read "${"x".repeat(5000)}": no`),
    `Cannot read "${"x".repeat(200)}…": no`,
  );
  equal(problemLine('"short" stays'), '"short" stays');
});

function exists(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
