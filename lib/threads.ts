/**
 * Worker threads that answer requests. A request goes to the thread with the least still to do, and
 * each thread answers in the order in which it was asked.
 *
 * The workers' module takes one message first, `setup`, which is not answered.
 */
export class Threads<Request, Reply> implements Disposable {
  readonly #threads: readonly Thread<Reply>[];

  /**
   * Starts the threads.
   *
   * @param module Address of the workers' module.
   * @param count Their number. It never changes an answer.
   * @param setup What each needs to know beforehand.
   * @param purpose What they do, for the error if one fails.
   */
  constructor(module: URL, count: number, setup: unknown, purpose: string) {
    this.#threads = Array.from({ length: count }, () => newThread(module, setup, purpose));
  }

  /**
   * Asks one of them.
   *
   * @param weight How much work it is, in any unit.
   * @param handedOver Buffers of the request that the thread gets instead of a copy.
   */
  ask(request: Request, weight: number, handedOver: ArrayBuffer[] = []): Promise<Reply> {
    const thread = this.#threads.reduce((a, b) => b.load < a.load ? b : a);
    return new Promise((resolve, reject) => {
      thread.load += weight;
      thread.asked.push({ weight, resolve, reject });
      thread.worker.postMessage(request, handedOver);
    });
  }

  /** Ends the threads; what they were asked is never answered. */
  [Symbol.dispose](): void {
    for (const { worker } of this.#threads) worker.terminate();
  }
}

interface Thread<Reply> {
  readonly worker: Worker;
  /** Sum of the weights of what it was asked and has not answered. */
  load: number;
  /** What it was asked and has not answered, in order. */
  readonly asked: {
    readonly weight: number;
    readonly resolve: (reply: Reply) => void;
    readonly reject: (error: Error) => void;
  }[];
}

function newThread<Reply>(module: URL, setup: unknown, purpose: string): Thread<Reply> {
  const worker = new Worker(module, { type: "module" });
  const thread: Thread<Reply> = { worker, load: 0, asked: [] };
  worker.onmessage = ({ data }: MessageEvent<Reply>) => {
    const answered = thread.asked.shift();
    if (answered === undefined) throw new Error(`A thread ${purpose} answered what nobody asked`);
    thread.load -= answered.weight;
    answered.resolve(data);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    const error = new Error(`A thread ${purpose} has failed: ${event.message}`);
    for (const { reject } of thread.asked.splice(0)) reject(error);
  };
  worker.postMessage(setup);
  return thread;
}

/** Frees buffers that a thread was handed, of which the collection of garbage would think late. */
export function freeAtOnce(buffers: readonly ArrayBuffer[]): void {
  for (const buffer of buffers) buffer.transfer(0);
}
