import type { Progress } from "../progress.ts";

/** How Ctrl-C ends a command: 128 and the signal's number, as shells have it. */
export const STATUS_INTERRUPTED = 130;

/** Ctrl-C was pressed: the command ends where it stands, in good order. */
export class Interrupted extends Error {
  /** Tells it from faults. */
  override readonly name = "Interrupted";

  /** @param message What to tell. */
  constructor(message = "Stopped; earlier results are as they were") {
    super(message);
  }
}

/**
 * Watches for Ctrl-C while the program computes. A worker takes the signal, as the main thread hears
 * of none before it is idle; the work finds out when it reports its progress.
 */
export class InterruptionWatch implements Disposable {
  readonly #flag = new Int32Array(new SharedArrayBuffer(4));
  readonly #worker = new Worker(new URL("./interruption_worker.ts", import.meta.url), {
    type: "module",
  });

  /** Begins to watch. */
  constructor() {
    this.#worker.postMessage(this.#flag.buffer);
  }

  /** Whether Ctrl-C was pressed. */
  get interrupted(): boolean {
    return Atomics.load(this.#flag, 0) > 0;
  }

  /** Progress that ends the work once Ctrl-C was pressed. @throws {Interrupted} Then. */
  stopping(progress: Progress): Progress {
    return (task, done, total) => {
      if (this.interrupted) throw new Interrupted();
      progress(task, done, total);
    };
  }

  [Symbol.dispose](): void {
    this.#worker.terminate();
  }
}
