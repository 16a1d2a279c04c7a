import { parse, type ParseError, printParseErrorCode } from "jsonc-parser";
import type { z } from "zod";
import type { ConsensusName } from "../chain/consensus/mod.ts";
import type { NetworkConditions } from "../chain/network/conditions.ts";
import { configSchema } from "./schema.ts";
import { InputError } from "../input_error.ts";

/** `[lat_min, lat_max, lon_min, lon_max]`, degrees, WGS 84. */
export type NeighbourhoodBox = readonly [number, number, number, number];

/** A closed range, `[low, high]`. */
export type Range = readonly [number, number];

/** From the count at which a tier is reached to its multiplier: `{ "1": 1.02, "5": 1.05 }`. */
export type Tiers = Readonly<Record<string, number>>;

/** What the regulator wants to maximise. */
export type Objective = "p2p" | "profit" | "renewables" | "chaos";

/** The rules by which the regulator steers the community. */
export interface Policy {
  /** Bonus by hours with a P2P trade. */
  readonly p2p_bonus_policy: Tiers;
  /** Penalty by hours with a grid purchase. */
  readonly grid_penalty_policy: Tiers;
  /** After so many hours with a grid purchase in a row, barred from the next P2P hours. */
  readonly suspension: { readonly after: number; readonly hours: number } | null;
  /** After so many hours with a grid purchase, aggregator only, at the highest penalty. */
  readonly expulsion: { readonly after: number } | null;
  /** The regulator's fund never goes below so many €: bonuses shrink instead. Null: no limit. */
  readonly fund_floor: number | null;
}

/** Every setting of a run, all present. The file may leave any of them out. */
export interface Config {
  /** First day, `YYYY-MM-DD`; the run starts at its midnight in Rome. */
  readonly date: string;
  /** Steps of one hour. */
  readonly hours: number;
  /** All chance in the run follows from it. */
  readonly seed: number;
  /** Who takes part. */
  readonly community: {
    /** Members, ids 0 … n − 1. */
    readonly num_prosumers: number;
    /** Drawn from the pool without replacement. */
    readonly num_neighbourhoods: number;
    /** PV panels per prosumer, both ends included. */
    readonly pv_number_range: Range;
    /** Peak power of a panel, kW. */
    readonly pv_capacity: number;
    /** System losses, %: cables, inverter, dirt (as PVGIS counts them). */
    readonly pv_losses: number;
    /** Battery sizes that a prosumer may have, kWh. */
    readonly battery_capacity_range: readonly number[];
    /** Boxes of the neighbourhoods to draw from, by name. */
    readonly neighbourhoods_pool: Readonly<Record<string, NeighbourhoodBox>>;
  };
  /** What households consume. */
  readonly load: {
    /** A household's consumption in a year, kWh. */
    readonly annual_kwh_range: Range;
  };
  /** How batteries work. */
  readonly battery: {
    /** Energy stored per energy taken. */
    readonly charge_efficiency: number;
    /** Energy delivered per energy drawn. */
    readonly discharge_efficiency: number;
    /** Power limit per capacity, 1/h. */
    readonly max_c_rate: number;
    /** Level at the start, as a share of capacity. */
    readonly initial_soc: number;
  };
  /** What the network and the aggregator take. */
  readonly grid: {
    /** Share of a trade's value that each side pays the network when it crosses neighbourhoods. */
    readonly network_fee: number;
    /** Share of the market price that the aggregator adds when selling and keeps when buying. */
    readonly aggregator_fee: number;
  };
  /** How neighbours trade. */
  readonly market: {
    /** How members quote. */
    readonly bidding: {
      /** `price-band`: draws around the market price; `outside-option`: what the aggregator offers. */
      readonly strategy: "price-band" | "outside-option";
      /** `price-band`: asks as multiples of the market price. */
      readonly seller_band: Range;
      /** `price-band`: bids as multiples of the market price. */
      readonly buyer_band: Range;
      /** `outside-option`: the largest margin a member wants, as a share of the market price. */
      readonly margin_max: number;
    };
  };
  /** What the regulator wants and how it steers. Rules not stated are the objective's. */
  readonly regulator: Policy & { readonly objective: Objective };
  /** How the market price is forecast. */
  readonly price_forecaster: {
    /** Hourly lags that the model sees. */
    readonly lookback_hours: number;
    /** Column of the price history: `PUN` or a zone such as `NORD`. */
    readonly price_type: string;
    /** Whether each hour is forecast from the hour before, or the day from the day before. */
    readonly horizon: "hour-ahead" | "day-ahead";
  };
  /** How trades are recorded. */
  readonly blockchain: {
    /** Who adds the next block. */
    readonly consensus: ConsensusName;
    /** Zeros with which a block's hash must begin, in hexadecimal. */
    readonly difficulty: number;
    /** Miners that race for each block, or validators among whom it is drawn. */
    readonly number_of_miners: number;
    /** Whether both parties sign every trade. */
    readonly signatures: boolean;
    /** A network of the miners to be simulated beside the chain, or none. */
    readonly network: NetworkConditions | null;
  };
}

/**
 * A configuration from the text of a config.json; comments and trailing commas are allowed.
 *
 * @param text JSON with comments.
 * @param overrides Settings that replace the file's, by path: `{ "community.num_prosumers": 10 }`.
 * @throws {InputError} With one sentence per wrong, missing or unknown setting.
 * @example
 * ```ts
 * import { strictEqual as equal } from "node:assert/strict";
 * equal(parseConfig(`{ "hours": 48 } // two days`).hours, 48);
 * equal(parseConfig("{}", { "community.num_prosumers": 7 }).community.num_prosumers, 7);
 * ```
 */
export function parseConfig(
  text: string,
  overrides: Readonly<Record<string, unknown>> = {},
): Config {
  const raw = parseJsonWithComments(text);
  for (const [path, value] of Object.entries(overrides)) assign(raw, path.split("."), value);
  const result = configSchema.safeParse(raw);
  if (!result.success) {
    const problems = result.error.issues.flatMap((issue) => problemsOf(issue, raw));
    throw new InputError([...new Set(problems)]);
  }
  return result.data;
}

function parseJsonWithComments(text: string): Record<string, unknown> {
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, { allowTrailingComma: true });
  if (errors.length > 0) {
    const { error, offset } = errors[0];
    const lines = text.slice(0, offset).split("\n");
    const reason = printParseErrorCode(error).replace(
      /\B[A-Z]/g,
      (letter) => ` ${letter.toLowerCase()}`,
    );
    throw new InputError(
      `Cannot read the configuration as JSON with comments: ${reason} at line ${lines.length}, ` +
        `column ${lines[lines.length - 1].length + 1}`,
    );
  }
  if (!isObject(value)) {
    throw new InputError(`The configuration must be an object, found ${shown(value)}`);
  }
  return value;
}

function assign(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [key, ...rest] = path;
  if (rest.length === 0) target[key] = value;
  else {
    const section = target[key] === undefined ? target[key] = {} : target[key];
    if (isObject(section)) assign(section, rest, value);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function problemsOf(issue: z.core.$ZodIssue, raw: unknown): string[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) =>
      `${[...issue.path, key].join(".")}: there is no such setting; look for its right name ` +
      `in the configuration table of the README`
    );
  }
  const path = issue.path.map(String).join(".");
  return [`${path}: must be ${issue.message}, found ${shown(foundBy(issue, raw))}`];
}

/** The value complained about: a bad key, a default that the file does not show, or what it says. */
function foundBy(issue: z.core.$ZodIssue, raw: unknown): unknown {
  if (issue.code === "invalid_key") return issue.path.at(-1);
  if (issue.code === "custom" && issue.params !== undefined) return issue.params.found;
  return issue.path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key],
    raw,
  );
}

function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  return typeof value === "number" ? String(value) : JSON.stringify(value);
}
