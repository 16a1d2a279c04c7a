import { AsciiWriter } from "../../ascii/mod.ts";

/** Bytes of a piece, at least. */
const BYTES_OF_A_PIECE = 1 << 20;

/** Writes a table's bytes in pieces. */
export class PieceWriter extends AsciiWriter {
  readonly #full: Uint8Array<ArrayBuffer>[] = [];

  /** Nothing written yet. */
  constructor() {
    super(new Uint8Array(BYTES_OF_A_PIECE));
  }

  /** Makes room for so many bytes, which are to be written next. */
  room(bytes: number): void {
    if (this.at + bytes <= this.bytes.length) return;
    if (this.at > 0) this.#full.push(this.bytes.subarray(0, this.at));
    this.bytes = new Uint8Array(Math.max(BYTES_OF_A_PIECE, bytes));
    this.at = 0;
  }

  /** All that was written; it may not be written to again. */
  end(): Uint8Array<ArrayBuffer>[] {
    return this.at > 0 ? [...this.#full, this.bytes.subarray(0, this.at)] : this.#full;
  }
}
