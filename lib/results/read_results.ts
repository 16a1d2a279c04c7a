import { createHash } from "node:crypto";
import { join } from "node:path";
import { memberColumns, membersOf, type NeighbourhoodRecord } from "./member_records.ts";
import type { Config } from "../config/settings.ts";
import { parseConfig } from "../config/mod.ts";
import { InputError } from "../input_error.ts";
import { stepsOf } from "../config/steps.ts";
import { localSteps } from "../time.ts";
import { kpisFromJson } from "./kpi_definitions.ts";
import { finishPublishing } from "./output/output_folder.ts";
import { readParquet } from "../parquet.ts";
import { readCsv } from "./read_csv.ts";
import { kindOf } from "./tables/cells.ts";
import type { TableFormat } from "./tables/table_format.ts";
import { tradeColumns } from "./tables/trade_steps.ts";
import { readTrades } from "./read_trades.ts";
import { accountColumns, accountNames, raceColumns, usesItalysTariffs } from "./records.ts";
import { prosumerColumns } from "./tables/member_steps.ts";
import { regulatorColumns } from "./regulator_records.ts";
import { stepColumns, zonalColumns } from "./step_records.ts";
import type { AccountSteps, MemberSteps, Results, RunRecord, StepOfMining } from "./results.ts";

/** The tables of a run's folder that are read, without ending; run.json names them with their SHA-256. */
const TABLES = [
  "prosumer_stats",
  "hours",
  "members",
  "accounts",
  "regulator",
  "trades",
  "blockchain_stats",
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

  const read: ReadTable = (name, columns, height) => readTable(folder, run, name, columns, height);
  const rows = await read("prosumer_stats", prosumerColumns, steps * prosumers);
  const names = accountNames(config);
  const zone = usesItalysTariffs(config) ? zonalColumns : [];
  const balances = await read("accounts", accountColumns, steps * names.length);
  const { numbers: regulator } = await read("regulator", regulatorColumns, steps);
  const races = await read("blockchain_stats", raceColumns, steps);
  const wholeCommunity = await read("hours", [...stepColumns, ...zone], steps);
  return {
    config,
    run,
    steps,
    prosumers,
    calendar: localSteps(time),
    ...await readMembers(read, prosumers, run),
    marketPrice: wholeCommunity.numbers.market_price,
    actualPrice: wholeCommunity.numbers.actual_price,
    zonalPrice: wholeCommunity.numbers.zonal_price ?? wholeCommunity.numbers.market_price,
    members: memberSteps(rows),
    accounts: {
      ...accountSteps(balances, steps, names),
      fundTakenIn: regulator.fund_taken_in,
      fundPaidOut: regulator.fund_paid_out,
    },
    trades: await readTradeTable(folder, read),
    kpis: kpisFromJson(run.json.kpis),
    races: stepsOfMining(races),
  };
}

/** The trades on the chain, and what trades.csv adds to each: the seller's price. */
async function readTradeTable(folder: string, read: ReadTable): Promise<Results["trades"]> {
  const trades = await readTrades(join(folder, "chain.jsonl"));
  const rows = await read("trades", tradeColumns, trades.count);
  return { ...trades, sellersEurPerKwh: rows.numbers.seller_price_per_kWh };
}

async function readMembers(
  read: ReadTable,
  prosumers: number,
  { json }: RunRecord,
): Promise<Pick<Results, "community" | "worlds">> {
  const { numbers, texts } = await read("members", memberColumns, prosumers);
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
  const files = TABLES.map((name) => `${name}.${formatOf(run)}`);
  for (const name of [...files, "chain.jsonl"]) {
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

/** Columns that are not read from here: the chain has them. */
const LEFT_OUT = new Set(["transactions"]);

interface Table {
  /** By name, NaN for an empty cell. */
  readonly numbers: Readonly<Record<string, Float64Array>>;
  /** By name. */
  readonly texts: Readonly<Record<string, readonly string[]>>;
}

/** Reads a table of a run: its name without ending, the columns it has, and how many rows. */
type ReadTable = (name: string, columns: readonly string[], height: number) => Promise<Table>;

/** The format in which a run's tables are written. */
function formatOf({ json }: RunRecord): TableFormat {
  const outputs = (json.outputs ?? {}) as Record<string, unknown>;
  return "prosumer_stats.parquet" in outputs ? "parquet" : "csv";
}

async function readTable(
  folder: string,
  run: RunRecord,
  name: string,
  columns: readonly string[],
  height: number,
): Promise<Table & { readonly height: number }> {
  const format = formatOf(run);
  const path = join(folder, `${name}.${format}`);
  const wanted = columns.filter((column) => !LEFT_OUT.has(column));
  const numbers = wanted.filter((column) => kindOf(column) !== "text");
  const texts = wanted.filter((column) => kindOf(column) === "text");
  const table = format === "csv"
    ? await readCsv(path, { numbers, texts })
    : await readParquetTable(path, [...numbers, ...texts]);
  if (table.height !== height) {
    throw new InputError(
      `"${path}" must hold ${height} rows for this run, but holds ${table.height}`,
    );
  }
  return table;
}

async function readParquetTable(path: string, columns: readonly string[]) {
  const { height, numbers, texts } = await readParquet(await Deno.readFile(path));
  const missing = columns.filter((column) => !numbers.has(column) && !texts.has(column));
  if (missing.length > 0) {
    throw new InputError(`"${path}" must have the columns ${missing.join(", ")}`);
  }
  return { height, numbers: Object.fromEntries(numbers), texts: Object.fromEntries(texts) };
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
): Omit<AccountSteps, "fundTakenIn" | "fundPaidOut"> {
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
