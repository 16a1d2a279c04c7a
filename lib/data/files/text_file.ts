import { gunzipSync } from "node:zlib";
import { InputError } from "../../input_error.ts";

/**
 * The text of a file in UTF-8, decompressed first where it begins as gzip does.
 *
 * @throws {InputError} If the compressed data is damaged or the text is not UTF-8.
 */
export function decodeText(bytes: Uint8Array, file: string): string {
  return decodeUtf8(isGzip(bytes) ? gunzip(bytes, file) : bytes, file);
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function gunzip(bytes: Uint8Array, file: string): Uint8Array {
  try {
    return gunzipSync(bytes);
  } catch (cause) {
    throw new InputError(
      `Cannot read "${file}" as it is not a whole gzip file: it is cut short or damaged`,
      { cause },
    );
  }
}

function decodeUtf8(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new InputError(`Cannot read "${file}" as text in UTF-8: it holds other bytes`, { cause });
  }
}

/**
 * The cells of one line of comma-separated values (RFC 4180, without line breaks inside a cell),
 * blanks around them removed.
 *
 * @example
 * ```ts
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 * deepEqual(splitCsvLine('2024-05-01, 0.5,"Turin, Italy"'), ["2024-05-01", "0.5", "Turin, Italy"]);
 * ```
 */
export function splitCsvLine(line: string): string[] {
  if (!line.includes('"')) return line.split(",").map((cell) => cell.trim());
  const cells = line.match(/(?<=^|,)(?:\s*"(?:[^"]|"")*"\s*|[^,]*)(?=,|$)/g) ?? [];
  return cells.map((cell) => {
    const text = cell.trim();
    return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text;
  });
}
