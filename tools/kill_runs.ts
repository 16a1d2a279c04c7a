/**
 * Kills commands (SIGKILL) at moments drawn by chance, in a copy of the project, and sees that a folder
 * then holds the earlier results whole or the new ones whole, and that the next run works.
 *
 * deno task kill-runs [moments per command] [seed]
 */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { randomStream, uniform } from "../lib/random.ts";
import { finishPublishing } from "../lib/results/output/output_folder.ts";

const [moments = 15, seed = 1] = Deno.args.map(Number);
const project = await Deno.makeTempDir({ prefix: "kill-runs-" });
const stream = randomStream(seed, "kill runs");

interface Case {
  readonly name: string;
  /** The folder that it writes, from the project's root. */
  readonly folder: string;
  /** The file in it that lists the others with their SHA-256. */
  readonly manifest: string;
  /** The command's words; every number makes other results. */
  words(number: number): string[];
}

const small = ["--prosumers", "4", "--hours", "48", "--set", "blockchain.difficulty=2", "--quiet"];
const CASES: readonly Case[] = [
  {
    name: "simulate",
    folder: "results",
    manifest: "run.json",
    words: (number) => ["simulate", ...small, "--seed", String(number)],
  },
  {
    name: "figures",
    folder: "results/figures",
    manifest: "figures.json",
    words: () => ["figures", "--quiet"],
  },
  {
    name: "compare",
    folder: "results",
    manifest: "compare.json",
    words:
      () => ["compare", ...small.slice(0, 4), "--seeds", "12", "--policies", "none,p2p", "--quiet"],
  },
  {
    name: "import",
    folder: "data/imported",
    manifest: "",
    words: () => ["import", join(project, "data/sample/pv.csv.gz")],
  },
];

try {
  for (const name of ["lib", "data/italy", "data/sample"]) {
    await copyTree(name, join(project, name));
  }
  for (const name of ["deno.json", "deno.lock", "import_map.json", "config.json"]) {
    await Deno.copyFile(name, join(project, name));
  }
  for (const subject of CASES) await killOften(subject);
} finally {
  await Deno.remove(project, { recursive: true });
}

async function killOften(subject: Case): Promise<void> {
  await mustSucceed(subject.words(0));
  const begin = performance.now();
  await mustSucceed(subject.words(1));
  const wholeMs = performance.now() - begin;
  const seen = { earlier: 0, new: 0, "half published": 0, ended: 0 };
  let before = await shown(subject);
  for (let i = 0; i < moments; i++) {
    const words = subject.words(i + 2);
    if (subject.name === "compare" && i % 2 === 1) words.push("--resume");
    if (await killed(words, uniform(stream, 0, 1.1 * wholeMs))) seen.ended++;
    try {
      await checkWhole(subject);
    } catch (error) {
      if (!isHalfPublished(subject)) throw error;
      seen["half published"]++;
    }
    for (const unfinished of [".unfinished", ".compare.unfinished"]) {
      finishPublishing(join(project, subject.folder), unfinished);
    }
    await checkWhole(subject);
    const now = await shown(subject);
    seen[now === before ? "earlier" : "new"]++;
    before = now;
  }
  await mustSucceed(subject.words(1));
  await checkWhole(subject);
  console.log(`${subject.name}: ${moments} kills within ${wholeMs.toFixed(0)} ms`, seen);
}

/** Whether the command came to its end before it was killed. */
async function killed(words: readonly string[], afterMs: number): Promise<boolean> {
  const process = command(words).spawn();
  const timer = setTimeout(() => {
    try {
      process.kill("SIGKILL");
    } catch {
      // It has just ended.
    }
  }, afterMs);
  const { success } = await process.status;
  clearTimeout(timer);
  return success;
}

async function mustSucceed(words: readonly string[]): Promise<void> {
  const { success } = await command(words).spawn().status;
  if (!success) throw new Error(`${words.join(" ")} failed`);
}

function command(words: readonly string[]): Deno.Command {
  return new Deno.Command("deno", {
    args: ["run", "--quiet", "--no-prompt", "--lock=deno.lock", "--frozen"].concat(
      ["--allow-read", "--allow-write", "lib/cli/start.ts", ...words],
    ),
    cwd: project,
    stdout: "null",
    stderr: "null",
  });
}

/** Sees that every file is the one that the manifest lists. */
async function checkWhole({ name, folder, manifest }: Case): Promise<void> {
  if (manifest === "") return await checkImported(folder);
  const { outputs } = JSON.parse(await Deno.readTextFile(join(project, folder, manifest)));
  for (const [file, hash] of Object.entries(outputs)) {
    if (await sha256(join(project, folder, file)) !== hash) {
      throw new Error(`${name}: ${file} is not the one that ${manifest} lists`);
    }
  }
}

/** Sees that every imported file that is listed is there as it was written. */
async function checkImported(folder: string): Promise<void> {
  const list = JSON.parse(await Deno.readTextFile(join(project, folder, "sources.json")));
  for (const { kind, sha256: source } of list) {
    const path = join(project, folder, `${kind}-${source.slice(0, 16)}.parquet`);
    const [hash, note = ""] = (await Deno.readTextFile(`${path}.sha256`)).split("\n", 2);
    if (await sha256(path, note) !== hash) throw new Error(`${path} is not as it was written`);
  }
}

/** What tells results from others: the manifest. */
async function shown({ folder, manifest }: Case): Promise<string> {
  return await Deno.readTextFile(join(project, folder, manifest || "sources.json"));
}

function isHalfPublished({ folder }: Case): boolean {
  return [".unfinished", ".compare.unfinished"].some((name) => {
    try {
      return Deno.statSync(join(project, folder, name, "publish.json")).isFile;
    } catch {
      return false;
    }
  });
}

async function sha256(path: string, note = ""): Promise<string> {
  return createHash("sha256").update(await Deno.readFile(path)).update(note).digest("hex");
}

async function copyTree(from: string, to: string): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    if (isDirectory) await copyTree(join(from, name), join(to, name));
    else await Deno.copyFile(join(from, name), join(to, name));
  }
}
