/** Text of ASCII characters, written into bytes without strings in between where that is possible. */
export class AsciiWriter {
  /** Where the text goes. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where the next character goes. */
  at = 0;

  /** @param bytes Of who uses it, who sees to it that there is room. */
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
    if (x >>> 0 === x) this.#natural(x);
    else this.text(String(x));
  }

  /** Adds 0, 1, 2 … in decimal digits. */
  #natural(n: number): void {
    const { bytes } = this;
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

const ZERO = "0".charCodeAt(0);
