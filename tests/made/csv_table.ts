/** A CSV file as a test looks at it: every cell that reads as a number is one, an empty one is null. */
export interface CsvTable {
  readonly columns: readonly string[];
  readonly height: number;
  // deno-lint-ignore no-explicit-any
  toRecords(): Record<string, any>[];
}

/** Reads a CSV file (RFC 4180) by a pattern of its own, independent of the library's reader. */
export function readCsvTable(path: string): CsvTable {
  const [columns, ...rows] = Deno.readTextFileSync(path).trimEnd().split("\n").map((line) =>
    Array.from(line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g), ([, cell]) => cell).slice(
      0,
      line.endsWith(",") ? undefined : -1,
    ).map((cell) => cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell)
  );
  const value = (cell: string) =>
    cell === "" ? null : Number.isNaN(Number(cell)) ? cell : Number(cell);
  return {
    columns,
    height: rows.length,
    toRecords: () =>
      rows.map((cells) => Object.fromEntries(columns.map((name, i) => [name, value(cells[i])]))),
  };
}
