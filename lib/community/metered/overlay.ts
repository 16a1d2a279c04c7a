import type { Loads, Overlay } from "../loads.ts";

/** One member's energy by step, kWh, that takes the place of what a model says; NaN leaves it. */
export interface MeteredColumn {
  /** The member's number. */
  readonly member: number;
  /** Array of length steps, kWh. */
  readonly kwh: Float64Array;
}

/** What meters say, over whatever else is said. */
export function overlay(columns: readonly MeteredColumn[]): Overlay {
  return {
    set(step, kwh) {
      for (const column of columns) {
        const energy = column.kwh[step];
        if (!Number.isNaN(energy)) kwh[column.member] = energy;
      }
    },
  };
}

/** Loads of a model, but of the members that have a meter what it says. */
export function overlaid(model: Loads, columns: readonly MeteredColumn[]): Loads {
  if (columns.length === 0) return model;
  const meters = overlay(columns);
  return {
    set(step, loadKwh) {
      model.set(step, loadKwh);
      meters.set(step, loadKwh);
    },
  };
}
