import { createHash } from "node:crypto";
import { join } from "node:path";
import { memberColumns, membersOf, type NeighbourhoodRecord } from "./member_records.ts";
import type { Config } from "../config/settings.ts";
import { parseConfig } from "../config/mod.ts";
import { InputError } from "../input_error.ts";
import { stepsOf } from "../config/steps.ts";
import { localSteps } from "../time.ts";
import { kpisFromJson } from "./kpi_definitions.ts";
import { finishPublishing } from "./output_folder.ts";
import { readCsv } from "./read_csv.ts";
import { tradeColumns } from "./market_records.ts";
import { readTrades } from "./read_trades.ts";
import {
  accountColumns,
  accountNames,
  prosumerColumns,
  raceColumns,
  usesItalysTariffs,
} from "./records.ts";
import { stepColumns, zonalColumns } from "./step_records.ts";
import type { AccountSteps, MemberSteps, Results, RunRecord, StepOfMining } from "./results.ts";

/** The tables of a run's folder that are read; run.json names them with their SHA-256. */
const TABLES = [
  "prosumer_stats.csv",
  "hours.csv",
  "members.csv",
  "accounts.csv",
  "trades.csv",
  "blockchain_stats.csv",
  "chain.jsonl",
];

/**
 * Reads the files that `deno task simulate` wrote.
 *
 * @param folder Such as `results`.
 * @throws {InputError} If a file is missing, is not whole, or is not the one that run.json describes.
 */
export async function readResults(folder: string): Promise<Results> {
  finishPublishing(folder);
  const { config, run } = await readRun(folder);
  await checkTables(folder, run);
  const time = stepsOf(config);
  const steps = time.count;
  const prosumers = config.community.num_prosumers;

  const rows = await readTable(folder, "prosumer_stats.csv", prosumerColumns, steps * prosumers);
  const names = accountNames(config);
  const zone = usesItalysTariffs(config) ? zonalColumns : [];
  const balances = await readTable(
    folder,
    "accounts.csv",
    accountColumns,
    steps * names.length,
  );
  const races = await readTable(folder, "blockchain_stats.csv", raceColumns, steps);
  const wholeCommunity = await readTable(folder, "hours.csv", [...stepColumns, ...zone], steps);
  return {
    config,
    run,
    steps,
    prosumers,
    calendar: localSteps(time),
    ...await readMembers(folder, prosumers, run),
    marketPrice: wholeCommunity.numbers.market_price,
    actualPrice: wholeCommunity.numbers.actual_price,
    zonalPrice: wholeCommunity.numbers.zonal_price ?? wholeCommunity.numbers.market_price,
    members: memberSteps(rows),
    accounts: accountSteps(balances, steps, names),
    trades: await readTradeTable(folder),
    kpis: kpisFromJson(run.json.kpis),
    races: stepsOfMining(races),
  };
}

/** The trades on the chain, and what trades.csv adds to each: the seller's price. */
async function readTradeTable(folder: string): Promise<Results["trades"]> {
  const trades = await readTrades(join(folder, "chain.jsonl"));
  const rows = await readTable(folder, "trades.csv", tradeColumns, trades.count);
  return { ...trades, sellersEurPerKwh: rows.numbers.seller_price_per_kWh };
}

async function readMembers(
  folder: string,
  prosumers: number,
  { json }: RunRecord,
): Promise<Pick<Results, "community" | "worlds">> {
  const { numbers, texts } = await readTable(folder, "members.csv", memberColumns, prosumers);
  const community = membersOf(
    (name) => numbers[name],
    texts.neighbourhood,
    texts.kind,
    json.neighbourhoods as NeighbourhoodRecord[],
  );
  const worlds = {
    alone: numbers.money_alone,
    benefitAlone: numbers.benefit_alone,
    benefitMarket: numbers.benefit_market,
    benefitCer: numbers.benefit_cer,
  };
  return { community, worlds };
}

async function readRun(folder: string): Promise<{ config: Config; run: RunRecord }> {
  const path = join(folder, "run.json");
  let json: Record<string, unknown>;
  try {
    json = JSON.parse(await Deno.readTextFile(path));
  } catch (cause) {
    const reason = cause instanceof SyntaxError ? "it is not whole JSON" : "there is none";
    throw new InputError(
      `Cannot read "${path}", which states how the results came about: ${reason}. ` +
        "Run `deno task simulate` first, or name the folder of its results with --results",
      { cause },
    );
  }
  const data = (json.data ?? {}) as {
    label?: unknown;
    synthetic?: unknown;
    sources?: { sha256: string }[];
  };
  return {
    config: parseConfig(JSON.stringify(json.config ?? {})),
    run: {
      dataLabel: typeof data.label === "string" ? data.label : "unknown data",
      synthetic: data.synthetic === true,
      sourceHashes: (data.sources ?? []).map(({ sha256 }) => sha256),
      json,
    },
  };
}

/** Makes sure that the tables are those of the run: none missing, none cut short or edited. */
async function checkTables(folder: string, run: RunRecord): Promise<void> {
  const outputs = (run.json.outputs ?? {}) as Record<string, unknown>;
  const problems: string[] = [];
  for (const name of TABLES) {
    try {
      const bytes = await Deno.readFile(join(folder, name));
      if (createHash("sha256").update(bytes).digest("hex") !== outputs[name]) {
        problems.push(
          `"${join(folder, name)}" is not the file that run.json describes: it was cut short or ` +
            "changed after the run. Run `deno task simulate` again",
        );
      }
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
      problems.push(`"${join(folder, name)}" is missing. Run \`deno task simulate\` again`);
    }
  }
  if (problems.length > 0) throw new InputError(problems);
}

/** Columns that hold no number. */
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
]);

/** Columns that are not read from here: the chain has them. */
const LEFT_OUT = new Set(["transactions"]);

interface Table {
  /** By name, NaN for an empty cell. */
  readonly numbers: Readonly<Record<string, Float64Array>>;
  /** By name. */
  readonly texts: Readonly<Record<string, readonly string[]>>;
}

async function readTable(
  folder: string,
  name: string,
  columns: readonly string[],
  height: number,
): Promise<Table> {
  const path = join(folder, name);
  const wanted = columns.filter((column) => !LEFT_OUT.has(column));
  const table = await readCsv(path, {
    numbers: wanted.filter((column) => !TEXTS.has(column)),
    texts: wanted.filter((column) => TEXTS.has(column)),
  });
  if (table.height !== height) {
    throw new InputError(
      `"${path}" must hold ${height} rows for this run, but holds ${table.height}`,
    );
  }
  return table;
}

function memberSteps({ numbers }: Table): MemberSteps {
  return {
    pvKwh: numbers.pv_generation,
    loadKwh: numbers.load,
    pvMeteredKwh: numbers.pv_metered,
    loadMeteredKwh: numbers.load_metered,
    meteredKwh: numbers.metered,
    batteryLevelKwh: numbers.battery_level,
    imbalanceKwh: numbers.imbalance,
    balanceEur: numbers.money_balance,
    quote: numbers.trading_price,
    bonus: numbers.bonus,
    penalty: numbers.penalty,
  };
}

/** Rows are step by step, the accounts of a step in the order of `names`. */
function accountSteps(
  { numbers }: Table,
  steps: number,
  names: readonly string[],
): AccountSteps {
  const { balance: values } = numbers;
  const of = (name: string) => {
    const place = names.indexOf(name);
    return Float64Array.from({ length: steps }, (_, k) => values[k * names.length + place]);
  };
  return {
    aggregator: of("aggregator"),
    networkOperator: of("network_operator"),
    regulatorFund: of("regulator_fund"),
    marketOperator: of("market_operator"),
    prosumers: of("prosumers"),
  };
}

function stepsOfMining({ numbers, texts }: Table): StepOfMining[] {
  return texts.all_competitors.map((list, step) => {
    const place = (JSON.parse(list) as string[]).indexOf(texts.winner_miner[step]);
    return {
      powers: JSON.parse(texts.all_powers[step]) as number[],
      winner: place < 0 ? null : place + 1,
      pending: numbers.num_pending_transactions[step],
    };
  });
}
