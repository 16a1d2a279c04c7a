/**
 * Submits a sweep to a real Slurm with two nodes on this machine: kills a node with the task that it
 * runs, has another task fail, submits what is missing, and compares what is merged, byte for byte,
 * with the same sweep run without Slurm. Then GNU parallel runs the same chunks by the line of
 * docs/scaling.md. What is not installed it says and passes.
 *
 * deno task test-slurm
 */
import { deepStrictEqual as deepEqual, match, ok, strictEqual as equal } from "node:assert/strict";
import { join } from "node:path";
import { blocksOf } from "../tests/made/documents.ts";
import { Cluster, missingHere, type NodeName } from "./slurm/cluster.ts";
import { waitFor } from "./slurm/processes.ts";

/** The chunk whose task is made to fail. */
const FAILING = 4;
const CHUNKS = 6;
const SWEEP = ["--grid", "grid.network_fee=0,0.05", "--date", "2025-01-01", "--hours", "1440"]
  .concat(["--seeds", "30"]);

const FILES = ["sweep.csv", "sweep_runs.csv", "sweep.json"];
const PARALLEL = "/usr/bin/parallel";

const missing = missingHere();
if (missing !== undefined) {
  console.log(`No Slurm was tried: ${missing}.`);
  Deno.exit(0);
}

const folder = Deno.makeTempDirSync({ prefix: "sweep-slurm-" });
const plan = join(folder, "plan");
const merged = join(folder, "merged");
const here = join(folder, "here");
const begin = performance.now();
try {
  // Munge wants no folder that others can write to; Slurm wants one that it can enter.
  Deno.chmodSync(folder, 0o755);
  Deno.mkdirSync(join(folder, "slurm"));
  await using cluster = await Cluster.start(join(folder, "slurm"));
  say("munged, slurmctld and two slurmd run");
  try {
    await tryOut(cluster);
  } catch (error) {
    for (const text of logs()) console.error(text);
    throw error;
  }
  await tryParallel();
  say("nothing differs: passed");
} finally {
  Deno.removeSync(folder, { recursive: true });
}

async function tryOut(cluster: Cluster): Promise<void> {
  say((await sweep("plan", "--plan", plan, ...SWEEP, "--chunks", String(CHUNKS))).out);
  // A folder stands where the chunk should: its task ends with an error.
  Deno.mkdirSync(join(plan, "chunks", `${FAILING}.json`));
  const submitted = await submit(cluster);
  match(submitted, /runs chunks 0-5; /);

  const { id, node } = await runningTask(cluster);
  await cluster.killNode(node, join(plan, "logs", `${id.split("_")[1]}.log`));
  say(`killed node ${node} with task ${id}`);
  const early = await sweep("merge", "--plan", plan, "--out", merged);
  equal(early.status, 1);
  match(early.error, /^Cannot merge as \d of 6 chunks are not finished: /);
  say(`a merge before the end is refused: ${early.error}`);

  await waitFor("the requeue", 120, async () => await restartsOf(cluster, id) >= 1);
  say(`Slurm has put task ${id} into the queue again: Restarts=${await restartsOf(cluster, id)}`);
  cluster.startNode(node);
  // Slurm lets a task wait for two minutes after its node was lost.
  await cluster.tell("scontrol", "update", `JobId=${id}`, "StartTime=now");
  await emptyQueue(cluster);

  const status = await sweep("status", "--plan", plan, "--missing");
  deepEqual([status.status, status.out], [3, String(FAILING)]);
  ok(!exists(join(merged, "sweep.json")), "the merge after the array was to be refused");
  say(`task ${FAILING} failed as intended; missing: ${status.out}`);
  Deno.removeSync(join(plan, "chunks", `${FAILING}.json`));
  match(await submit(cluster), /runs chunks 4; /);
  await emptyQueue(cluster);
  equal((await sweep("status", "--plan", plan)).status, 0);

  equal((await sweep(...SWEEP, "--out", here, "--workers", "2", "--quiet")).status, 0);
  requireSameFiles(merged);
  say(`${FILES.join(", ")} merged by Slurm's job are those of a sweep on one machine`);
}

/** Runs the plan's chunks anew by the line for GNU parallel that the page on scaling has. */
async function tryParallel(): Promise<void> {
  if (!exists(PARALLEL)) return say(`GNU parallel was not tried: there is no ${PARALLEL}`);
  const line = blocksOf(Deno.readTextFileSync("docs/scaling.md"), "sh").find((block) =>
    block.includes("| parallel ")
  )!;
  for (let chunk = 0; chunk < CHUNKS; chunk++) {
    Deno.removeSync(join(plan, "chunks", `${chunk}.json`));
  }
  const { success, stderr } = await new Deno.Command("/bin/bash", {
    args: ["-c", line.replace(/seq 0 \d+/, `seq 0 ${CHUNKS - 1}`)],
    env: { PLAN: plan },
  }).output();
  ok(success, new TextDecoder().decode(stderr));
  const again = join(folder, "again");
  equal((await sweep("merge", "--plan", plan, "--out", again, "--quiet")).status, 0);
  requireSameFiles(again);
  say("and so are those of the chunks run by GNU parallel");
}

function requireSameFiles(other: string): void {
  for (const file of FILES) {
    const [a, b] = [here, other].map((of) => Deno.readTextFileSync(join(of, file)));
    ok(a === b, `${file} differs from the one of a sweep on one machine`);
  }
}

async function submit(cluster: Cluster): Promise<string> {
  const words = ["submit", "--plan", plan, "--engine", "slurm", "--out", merged];
  const { status, out, error } = await sweep(...words, "--sbatch", "time=00:10:00", cluster.env);
  equal(status, 0, error);
  say(out);
  return out;
}

/** A task in which a chunk is just being run. */
async function runningTask(cluster: Cluster): Promise<{ id: string; node: NodeName }> {
  let found: { id: string; node: NodeName } | undefined;
  await waitFor("a task that runs on the second node", 60, async () => {
    const tasks = await cluster.queue();
    const task = tasks.find(({ state, node }) => state === "RUNNING" && node === "n2");
    if (task !== undefined) found = { id: task.id, node: "n2" };
    return found !== undefined;
  });
  // Until Deno has begun to compute.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  return found!;
}

async function restartsOf(cluster: Cluster, id: string): Promise<number> {
  const text = await cluster.tell("scontrol", "show", "job", id);
  return Number(/Restarts=(\d+)/.exec(text)?.[1]);
}

async function emptyQueue(cluster: Cluster): Promise<void> {
  await waitFor("the end of all jobs", 240, async () => (await cluster.queue()).length === 0);
}

/** Runs `sweep …` with the rights of its task. */
async function sweep(...words: (string | Record<string, string>)[]) {
  const rights = ["--allow-read", "--allow-write", "--allow-run=sbatch", "--allow-env=INIT_CWD"];
  const { code, stdout, stderr } = await new Deno.Command("deno", {
    args: ["run", "--quiet", "--no-prompt", "--lock=deno.lock", "--frozen", ...rights].concat(
      ["lib/cli/start.ts", "sweep"],
      words.filter((word) => typeof word === "string"),
    ),
    env: Object.assign({ NO_COLOR: "1" }, ...words.filter((word) => typeof word !== "string")),
    stdin: "null",
  }).output();
  const decoder = new TextDecoder();
  const [out, error] = [stdout, stderr].map((bytes) => decoder.decode(bytes).trim());
  return { status: code, out, error };
}

function exists(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

/** What the tasks and Slurm's daemons wrote. */
function logs(): string[] {
  return [join(plan, "logs"), join(folder, "slurm")].flatMap((of) => {
    if (!exists(of)) return [];
    return [...Deno.readDirSync(of)].filter(({ name }) => name.endsWith(".log")).map(({ name }) =>
      `== ${name}\n${Deno.readTextFileSync(join(of, name)).slice(-3000)}`
    );
  });
}

function say(text: string): void {
  const seconds = ((performance.now() - begin) / 1000).toFixed(0).padStart(4);
  console.log(`${seconds} s  ${text}`);
}
