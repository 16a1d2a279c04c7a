import { createHash } from "node:crypto";
import { join } from "node:path";
import pl from "nodejs-polars";
import type { Members } from "../community/mod.ts";
import { memberColumns, membersOf, type NeighbourhoodRecord } from "./member_records.ts";
import type { Config } from "../config/settings.ts";
import { parseConfig } from "../config/mod.ts";
import { InputError } from "../input_error.ts";
import { localHours, midnightInRome } from "../time.ts";
import { kpisFromJson } from "./kpi_definitions.ts";
import { readTrades } from "./read_trades.ts";
import { accountColumns, accountNames, prosumerColumns, raceColumns } from "./records.ts";
import type { AccountHours, HourOfMining, MemberHours, Results, RunRecord } from "./results.ts";

/** The tables of a run's folder that are read; run.json names them with their SHA-256. */
const TABLES = [
  "prosumer_stats.csv",
  "members.csv",
  "accounts.csv",
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
  const { config, run } = await readRun(folder);
  await checkTables(folder, run);
  const { hours, community: { num_prosumers: prosumers } } = config;

  const rows = readTable(folder, "prosumer_stats.csv", prosumerColumns, hours * prosumers, {
    texts: ["neighbourhood", "transactions"],
  });
  const balances = readTable(folder, "accounts.csv", accountColumns, hours * accountNames.length, {
    texts: ["account"],
  });
  const races = readTable(folder, "blockchain_stats.csv", raceColumns, hours, {
    texts: ["all_competitors", "all_powers", "winner_miner"],
  });
  const marketPrices = column(rows, "market_price");
  return {
    config,
    run,
    hours,
    prosumers,
    calendar: localHours(midnightInRome(config.date), hours),
    community: readMembers(folder, prosumers, run),
    marketPrice: Float64Array.from({ length: hours }, (_, h) => marketPrices[h * prosumers]),
    members: memberHours(rows),
    accounts: accountHours(balances, hours),
    trades: await readTrades(join(folder, "chain.jsonl")),
    kpis: kpisFromJson(run.json.kpis),
    races: hoursOfMining(races),
  };
}

function readMembers(folder: string, prosumers: number, { json }: RunRecord): Members {
  const rows = readTable(folder, "members.csv", memberColumns, prosumers, {
    texts: ["neighbourhood"],
  });
  return membersOf(
    (name) => column(rows, name),
    rows.getColumn("neighbourhood").toArray() as string[],
    json.neighbourhoods as NeighbourhoodRecord[],
  );
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

function readTable(
  folder: string,
  name: string,
  columns: readonly string[],
  height: number,
  { texts }: { texts: readonly string[] },
): pl.DataFrame {
  const path = join(folder, name);
  const table = pl.readCSV(path, {
    dtypes: Object.fromEntries(
      columns.map((column) => [column, texts.includes(column) ? pl.Utf8 : pl.Float64]),
    ),
  });
  const missing = columns.filter((column) => !table.columns.includes(column));
  if (missing.length > 0) {
    throw new InputError(`"${path}" must have the columns ${missing.join(", ")}, but has not`);
  }
  if (table.height !== height) {
    throw new InputError(
      `"${path}" must hold ${height} rows for this run, but holds ${table.height}`,
    );
  }
  return table;
}

function memberHours(rows: pl.DataFrame): MemberHours {
  return {
    pvKwh: column(rows, "pv_generation"),
    loadKwh: column(rows, "load"),
    batteryLevelKwh: column(rows, "battery_level"),
    imbalanceKwh: column(rows, "imbalance"),
    balanceEur: column(rows, "money_balance"),
    quote: column(rows, "trading_price"),
    bonus: column(rows, "bonus"),
    penalty: column(rows, "penalty"),
  };
}

/** Rows are hour by hour, the accounts of an hour in the order of `accountNames`. */
function accountHours(balances: pl.DataFrame, hours: number): AccountHours {
  const values = column(balances, "balance");
  const of = (name: string) => {
    const place = accountNames.indexOf(name);
    return Float64Array.from({ length: hours }, (_, h) => values[h * accountNames.length + place]);
  };
  return {
    aggregator: of("aggregator"),
    networkOperator: of("network_operator"),
    regulatorFund: of("regulator_fund"),
    prosumers: of("prosumers"),
  };
}

function hoursOfMining(races: pl.DataFrame): HourOfMining[] {
  const names = races.getColumn("all_competitors").toArray() as string[];
  const powers = races.getColumn("all_powers").toArray() as string[];
  const winners = races.getColumn("winner_miner").toArray() as (string | null)[];
  const pending = column(races, "num_pending_transactions");
  return names.map((list, hour) => {
    const place = (JSON.parse(list) as string[]).indexOf(winners[hour] ?? "");
    return {
      powers: JSON.parse(powers[hour]) as number[],
      winner: place < 0 ? null : place + 1,
      pending: pending[hour],
    };
  });
}

/** A numeric column; an empty cell becomes NaN. */
function column(table: pl.DataFrame, name: string): Float64Array {
  const values = table.getColumn(name).toArray() as (number | null)[];
  return Float64Array.from(values, (value) => value ?? NaN);
}
