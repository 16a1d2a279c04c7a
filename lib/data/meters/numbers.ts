import { InputError } from "../../input_error.ts";

const NUMBER = /^[+-]?\d+(?:[.,]\d+)?(?:e[+-]?\d+)?$/i;
const ABSENT = new Set(["", "-", "null", "nan", "na", "n/a"]);

/**
 * A cell of readings: decimal comma or dot. The cell itself is never repeated in a message, for it
 * is private.
 *
 * @param place Where it stands: `cell 5 of line 3 of "a.csv"`.
 * @returns NaN for a cell that is empty, a dash or a word for nothing.
 * @throws {InputError} If it is something else than a number ≥ 0.
 */
export function readingOf(cell: string, place: () => string): number {
  const text = cell.trim();
  if (ABSENT.has(text.toLowerCase())) return NaN;
  const value = NUMBER.test(text) ? Number(text.replace(",", ".")) : NaN;
  if (value >= 0) return value;
  throw new InputError(
    value < 0
      ? `Cannot read ${place()} as a reading is 0 or more: what flows the other way has a column ` +
        "of its own"
      : `Cannot read ${place()} as it is no number`,
  );
}

/** The cells of a line separated by semicolons, quotes and blanks around them removed. */
export function semicolonCells(line: string): string[] {
  return line.split(";").map((cell) => {
    const text = cell.trim();
    return text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1).trim() : text;
  });
}
