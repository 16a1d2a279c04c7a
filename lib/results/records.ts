import { type Block, consensusNamed, consensusRules, nodeName } from "../chain/mod.ts";
import type { Config } from "../config/settings.ts";
import { sum } from "../mean.ts";
import type { Step } from "../simulation.ts";
import type { Cell } from "./tables/cells.ts";

/** Columns of accounts.csv, a row per hour and account. */
export const accountColumns: readonly string[] = ["hour", "account", "balance", "step"];

const ACCOUNTS = [
  "aggregator",
  "network_operator",
  "regulator_fund",
  "market_operator",
  "prosumers",
];
const ITALYS_ACCOUNTS = ["supplier", "distributor", "state", "gse", "bills", "incentive"];

/** The accounts of accounts.csv, in its order: `bills` and `incentive` are members' too. */
export function accountNames(config: Pick<Config, "grid" | "cer">): readonly string[] {
  return usesItalysTariffs(config) ? [...ACCOUNTS, ...ITALYS_ACCOUNTS] : ACCOUNTS;
}

/** Whether a run settles more than trades: bills at retail, or the incentive. */
export function usesItalysTariffs({ grid, cer }: Pick<Config, "grid" | "cer">): boolean {
  return grid.tariff === "retail" || cer !== null;
}

/**
 * The rows of accounts.csv for a step of an hour of the run.
 *
 * @param names As {@linkcode accountNames} gives them.
 */
export function* accountRows(
  { step, accounts }: Step,
  hour: number,
  names: readonly string[],
): Generator<Cell[]> {
  const balances = [
    accounts.aggregator,
    accounts.networkOperator,
    accounts.regulatorFund,
    accounts.marketOperator,
    accounts.community,
  ];
  if (names.length > balances.length) {
    const { supplier, distributor, state, gse, bills, incentive } = accounts;
    balances.push(supplier, distributor, state, gse, sum(bills), sum(incentive));
  }
  for (let a = 0; a < balances.length; a++) {
    yield [hour, names[a], balances[a], step];
  }
}

/** Columns of blockchain_stats.csv, a row per hour. */
export const raceColumns: readonly string[] = [
  "hour",
  "all_competitors",
  "all_powers",
  "winner_miner",
  "winner_power",
  "num_pending_transactions",
];

/** A step for whose block miners raced or validators were drawn. */
export interface StepOfRace {
  /** From 0. */
  readonly step: number;
  /** The hour of the run that it lies in, from 0. */
  readonly hour: number;
  /** Trades that waited for its block. */
  readonly pending: number;
}

/**
 * The row of blockchain_stats.csv for a step.
 *
 * @param block The block that holds the step's trades; without one, the miners or validators stood
 * by and nobody won.
 */
export function raceRow(
  { step, hour, pending }: StepOfRace,
  block: Block | undefined,
  { seed, blockchain }: Pick<Config, "seed" | "blockchain">,
): Cell[] {
  const consensus = consensusNamed(blockchain.consensus);
  const contestants = block?.work.contestants ??
    consensusRules[consensus].contestants(seed, step, blockchain.number_of_miners);
  const names = JSON.stringify(contestants.map(({ miner }) => nodeName(consensus, miner)));
  const powers = JSON.stringify(contestants.map(({ power }) => power));
  const winner = block === undefined ? "" : nodeName(consensus, block.header.miner);
  return [hour, names, powers, winner, block?.work.winnerPower ?? "", pending];
}
