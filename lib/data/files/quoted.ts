import { InputError } from "../../input_error.ts";

const LONGEST_QUOTE = 80;
const LONGEST_NAME = 100;

/** Controls, line breaks, marks that turn the direction of writing, and what is no character. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/u;
const EVERY_UNPRINTABLE = new RegExp(UNPRINTABLE, "gu");

/**
 * Text from a file as a message may show it: in quotes, on one line, without characters that a
 * terminal would obey, and cut where it is long.
 *
 * @example
 * ```ts
 * import { strictEqual as equal } from "node:assert/strict";
 * equal(quoted("a\u001b[2J"), '"a\\u001b[2J"');
 * ```
 */
export function quoted(text: string, longest = LONGEST_QUOTE): string {
  const characters = Array.from(text.slice(0, 4 * longest));
  const cut = text.length > 4 * longest || characters.length > longest;
  const shown = cut ? `${characters.slice(0, longest).join("")}…` : text;
  return `"${shown.replaceAll(EVERY_UNPRINTABLE, escaped)}"`;
}

function escaped(character: string): string {
  const code = character.codePointAt(0)!.toString(16);
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, "0")}`;
}

/**
 * Checks a name that results will carry: of a file, a column, a system.
 *
 * @param what What it names, for the message: `the file`.
 * @throws {InputError} If it is empty, longer than 100 characters, not printable, or begins as a
 * formula of a spreadsheet does.
 */
export function requireName(name: string, what: string): void {
  const fault = name === ""
    ? "it is empty"
    : Array.from(name.slice(0, 4 * LONGEST_NAME)).length > LONGEST_NAME
    ? `it has ${name.length}`
    : UNPRINTABLE.test(name)
    ? "it holds others"
    : /^[=+\-@]/.test(name)
    ? `it begins with ${name[0]}, as a formula does`
    : "";
  if (fault === "") return;
  throw new InputError(
    `Cannot use ${quoted(name)} as the name of ${what}: names are 1 to ${LONGEST_NAME} printable ` +
      `characters and do not begin with = + - @, but ${fault}`,
  );
}

/** A number of bytes for people: `64 MB`, of 2^20 bytes each. */
export function megabytes(bytes: number): string {
  const size = bytes / 2 ** 20;
  return `${size >= 10 || Number.isInteger(size) ? Math.round(size) : size.toFixed(1)} MB`;
}
