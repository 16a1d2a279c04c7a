import { type Block, consensusNamed, consensusRules, nodeName } from "../chain/mod.ts";
import type { Config } from "../config/settings.ts";
import { type MarketTrades, partyOf, tradeTypeNames } from "../market/mod.ts";
import { DUST_KWH } from "../community/mod.ts";
import { sum } from "../mean.ts";
import type { Step } from "../simulation.ts";

/** Columns of prosumer_stats.csv, a row per prosumer and hour. */
export const prosumerColumns: readonly string[] = [
  "hour",
  "id",
  "pv_capacity",
  "pv_generation",
  "load",
  "battery_capacity",
  "battery_level",
  "imbalance",
  "money_balance",
  "trading_price",
  "neighbourhood",
  "bonus",
  "penalty",
  "p2p_exchanges",
  "agg_exchanges",
  "market_price",
  "transactions",
  "step",
  "pv_metered",
  "load_metered",
  "metered",
  "contract",
];

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
 * The lines of prosumer_stats.csv for a step of an hour of the run, by prosumer id, each with its line break. */
export function* prosumerRows(
  { step, members, planned, metered, orders, standing, trades, accounts, marketPrice }: Step,
  hour: number,
): Generator<string> {
  const transactions = tradesByProsumer(trades, hour, members.size);
  const names = members.neighbourhoodNames.map(csvCell);
  const price = String(marketPrice);
  for (let i = 0; i < members.size; i++) {
    const quote = Number.isNaN(orders.quote[i]) ? "" : orders.quote[i];
    const contract = planned.imbalanceKwh[i];
    const list = transactions[i] === "" ? "[]" : `"[${transactions[i]}]"`;
    yield `${hour},${i},${members.pvCapacityKw[i]},${planned.pvKwh[i]},${planned.loadKwh[i]},` +
      `${members.batteryCapacityKwh[i]},${metered.batteryLevelKwh[i]},${contract},` +
      `${accounts.prosumers[i]},${quote},${names[members.neighbourhood[i]]},` +
      `${standing.bonus[i]},${standing.penalty[i]},${standing.p2pExchanges[i]},` +
      `${standing.aggExchanges[i]},${price},${list},` +
      `${step},${metered.pvKwh[i]},${metered.loadKwh[i]},${metered.imbalanceKwh[i]},` +
      `${Math.abs(contract) < DUST_KWH ? 0 : contract}\n`;
  }
}

/**
 * The lines of accounts.csv for a step.
 *
 * @param names As {@linkcode accountNames} gives them.
 */
export function* accountRows(
  { step, accounts }: Step,
  hour: number,
  names: readonly string[],
): Generator<string> {
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
    yield `${hour},${names[a]},${balances[a]},${step}\n`;
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
 * The line of blockchain_stats.csv for a step.
 *
 * @param block The block that holds the step's trades; without one, the miners or validators stood
 * by and nobody won.
 */
export function raceRow(
  { step, hour, pending }: StepOfRace,
  block: Block | undefined,
  { seed, blockchain }: Pick<Config, "seed" | "blockchain">,
): string {
  const consensus = consensusNamed(blockchain.consensus);
  const contestants = block?.work.contestants ??
    consensusRules[consensus].contestants(seed, step, blockchain.number_of_miners);
  const names = JSON.stringify(contestants.map(({ miner }) => nodeName(consensus, miner)));
  const powers = JSON.stringify(contestants.map(({ power }) => power));
  const winner = block === undefined ? "" : nodeName(consensus, block.header.miner);
  return `${hour},${csvCell(names)},${csvCell(powers)},${winner},` +
    `${block?.work.winnerPower ?? ""},${pending}\n`;
}

/** A cell of a CSV file, quoted where RFC 4180 asks for it. */
export function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * By prosumer, the JSON objects of its trades of the step, separated by commas, for a quoted cell:
 * each quote stands twice.
 */
function tradesByProsumer(trades: MarketTrades, hour: number, size: number): string[] {
  const lists: string[] = new Array(size).fill("");
  const append = (id: number, json: string) => {
    if (id >= 0) lists[id] += lists[id] === "" ? json : `,${json}`;
  };
  const ends = tradeTypeNames.map((name) => `""type"":""${name}"",""hour"":${hour}}`);
  for (let t = 0; t < trades.count; t++) {
    const sender = trades.sender[t], receiver = trades.receiver[t];
    const sellersPrice = trades.sellersEurPerKwh[t];
    const second = sellersPrice === trades.eurPerKwh[t]
      ? ""
      : `""seller_price_per_kWh"":${sellersPrice},`;
    const json = `{""sender"":${party(sender)},""receiver"":${party(receiver)},` +
      `""amount"":${trades.amountKwh[t]},""price_per_kWh"":${trades.eurPerKwh[t]},` +
      second + ends[trades.type[t]];
    append(sender, json);
    append(receiver, json);
  }
  return lists;
}

function party(code: number): number | string {
  const name = partyOf(code);
  return typeof name === "number" ? name : `""${name}""`;
}
