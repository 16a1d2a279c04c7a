import { type BatterySettings, levelAfter } from "./battery.ts";

/** What a battery is planned by, besides how it works; names as in config.json. */
export interface PlanSettings extends BatterySettings {
  /** κ: what a kWh delivered wears off the battery, €/kWh. */
  readonly wear_eur_per_kwh: number;
  /** Whether it may charge from the network too. */
  readonly grid_charging: boolean;
}

/** Less than this, €/kWh, is no reason to do anything. */
const INDIFFERENT = 1e-12;

/** Ways in which a battery's step changes cost: from the network, from surplus, to cover, to export. */
const WAYS = 4;

/**
 * What energy in one battery is worth, found backwards from the end of a plan (Bellman 1957).
 *
 * The least cost from a step on, V(l), falls and is convex in the level l and made of straight pieces. So
 * a plan keeps pieces instead of a grid of levels: their widths, kWh, and slopes, €/kWh stored, rising.
 * A step's cost is convex and made of at most four pieces too. The least cost a step earlier is the
 * infimal convolution of the two, which sorts the pieces of both by slope, cut to the levels that there are
 * (Rockafellar 1970, Convex Analysis, §5). This is exact, but where a price is so far below zero that
 * energy is worth wasting.
 */
export class BatteryPlan {
  readonly #settings: PlanSettings;
  readonly #hours: number;
  #capacity = 0;
  #count = 0;
  #widths: Float64Array;
  #slopes: Float64Array;
  #nextWidths: Float64Array;
  #nextSlopes: Float64Array;
  readonly #stepWidths = new Float64Array(WAYS);
  readonly #stepSlopes = new Float64Array(WAYS);

  /**
   * A plan of no battery yet.
   *
   * @param steps Most steps that it reaches.
   * @param hours Length of a step, h.
   */
  constructor(settings: PlanSettings, hours: number, steps: number) {
    this.#settings = settings;
    this.#hours = hours;
    const pieces = 1 + WAYS * (steps + 1);
    this.#widths = new Float64Array(pieces);
    this.#slopes = new Float64Array(pieces);
    this.#nextWidths = new Float64Array(pieces);
    this.#nextSlopes = new Float64Array(pieces);
  }

  /** Pieces that a plan of so many steps can have at most. */
  static pieces(steps: number): number {
    return 1 + WAYS * (steps + 1);
  }

  /**
   * Begins at the end, where what is left is worth something.
   *
   * @param capacityKwh Of the battery, > 0.
   * @param eurPerKwh What a kWh delivered after the end is worth, €/kWh.
   */
  begin(capacityKwh: number, eurPerKwh: number): void {
    this.#capacity = capacityKwh;
    this.#count = 1;
    this.#widths[0] = capacityKwh;
    this.#slopes[0] = -this.#settings.discharge_efficiency * eurPerKwh;
  }

  /**
   * Goes back over a step.
   *
   * @param needKwh Load less generation in it.
   * @param ask What a kWh costs, €/kWh.
   * @param pay What a kWh brings, €/kWh; more than it costs counts as what it costs.
   */
  before(needKwh: number, ask: number, pay: number): void {
    const pieces = this.#cost(needKwh, ask, Math.min(ask, pay));
    const [widths, slopes] = [this.#stepWidths, this.#stepSlopes];
    const [thenWidths, thenSlopes] = [this.#widths, this.#slopes];
    const [outWidths, outSlopes] = [this.#nextWidths, this.#nextSlopes];
    let below = this.#mostStored(needKwh);
    let left = this.#capacity;
    let count = 0;
    for (let now = 0, then = 0; left > 0 && (now < pieces || then < this.#count);) {
      const isNow = now < pieces && (then >= this.#count || slopes[now] <= thenSlopes[then]);
      const slope = isNow ? slopes[now] : thenSlopes[then];
      let width = isNow ? widths[now++] : thenWidths[then++];
      // What lies below an empty battery.
      const cut = Math.min(below, width);
      below -= cut;
      width = Math.min(width - cut, left);
      if (width <= 0) continue;
      left -= width;
      if (count > 0 && outSlopes[count - 1] === slope) outWidths[count - 1] += width;
      else {
        outWidths[count] = width;
        outSlopes[count++] = slope;
      }
    }
    this.#count = count;
    this.#widths = outWidths;
    this.#slopes = outSlopes;
    this.#nextWidths = thenWidths;
    this.#nextSlopes = thenSlopes;
  }

  /** Keeps the pieces from a position on. @returns Their number. */
  keep(widths: Float64Array, slopes: Float64Array, from: number): number {
    widths.set(this.#widths.subarray(0, this.#count), from);
    slopes.set(this.#slopes.subarray(0, this.#count), from);
    return this.#count;
  }

  /** What the battery can store in a step, kWh: by its power and what it may charge from. */
  #mostStored(needKwh: number): number {
    const { charge_efficiency, max_c_rate, grid_charging } = this.#settings;
    const power = max_c_rate * this.#hours * this.#capacity;
    return (grid_charging ? power : Math.min(power, Math.max(0, -needKwh))) * charge_efficiency;
  }

  /** The step's cost by energy drawn from the store: its pieces, slopes rising. @returns Their number. */
  #cost(needKwh: number, ask: number, pay: number): number {
    const { charge_efficiency, discharge_efficiency, max_c_rate, grid_charging, wear_eur_per_kwh } =
      this.#settings;
    const power = max_c_rate * this.#hours * this.#capacity;
    const surplus = Math.min(power, Math.max(0, -needKwh));
    const cover = Math.min(power, Math.max(0, needKwh));
    const stored = charge_efficiency, drawn = 1 / discharge_efficiency;
    let count = 0;
    if (grid_charging) count = this.#add(count, (power - surplus) * stored, -ask / stored);
    count = this.#add(count, surplus * stored, -pay / stored);
    count = this.#add(count, cover * drawn, (wear_eur_per_kwh - ask) / drawn);
    return this.#add(count, (power - cover) * drawn, (wear_eur_per_kwh - pay) / drawn);
  }

  /** Slopes that would fall are evened out: there, energy is worth wasting. @returns The number of pieces. */
  #add(count: number, width: number, slope: number): number {
    if (width <= 0) return count;
    while (count > 0 && this.#stepSlopes[count - 1] > slope) {
      const before = this.#stepWidths[--count];
      slope = (slope * width + this.#stepSlopes[count] * before) / (width + before);
      width += before;
    }
    this.#stepWidths[count] = width;
    this.#stepSlopes[count] = slope;
    return count + 1;
  }
}

/** What a battery does in a step, kWh at its terminals, and its level afterwards. */
export interface BatteryMove {
  /** Taken, ≥ 0. */
  takenKwh: number;
  /** Delivered, ≥ 0. */
  deliveredKwh: number;
  /** Stored at the end. */
  levelKwh: number;
}

/** Of one battery in the running step: what it may do, and what that costs. */
export interface BatteryChoice {
  /** Stored before, kWh. */
  readonly levelKwh: number;
  /** kWh, > 0. */
  readonly capacityKwh: number;
  /** Load less generation, kWh. */
  readonly needKwh: number;
  /** What a kWh costs, €/kWh. */
  readonly ask: number;
  /** What a kWh brings, €/kWh. */
  readonly pay: number;
}

/** Pieces of the least cost after the running step, as `BatteryPlan.keep` wrote them. */
export interface KeptPieces {
  /** kWh. */
  readonly widths: Float64Array;
  /** €/kWh stored. */
  readonly slopes: Float64Array;
  /** Position of the first. */
  readonly from: number;
  /** How many. */
  readonly count: number;
}

/**
 * Sets what a battery does best in the running step: it charges as long as what is stored is worth more
 * than it costs, or delivers as long as that brings more than is lost. Where both are equal it rests.
 */
export function chooseMove(
  { levelKwh, capacityKwh, needKwh, ask, pay }: BatteryChoice,
  after: KeptPieces,
  settings: PlanSettings,
  hours: number,
  move: BatteryMove,
): void {
  const { charge_efficiency, discharge_efficiency, wear_eur_per_kwh } = settings;
  const power = settings.max_c_rate * hours * capacityKwh;
  const sold = Math.min(ask, pay);
  const surplus = Math.min(power, Math.max(0, -needKwh));
  const cover = Math.min(power, Math.max(0, needKwh));
  let taken = stored(after, levelKwh, sold / charge_efficiency, surplus * charge_efficiency);
  if (settings.grid_charging) {
    const bought = (power - surplus) * charge_efficiency;
    // Only once all surplus is in the battery.
    if (taken >= surplus * charge_efficiency) {
      taken += stored(after, levelKwh + taken, ask / charge_efficiency, bought);
    }
  }
  let drawn = 0;
  if (taken === 0) {
    const most = cover / discharge_efficiency;
    drawn = withdrawn(after, levelKwh, (ask - wear_eur_per_kwh) * discharge_efficiency, most);
    if (drawn >= most) {
      const export_ = (power - cover) / discharge_efficiency;
      const brings = (sold - wear_eur_per_kwh) * discharge_efficiency;
      drawn += withdrawn(after, levelKwh - drawn, brings, export_);
    }
  }
  move.takenKwh = taken / charge_efficiency;
  move.deliveredKwh = drawn * discharge_efficiency;
  move.levelKwh = levelAfter(levelKwh, capacityKwh, move.takenKwh, move.deliveredKwh, settings);
}

/** How much is worth storing above a level at a cost, at most `most`, kWh. */
function stored(
  { widths, slopes, from, count }: KeptPieces,
  level: number,
  eurPerKwh: number,
  most: number,
): number {
  let top = 0;
  for (let at = from; at < from + count; at++) {
    if (slopes[at] + eurPerKwh >= -INDIFFERENT) break;
    top += widths[at];
  }
  return Math.max(0, Math.min(most, top - level));
}

/** How much is worth drawing below a level for what it brings, at most `most`, kWh. */
function withdrawn(
  { widths, slopes, from, count }: KeptPieces,
  level: number,
  eurPerKwh: number,
  most: number,
): number {
  let bottom = 0;
  for (let at = from; at < from + count; at++) {
    if (-slopes[at] < eurPerKwh - INDIFFERENT) break;
    bottom += widths[at];
  }
  return Math.max(0, Math.min(most, level - bottom));
}
