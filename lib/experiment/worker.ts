/** A worker of an experiment: takes one run after the other, answers with its figures. */
import { readyBatteries } from "../community/mod.ts";
import type { Config } from "../config/settings.ts";
import { outcomeOf, type PackedKpis, packKpis } from "./outcome.ts";
import { outlookOfRun, type RunOutlook } from "./shared_outlook.ts";

/** What a worker is asked. */
export interface WorkerTask {
  /** Number of the run. */
  readonly run: number;
  /** Its configuration. */
  readonly config: Config;
  /** What the forecasters say of it. */
  readonly outlook: RunOutlook;
}

/** What it answers: the figures, or what went wrong. */
export interface WorkerAnswer {
  /** Number of the run. */
  readonly run: number;
  /** Its figures. */
  readonly kpis?: PackedKpis;
  /** What went wrong instead, with its stack. */
  readonly fault?: string;
}

interface WorkerScope {
  onmessage: ((event: MessageEvent<WorkerTask>) => void) | null;
  postMessage(answer: WorkerAnswer): void;
}

const scope = globalThis as unknown as WorkerScope;

scope.onmessage = async ({ data: { run, config, outlook } }) => {
  scope.postMessage(await answerTo(run, config, outlook));
};

async function answerTo(run: number, config: Config, outlook: RunOutlook): Promise<WorkerAnswer> {
  try {
    await readyBatteries(config.battery);
    return { run, kpis: packKpis(outcomeOf(config, outlookOfRun(outlook))) };
  } catch (error) {
    return { run, fault: error instanceof Error ? error.stack ?? error.message : String(error) };
  }
}
