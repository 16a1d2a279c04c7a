/** A worker of an experiment: takes one run after the other, answers with its figures. */
import type { Config } from "../config.ts";
import type { Outlook } from "../outlook.ts";
import { outcomeOf, type PackedKpis, packKpis } from "./outcome.ts";

/** What a worker is asked. */
export interface WorkerTask {
  readonly run: number;
  readonly config: Config;
  readonly outlook: Outlook;
}

/** What it answers: the figures, or what went wrong. */
export interface WorkerAnswer {
  readonly run: number;
  readonly kpis?: PackedKpis;
  readonly fault?: string;
}

interface WorkerScope {
  onmessage: ((event: MessageEvent<WorkerTask>) => void) | null;
  postMessage(answer: WorkerAnswer): void;
}

const scope = globalThis as unknown as WorkerScope;

scope.onmessage = ({ data: { run, config, outlook } }) => {
  scope.postMessage(answerTo(run, config, outlook));
};

function answerTo(run: number, config: Config, outlook: Outlook): WorkerAnswer {
  try {
    return { run, kpis: packKpis(outcomeOf(config, outlook)) };
  } catch (error) {
    return { run, fault: error instanceof Error ? error.stack ?? error.message : String(error) };
  }
}
