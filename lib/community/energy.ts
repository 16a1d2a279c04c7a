import type { Members } from "./members.ts";

/** Energy below this, kWh, is dust: it is never traded and never sets a price. */
export const DUST_KWH = 1e-9;

/**
 * The members' energy of the running step, as columns in kWh; each step overwrites the one before.
 * Only the batteries' levels carry over.
 */
export class Energy {
  /** Generated. */
  readonly pvKwh: Float64Array;
  /** Consumed. */
  readonly loadKwh: Float64Array;
  /** In the battery at the end of the step. */
  readonly batteryLevelKwh: Float64Array;
  /** Taken from the member by its battery, ≥ 0. */
  readonly batteryInKwh: Float64Array;
  /** Delivered to the member by its battery, ≥ 0. */
  readonly batteryOutKwh: Float64Array;
  /** What self-balancing leaves to trade: > 0 a deficit, < 0 a surplus. */
  readonly imbalanceKwh: Float64Array;

  /**
   * Nothing generated or consumed yet.
   *
   * @param initialSoc Level of the batteries, as a share of their capacity.
   */
  constructor({ size, batteryCapacityKwh }: Members, initialSoc = 0) {
    this.pvKwh = new Float64Array(size);
    this.loadKwh = new Float64Array(size);
    this.batteryLevelKwh = batteryCapacityKwh.map((capacity) => capacity * initialSoc);
    this.batteryInKwh = new Float64Array(size);
    this.batteryOutKwh = new Float64Array(size);
    this.imbalanceKwh = new Float64Array(size);
  }
}
