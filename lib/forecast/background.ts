import { type BeginBoosting, BoostedTrees } from "../learn/mod.ts";
import {
  type TaskInput,
  type TaskResult,
  TRAINING_TASKS,
  type TrainingTask,
} from "./training_tasks.ts";

/** What a worker is sent. */
export interface Order<Task extends TrainingTask> {
  /** What is to be done. */
  readonly task: Task;
  /** What it is to be done with. */
  readonly input: TaskInput<Task>;
  /** A header of two integers, the state and the bytes of the result, and then the result. */
  readonly memory: SharedArrayBuffer;
}

const HEADER_BYTES = 8;
const MOST_BYTES = 2 ** 28;
const [ORDERED, STARTED, DONE, FAILED] = [0, 1, 2, 3];
/** A worker that has not begun by now is not waited for. */
const PATIENCE_MS = 10_000;

/**
 * Begins a part of training on another core, where there is one.
 *
 * The result is the same wherever the task runs: it passes through JSON either way. Waiting blocks, so
 * that training stays a plain function.
 *
 * @returns Waits for the result. If the worker could not begin or failed, does the task here, and so
 *   throws what the task throws.
 */
export function inBackground<Task extends TrainingTask>(
  task: Task,
  input: TaskInput<Task>,
): () => TaskResult<Task> {
  const here = () => {
    const run = TRAINING_TASKS[task] as (input: TaskInput<Task>) => TaskResult<Task>;
    return JSON.parse(JSON.stringify(run(input))) as TaskResult<Task>;
  };
  if (navigator.hardwareConcurrency < 2) return here;
  const memory = new SharedArrayBuffer(HEADER_BYTES, { maxByteLength: MOST_BYTES });
  const worker = new Worker(new URL("./training_worker.ts", import.meta.url), { type: "module" });
  worker.onerror = (event) => event.preventDefault();
  worker.postMessage({ task, input, memory } satisfies Order<Task>);
  return () => {
    const text = waitFor(memory);
    worker.terminate();
    return text === null ? here() : JSON.parse(text) as TaskResult<Task>;
  };
}

/** Boosts trees beside others. */
export const boostInBackground: BeginBoosting = (table, settings, binned) => {
  const trees = inBackground("trees", { table, settings, binned });
  return () => new BoostedTrees(trees());
};

/** Tells that a worker has begun. */
export function start(memory: SharedArrayBuffer): void {
  setState(memory, STARTED);
}

/** Hands over the text of a result, or `null` for none. */
export function finish(memory: SharedArrayBuffer, result: string | null): void {
  if (result !== null) {
    const bytes = new TextEncoder().encode(result);
    if (HEADER_BYTES + bytes.length > MOST_BYTES) return finish(memory, null);
    memory.grow(HEADER_BYTES + bytes.length);
    new Uint8Array(memory, HEADER_BYTES).set(bytes);
    new Int32Array(memory, 0, 2)[1] = bytes.length;
  }
  setState(memory, result === null ? FAILED : DONE);
}

function setState(memory: SharedArrayBuffer, state: number): void {
  const header = new Int32Array(memory, 0, 2);
  Atomics.store(header, 0, state);
  Atomics.notify(header, 0);
}

function waitFor(memory: SharedArrayBuffer): string | null {
  const header = new Int32Array(memory, 0, 2);
  Atomics.wait(header, 0, ORDERED, PATIENCE_MS);
  Atomics.wait(header, 0, STARTED);
  if (Atomics.load(header, 0) !== DONE) return null;
  // Decoding wants memory that is not shared.
  return new TextDecoder().decode(new Uint8Array(memory, HEADER_BYTES, header[1]).slice());
}
