import {
  type Block,
  blockLine,
  keysJson,
  type NetworkReport,
  type PublishedKeys,
} from "../chain/mod.ts";
import type { Config } from "../config/settings.ts";
import type { Step } from "../simulation.ts";
import type { Members } from "../community/mod.ts";
import { memberColumns, MemberTotals } from "./member_records.ts";
import { regulatorColumns, regulatorRow } from "./regulator_records.ts";
import { stepColumns, stepRow, zonalColumns } from "./step_records.ts";
import { networkColumns, networkRows } from "./network_records.ts";
import type { OutputFile } from "./output/output_file.ts";
import type { OutputFolder } from "./output/output_folder.ts";
import {
  accountColumns,
  accountNames,
  accountRows,
  raceColumns,
  raceRow,
  usesItalysTariffs,
} from "./records.ts";
import type { EncoderSetup, LargeTable } from "./tables/encoders.ts";
import { type MemberStep, memberStepOf } from "./tables/member_steps.ts";
import { bytesHere, bytesInThreads, StepTable, type TableBytes } from "./tables/step_tables.ts";
import { type RowTable, rowTable, type TableFormat } from "./tables/table_format.ts";
import { type TradeStep, tradeStepOf } from "./tables/trade_steps.ts";

/** Members of whom a step makes threads for the large tables worth their start … */
const MEMBERS_WORTH_THREADS = 512;

/** … where that is so over a run of so many rows. */
const ROWS_WORTH_THREADS = 100_000;

/** How tables are written. */
export interface TableOptions {
  /** `csv` by default. */
  readonly format?: TableFormat;
  /**
   * Threads that make the large tables, 0 for none; by default one per core where that is worth it.
   * Their number never changes a byte.
   */
  readonly threads?: number;
}

/** Writes the files of a run while it goes by: one row of each kind after the other. */
export class ResultFiles implements Disposable {
  readonly #folder: OutputFolder;
  readonly #config: Config;
  readonly #format: TableFormat;
  readonly #bytes: TableBytes;
  readonly #prosumers: StepTable<MemberStep>;
  readonly #accounts: RowTable;
  readonly #trades: StepTable<TradeStep>;
  readonly #regulator: RowTable;
  readonly #races: RowTable;
  readonly #steps: RowTable;
  readonly #chain: OutputFile;
  readonly #totals: MemberTotals;
  readonly #tables: RowTable[] = [];
  readonly #withZone: boolean;
  readonly #accountNames: readonly string[];

  /** Begins the files of a run with their headers. */
  constructor(
    folder: OutputFolder,
    config: Config,
    members: Members,
    { format = "csv", threads = threadsFor(config, members) }: TableOptions = {},
  ) {
    this.#totals = new MemberTotals(members);
    this.#folder = folder;
    this.#config = config;
    this.#format = format;
    this.#withZone = usesItalysTariffs(config);
    this.#accountNames = accountNames(config);
    const setup = { format, members: traitsOf(members) };
    this.#bytes = threads === 0 ? bytesHere(setup) : bytesInThreads(setup, threads);
    const inThread = threads > 0;
    const large = (name: LargeTable) => folder.create(`${name}.${format}`, { inThread });
    this.#prosumers = new StepTable(large("prosumer_stats"), "prosumer_stats", this.#bytes);
    this.#trades = new StepTable(large("trades"), "trades", this.#bytes);
    this.#regulator = this.#table("regulator", regulatorColumns);
    this.#races = this.#table("blockchain_stats", raceColumns);
    const zone = this.#withZone ? zonalColumns : [];
    this.#steps = this.#table("hours", [...stepColumns, ...zone]);
    this.#chain = folder.create("chain.jsonl", { inThread });
    this.#accounts = this.#table("accounts", accountColumns);
  }

  /** Writes a block as a line of chain.jsonl. */
  writeBlock(block: Block): void {
    for (const part of blockLine(block)) this.#chain.writeBytes(part);
  }

  /**
   * Writes all of a step but its block. Its columns are read before the promise is returned.
   *
   * @returns Fulfilled when there is room for another.
   */
  async writeStep(step: Step): Promise<void> {
    const hour = this.#hourOf(step.step);
    this.#totals.add(step);
    for (const row of accountRows(step, hour, this.#accountNames)) this.#accounts.add(row);
    this.#steps.add(stepRow(step, hour, this.#withZone));
    this.#regulator.add(regulatorRow(step, hour));
    const withTrades = this.#format === "csv";
    await Promise.all([
      this.#prosumers.add(memberStepOf(step, hour, withTrades)),
      this.#trades.add(tradeStepOf(step, hour)),
    ]);
  }

  /**
   * Writes who competed for the block of a step, and the block that holds its trades, if any.
   *
   * @param pending Trades that waited for the block.
   */
  writeBlockOfStep(step: number, pending: number, block: Block | undefined): void {
    const hour = this.#hourOf(step);
    this.#races.add(raceRow({ step, hour, pending }, block, this.#config));
    if (block !== undefined) this.writeBlock(block);
  }

  /** Ends the tables that grow step by step, after the last. */
  async endSteps(): Promise<void> {
    await Promise.all([this.#prosumers.end(), this.#trades.end()]);
  }

  /** Writes the public keys with which the signatures of trades and blocks are checked, if any. */
  writeKeys(keys: PublishedKeys): void {
    if (keys.parties === undefined && keys.validators === undefined) return;
    this.#folder.create("keys.json").write(keysJson(keys));
  }

  /** Writes how each miner fared in a simulated network. */
  writeNetwork(report: NetworkReport): void {
    const table = this.#table("network_stats", networkColumns);
    for (const row of networkRows(report)) table.add(row);
  }

  /**
   * Ends the files and publishes them with run.json, which states how they came about.
   *
   * @param provenance What the run used; the SHA-256 of each file is added as `outputs`.
   */
  publish(provenance: Readonly<Record<string, unknown>>): void {
    const members = this.#table("members", memberColumns);
    for (const row of this.#totals.rows()) members.add(row);
    for (const table of this.#tables) table.end();
    const outputs = this.#folder.close();
    const run = { ...provenance, outputs };
    this.#folder.create("run.json").write(`${JSON.stringify(run, null, 2)}\n`);
    this.#folder.publish("run.json");
  }

  /** Ends the threads; what is left to write after the last step needs none. */
  [Symbol.dispose](): void {
    this.#bytes[Symbol.dispose]();
  }

  /** The hour of the run that a step lies in, from 0. */
  #hourOf(step: number): number {
    return Math.floor(step * this.#config.step_minutes / 60);
  }

  #table(name: string, columns: readonly string[]): RowTable {
    const file = this.#folder.create(`${name}.${this.#format}`);
    const table = rowTable(this.#format, file, columns);
    this.#tables.push(table);
    return table;
  }
}

function threadsFor({ hours, step_minutes }: Config, { size }: Members): number {
  const rows = size * hours * 60 / step_minutes;
  const worth = size >= MEMBERS_WORTH_THREADS && rows >= ROWS_WORTH_THREADS;
  return worth ? navigator.hardwareConcurrency : 0;
}

function traitsOf(members: Members): EncoderSetup["members"] {
  const { size, pvCapacityKw, batteryCapacityKwh, neighbourhood, neighbourhoodNames } = members;
  return { size, pvCapacityKw, batteryCapacityKwh, neighbourhood, neighbourhoodNames };
}
