import { PLACE_OF_TEXT } from "./decimal_text.ts";
import { shortestKernel } from "./shortest_kernel.ts";

/** Text of ASCII characters, written into bytes without strings in between where that is possible. */
export class AsciiWriter {
  /** Where the text goes. */
  bytes: Uint8Array<ArrayBuffer>;
  /** Where the next character goes. */
  at = 0;

  /**
   * Begins at the first byte.
   *
   * @param bytes Of who uses it, who sees to it that there is room.
   */
  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.bytes = bytes;
  }

  /** Adds a text. */
  text(text: string): void {
    const { bytes } = this;
    let at = this.at;
    for (let i = 0; i < text.length; i++) bytes[at++] = text.charCodeAt(i);
    this.at = at;
  }

  /** Adds a longer text, given as its bytes. */
  copy(text: Uint8Array): void {
    this.bytes.set(text, this.at);
    this.at += text.length;
  }

  /** Adds a number as ECMAScript prints it. */
  number(x: number): void {
    if (x >>> 0 === x) return this.#natural(x);
    const length = KERNEL.run(x);
    if (length === 0) return this.text(String(x));
    const { bytes } = this;
    let at = this.at;
    for (let i = 0; i < length; i++) bytes[at++] = SHORTEST[i];
    this.at = at;
  }

  /** Adds a number and a comma. */
  cell(x: number): void {
    this.number(x);
    this.bytes[this.at++] = COMMA;
  }

  /** Adds 0, 1, 2 … in decimal digits. */
  #natural(n: number): void {
    const { bytes } = this;
    if (n < 10) {
      bytes[this.at++] = ZERO + n;
      return;
    }
    let digits = 1;
    for (let bound = 10; n >= bound; bound *= 10) digits++;
    const end = this.at + digits;
    for (let at = end, rest = n; digits > 0; digits--) {
      const tens = Math.floor(rest / 10);
      bytes[--at] = ZERO + rest - 10 * tens;
      rest = tens;
    }
    this.at = end;
  }
}

const KERNEL = shortestKernel();
const SHORTEST = new Uint8Array(KERNEL.memory.buffer, PLACE_OF_TEXT);
const COMMA = ",".charCodeAt(0);
const ZERO = "0".charCodeAt(0);
