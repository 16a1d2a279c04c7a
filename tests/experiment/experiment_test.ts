import {
  deepStrictEqual as deepEqual,
  match,
  notStrictEqual as notEqual,
  ok,
  rejects,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import {
  configOfRun,
  type Experiment,
  headerOf,
  runCount,
} from "../../lib/experiment/experiment.ts";
import { Journal, readRuns, shardText } from "../../lib/experiment/journal.ts";
import { mergeRuns } from "../../lib/experiment/merge.ts";
import { outcomeOf, packKpis, unpackKpis } from "../../lib/experiment/outcome.ts";
import { journalPath, writeResults, writeShard } from "../../lib/cli/experiment_files.ts";
import { playExperiment } from "../../lib/experiment/play.ts";
import { runExperiment } from "../../lib/experiment/run_experiment.ts";
import { parseShard, runsOfShard, type Shard, whole } from "../../lib/experiment/shard.ts";
import { asForecast } from "../../lib/forecast/outlook.ts";
import { InputError } from "../../lib/input_error.ts";
import { OutputFolder } from "../../lib/results/output_folder.ts";
import { kpiNames } from "../../lib/results/kpi_definitions.ts";
import { smallComparison, sunnyDay } from "../made/experiment_setup.ts";

const experiment = smallComparison();
const header = headerOf(experiment);

function inFolder(name: string, test: (folder: string) => void | Promise<void>): void {
  Deno.test(name, async () => {
    const folder = Deno.makeTempDirSync();
    try {
      await test(folder);
    } finally {
      Deno.removeSync(folder, { recursive: true });
    }
  });
}

/** Runs a shard to its end. */
async function play(folder: string, shard: Shard, workers: number, of: Experiment = experiment) {
  const path = journalPath(folder, of.name, shard);
  const journal = Journal.begin(path, headerOf(of), shard);
  const finished = (run: number, kpis: ReturnType<typeof packKpis>) => journal.add(run, kpis);
  await runExperiment(of, journal.remaining, sunnyDay, { workers, finished });
  journal.close();
  return journal.finished;
}

/** The bytes of every file that results are written to. */
function filesOf(folder: string): Record<string, string> {
  const names = ["compare.csv", "compare_runs.csv", "compare.json", "policy_comparison.svg"];
  return Object.fromEntries(
    names.map((name) => [name, Deno.readTextFileSync(`${folder}/${name}`)]),
  );
}

Deno.test("runs are numbered seed by seed, variant by variant", () => {
  equal(runCount(experiment), 9);
  const runs = Array.from({ length: 9 }, (_, run) => configOfRun(experiment, run));
  deepEqual(runs.map(({ seed }) => seed), [7, 7, 7, 8, 8, 8, 9, 9, 9]);
  equal(runs[3].regulator.p2p_bonus_policy[1], undefined);
  equal(runs[4].regulator.p2p_bonus_policy[1], 1.02);
});

inFolder("the number of workers changes no byte", async (folder) => {
  const alone = mergeRuns([await play(folder, whole, 1)]);
  await writeResults(`${folder}/one`, alone);
  await writeResults(`${folder}/three`, mergeRuns([await play(folder, whole, 3)]));
  deepEqual(filesOf(`${folder}/one`), filesOf(`${folder}/three`));
  // And a worker finds what this thread finds.
  deepEqual(
    alone.kpis[4],
    outcomeOf(configOfRun(experiment, 4), sunnyDay(configOfRun(experiment, 4))),
  );
});

inFolder("shards merged in any order are the whole run, byte for byte", async (folder) => {
  const parts = [];
  for (const part of [3, 1, 4, 2]) {
    const finished = await play(folder, { part, of: 4 }, 2);
    Deno.writeTextFileSync(`${folder}/part-${part}.jsonl`, shardText(finished));
    parts.push(readRuns(`${folder}/part-${part}.jsonl`));
  }
  deepEqual(parts.map(({ runs }) => runs.size), [2, 3, 2, 2]);
  await writeResults(`${folder}/merged`, mergeRuns(parts));
  await writeResults(`${folder}/whole`, mergeRuns([await play(folder, whole, 2)]));
  deepEqual(filesOf(`${folder}/merged`), filesOf(`${folder}/whole`));
});

inFolder("a shard's file is the same however many workers made it", async (folder) => {
  const shard = { part: 1, of: 2 };
  equal(shardText(await play(folder, shard, 3)), shardText(await play(folder, shard, 1)));
});

inFolder("an experiment that was stopped keeps its finished runs and goes on", async (folder) => {
  const path = journalPath(folder, "compare", whole);
  const journal = Journal.begin(path, header, whole);
  const stop = new AbortController();
  const complete = await runExperiment(experiment, journal.remaining, sunnyDay, {
    workers: 2,
    signal: stop.signal,
    finished: (run, kpis) => {
      journal.add(run, kpis);
      if (journal.finished.runs.size === 4) stop.abort();
    },
  });
  journal.close();
  equal(complete, false);
  // The last line is cut off, as by a power failure.
  Deno.truncateSync(path, Deno.statSync(path).size - 10);
  const resumed = Journal.resume(path, header, whole);
  equal(resumed.finished.runs.size, 3);
  equal(resumed.remaining.length, 6);
  const asked: number[] = [];
  await runExperiment(experiment, resumed.remaining, sunnyDay, {
    workers: 2,
    finished: (run, kpis) => {
      asked.push(run);
      resumed.add(run, kpis);
    },
  });
  resumed.close();
  equal(asked.length, 6);
  await writeResults(`${folder}/resumed`, mergeRuns([readRuns(path)]));
  await writeResults(`${folder}/whole`, mergeRuns([await play(folder, whole, 1)]));
  deepEqual(filesOf(`${folder}/resumed`), filesOf(`${folder}/whole`));
});

inFolder("a journal of other settings, data or shard is not resumed", (folder) => {
  const path = `${folder}/journal`;
  throws(() => Journal.resume(path, header, whole), /it does not exist/);
  Journal.begin(path, header, whole).close();
  const others = [
    smallComparison(["none", "p2p"]),
    smallComparison(undefined, { seeds: 4 }),
    smallComparison(undefined, { prosumers: 13 }),
    { ...experiment, data: ["other data"] },
  ];
  for (const other of others) {
    throws(() => Journal.resume(path, headerOf(other), whole), InputError);
  }
  throws(() => Journal.resume(path, header, { part: 1, of: 2 }), InputError);
  Journal.resume(path, header, whole).close();
});

inFolder("what is no file of finished runs is refused by name", (folder) => {
  for (const text of ["", "{}\n", "not JSON\n", "null\n"]) {
    Deno.writeTextFileSync(`${folder}/file`, text);
    throws(() => readRuns(`${folder}/file`), /Cannot read ".*file" as the finished runs/);
  }
});

Deno.test("parts that miss runs, disagree or belong to others are not merged", () => {
  const kpis = packKpis(
    outcomeOf(configOfRun(experiment, 0), sunnyDay(configOfRun(experiment, 0))),
  );
  const all = new Map(Array.from({ length: 9 }, (_, run) => [run, kpis] as const));
  const part = { header, shard: whole, runs: all };
  equal(mergeRuns([part, part]).kpis.length, 9);
  throws(() => mergeRuns([]), InputError);
  const some = new Map([...all].slice(1));
  throws(() => mergeRuns([{ ...part, runs: some }]), /8 of 9 runs/);
  const other = new Map([[0, kpis.map((value) => (value ?? 0) + 1)] as const]);
  throws(() => mergeRuns([part, { ...part, runs: other }]), /disagree on run 0/);
  const foreign = { ...part, header: headerOf(smallComparison(["none"])) };
  throws(() => mergeRuns([part, foreign]), /different experiments/);
});

Deno.test("figures survive their JSON, NaN too", () => {
  const kpis = unpackKpis(kpiNames.map((_, i) => i === 3 ? null : i / 7));
  deepEqual(unpackKpis(JSON.parse(JSON.stringify(packKpis(kpis)))), kpis);
  equal(kpis[kpiNames[3]], NaN);
});

Deno.test("a run that fails stops the experiment with its reason", async () => {
  const broken = () => asForecast({ marketPrice: new Float64Array(0), pvKwhPerKw: [] });
  const running = runExperiment(experiment, [0, 1], broken, { workers: 2, finished: () => {} });
  await rejects(running, /Run \d of the experiment failed/);
});

Deno.test("progress ends at the number of runs", async () => {
  const told: number[][] = [];
  await runExperiment(experiment, [0, 1, 2], sunnyDay, {
    workers: 2,
    finished: () => {},
    progress: (_, done, total) => told.push([done, total]),
  });
  deepEqual(told, [[1, 3], [2, 3], [3, 3]]);
});

Deno.test("shards part the runs among them, each once", () => {
  for (const parts of [1, 2, 3, 7]) {
    const runs = Array.from(
      { length: parts },
      (_, i) => runsOfShard(5, { part: i + 1, of: parts }),
    ).flat();
    deepEqual(runs.sort(), [0, 1, 2, 3, 4]);
  }
  deepEqual(parseShard("2/4"), { part: 2, of: 4 });
  for (const text of ["0/4", "5/4", "1", "1/0", "a/b", "-1/4", "1/4/2"]) {
    throws(() => parseShard(text), InputError, text);
  }
});

Deno.test("the identity changes with whatever the results follow from", () => {
  equal(headerOf(smallComparison()).identity, header.identity);
  notEqual(headerOf(smallComparison(undefined, { prosumers: 13 })).identity, header.identity);
});

inFolder("the tables are written as Parquet too", async (folder) => {
  const results = mergeRuns([await play(folder, whole, 2)]);
  await writeResults(folder, results, { parquet: true });
  const { default: polars } = await import("nodejs-polars");
  const runs = polars.readParquet(`${folder}/compare_runs.parquet`);
  equal(runs.height, 9);
  deepEqual(runs.getColumn("p2p_kwh").toArray(), results.kpis.map(({ p2p_kwh }) => p2p_kwh));
  ok(polars.readParquet(`${folder}/compare.parquet`).columns.includes("difference_ci_low"));
});

inFolder("policies get a figure; nothing of earlier results stays behind", async (folder) => {
  const names = () => [...Deno.readDirSync(`${folder}/out`)].map(({ name }) => name).sort();
  const always = ["compare.csv", "compare.json", "compare_runs.csv"];
  const figure = ["policy_comparison.png", "policy_comparison.svg"];
  const results = mergeRuns([await play(folder, whole, 2)]);
  await writeResults(`${folder}/out`, results, { parquet: true });
  deepEqual(names(), [...always, "compare.parquet", "compare_runs.parquet", ...figure].sort());
  match(Deno.readTextFileSync(`${folder}/out/policy_comparison.svg`), /3 communities.*made up/);
  await writeResults(`${folder}/out`, results);
  deepEqual(names(), [...always, ...figure]);
  const alone = smallComparison(["none"], { seeds: 1 });
  await writeResults(`${folder}/out`, mergeRuns([await play(folder, whole, 1, alone)]));
  deepEqual(names(), always);
});

inFolder("shards and a run that end at the same time do not disturb each other", async (folder) => {
  const run = new OutputFolder(folder);
  const shard = new OutputFolder(folder, ".compare.shard-1-of-2.unfinished");
  for (const output of [run, shard]) output.create(output === run ? "run" : "shard").write("mine");
  writeShard(folder, await play(folder, { part: 2, of: 2 }, 1));
  run.publish();
  shard.publish();
  deepEqual(
    ["run", "shard"].map((name) => Deno.readTextFileSync(`${folder}/${name}`)),
    ["mine", "mine"],
  );
});

Deno.test("in memory an experiment comes to the same, and can be stopped", async () => {
  const results = await playExperiment(experiment, sunnyDay, { workers: 2 });
  const config = configOfRun(experiment, 8);
  deepEqual(results.kpis[8], outcomeOf(config, sunnyDay(config)));
  const stopped = playExperiment(experiment, sunnyDay, {
    workers: 2,
    signal: AbortSignal.abort(),
  });
  await rejects(stopped, { name: "AbortError" });
});
