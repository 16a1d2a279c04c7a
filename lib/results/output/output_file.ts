import type { Sink } from "./sink.ts";

const FLUSH_AT_CHARACTERS = 1 << 20;

/** A file being written: text in UTF-8, or bytes. */
export class OutputFile {
  readonly #sink: Sink;
  readonly #encoder = new TextEncoder();
  readonly #onFailure: (cause: unknown) => Error;
  #pending = "";
  #sha256: string | undefined;

  /**
   * Begins a file that does not exist yet.
   *
   * @param begin Gives what takes its bytes.
   * @param onFailure The error to throw where writing fails, as on a full disk.
   */
  constructor(begin: () => Sink, onFailure: (cause: unknown) => Error) {
    this.#onFailure = onFailure;
    this.#sink = this.#orFail(begin);
  }

  /** Adds text at the end. */
  write(text: string): void {
    this.#pending += text;
    if (this.#pending.length >= FLUSH_AT_CHARACTERS) this.#flush();
  }

  /** Adds bytes at the end; of a file that a thread writes, it is handed the buffer of many bytes. */
  writeBytes(bytes: Uint8Array): void {
    this.#flush();
    this.#orFail(() => this.#sink.append(bytes));
  }

  /**
   * Ends the file, once its bytes have reached the disk; again is harmless. Gives its SHA-256 in
   * lower-case hex.
   */
  close(): string {
    if (this.#sha256 === undefined) {
      this.#flush();
      this.#sha256 = this.#orFail(() => this.#sink.finish());
      this.abandon();
    }
    return this.#sha256;
  }

  /** Ends the file without writing what is still pending; again is harmless. */
  abandon(): void {
    this.#sink.close();
  }

  #flush(): void {
    if (this.#pending === "") return;
    const bytes = this.#encoder.encode(this.#pending);
    this.#pending = "";
    this.#orFail(() => this.#sink.append(bytes));
  }

  #orFail<Result>(task: () => Result): Result {
    try {
      return task();
    } catch (cause) {
      throw this.#onFailure(cause);
    }
  }
}
