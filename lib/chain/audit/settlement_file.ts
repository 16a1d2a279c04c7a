import { ChainFault, shown } from "./fault.ts";

/** What a step of `prosumer_stats.csv` says of one prosumer, as far as money goes. */
export interface SettlementRow {
  /** The prosumer. */
  readonly id: number;
  /** Balance after the step, €. */
  readonly balance: number;
  /** Where it lives: trades across neighbourhoods bear a fee. */
  readonly neighbourhood: string;
  /** Multiplier for the next step. */
  readonly bonus: number;
  /** Multiplier for the next step. */
  readonly penalty: number;
  /** Panels, kW: they do not change. */
  readonly pvCapacity: number;
  /** Size of the battery, kWh: it does not change. */
  readonly batteryCapacity: number;
  /** What it has to trade, kWh: > 0 a deficit, < 0 a surplus. */
  readonly imbalance: number;
  /** What it bought less what it sold before the step, kWh. */
  readonly contract: number;
  /** What it took from the network less what it fed in, kWh. */
  readonly metered: number;
  /** Steps so far with a P2P trade. */
  readonly p2pExchanges: number;
  /** Steps so far with a grid purchase. */
  readonly aggExchanges: number;
  /** The market price of the step, €/kWh, the same for all. */
  readonly marketPrice: number;
  /** The list of trades: JSON. */
  readonly transactions: string;
}

/** A step of `prosumer_stats.csv`: one row per prosumer, by id from 0. */
export interface SettlementStep {
  /** From 0. */
  readonly step: number;
  /** The hour of the run that it lies in, from 0: its lists of trades name it. */
  readonly hour: number;
  /** One per prosumer, by id. */
  readonly rows: readonly SettlementRow[];
}

const COLUMNS = [
  "hour",
  "step",
  "id",
  "money_balance",
  "neighbourhood",
  "bonus",
  "penalty",
  "pv_capacity",
  "battery_capacity",
  "imbalance",
  "p2p_exchanges",
  "agg_exchanges",
  "market_price",
  "transactions",
  "contract",
  "metered",
] as const;

/**
 * The steps of a `prosumer_stats.csv`, one after another, from its text in any pieces.
 *
 * @throws {ChainFault} If a column is missing, a value is not what it must be, or steps and ids do
 * not count up from 0.
 */
export async function* settlementSteps(
  chunks: AsyncIterable<string>,
): AsyncGenerator<SettlementStep> {
  let columns: Columns | undefined;
  let step = 0;
  let hour = 0;
  let rows: SettlementRow[] = [];
  for await (const line of linesOf(chunks)) {
    if (!columns) {
      columns = columnsOf(line);
      continue;
    }
    const cells = cellsOf(line);
    if (cells.length !== columns.count) {
      const where = `Step ${step}, prosumer ${rows.length}`;
      throw new ChainFault(where, "cells", `${columns.count}`, String(cells.length));
    }
    const rowStep = numberIn(cells, columns, "step", `Settlement, step ${step}`);
    if (rowStep === step + 1 && rows.length > 0) {
      yield { step, hour, rows };
      step += 1;
      rows = [];
    }
    const where = `Step ${step}, prosumer ${rows.length}`;
    if (rowStep !== step) {
      throw new ChainFault(where, "step", `${step} or the next`, String(rowStep));
    }
    const rowHour = numberIn(cells, columns, "hour", where);
    const isNext = rows.length === 0 && rowHour === hour + 1;
    if (rowHour !== hour && !isNext) {
      throw new ChainFault(where, "hour", `${hour}, or the next with a new step`, String(rowHour));
    }
    hour = rowHour;
    rows.push(rowOf(cells, columns, rows.length, where));
  }
  if (rows.length > 0) yield { step, hour, rows };
}

/** The lines of a text that arrives in pieces, without their breaks. */
async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() as string;
    yield* lines;
  }
  if (rest !== "") yield rest;
}

/** Position of each column that is needed. */
type Columns = Readonly<Record<(typeof COLUMNS)[number] | "count", number>>;

function columnsOf(header: string): Columns {
  const names = cellsOf(header);
  const positions = COLUMNS.map((column) => {
    const at = names.indexOf(column);
    if (at < 0 || names.lastIndexOf(column) !== at) {
      throw new ChainFault("Settlement", "header", `one column ${column}`, header);
    }
    return [column, at];
  });
  return { ...Object.fromEntries(positions), count: names.length } as Columns;
}

function rowOf(
  cells: readonly string[],
  columns: Columns,
  expectedId: number,
  where: string,
): SettlementRow {
  const id = numberIn(cells, columns, "id", where);
  if (id !== expectedId) throw new ChainFault(where, "id", String(expectedId), String(id));
  return {
    id,
    balance: numberIn(cells, columns, "money_balance", where),
    neighbourhood: cells[columns.neighbourhood],
    bonus: numberIn(cells, columns, "bonus", where),
    penalty: numberIn(cells, columns, "penalty", where),
    pvCapacity: numberIn(cells, columns, "pv_capacity", where),
    batteryCapacity: numberIn(cells, columns, "battery_capacity", where),
    imbalance: numberIn(cells, columns, "imbalance", where),
    contract: numberIn(cells, columns, "contract", where),
    metered: numberIn(cells, columns, "metered", where),
    p2pExchanges: numberIn(cells, columns, "p2p_exchanges", where),
    aggExchanges: numberIn(cells, columns, "agg_exchanges", where),
    marketPrice: numberIn(cells, columns, "market_price", where),
    transactions: cells[columns.transactions],
  };
}

function numberIn(
  cells: readonly string[],
  columns: Columns,
  column: (typeof COLUMNS)[number],
  where: string,
): number {
  const text = cells[columns[column]] ?? "";
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) {
    throw new ChainFault(where, column, "a number", shown(text));
  }
  return value;
}

/** The cells of a line of CSV (RFC 4180, no line breaks in cells). */
function cellsOf(line: string): string[] {
  const cells: string[] = [];
  for (let at = 0; at <= line.length;) {
    const quoted = line[at] === '"';
    const end = quoted ? closingQuote(line, at + 1) + 1 : nextComma(line, at);
    const text = line.slice(at, end);
    cells.push(quoted ? text.slice(1, -1).replaceAll('""', '"') : text);
    at = end + 1;
  }
  return cells;
}

function nextComma(line: string, from: number): number {
  const at = line.indexOf(",", from);
  return at < 0 ? line.length : at;
}

/** The quote that ends a cell: the first one that is not doubled. */
function closingQuote(line: string, from: number): number {
  for (let at = line.indexOf('"', from); at >= 0; at = line.indexOf('"', at + 2)) {
    if (line[at + 1] !== '"') return at;
  }
  return line.length;
}
