import { createHash, type Hash } from "node:crypto";

/** Takes the bytes of a file, one after another. */
export interface Sink {
  /** Adds bytes at the end. Where a thread writes, it is handed the buffer of many bytes. */
  append(bytes: Uint8Array): void;
  /** Waits until all bytes have reached the disk, and gives their SHA-256 in lower-case hex. */
  finish(): string;
  /** Closes the file; again is harmless. */
  close(): void;
}

/** Writes a file at once. */
export class SinkHere implements Sink {
  readonly #file: Deno.FsFile;
  readonly #hash: Hash = createHash("sha256");
  #closed = false;

  /** Begins a file that does not exist yet. */
  constructor(path: string) {
    this.#file = Deno.openSync(path, { write: true, createNew: true });
  }

  append(bytes: Uint8Array): void {
    this.#hash.update(bytes);
    for (let at = 0; at < bytes.length;) at += this.#file.writeSync(bytes.subarray(at));
  }

  finish(): string {
    this.#file.syncSync();
    return this.#hash.digest("hex");
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#file.close();
  }
}
