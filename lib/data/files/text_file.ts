import { constants, gunzipSync } from "node:zlib";
import { InputError } from "../../input_error.ts";
import { LARGEST_FILE_BYTES } from "./read_file.ts";
import { megabytes, quoted } from "./quoted.ts";

/** No text of history is longer, decompressed: twelve PV systems of two years take 12 MB. */
const LARGEST_TEXT_BYTES = LARGEST_FILE_BYTES;

/** Twelve PV systems of two years take 200 000 lines. */
const MOST_LINES = 4_000_000;
/** What is longer is no line of a table. */
const LONGEST_LINE = 20_000;

/**
 * The text of a file in UTF-8, decompressed first where it begins as gzip does.
 *
 * @param largest Most bytes that it may have, decompressed; no more are made.
 * @throws {InputError} If the compressed data is damaged, the text too long or not UTF-8.
 */
export function decodeText(
  bytes: Uint8Array,
  file: string,
  largest = LARGEST_TEXT_BYTES,
): string {
  const plain = isGzip(bytes) ? gunzip(bytes, file, largest) : bytes;
  if (plain.length > largest) throw tooLong(file, largest);
  return decodeUtf8(plain, file);
}

/** So much of a file tells what it is. */
const BEGINNING_BYTES = 4096;

/** The first characters of a text, decompressed; undefined if the file is no text. */
export function beginningOf(bytes: Uint8Array): string | undefined {
  const head = bytes.subarray(0, BEGINNING_BYTES);
  const plain = isGzip(bytes) ? firstOf(head) : head;
  if (plain.includes(0)) return undefined;
  return new TextDecoder().decode(plain).slice(0, BEGINNING_BYTES).trimStart();
}

/** What the beginning of compressed data holds; nothing if it is damaged. */
function firstOf(bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return new Uint8Array();
  }
}

/** Whether a file begins as gzip does. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function gunzip(bytes: Uint8Array, file: string, largest: number): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: largest });
  } catch (cause) {
    const { code } = cause as { readonly code?: string };
    if (code === "ERR_BUFFER_TOO_LARGE") throw tooLong(file, largest);
    throw new InputError(
      `Cannot read ${quoted(file)} as it is not a whole gzip file: it is cut short or damaged`,
      { cause },
    );
  }
}

function tooLong(file: string, largest: number): InputError {
  return new InputError(
    `Cannot read ${quoted(file)} as a text may have up to ${megabytes(largest)}, decompressed: ` +
      "it has more",
  );
}

function decodeUtf8(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new InputError(`Cannot read ${quoted(file)} as text in UTF-8: it holds other bytes`, {
      cause,
    });
  }
}

/** A line of a text. */
export interface Line {
  /** Counted from 1. */
  readonly number: number;
  /** Without the break that ends it. */
  readonly text: string;
}

/**
 * The lines of a text one after the other; LF or CR LF ends each. What follows the last break is a
 * line only if it is not empty.
 *
 * @throws {InputError} At a line of more than 20 000 characters, or after four million lines.
 */
export function* linesOf(text: string, file: string): Generator<Line> {
  for (let number = 1, from = 0; from < text.length; number++) {
    if (number > MOST_LINES) {
      throw new InputError(
        `Cannot read ${quoted(file)} as it may have up to ${MOST_LINES} lines: it has more`,
      );
    }
    const found = text.indexOf("\n", from);
    const end = found < 0 ? text.length : found;
    if (end - from > LONGEST_LINE) {
      throw new InputError(
        `Cannot read ${quoted(file)} as lines have up to ${LONGEST_LINE} characters: line ` +
          `${number} has ${end - from}`,
      );
    }
    const carriage = end > from && text.charCodeAt(end - 1) === 13 ? 1 : 0;
    yield { number, text: text.slice(from, end - carriage) };
    from = end + 1;
  }
}

/**
 * The cells of one line of separated values (RFC 4180, without line breaks inside a cell), blanks
 * around them removed.
 *
 * @param separator One character.
 * @example
 * ```ts
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 * deepEqual(splitCsvLine('2024-05-01, 0.5,"Turin, Italy"'), ["2024-05-01", "0.5", "Turin, Italy"]);
 * ```
 */
export function splitCsvLine(line: string, separator = ","): string[] {
  if (!line.includes('"')) return line.split(separator).map((cell) => cell.trim());
  const cells: string[] = [];
  for (let from = 0; from <= line.length;) {
    const end = endOfCell(line, from, separator);
    const text = line.slice(from, end).trim();
    const inQuotes = text.length >= 2 && text.startsWith('"') && text.endsWith('"');
    cells.push(inQuotes ? text.slice(1, -1).replaceAll('""', '"') : text);
    from = end + 1;
  }
  return cells;
}

/** Where a cell ends: at the next separator, of those within quotes none counts. */
function endOfCell(line: string, from: number, separator: string): number {
  let at = from;
  while (line[at] === " ") at++;
  if (line[at] === '"') {
    let quote = at;
    do {
      quote = line.indexOf('"', quote + 1);
      if (quote < 0) return line.length;
      if (line[quote + 1] !== '"') break;
      quote++;
    } while (quote < line.length);
    at = quote + 1;
  }
  const end = line.indexOf(separator, at);
  return end < 0 ? line.length : end;
}
