import { createHash, type Hash } from "node:crypto";

const FLUSH_AT_CHARACTERS = 1 << 20;

/** A file being written: text in UTF-8, or bytes. */
export class OutputFile {
  readonly #file: Deno.FsFile;
  readonly #hash: Hash = createHash("sha256");
  readonly #encoder = new TextEncoder();
  readonly #onFailure: (cause: unknown) => Error;
  #pending = "";
  #sha256: string | undefined;
  #closed = false;

  /**
   * Begins a file that does not exist yet.
   *
   * @param onFailure The error to throw where writing fails, as on a full disk.
   */
  constructor(path: string, onFailure: (cause: unknown) => Error) {
    this.#onFailure = onFailure;
    this.#file = this.#orFail(() => Deno.openSync(path, { write: true, createNew: true }));
  }

  /** Adds text at the end. */
  write(text: string): void {
    this.#pending += text;
    if (this.#pending.length >= FLUSH_AT_CHARACTERS) this.#flush();
  }

  /** Adds bytes at the end. */
  writeBytes(bytes: Uint8Array): void {
    this.#flush();
    this.#append(bytes);
  }

  /**
   * Ends the file, once its bytes have reached the disk; again is harmless. Gives its SHA-256 in
   * lower-case hex.
   */
  close(): string {
    if (this.#sha256 === undefined) {
      this.#flush();
      this.#orFail(() => this.#file.syncSync());
      this.abandon();
      this.#sha256 = this.#hash.digest("hex");
    }
    return this.#sha256;
  }

  /** Ends the file without writing what is still pending; again is harmless. */
  abandon(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#file.close();
  }

  #flush(): void {
    const bytes = this.#encoder.encode(this.#pending);
    this.#pending = "";
    this.#append(bytes);
  }

  #append(bytes: Uint8Array): void {
    this.#hash.update(bytes);
    this.#orFail(() => {
      for (let at = 0; at < bytes.length;) at += this.#file.writeSync(bytes.subarray(at));
    });
  }

  #orFail<Result>(task: () => Result): Result {
    try {
      return task();
    } catch (cause) {
      throw this.#onFailure(cause);
    }
  }
}
