import type { PvHistory, PvSystem } from "../../data/histories.ts";
import { InputError } from "../../input_error.ts";
import { type Progress, silent } from "../../progress.ts";
import { HOUR } from "../../time.ts";
import { type PvForecaster, QUANTILES } from "./forecaster.ts";
import { monthAndHourMean, persistence, smartPersistence } from "./baselines.ts";

/** The forecasts that are compared. */
export const PV_METHODS = [
  "hour-ahead",
  "smart persistence",
  "persistence",
  "climatology",
  "month-and-hour mean",
] as const;

/** One of {@link PV_METHODS}. */
export type PvMethod = typeof PV_METHODS[number];

/** The methods of this project, which give quantiles too. */
export type PvHorizon = "hour-ahead" | "climatology";

/**
 * What was generated after a split and what was forecast for it: columns of equal length, one entry
 * per value of each system, night included, kW per kW of capacity.
 */
export interface PvTestRun {
  /** Stamps, Unix seconds. */
  readonly time: Float64Array;
  /** 1 while the sun's centre is above the horizon, else 0. */
  readonly sunlit: Uint8Array;
  /** What was generated. */
  readonly actual: Float64Array;
  /** What was forecast, by method. */
  readonly forecasts: Readonly<Record<PvMethod, Float64Array>>;
  /** Columns in the order of QUANTILES; NaN where the forecaster gives none. */
  readonly quantiles: Readonly<Record<PvHorizon, readonly Float64Array[]>>;
  /** 1 where climatology had to stand in for the hour-ahead forecast, else 0. */
  readonly fellBack: Uint8Array;
}

/**
 * Forecasts every value stamped from a split on, each from what was known at the start of the clock
 * hour that its stamp lies in: a PVGIS value stamped 12:10 is the power at that instant and stands
 * for the hour from 12:00, so the newest value known is that of 11:10.
 *
 * @param forecaster Trained on what was stamped before the split, as are the baselines.
 * @param split Unix seconds.
 * @throws {InputError} If no value is stamped from the split on.
 */
export function runPvTest(
  forecaster: PvForecaster,
  history: PvHistory,
  split: number,
  progress: Progress = silent,
): PvTestRun {
  const stamps = history.map((system) => stampsFrom(system, split));
  const run = emptyRun(stamps.reduce((sum, { length }) => sum + length, 0));
  if (run.time.length === 0) {
    throw new InputError(
      `Cannot test the PV forecaster from ${new Date(split * 1000).toISOString().slice(0, 10)} ` +
        "on as it takes generation recorded since then: found none",
    );
  }
  const follower = forecaster.following(history);
  const usual = monthAndHourMean(history, split);
  let row = 0;
  history.forEach((system, i) => {
    progress("Testing the PV forecaster", i, history.length);
    const last = persistence(system);
    const climate = (stamp: number) => forecaster.climatologyPower(system, stamp);
    const smart = smartPersistence(system, forecaster.panels, climate);
    for (const stamp of stamps[i]) {
      const ahead = follower.power(system, stamp);
      run.time[row] = stamp;
      run.sunlit[row] = forecaster.clearSkyPower(system, stamp) > 0 ? 1 : 0;
      run.actual[row] = system.generationKw[(stamp - system.start) / HOUR] / system.capacityKw;
      run.forecasts["hour-ahead"][row] = ahead.perKw;
      run.forecasts["smart persistence"][row] = smart(stamp);
      run.forecasts.persistence[row] = last(stamp);
      run.forecasts.climatology[row] = climate(stamp);
      run.forecasts["month-and-hour mean"][row] = usual(stamp);
      run.fellBack[row] = ahead.basis === "climatology" ? 1 : 0;
      setRow(run.quantiles["hour-ahead"], row, follower.quantiles(system, stamp));
      setRow(run.quantiles.climatology, row, forecaster.climatologyQuantiles(system, stamp));
      row++;
    }
  });
  progress("Testing the PV forecaster", history.length, history.length);
  return run;
}

/** Stamps of a system's values from an instant on. */
function stampsFrom({ start, generationKw }: PvSystem, split: number): number[] {
  const stamps: number[] = [];
  for (let at = Math.max(0, Math.ceil((split - start) / HOUR)); at < generationKw.length; at++) {
    if (!Number.isNaN(generationKw[at])) stamps.push(start + at * HOUR);
  }
  return stamps;
}

function emptyRun(count: number): PvTestRun {
  const column = () => new Float64Array(count);
  const forecasts = Object.fromEntries(PV_METHODS.map((method) => [method, column()]));
  return {
    time: column(),
    sunlit: new Uint8Array(count),
    actual: column(),
    forecasts: forecasts as Record<PvMethod, Float64Array>,
    quantiles: { "hour-ahead": QUANTILES.map(column), climatology: QUANTILES.map(column) },
    fellBack: new Uint8Array(count),
  };
}

function setRow(columns: readonly Float64Array[], row: number, values: number[] | null): void {
  columns.forEach((column, i) => column[row] = values === null ? NaN : values[i]);
}
