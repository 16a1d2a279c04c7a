/** What a terminal would obey, hide or turn around instead of showing it; line feeds stay. */
const UNSHOWABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\uFFFE\uFFFF]/gu;

/** A text between quotes that is longer than anyone reads. */
const LONG_QUOTE = /"((?:[^"\\]|\\.){200})(?:[^"\\]|\\.)+"/gs;

/**
 * A text that a terminal shows as it stands: control characters, which file names and other people's
 * files may hold, are written out.
 *
 * @example
 * ```ts
 * import { strictEqual as equal } from "node:assert/strict";
 * equal(showable("a\x1b[2J\nb"), "a\\u{1b}[2J\nb");
 * ```
 */
export function showable(text: string): string {
  return text.replace(
    UNSHOWABLE,
    (character) => character === "\n" ? "\n" : `\\u{${character.codePointAt(0)!.toString(16)}}`,
  );
}

/** A problem in one line: what it quotes cut at 200 characters, control characters written out. */
export function problemLine(problem: string): string {
  return showable(problem.replace(LONG_QUOTE, '"$1…"')).replaceAll("\n", "\\n");
}
