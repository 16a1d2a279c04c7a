/**
 * Plans a sweep in chunks and runs them in a plain loop, two at a time, a process each; kills a third of
 * them (SIGKILL) at moments drawn by chance, runs what is missing, and sees that the merged files have
 * the bytes of the same sweep run in one go. Tells the times.
 *
 * deno task kill-chunks [seeds] [dates] [chunks] [seed of the kills]
 */
import { join } from "node:path";
import { randomStream, uniform } from "../lib/random.ts";

const [seeds = 50, dates = 50, chunks = 250, seed = 1] = Deno.args.map(Number);
const AT_A_TIME = 2;
const folder = await Deno.makeTempDir({ prefix: "kill-chunks-" });
const plan = join(folder, "plan");
const design = ["--grid", "grid.network_fee=0,0.02,0.05,0.1"].concat(
  ["--seeds", String(seeds), "--dates", String(dates)],
);
const stream = randomStream(seed, "kill chunks");

try {
  await told("sweep in one go", () => mustSucceed([...design, "--out", join(folder, "whole")]));
  await told(
    `plan of ${4 * seeds * dates} runs in ${chunks} chunks`,
    () => mustSucceed(["plan", "--plan", plan, ...design, "--chunks", String(chunks)]),
  );
  const begin = performance.now();
  await mustSucceed(["run", "--plan", plan, "--chunk", "0", "--workers", "1"]);
  const chunkMs = performance.now() - begin;
  let killed = 0;
  await told("a process per chunk", async () => {
    await each(chunks, async (chunk) => {
      const kills = uniform(stream, 0, 1) < 1 / 3;
      // Two at a time on two cores, each takes longer than the first alone.
      const afterMs = uniform(stream, 0, 1.5 * chunkMs);
      if (await runChunk(chunk, kills ? afterMs : undefined)) killed++;
    });
  });
  const missing = await output(["status", "--plan", plan, "--missing"]);
  console.log(
    `${killed} of ${chunks} chunks killed within ${chunkMs.toFixed(0)} ms and half as much`,
  );
  console.log(`missing: ${missing}`);
  if (missing !== "") {
    await told("what was missing", () => mustSucceed(["run", "--plan", plan, "--chunk", missing]));
  }
  await told(
    "merge",
    () => mustSucceed(["merge", "--plan", plan, "--out", join(folder, "merged")]),
  );
  for (const file of ["sweep.csv", "sweep_runs.csv", "sweep.json"]) {
    const [whole, merged] = ["whole", "merged"].map((name) =>
      Deno.readTextFileSync(join(folder, name, file))
    );
    if (whole !== merged) throw new Error(`${file} differs from the one of a sweep in one go`);
  }
  console.log("the merged files are those of a sweep in one go");
} finally {
  await Deno.remove(folder, { recursive: true });
}

/** Runs a chunk. @returns Whether it was killed before its end. */
async function runChunk(chunk: number, killAfterMs: number | undefined): Promise<boolean> {
  const words = ["run", "--plan", plan, "--chunk", String(chunk), "--workers", "1", "--quiet"];
  const process = sweep(words).spawn();
  const timer = killAfterMs === undefined ? undefined : setTimeout(() => {
    try {
      process.kill("SIGKILL");
    } catch {
      // It has just ended.
    }
  }, killAfterMs);
  const { success, signal } = await process.status;
  clearTimeout(timer);
  if (!success && signal !== "SIGKILL") throw new Error(`chunk ${chunk} failed`);
  return !success;
}

/** Does something for every number below a count, some at a time. */
async function each(count: number, task: (number: number) => Promise<void>): Promise<void> {
  const numbers = Array(count).keys();
  await Promise.all(Array.from({ length: AT_A_TIME }, async () => {
    for (const number of numbers) await task(number);
  }));
}

async function told(what: string, task: () => Promise<void>): Promise<void> {
  const begin = performance.now();
  await task();
  console.log(`${((performance.now() - begin) / 1000).toFixed(1).padStart(6)} s  ${what}`);
}

async function mustSucceed(words: readonly string[]): Promise<void> {
  await output([...words, ...(words[0] === "status" ? [] : ["--quiet"])]);
}

/** What `sweep …` printed. */
async function output(words: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await sweep(words, "piped").output();
  const decoder = new TextDecoder();
  // A status of 3 tells that something is missing.
  if (code !== 0 && code !== 3) throw new Error(decoder.decode(stderr));
  return decoder.decode(stdout).trim();
}

function sweep(words: readonly string[], out: "null" | "piped" = "null"): Deno.Command {
  return new Deno.Command("deno", {
    args: ["run", "--quiet", "--no-prompt", "--lock=deno.lock", "--frozen"].concat(
      ["--allow-read", "--allow-write", "lib/cli/start.ts", "sweep", ...words],
    ),
    stdin: "null",
    stdout: out,
    stderr: out,
  });
}
