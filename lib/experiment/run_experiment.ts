import { type Progress, silent } from "../progress.ts";
import { configOfRun, type Experiment, placeOfRun } from "./experiment.ts";
import type { OutlookOf } from "./outlooks.ts";
import type { PackedKpis } from "./outcome.ts";
import type { WorkerAnswer, WorkerTask } from "./worker.ts";

/** How an experiment is run. */
export interface ExperimentOptions {
  /** Web Workers at most, ≥ 1; the results do not depend on it. */
  readonly workers: number;
  /** Asks to stop: runs under way are dropped, finished ones were told. */
  readonly signal?: AbortSignal;
  /** Told how many runs are done. */
  readonly progress?: Progress;
  /** Told each finished run, in whatever order they finish. */
  readonly finished: (run: number, kpis: PackedKpis) => void;
}

/**
 * Runs a part of an experiment's runs in parallel.
 *
 * @param runs Numbers of the runs, see {@linkcode configOfRun}.
 * @param outlookFor What the forecasters say of a configuration; asked once per run.
 * @returns Whether all runs were finished, that is: the signal did not come in between.
 * @throws {Error} If a run fails; the others are stopped.
 */
export async function runExperiment(
  experiment: Experiment,
  runs: readonly number[],
  outlookFor: OutlookOf,
  { workers, signal, progress = silent, finished }: ExperimentOptions,
): Promise<boolean> {
  let next = 0;
  let done = 0;
  const serve = async (worker: ExperimentWorker) => {
    while (next < runs.length && !signal?.aborted) {
      const run = runs[next++];
      const config = configOfRun(experiment, run);
      const { foresight } = experiment.variants[placeOfRun(experiment, run).variant];
      const kpis = await worker.ask({ run, config, outlook: outlookFor(config, foresight) });
      if (kpis === undefined) return;
      finished(run, kpis);
      progress("Running the experiment", ++done, runs.length);
    }
  };
  const pool = Array.from(
    { length: Math.min(workers, runs.length) },
    () => new ExperimentWorker(signal),
  );
  try {
    await Promise.all(pool.map(serve));
  } finally {
    for (const worker of pool) worker.end();
  }
  return done === runs.length;
}

/** A Web Worker that does one run at a time. */
class ExperimentWorker {
  readonly #worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  readonly #signal: AbortSignal | undefined;

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
  }

  /** The figures of a run, or undefined if the signal came first. */
  ask(task: WorkerTask): Promise<PackedKpis | undefined> {
    return new Promise((resolve, reject) => {
      const stop = () => resolve(undefined);
      this.#signal?.addEventListener("abort", stop, { once: true });
      this.#worker.onmessage = ({ data }: MessageEvent<WorkerAnswer>) => {
        this.#signal?.removeEventListener("abort", stop);
        if (data.kpis !== undefined) resolve(data.kpis);
        else reject(new Error(`Run ${data.run} of the experiment failed: ${data.fault}`));
      };
      this.#worker.onerror = (event) => {
        event.preventDefault();
        reject(new Error(`A worker of the experiment failed: ${event.message}`));
      };
      this.#worker.postMessage(task);
    });
  }

  end(): void {
    this.#worker.terminate();
  }
}
