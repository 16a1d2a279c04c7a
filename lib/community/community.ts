import type { Config } from "../config/settings.ts";
import { randomStream, sample, uniform, uniformInteger } from "../random.ts";
import type { Site } from "../sun/site.ts";
import type { Prosumer } from "./prosumer.ts";

/**
 * The prosumers as columns: entry i of every array belongs to prosumer i.
 *
 * What never changes is drawn once; what lives through an hour (energy in kWh per step, quotes in
 * €/kWh, the regulator's multipliers and counters) is overwritten by each step of the next.
 */
export class Community {
  /** Number of prosumers. */
  readonly size: number;
  /** Names of the neighbourhoods drawn, in the order drawn. */
  readonly neighbourhoodNames: readonly string[];
  /** The middle of each neighbourhood. */
  readonly sites: readonly Site[];

  /** Index into `neighbourhoodNames`. */
  readonly neighbourhood: Uint16Array;
  /** Degrees north, WGS 84. */
  readonly latitude: Float64Array;
  /** Degrees east, WGS 84. */
  readonly longitude: Float64Array;
  /** Number of PV panels. */
  readonly panels: Uint16Array;
  /** Peak power of the panels, kW. */
  readonly pvCapacityKw: Float64Array;
  /** Size of the battery, kWh; 0 for none. */
  readonly batteryCapacityKwh: Float64Array;
  /** Consumption in a year, kWh. */
  readonly annualLoadKwh: Float64Array;
  /** What the prosumer wants on top of its outside option, as a share of the market price. */
  readonly margin: Float64Array;

  /** Generated this hour, kWh. */
  readonly pvKwh: Float64Array;
  /** Consumed this hour, kWh. */
  readonly loadKwh: Float64Array;
  /** Energy in the battery at the end of the hour, kWh. */
  readonly batteryLevelKwh: Float64Array;
  /** Taken from the prosumer by its battery this hour, kWh ≥ 0. */
  readonly batteryInKwh: Float64Array;
  /** Delivered to the prosumer by its battery this hour, kWh ≥ 0. */
  readonly batteryOutKwh: Float64Array;
  /** What self-balancing leaves to trade: > 0 a deficit, < 0 a surplus. */
  readonly imbalanceKwh: Float64Array;
  /** What is still to be traded, same sign as the imbalance. */
  readonly openKwh: Float64Array;
  /** The bid or ask of the hour, €/kWh; NaN for a prosumer with nothing to trade. */
  readonly quote: Float64Array;

  /** Multiplier on P2P trades, 1 for none. */
  readonly bonus: Float64Array;
  /** Multiplier on grid purchases, 1 for none. */
  readonly penalty: Float64Array;
  /** Hours so far with at least one P2P trade. */
  readonly p2pExchanges: Uint32Array;
  /** Hours so far with at least one grid purchase. */
  readonly aggExchanges: Uint32Array;
  /** 1 for a prosumer whom the regulator bars from the P2P market this hour. */
  readonly barred: Uint8Array;

  /** A community in which nothing is drawn yet: all columns 0, multipliers 1. */
  constructor(size: number, neighbourhoodNames: readonly string[], sites: readonly Site[]) {
    this.size = size;
    this.neighbourhoodNames = neighbourhoodNames;
    this.sites = sites;
    this.neighbourhood = new Uint16Array(size);
    this.latitude = new Float64Array(size);
    this.longitude = new Float64Array(size);
    this.panels = new Uint16Array(size);
    this.pvCapacityKw = new Float64Array(size);
    this.batteryCapacityKwh = new Float64Array(size);
    this.annualLoadKwh = new Float64Array(size);
    this.margin = new Float64Array(size);
    this.pvKwh = new Float64Array(size);
    this.loadKwh = new Float64Array(size);
    this.batteryLevelKwh = new Float64Array(size);
    this.batteryInKwh = new Float64Array(size);
    this.batteryOutKwh = new Float64Array(size);
    this.imbalanceKwh = new Float64Array(size);
    this.openKwh = new Float64Array(size);
    this.quote = new Float64Array(size).fill(NaN);
    this.bonus = new Float64Array(size).fill(1);
    this.penalty = new Float64Array(size).fill(1);
    this.p2pExchanges = new Uint32Array(size);
    this.aggExchanges = new Uint32Array(size);
    this.barred = new Uint8Array(size);
  }

  /** A readable view of one prosumer as it is now. */
  prosumer(id: number): Prosumer {
    if (!Number.isInteger(id) || id < 0 || id >= this.size) {
      throw new RangeError(`There is no prosumer ${id}: ids run from 0 to ${this.size - 1}`);
    }
    return {
      id,
      neighbourhood: this.neighbourhoodNames[this.neighbourhood[id]],
      latitude: this.latitude[id],
      longitude: this.longitude[id],
      panels: this.panels[id],
      pvCapacityKw: this.pvCapacityKw[id],
      batteryCapacityKwh: this.batteryCapacityKwh[id],
      batteryLevelKwh: this.batteryLevelKwh[id],
      annualLoadKwh: this.annualLoadKwh[id],
      pvKwh: this.pvKwh[id],
      loadKwh: this.loadKwh[id],
      imbalanceKwh: this.imbalanceKwh[id],
      bonus: this.bonus[id],
      penalty: this.penalty[id],
      p2pExchanges: this.p2pExchanges[id],
      aggExchanges: this.aggExchanges[id],
    };
  }
}

/**
 * The community that a configuration and its seed describe.
 *
 * Every prosumer takes the same number of draws, so the first 100 of 1,000 prosumers are the 100 of
 * a smaller community with the same seed.
 */
export function drawCommunity(config: Config): Community {
  const { community: settings, load, battery, market, seed } = config;
  const names = sample(
    randomStream(seed, "neighbourhoods"),
    Object.keys(settings.neighbourhoods_pool),
    settings.num_neighbourhoods,
  );
  const boxes = names.map((name) => settings.neighbourhoods_pool[name]);
  const sites = boxes.map(([south, north, west, east]) => ({
    latitude: (south + north) / 2,
    longitude: (west + east) / 2,
  }));
  const community = new Community(settings.num_prosumers, names, sites);
  const stream = randomStream(seed, "community");
  for (let i = 0; i < community.size; i++) {
    const home = uniformInteger(stream, 0, boxes.length - 1);
    const [south, north, west, east] = boxes[home];
    community.neighbourhood[i] = home;
    community.latitude[i] = uniform(stream, south, north);
    community.longitude[i] = uniform(stream, west, east);
    const [fewest, most] = settings.pv_number_range;
    community.panels[i] = uniformInteger(stream, fewest, most);
    community.pvCapacityKw[i] = community.panels[i] * settings.pv_capacity;
    const sizes = settings.battery_capacity_range;
    community.batteryCapacityKwh[i] = sizes[uniformInteger(stream, 0, sizes.length - 1)];
    community.batteryLevelKwh[i] = community.batteryCapacityKwh[i] * battery.initial_soc;
    community.annualLoadKwh[i] = uniform(stream, ...load.annual_kwh_range);
    community.margin[i] = uniform(stream, 0, market.bidding.margin_max);
  }
  return community;
}
