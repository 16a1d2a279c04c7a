import { contractPowerKw } from "./contract_power.ts";
import type { Config } from "../config/settings.ts";
import { randomStream, sample, uniform, uniformInteger } from "../random.ts";
import type { Site } from "../sun/mod.ts";

/**
 * Who takes part and what each has, as columns: entry i of every array belongs to member i. Nothing
 * of it changes during a run.
 */
export class Members {
  /** Number of members. */
  readonly size: number;
  /** Names of the neighbourhoods, in the order in which `neighbourhood` counts them. */
  readonly neighbourhoodNames: readonly string[];
  /** The middle of each neighbourhood. */
  readonly sites: readonly Site[];
  /** Index into `neighbourhoodNames`. */
  readonly neighbourhood: Uint16Array;
  /** Degrees north, WGS 84. */
  readonly latitude: Float64Array;
  /** Degrees east, WGS 84. */
  readonly longitude: Float64Array;
  /** Peak power of the panels, kW. */
  readonly pvCapacityKw: Float64Array;
  /** Size of the battery, kWh; 0 for none. */
  readonly batteryCapacityKwh: Float64Array;
  /** Consumption in a year, kWh. */
  readonly annualLoadKwh: Float64Array;
  /** Contract power, kW. */
  readonly contractKw: Float64Array;
  /** Index into `memberKinds`: 0 for a household. */
  readonly kind: Uint8Array;
  /** Number of the primary substation that feeds the member, from 0; −1 where it is not known. */
  readonly substation: Int16Array;
  /** What the member wants on top of its outside option, as a share of λb − λs, what the aggregator keeps. */
  readonly margin: Float64Array;

  /** Members of whom nothing is known yet: all columns 0. */
  constructor(size: number, neighbourhoodNames: readonly string[], sites: readonly Site[]) {
    this.size = size;
    this.neighbourhoodNames = neighbourhoodNames;
    this.sites = sites;
    this.neighbourhood = new Uint16Array(size);
    this.latitude = new Float64Array(size);
    this.longitude = new Float64Array(size);
    this.pvCapacityKw = new Float64Array(size);
    this.batteryCapacityKwh = new Float64Array(size);
    this.annualLoadKwh = new Float64Array(size);
    this.contractKw = new Float64Array(size);
    this.kind = new Uint8Array(size);
    this.substation = new Int16Array(size);
    this.margin = new Float64Array(size);
  }
}

/** Where members can live: names and middles of the neighbourhoods that a configuration draws. */
export interface Neighbourhoods {
  /** In the order drawn. */
  readonly names: readonly string[];
  /** The middle of each. */
  readonly sites: readonly Site[];
}

/** The neighbourhoods that a configuration and its seed draw, however many members there are. */
export function drawNeighbourhoods(
  { community, seed }: Pick<Config, "community" | "seed">,
): Neighbourhoods {
  const names = sample(
    randomStream(seed, "neighbourhoods"),
    Object.keys(community.neighbourhoods_pool),
    community.num_neighbourhoods,
  );
  const sites = names.map((name) => {
    const [south, north, west, east] = community.neighbourhoods_pool[name];
    return { latitude: (south + north) / 2, longitude: (west + east) / 2 };
  });
  return { names, sites };
}

/**
 * The members that a configuration and its seed describe.
 *
 * Every member takes the same number of draws, so the first 100 of 1,000 members are the 100 of a
 * smaller community with the same seed. All are households under one primary substation.
 */
export function drawMembers(
  config: Pick<Config, "community" | "load" | "market" | "seed">,
): Members {
  const { community: settings, load, market, seed } = config;
  const { names, sites } = drawNeighbourhoods(config);
  const boxes = names.map((name) => settings.neighbourhoods_pool[name]);
  const members = new Members(settings.num_prosumers, names, sites);
  const stream = randomStream(seed, "community");
  for (let i = 0; i < members.size; i++) {
    const home = uniformInteger(stream, 0, boxes.length - 1);
    const [south, north, west, east] = boxes[home];
    members.neighbourhood[i] = home;
    members.latitude[i] = uniform(stream, south, north);
    members.longitude[i] = uniform(stream, west, east);
    const [fewest, most] = settings.pv_number_range;
    members.pvCapacityKw[i] = uniformInteger(stream, fewest, most) * settings.pv_capacity;
    const sizes = settings.battery_capacity_range;
    members.batteryCapacityKwh[i] = sizes[uniformInteger(stream, 0, sizes.length - 1)];
    members.annualLoadKwh[i] = uniform(stream, ...load.annual_kwh_range);
    members.contractKw[i] = contractPowerKw(members.annualLoadKwh[i]);
    members.margin[i] = uniform(stream, 0, market.bidding.margin_max);
  }
  return members;
}
