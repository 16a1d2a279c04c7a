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
import { readRuns } from "../../lib/experiment/finished_runs.ts";
import { Journal } from "../../lib/experiment/journal.ts";
import { outcomeOf, packKpis, unpackKpis } from "../../lib/experiment/outcome.ts";
import { journalPath, writeResults } from "../../lib/cli/experiment/files.ts";
import { playExperiment } from "../../lib/experiment/play.ts";
import { resultsOf } from "../../lib/experiment/results.ts";
import { runExperiment } from "../../lib/experiment/run_experiment.ts";
import { wholeOutlook } from "../../lib/experiment/shared_outlook.ts";
import { asForecast } from "../../lib/forecast/outlook.ts";
import { InputError } from "../../lib/input_error.ts";
import { decodeParquet } from "../../lib/parquet.ts";
import { kpiNames } from "../../lib/results/kpi_definitions.ts";
import { smallComparison, sunnyDay, sunnyDays } from "../made/experiment_setup.ts";

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

/** Runs an experiment to its end. */
async function play(folder: string, workers: number, of: Experiment = experiment) {
  const journal = Journal.begin(journalPath(folder, of.name), headerOf(of));
  const finished = (run: number, kpis: ReturnType<typeof packKpis>) => journal.add(run, kpis);
  await runExperiment(of, journal.remaining, sunnyDays, { workers, finished });
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
  const alone = resultsOf(await play(folder, 1));
  await writeResults(`${folder}/one`, alone);
  await writeResults(`${folder}/three`, resultsOf(await play(folder, 3)));
  deepEqual(filesOf(`${folder}/one`), filesOf(`${folder}/three`));
  // And a worker finds what this thread finds.
  deepEqual(
    alone.kpis[4],
    outcomeOf(configOfRun(experiment, 4), sunnyDay(configOfRun(experiment, 4))),
  );
});

inFolder("an experiment that was stopped keeps its finished runs and goes on", async (folder) => {
  const path = journalPath(folder, "compare");
  const journal = Journal.begin(path, header);
  const stop = new AbortController();
  const complete = await runExperiment(experiment, journal.remaining, sunnyDays, {
    workers: 2,
    signal: stop.signal,
    finished: (run, kpis) => {
      journal.add(run, kpis);
      if (journal.finished.runs.size === 4) stop.abort();
    },
  });
  journal.close();
  equal(complete, false);
  const kept = journal.finished.runs.size - 1;
  // The last line is cut off, as by a power failure.
  Deno.truncateSync(path, Deno.statSync(path).size - 10);
  const resumed = Journal.resume(path, header);
  equal(resumed.finished.runs.size, kept);
  equal(resumed.remaining.length, 9 - kept);
  const asked: number[] = [];
  await runExperiment(experiment, resumed.remaining, sunnyDays, {
    workers: 2,
    finished: (run, kpis) => {
      asked.push(run);
      resumed.add(run, kpis);
    },
  });
  resumed.close();
  equal(asked.length, 9 - kept);
  await writeResults(`${folder}/resumed`, resultsOf(readRuns(path)));
  await writeResults(`${folder}/whole`, resultsOf(await play(folder, 1)));
  deepEqual(filesOf(`${folder}/resumed`), filesOf(`${folder}/whole`));
});

inFolder("a journal of other settings or data is not resumed", (folder) => {
  const path = `${folder}/journal`;
  throws(() => Journal.resume(path, header), /it does not exist/);
  const begun = Journal.begin(path, header);
  begun.add(0, kpiNames.map(() => 1));
  begun.close();
  const others = [
    smallComparison(["none", "p2p"]),
    smallComparison(undefined, { seeds: 4 }),
    smallComparison(undefined, { prosumers: 13 }),
    { ...experiment, data: ["other data"] },
  ];
  for (const other of others) {
    throws(() => Journal.resume(path, headerOf(other)), InputError);
  }
  Journal.resume(path, header).close();
});

inFolder("what is no file of finished runs is refused by name", (folder) => {
  for (const text of ["", "{}\n", "not JSON\n", "null\n"]) {
    Deno.writeTextFileSync(`${folder}/file`, text);
    throws(() => readRuns(`${folder}/file`), /Cannot read ".*file" as the finished runs/);
  }
});

Deno.test("runs that are not all there give no results", () => {
  const kpis = kpiNames.map(() => 1);
  const runs = new Map(Array.from({ length: 9 }, (_, run) => [run, kpis] as const));
  equal(resultsOf({ header, runs }).kpis.length, 9);
  throws(() => resultsOf({ header, runs: new Map([...runs].slice(1)) }), /8 of 9 runs/);
});

Deno.test("figures survive their JSON, NaN too", () => {
  const kpis = unpackKpis(kpiNames.map((_, i) => i === 3 ? null : i / 7));
  deepEqual(unpackKpis(JSON.parse(JSON.stringify(packKpis(kpis)))), kpis);
  equal(kpis[kpiNames[3]], NaN);
});

Deno.test("a run that fails stops the experiment with its reason", async () => {
  const nothing = asForecast({ marketPrice: new Float64Array(0), pvKwhPerKw: [] });
  const broken = () => wholeOutlook(nothing);
  const running = runExperiment(experiment, [0, 1], broken, { workers: 2, finished: () => {} });
  await rejects(running, /Run \d of the experiment failed/);
});

Deno.test("progress ends at the number of runs", async () => {
  const told: number[][] = [];
  await runExperiment(experiment, [0, 1, 2], sunnyDays, {
    workers: 2,
    finished: () => {},
    progress: (_, done, total) => told.push([done, total]),
  });
  deepEqual(told, [[1, 3], [2, 3], [3, 3]]);
});

Deno.test("the identity changes with whatever the results follow from", () => {
  equal(headerOf(smallComparison()).identity, header.identity);
  notEqual(headerOf(smallComparison(undefined, { prosumers: 13 })).identity, header.identity);
});

inFolder("the tables are written as Parquet too", async (folder) => {
  const results = resultsOf(await play(folder, 2));
  await writeResults(folder, results, { parquet: true });
  const read = async (name: string) =>
    await decodeParquet(await Deno.readFile(`${folder}/${name}.parquet`));
  const { p2p_kwh } = Object.fromEntries(await read("compare_runs"));
  deepEqual([...p2p_kwh], results.kpis.map(({ p2p_kwh }) => p2p_kwh));
  ok((await read("compare")).has("difference_ci_low"));
});

inFolder(
  "policies and forecasters get a figure; nothing of earlier results stays behind",
  async (folder) => {
    const names = () =>
      [...Deno.readDirSync(`${folder}/out`)].map(({ name }) => name)
        .filter((name) => !name.endsWith(".lock")).sort();
    const always = ["compare.csv", "compare.json", "compare_runs.csv"];
    const figure = ["policy_comparison.png", "policy_comparison.svg"];
    const results = resultsOf(await play(folder, 2));
    await writeResults(`${folder}/out`, results, { parquet: true });
    deepEqual(names(), [...always, "compare.parquet", "compare_runs.parquet", ...figure].sort());
    match(Deno.readTextFileSync(`${folder}/out/policy_comparison.svg`), /3 communities.*made up/);
    await writeResults(`${folder}/out`, results);
    deepEqual(names(), [...always, ...figure]);
    // The same runs as if forecasters had been compared.
    const header = { ...results.header, factors: ["forecaster"] };
    await writeResults(`${folder}/out`, { ...results, header });
    deepEqual(names(), [...always, "forecast_value.png", "forecast_value.svg"]);
    match(Deno.readTextFileSync(`${folder}/out/forecast_value.svg`), /3 communities.*made up/);
    const alone = smallComparison(["none"], { seeds: 1 });
    await writeResults(`${folder}/out`, resultsOf(await play(folder, 1, alone)));
    deepEqual(names(), always);
  },
);

Deno.test("in memory an experiment comes to the same, and can be stopped", async () => {
  const results = await playExperiment(experiment, sunnyDays, { workers: 2 });
  const config = configOfRun(experiment, 8);
  deepEqual(results.kpis[8], outcomeOf(config, sunnyDay(config)));
  const stopped = playExperiment(experiment, sunnyDays, {
    workers: 2,
    signal: AbortSignal.abort(),
  });
  await rejects(stopped, { name: "AbortError" });
});
