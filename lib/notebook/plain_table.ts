/** Letters of equal width in a line of a notebook's text output, at the usual width of a window. */
const WIDEST = 96;
const GAP = "  ";
/** No column is made narrower than this. */
const NARROWEST = 16;

/**
 * Rows as an aligned text table no wider than 96 letters where its words allow: the widest columns of
 * text are wrapped.
 *
 * @param titles One per column.
 * @param cells By row, then by column.
 * @param toTheRight By column: whether it holds numbers.
 */
export function plainTable(
  titles: readonly string[],
  cells: readonly (readonly string[])[],
  toTheRight: readonly boolean[],
): string {
  const widths = titles.map((title, column) =>
    Math.max(title.length, ...cells.map((row) => row[column].length))
  );
  shrink(widths, toTheRight);
  const rows = [titles, ...cells].map((row) => rowText(row, widths, toTheRight));
  const rule = widths.map((width) => "─".repeat(width)).join(GAP);
  return [rows[0], rule, ...rows.slice(1)].join("\n");
}

/** Takes from the widest columns of text what is too much. */
function shrink(widths: number[], toTheRight: readonly boolean[]): void {
  const total = () => widths.reduce((sum, width) => sum + width + GAP.length, -GAP.length);
  while (total() > WIDEST) {
    const text = widths.map((width, column) => toTheRight[column] ? 0 : width);
    const widest = text.indexOf(Math.max(...text));
    if (text[widest] <= NARROWEST) return;
    widths[widest]--;
  }
}

/** A row in as many lines as its longest cell needs. */
function rowText(
  row: readonly string[],
  widths: readonly number[],
  toTheRight: readonly boolean[],
): string {
  const columns = row.map((text, column) => linesOf(text, widths[column]));
  const height = Math.max(1, ...columns.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    columns.map((lines, column) => {
      const text = lines[line] ?? "";
      return toTheRight[column] ? text.padStart(widths[column]) : text.padEnd(widths[column]);
    }).join(GAP).trimEnd()).join("\n");
}

/** A text in lines broken at spaces; a longer word keeps its length. */
function linesOf(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
