import { Threads } from "../../threads.ts";
import type { OutputFile } from "../output/output_file.ts";
import {
  buffersIn,
  type EncoderSetup,
  encodersOf,
  type LargeTable,
  largeTables,
  type StepOfTable,
} from "./encoders.ts";
import type { TableReply, TableRequest } from "./worker.ts";

/** Steps of a table that may be under way before the next waits: a city's fill much memory. */
const STEPS_AHEAD = 1;

/** Makes the bytes of the large tables. */
export interface TableBytes extends Disposable {
  /** The bytes of a part; its columns are read before the promise is returned. */
  of(request: TableRequest): Promise<TableReply>;
}

/** Makes them here, at once. */
export function bytesHere(setup: EncoderSetup): TableBytes {
  const encoders = encodersOf(setup);
  return {
    of({ table, part }) {
      const encoder = encoders(table);
      if (part === "begin") return Promise.resolve([encoder.begin()]);
      return Promise.resolve(part === "end" ? [encoder.end()] : encoder.step(part));
    },
    [Symbol.dispose]() {},
  };
}

/**
 * Makes them in threads, the same bytes: in CSV a step is written by any thread, in Parquet a table by
 * one, as its end lists its parts.
 *
 * @param count Threads for CSV.
 */
export function bytesInThreads(setup: EncoderSetup, count: number): TableBytes {
  const module = new URL("./worker.ts", import.meta.url);
  const newThreads = (threads: number) =>
    new Threads<TableRequest, TableReply>(module, threads, setup, "of the result tables");
  const pools = setup.format === "csv" ? [newThreads(count)] : largeTables.map(() => newThreads(1));
  return {
    of({ table, part }) {
      const pool = pools[largeTables.indexOf(table) % pools.length];
      const weight = table === "trades" ? 1 : 3;
      if (typeof part === "string") return pool.ask({ table, part }, weight);
      const copy = copyOf(part);
      return pool.ask({ table, part: copy }, weight, buffersIn(copy));
    },
    [Symbol.dispose]() {
      for (const pool of pools) pool[Symbol.dispose]();
    },
  };
}

/** A table of a run in a file, which grows step by step. */
export class StepTable<Columns extends StepOfTable> {
  readonly #file: OutputFile;
  readonly #table: LargeTable;
  readonly #bytes: TableBytes;
  /** What is being made and is not written yet, in order. */
  readonly #waiting: Promise<TableReply>[] = [];

  /** Begins a table. */
  constructor(file: OutputFile, table: LargeTable, bytes: TableBytes) {
    this.#file = file;
    this.#table = table;
    this.#bytes = bytes;
    this.#make("begin");
  }

  /**
   * Adds a step, whose columns are read before the promise is returned.
   *
   * @returns Fulfilled when there is room for another.
   */
  async add(columns: Columns): Promise<void> {
    this.#make(columns);
    while (this.#waiting.length > STEPS_AHEAD) await this.#writeFirst();
  }

  /** Ends the table. */
  async end(): Promise<void> {
    this.#make("end");
    while (this.#waiting.length > 0) await this.#writeFirst();
  }

  #make(part: TableRequest["part"]): void {
    const bytes = this.#bytes.of({ table: this.#table, part });
    bytes.catch(() => {}); // It is told to who waits for it.
    this.#waiting.push(bytes);
  }

  async #writeFirst(): Promise<void> {
    const pieces = await this.#waiting.shift() ?? [];
    for (const piece of pieces) this.#file.writeBytes(piece);
  }
}

/** A step's columns, copied, of trades what counts of them. */
function copyOf(columns: StepOfTable): StepOfTable {
  if ("amountKwh" in columns) return copied(columns, columns.count);
  const { trades } = columns;
  const copy = copied(columns);
  return trades === null ? copy : { ...copy, trades: copied(trades, trades.count) };
}

function copied<Columns extends object>(columns: Columns, count?: number): Columns {
  const copy = (value: unknown) =>
    ArrayBuffer.isView(value) ? (value as Float64Array).slice(0, count) : value;
  return Object.fromEntries(
    Object.entries(columns).map(([name, value]) => [name, copy(value)]),
  ) as unknown as Columns;
}
