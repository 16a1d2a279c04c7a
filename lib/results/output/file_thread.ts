import type { Sink } from "./sink.ts";

/** What the thread is asked: to begin a file, to add to it, to finish or to close it. */
export type FileRequest =
  | { readonly file: number; readonly path: string; readonly shared: SharedArrayBuffer }
  | { readonly file: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly file: number; readonly end: "finish" | "close" };

/** What a file's thread and who waits for it share. */
export class FileState {
  readonly shared: SharedArrayBuffer;
  readonly #steps: Int32Array<SharedArrayBuffer>;
  readonly #text: Uint8Array<SharedArrayBuffer>;

  constructor(shared: SharedArrayBuffer = new SharedArrayBuffer(TEXT + MOST_TEXT)) {
    this.shared = shared;
    this.#steps = new Int32Array(shared, 0, 3);
    this.#text = new Uint8Array(shared, TEXT);
  }

  /** Number of requests that the thread has done. */
  get done(): number {
    return Atomics.load(this.#steps, DONE);
  }

  /**
   * Waits until so many requests are done, or one has failed.
   *
   * @throws {Error} If the thread does not even answer the first.
   */
  waitFor(requests: number): void {
    for (let done = this.done; done < requests && !this.hasFailed; done = this.done) {
      const how = Atomics.wait(this.#steps, DONE, done, MOST_MS_TO_START);
      if (how === "timed-out" && this.done === 0) {
        throw new Error("The thread that writes files did not start");
      }
    }
  }

  /** Whether a request has failed; what is asked later, but to close the file, is left undone. */
  get hasFailed(): boolean {
    return Atomics.load(this.#steps, FAILED) === 1;
  }

  /** The text that the thread has left: a hash. @throws {Error} If it has failed, as it met it. */
  text(): string {
    this.throwFailure();
    return this.#read();
  }

  /** @throws {Error} With the message and the code of what the thread met, if it has failed. */
  throwFailure(): void {
    if (!this.hasFailed) return;
    const { message, code } = JSON.parse(this.#read());
    throw Object.assign(new Error(message), { code });
  }

  /** Notes that a request is done, of which a text may be left. */
  advance(text?: string): void {
    if (text !== undefined && !this.hasFailed) this.#write(text);
    Atomics.add(this.#steps, DONE, 1);
    Atomics.notify(this.#steps, DONE);
  }

  /** Notes the first failure. */
  fail(cause: unknown): void {
    if (this.hasFailed) return this.advance();
    const { message, code } = cause as { message?: string; code?: string };
    this.#write(JSON.stringify({ message: (message ?? String(cause)).slice(0, 500), code }));
    Atomics.store(this.#steps, FAILED, 1);
    this.advance();
  }

  #read(): string {
    return new TextDecoder().decode(this.#text.slice(0, this.#steps[LENGTH]));
  }

  #write(text: string): void {
    const bytes = new TextEncoder().encode(text);
    this.#text.set(bytes);
    this.#steps[LENGTH] = bytes.length;
  }
}

const DONE = 0, FAILED = 1, LENGTH = 2;
const TEXT = 16, MOST_TEXT = 4096;

/** A thread that has not begun its first file by then never will. */
const MOST_MS_TO_START = 60_000;

/** Bytes of a file on their way, at most: then its writer waits for the disk. */
const BYTES_AHEAD = 1 << 26;

/** Fewer bytes are copied and wait for others. */
const WORTH_HANDING_OVER = 1 << 15;

/**
 * A thread that hashes and writes the large files of a run, so that the simulation waits neither for
 * SHA-256 nor for the disk.
 */
export class FileThread implements Disposable {
  readonly #worker = new Worker(new URL("./file_worker.ts", import.meta.url), { type: "module" });
  #files = 0;

  /** Begins a file that does not exist yet. */
  open(path: string): Sink {
    return new SinkInThread(this.#worker, this.#files++, path);
  }

  /** Ends the thread. */
  [Symbol.dispose](): void {
    this.#worker.terminate();
  }
}

class SinkInThread implements Sink {
  readonly #worker: Worker;
  readonly #file: number;
  readonly #state = new FileState();
  /** Lengths of what is on its way, from the first that is not known to be done. */
  readonly #ahead: number[] = [];
  #bytesAhead = 0;
  #asked = 0;
  #few = new Uint8Array(WORTH_HANDING_OVER);
  #used = 0;
  #closed = false;

  constructor(worker: Worker, file: number, path: string) {
    this.#worker = worker;
    this.#file = file;
    this.#ask({ file, path, shared: this.#state.shared });
    this.#waitForAll();
  }

  append(bytes: Uint8Array): void {
    if (this.#used + bytes.length > WORTH_HANDING_OVER) this.#handOverFew();
    if (bytes.length >= WORTH_HANDING_OVER) return this.#handOver(bytes as Uint8Array<ArrayBuffer>);
    this.#few.set(bytes, this.#used);
    this.#used += bytes.length;
  }

  finish(): string {
    this.#handOverFew();
    this.#ask({ file: this.#file, end: "finish" });
    return this.#waitForAll();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#ask({ file: this.#file, end: "close" });
    this.#state.waitFor(this.#asked);
  }

  #handOverFew(): void {
    if (this.#used === 0) return;
    this.#handOver(this.#few.subarray(0, this.#used));
    this.#few = new Uint8Array(WORTH_HANDING_OVER);
    this.#used = 0;
  }

  #handOver(bytes: Uint8Array<ArrayBuffer>): void {
    this.#state.throwFailure();
    this.#ahead.push(bytes.length);
    this.#bytesAhead += bytes.length;
    this.#ask({ file: this.#file, bytes }, [bytes.buffer]);
    while (this.#bytesAhead > BYTES_AHEAD) {
      this.#state.waitFor(this.#asked - this.#ahead.length + 1);
      this.#state.throwFailure();
      const done = this.#ahead.length - (this.#asked - this.#state.done);
      for (const length of this.#ahead.splice(0, done)) this.#bytesAhead -= length;
    }
  }

  #ask(request: FileRequest, handedOver: ArrayBuffer[] = []): void {
    this.#asked += 1;
    this.#worker.postMessage(request, handedOver);
  }

  #waitForAll(): string {
    this.#state.waitFor(this.#asked);
    return this.#state.text();
  }
}
