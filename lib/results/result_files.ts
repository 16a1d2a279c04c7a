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
import { regulatorColumns, regulatorRow, tradeColumns, tradeRows } from "./market_records.ts";
import { stepColumns, stepRow, zonalColumns } from "./step_records.ts";
import { networkColumns, networkRows } from "./network_records.ts";
import type { OutputFile } from "./output_file.ts";
import type { OutputFolder } from "./output_folder.ts";
import {
  accountColumns,
  accountNames,
  accountRows,
  prosumerColumns,
  prosumerRows,
  raceColumns,
  raceRow,
  usesItalysTariffs,
} from "./records.ts";

/** Writes the files of a run while it goes by: one row of each kind after the other. */
export class ResultFiles {
  readonly #folder: OutputFolder;
  readonly #config: Config;
  readonly #prosumers: OutputFile;
  readonly #accounts: OutputFile;
  readonly #trades: OutputFile;
  readonly #regulator: OutputFile;
  readonly #races: OutputFile;
  readonly #steps: OutputFile;
  readonly #chain: OutputFile;
  readonly #totals: MemberTotals;
  readonly #withZone: boolean;
  readonly #accountNames: readonly string[];

  /** Begins the files of a run with their headers. */
  constructor(folder: OutputFolder, config: Config, members: Members) {
    this.#totals = new MemberTotals(members);
    this.#folder = folder;
    this.#config = config;
    this.#prosumers = this.#table("prosumer_stats.csv", prosumerColumns);
    this.#trades = this.#table("trades.csv", tradeColumns);
    this.#regulator = this.#table("regulator.csv", regulatorColumns);
    this.#races = this.#table("blockchain_stats.csv", raceColumns);
    this.#withZone = usesItalysTariffs(config);
    this.#accountNames = accountNames(config);
    const zone = this.#withZone ? zonalColumns : [];
    this.#steps = this.#table("hours.csv", [...stepColumns, ...zone]);
    this.#chain = folder.create("chain.jsonl");
    this.#accounts = this.#table("accounts.csv", accountColumns);
  }

  /** Writes a block as a line of chain.jsonl. */
  writeBlock(block: Block): void {
    for (const part of blockLine(block)) this.#chain.writeBytes(part);
  }

  /** Writes all of a step but its block. */
  writeStep(step: Step): void {
    const hour = this.#hourOf(step.step);
    this.#totals.add(step);
    for (const row of prosumerRows(step, hour)) this.#prosumers.write(row);
    for (const row of accountRows(step, hour, this.#accountNames)) this.#accounts.write(row);
    for (const row of tradeRows(step, hour)) this.#trades.write(row);
    this.#steps.write(stepRow(step, hour, this.#withZone));
    this.#regulator.write(regulatorRow(step, hour));
  }

  /**
   * Writes who competed for the block of a step, and the block that holds its trades, if any.
   *
   * @param pending Trades that waited for the block.
   */
  writeBlockOfStep(step: number, pending: number, block: Block | undefined): void {
    const hour = this.#hourOf(step);
    this.#races.write(raceRow({ step, hour, pending }, block, this.#config));
    if (block !== undefined) this.writeBlock(block);
  }

  /** Writes the public keys with which the signatures of trades and blocks are checked, if any. */
  writeKeys(keys: PublishedKeys): void {
    if (keys.parties === undefined && keys.validators === undefined) return;
    this.#folder.create("keys.json").write(keysJson(keys));
  }

  /** Writes how each miner fared in a simulated network. */
  writeNetwork(report: NetworkReport): void {
    const table = this.#table("network_stats.csv", networkColumns);
    for (const row of networkRows(report)) table.write(row);
  }

  /**
   * Ends the files and publishes them with run.json, which states how they came about.
   *
   * @param provenance What the run used; the SHA-256 of each file is added as `outputs`.
   */
  publish(provenance: Readonly<Record<string, unknown>>): void {
    const members = this.#table("members.csv", memberColumns);
    for (const row of this.#totals.rows()) members.write(row);
    const outputs = this.#folder.close();
    const run = { ...provenance, outputs };
    this.#folder.create("run.json").write(`${JSON.stringify(run, null, 2)}\n`);
    this.#folder.publish("run.json");
  }

  /** The hour of the run that a step lies in, from 0. */
  #hourOf(step: number): number {
    return Math.floor(step * this.#config.step_minutes / 60);
  }

  #table(name: string, columns: readonly string[]): OutputFile {
    const file = this.#folder.create(name);
    file.write(`${columns.join(",")}\n`);
    return file;
  }
}
