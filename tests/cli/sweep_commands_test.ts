import { deepStrictEqual as deepEqual, match, ok, strictEqual as equal } from "node:assert/strict";
import { endOfCommand, type Outcome, runCommand, startCommand } from "../made/command_line.ts";
import { writeHistoryFolder } from "../made/history_folder.ts";
import { inTemporaryFolder } from "../made/temporary_folder.ts";

const GRID = ["--grid", "grid.network_fee=0,0.05"];

/** What makes a small sweep on a made-up history. */
function small(folder: string, seeds: number): string[] {
  return [...GRID, "--data", `${folder}/history`, "--date", "2024-03-30", "--prosumers", "4"]
    .concat(
      ["--seeds", String(seeds), "--seed", "5"],
    );
}

const withHistory = (test: (folder: string) => Promise<void>) => () =>
  inTemporaryFolder(async (folder) => {
    writeHistoryFolder(`${folder}/history`, "2024-02-01", 62);
    await test(folder);
  });

/** The text of every file of a folder, by name, without locks. */
function filesOf(folder: string): Record<string, string> {
  const names = [...Deno.readDirSync(folder)].map(({ name }) => name)
    .filter((name) => !name.endsWith(".lock")).sort();
  return Object.fromEntries(
    names.map((name) => [name, Deno.readTextFileSync(`${folder}/${name}`)]),
  );
}

/** Runs `sweep …`, which must end well. @returns What it printed. */
async function succeeds(...words: string[]): Promise<string> {
  const { status, out, error } = await runCommand("sweep", ...words);
  equal(status, 0, error);
  equal(error, "");
  return out;
}

/** Runs `sweep …`, which must end with a status and a sentence. */
async function fails(expected: number, sentence: RegExp, ...words: string[]): Promise<void> {
  const { status, out, error } = await runCommand("sweep", ...words);
  equal(status, expected, error);
  match(expected === 1 ? error : out, sentence);
}

Deno.test(
  "planned, run chunk by chunk out of order and merged, a sweep has the bytes of one in one go",
  withHistory(async (folder) => {
    const plan = ["--plan", `${folder}/plan`];
    const text = await succeeds("plan", ...plan, ...small(folder, 5), "--chunks", "4");
    match(text, /^10 runs in 4 chunks, 0 to 3, in .*plan\n$/);
    await fails(3, /^0-3\n$/, "status", ...plan, "--missing");
    await fails(1, /^Cannot merge as 4 of 4 chunks are not finished: 0-3/, "merge", ...plan);

    match(await succeeds("run", ...plan, "--chunk", "2"), /^Chunk 2 of the plan finished\n$/);
    const before = Deno.statSync(`${folder}/plan/chunks/2.json`).mtime;
    match(await succeeds("run", ...plan, "--chunk", "2"), /^Chunk 2 of the plan finished before\n/);
    deepEqual(Deno.statSync(`${folder}/plan/chunks/2.json`).mtime, before);
    await fails(
      3,
      /^1 of 4 chunks are finished \(10 runs in all\); missing: 0-1,3\n/,
      "status",
      ...plan,
    );
    await succeeds("run", ...plan, "--chunk", "3", "--workers", "1", "--quiet");
    await fails(3, /^0-1\n$/, "status", ...plan, "--missing");
    match(await succeeds("run", ...plan), /^Chunks 0-1 of the plan finished\n$/);
    equal(await succeeds("status", ...plan, "--missing"), "");
    match(await succeeds("status", ...plan), /^4 of 4 chunks are finished \(10 runs in all\)\n$/);

    await succeeds("merge", ...plan, "--out", `${folder}/merged`, "--quiet");
    const whole = await succeeds(
      ...small(folder, 5),
      "--out",
      `${folder}/whole`,
      "--kpi",
      "p2p_kwh",
    );
    match(whole, /^5 seeds, history; mean ± 95 %\n\ngrid\.network_fee +P2P trade, kWh\n/);
    await succeeds(
      ...small(folder, 5),
      "--out",
      `${folder}/one`,
      "--workers",
      "1",
      "--chunks",
      "3",
    );
    deepEqual(filesOf(`${folder}/merged`), filesOf(`${folder}/whole`));
    deepEqual(filesOf(`${folder}/one`), filesOf(`${folder}/whole`));
  }),
);

Deno.test(
  "a chunk that was changed, or is of another plan, is named, not merged, and run again",
  withHistory(async (folder) => {
    for (const [name, seeds] of [["plan", 2], ["other", 3]] as const) {
      const plan = ["--plan", `${folder}/${name}`];
      await succeeds("plan", ...plan, ...small(folder, seeds), "--chunks", "2", "--quiet");
      await succeeds("run", ...plan, "--quiet");
    }
    const plan = ["--plan", `${folder}/plan`];
    Deno.copyFileSync(`${folder}/other/chunks/1.json`, `${folder}/plan/chunks/1.json`);
    await fails(
      1,
      /^Cannot merge as 1 of 2 chunks .*: 1; .*\nCannot use ".*1\.json" as .*: it is of another plan/,
      "merge",
      ...plan,
    );
    await fails(
      3,
      /of another plan.*\n1 of 2 chunks are finished .* missing: 1\n/,
      "status",
      ...plan,
    );
    await succeeds("run", ...plan, "--quiet");
    await succeeds("merge", ...plan, "--out", `${folder}/merged`, "--quiet");
  }),
);

Deno.test(
  "a plan is run only on the data that it was made with, wherever they lie",
  withHistory(async (folder) => {
    const plan = ["--plan", `${folder}/plan`];
    await succeeds("plan", ...plan, ...small(folder, 2), "--chunks", "2");
    Deno.renameSync(`${folder}/history`, `${folder}/moved`);
    await succeeds("run", ...plan, "--chunk", "0", "--data", `${folder}/moved`);
    writeHistoryFolder(`${folder}/history`, "2024-02-01", 61);
    await fails(1, /^Cannot run a plan on other data than it was made with: /, "run", ...plan);
    await fails(3, /^1\n$/, "status", ...plan, "--missing");
  }),
);

Deno.test(
  "what cannot be forecast is told when it is planned",
  withHistory(async (folder) => {
    const words = ["plan", "--plan", `${folder}/plan`, ...small(folder, 2), "--hours", "2000"];
    await fails(1, /^Cannot forecast prices .* choose an earlier date or fewer hours\n$/, ...words);
    deepEqual([...Deno.readDirSync(folder)].map(({ name }) => name), ["history"]);
  }),
);

Deno.test(
  "submit prints the scripts of what is missing, and nothing once all is there",
  withHistory(async (folder) => {
    const plan = ["--plan", `${folder}/plan`];
    await succeeds("plan", ...plan, ...small(folder, 5), "--chunks", "5");
    await succeeds("run", ...plan, "--chunk", "1,3");
    const words = ["submit", ...plan, "--engine", "slurm", "--dry-run"];
    const text = await succeeds(...words, "--sbatch", "time=00:10:00");
    match(text, /^#!\/bin\/bash\n(#SBATCH .*\n)*#SBATCH --array=0,2,4\n#SBATCH --requeue\n/);
    match(text, /\n#SBATCH --time=00:10:00\n/);
    match(text, /sweep run --plan \S+plan --chunk "\$SLURM_ARRAY_TASK_ID"/);
    match(text, /--dependency=afterany:JOB[^]*sweep merge --plan \S+plan --out \S+results\n/);
    deepEqual([...Deno.readDirSync(`${folder}/plan`)].map(({ name }) => name).sort(), [
      "chunks",
      "plan.json",
    ]);
    await fails(1, /^--engine must be one of slurm, found "pbs"/, ...words, "--engine", "pbs");
    await fails(1, /^--sbatch must be an option of sbatch/, ...words, "--sbatch", "a b; c");
    // Here no right to start it was given.
    await fails(1, /^Cannot submit as Slurm's sbatch does not run here/, "submit", ...plan);
    await succeeds("run", ...plan);
    match(await succeeds(...words), /^Nothing is left to submit: every chunk is finished/);
  }),
);

Deno.test("each action has options of its own, and says so", async () => {
  match(await succeeds("plan", "--help"), /^Plan [^]*Usage: deno task sweep plan \[options\]/);
  await fails(1, /--seede'?\. See `deno task sweep status --help`/, "status", "--seede");
  await fails(1, /^--plan must name the plan's folder, found none/, "status");
  await fails(
    1,
    /^Cannot read a plan from ".*nowhere": it does not exist/,
    "run",
    "--plan",
    "nowhere",
  );
  await fails(1, /^Unknown option '--grid'/, "run", "--plan", "nowhere", "--grid", "hours=24");
});

Deno.test(
  "of two sweeps with one --out at once, one is told so; --resume is of the same sweep only",
  withHistory(async (folder) => {
    const out = ["--out", `${folder}/out`];
    await fails(
      1,
      /^There is nothing to resume in ".*": no sweep/,
      ...small(folder, 2),
      ...out,
      "--resume",
    );
    deepEqual([...Deno.readDirSync(folder)].map(({ name }) => name), ["history"]);
    const first = startCommand("sweep", ...small(folder, 600), ...out);
    await untilChunks(`${folder}/out/.sweep.plan/chunks`, 1, first);
    await fails(1, /another run is writing there\n$/, ...small(folder, 2), ...out);
    first.kill("SIGKILL");
    await first.output();
    await fails(
      1,
      /^Cannot resume from .* have changed since/,
      ...small(folder, 2),
      ...out,
      "--resume",
    );
    await succeeds(...small(folder, 2), ...out);
    deepEqual(Object.keys(filesOf(`${folder}/out`)), ["sweep.csv", "sweep.json", "sweep_runs.csv"]);
    match(await succeeds(...small(folder, 2), ...out, "--resume"), /^Nothing was left to do/);
  }),
);

Deno.test({
  name: "a sweep keeps no chunks through a link",
  // A link takes rights there that a user need not have.
  ignore: Deno.build.os === "windows",
  fn: withHistory(async (folder) => {
    for (const name of ["out", "precious"]) Deno.mkdirSync(`${folder}/${name}`);
    Deno.symlinkSync(`${folder}/precious`, `${folder}/out/.sweep.plan`);
    await fails(
      1,
      /\.sweep\.plan" is no folder of ours, but a link or a file/,
      ...small(folder, 2),
      "--out",
      `${folder}/out`,
    );
    deepEqual([...Deno.readDirSync(`${folder}/precious`)], []);
  }),
});

Deno.test({
  name: "Ctrl-C keeps the chunks finished so far, and --resume ends with the bytes of one go",
  // A process there cannot be sent an interrupt.
  ignore: Deno.build.os === "windows",
  fn: withHistory(async (folder) => {
    const out = `${folder}/out`;
    const words = [...small(folder, 600), "--workers", "1"];
    const { error, status } = await interrupted(["sweep", ...words, "--out", out], out);
    equal(status, 130);
    const told = /^Stopped after (\d+) of 100 chunks, which are kept: .* --resume goes on\n$/;
    const kept = Number(told.exec(error)?.[1]);
    ok(kept >= 3 && kept < 100, error);
    equal([...Deno.readDirSync(`${out}/.sweep.plan/chunks`)].length, kept);
    await succeeds(...words, "--out", out, "--resume", "--quiet");
    await succeeds(...words, "--out", `${folder}/whole`, "--quiet");
    deepEqual(filesOf(out), filesOf(`${folder}/whole`));
  }),
});

/** Sends a command Ctrl-C once it has kept some chunks. */
async function interrupted(words: string[], out: string): Promise<Outcome> {
  const process = startCommand(...words);
  await untilChunks(`${out}/.sweep.plan/chunks`, 3, process);
  process.kill("SIGINT");
  return await endOfCommand(process);
}

/** Waits until a folder has so many chunks; fails if the process that makes them has ended before. */
async function untilChunks(
  folder: string,
  count: number,
  process: Deno.ChildProcess,
): Promise<void> {
  let ended = false;
  process.status.then(() => ended = true);
  while (chunksIn(folder) < count) {
    ok(!ended, `the command ended before it had kept ${count} chunks`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function chunksIn(folder: string): number {
  try {
    return [...Deno.readDirSync(folder)].filter(({ name }) => !name.startsWith(".")).length;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return 0;
    throw error;
  }
}
