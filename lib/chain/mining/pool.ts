import type { Race, RaceTemplate } from "./race.ts";
import type { SearchReply, SearchRequest } from "./worker.ts";
import { type Mined, minedAt } from "./proof_of_work.ts";

/** Tries that a worker makes at a time: some hundredths of a second. */
const SLICE = 2 ** 18;

/** Worker threads that search the tries of a race together. */
export class MiningPool implements Disposable {
  readonly #workers: readonly Worker[];

  /**
   * Starts the threads.
   *
   * @param workers Their number, one per core by default. It never changes a result.
   */
  constructor(workers: number = navigator.hardwareConcurrency) {
    const url = new URL("./worker.ts", import.meta.url);
    this.#workers = Array.from({ length: workers }, () => new Worker(url, { type: "module" }));
  }

  /**
   * Holds the race for a block, as {@linkcode mine} does.
   *
   * Slices of tries are handed out in order; after a valid hash only the slices before it are
   * finished, and the lowest valid nonce wins.
   *
   * @param onTries Told how many tries have been made in vain so far.
   */
  async mine(
    template: RaceTemplate,
    race: Race,
    onTries: (tries: number) => void = () => {},
  ): Promise<Mined> {
    let next = 0;
    let triedInVain = 0;
    let best = Infinity;
    const searchSlices = async (worker: Worker) => {
      while (next < best) {
        const from = next;
        next += SLICE;
        const nonce = await search(worker, { template, race, from, to: from + SLICE });
        if (nonce >= 0) best = Math.min(best, nonce);
        else onTries(triedInVain += SLICE);
      }
    };
    await Promise.all(this.#workers.map(searchSlices));
    return minedAt(template, race, best);
  }

  /** Ends the threads. */
  [Symbol.dispose](): void {
    for (const worker of this.#workers) worker.terminate();
  }
}

function search(worker: Worker, request: SearchRequest): Promise<number> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<SearchReply>) => resolve(data.nonce);
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(`A mining thread has failed: ${event.message}`));
    };
    worker.postMessage(request);
  });
}
