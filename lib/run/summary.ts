import type { Block } from "../chain/mod.ts";
import type { Config } from "../config/settings.ts";
import type { Step } from "../simulation.ts";
import type { Kpis } from "../results/kpi_definitions.ts";
import { KpiTotals } from "../results/kpis.ts";

/** A run in a few numbers: its figures and its chain. */
export interface RunSummary {
  /** Number of steps. */
  readonly steps: number;
  /** Number of members. */
  readonly prosumers: number;
  /** Names of the neighbourhoods drawn. */
  readonly neighbourhoods: readonly string[];
  /** Energy in kWh, prices in €/kWh, money in €. */
  readonly kpis: Kpis;
  /** Highest balance of a prosumer at the end, €. */
  readonly bestProsumer: number;
  /** Lowest balance of a prosumer at the end, €. */
  readonly worstProsumer: number;
  /** What the regulator's fund handed back at the end, €. */
  readonly rebate: number;
  /** Trades of all hours. */
  readonly transactions: number;
  /** Blocks, the genesis block included. */
  readonly blocks: number;
  /** Tries of all miners. */
  readonly hashesTried: number;
}

/** Adds up a run while it goes by. */
export class RunTotals {
  readonly #figures: KpiTotals;
  #steps = 0;
  #transactions = 0;
  #blocks = 0;
  #hashesTried = 0;
  #last: Step | undefined;

  /** A run of no steps yet. */
  constructor({ battery }: Pick<Config, "battery">) {
    this.#figures = new KpiTotals(battery);
  }

  /** Takes a step. */
  add(step: Step): void {
    this.#figures.add(step);
    this.#steps++;
    this.#transactions += step.trades.count;
    this.#last = step;
  }

  /** Takes a block. */
  addBlock(block: Block): void {
    this.#blocks++;
    this.#hashesTried += block.work.hashesTried;
  }

  /**
   * The run so far.
   *
   * @throws {RangeError} If no step was added.
   */
  summary(): RunSummary {
    if (this.#last === undefined) throw new RangeError("Cannot summarise a run of no hours");
    const { members, accounts, rebateEur } = this.#last;
    const balances = accounts.prosumers;
    return {
      steps: this.#steps,
      prosumers: members.size,
      neighbourhoods: members.neighbourhoodNames,
      kpis: this.#figures.kpis(),
      bestProsumer: balances.reduce((best, balance) => Math.max(best, balance), -Infinity),
      worstProsumer: balances.reduce((worst, balance) => Math.min(worst, balance), Infinity),
      rebate: rebateEur,
      transactions: this.#transactions,
      blocks: this.#blocks,
      hashesTried: this.#hashesTried,
    };
  }
}
