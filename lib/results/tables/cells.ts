/** A cell of a table: a number, a text, or an empty text for nothing. */
export type Cell = number | string;

/** What a column of the result tables holds; a cell of any kind may be empty. */
export type ColumnKind = "integer" | "number" | "text";

const TEXTS = new Set([
  "neighbourhood",
  "kind",
  "account",
  "all_competitors",
  "all_powers",
  "winner_miner",
  "start",
  "sender",
  "receiver",
  "type",
  "transactions",
]);

const INTEGERS = new Set([
  "hour",
  "step",
  "id",
  "primary_substation",
  "p2p_exchanges",
  "agg_exchanges",
  "num_pending_transactions",
  "traders",
  "barred_traders",
  "miner",
  "blocks_found",
  "blocks_orphaned",
]);

/** What a column of a result table holds. */
export function kindOf(column: string): ColumnKind {
  return TEXTS.has(column) ? "text" : INTEGERS.has(column) ? "integer" : "number";
}

/** A cell of a CSV file, quoted where RFC 4180 asks for it. */
export function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A line of a CSV file, with its line break. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map((cell) => csvCell(String(cell))).join(",")}\n`;
}
