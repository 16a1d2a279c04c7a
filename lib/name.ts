/** The longest name, in characters. */
const LONGEST = 100;

/** What {@linkcode isName} asks, for the end of a sentence. */
export const NAME_RULE =
  `1 to ${LONGEST} printable characters, none of = + - @ as the first and no blank at either end`;

/**
 * Whether a text can be the name of a place or a member: one line, nothing invisible, and nothing that
 * a spreadsheet takes for a formula.
 *
 * @example
 * ```ts
 * import { strictEqual as equal } from "node:assert/strict";
 * equal(isName("Città Giardino"), true);
 * equal(isName("=HYPERLINK(1)"), false);
 * equal(isName("two\nlines"), false);
 * ```
 */
export function isName(text: string): boolean {
  const { length } = [...text];
  return length >= 1 && length <= LONGEST && /^[^=+\-@\s\p{C}]/u.test(text) &&
    !/[\p{C}\p{Zl}\p{Zp}]|\s$/u.test(text);
}
