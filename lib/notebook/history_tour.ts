import type { PvSystem } from "../data/histories.ts";
import type { HourlySeries } from "../data/series.ts";
import type { PvForecaster } from "../forecast/mod.ts";
import { solarPosition } from "../sun/mod.ts";
import { dateInRome, HOUR, type LocalSteps } from "../time.ts";
import type { Point } from "./chart.ts";
import type { ProseValues } from "./prose.ts";

/** How many hours each day in Rome has, by date. */
export function hoursByDay({ start, values }: HourlySeries): Map<string, number> {
  const hours = new Map<string, number>();
  for (let at = 0; at < values.length; at++) {
    const date = dateInRome(start + HOUR * at);
    hours.set(date, (hours.get(date) ?? 0) + 1);
  }
  return hours;
}

/** The mean of each day in Rome. */
export function meanByDay(series: HourlySeries): [date: Date, mean: number][] {
  const sums = new Map<string, number>();
  series.values.forEach((value, at) => {
    const date = dateInRome(series.start + HOUR * at);
    sums.set(date, (sums.get(date) ?? 0) + value);
  });
  const hours = hoursByDay(series);
  return [...sums].map(([date, sum]) => [new Date(date), sum / hours.get(date)!]);
}

/** The mean of values by the hour on the clock, of those hours for which `keep` holds. */
export function meanByClockHour(
  values: ArrayLike<number>,
  { hour }: LocalSteps,
  keep: (at: number) => boolean = () => true,
): [hour: number, mean: number][] {
  const sums = new Float64Array(24);
  const counts = new Uint32Array(24);
  for (let at = 0; at < values.length; at++) {
    if (!keep(at)) continue;
    sums[hour[at]] += values[at];
    counts[hour[at]]++;
  }
  return Array.from(sums, (sum, clock) => [clock, sum / counts[clock]]);
}

/** Height of the sun over the horizon by hour of a day in UTC, degrees, 0 while it is down. */
export function sunPath(date: string, { latitude, longitude }: PvSystem): Point[] {
  const midnight = Date.parse(`${date}T00:00Z`) / 1000;
  return Array.from({ length: 24 * 6 + 1 }, (_, i) => {
    const { elevation } = solarPosition(midnight + 600 * i, latitude, longitude);
    return [i / 6, Math.max(0, elevation)] as const;
  });
}

/** Quantiles of the clear-sky index of a month. */
export interface IndexOfMonth {
  /** 1 … 12. */
  readonly month: number;
  /** A tenth of the hours are cloudier. */
  readonly low: number;
  /** Half of the hours are below. */
  readonly median: number;
  /** A tenth of the hours are clearer. */
  readonly high: number;
}

/** Hours in which a cloudless sky yields less, kW/kW, tell little of clouds. */
const LEAST_CLEAR = 0.15;

/** How cloudy the months are: generation over what a cloudless sky would yield. */
export function indexByMonth(system: PvSystem, forecaster: PvForecaster): IndexOfMonth[] {
  const byMonth: number[][] = Array.from({ length: 12 }, () => []);
  system.generationKw.forEach((kw, at) => {
    const stamp = system.start + HOUR * at;
    const clear = forecaster.clearSkyPower(system, stamp);
    if (clear <= LEAST_CLEAR || Number.isNaN(kw)) return;
    byMonth[new Date(1000 * stamp).getUTCMonth()].push(kw / system.capacityKw / clear);
  });
  return byMonth.map((values, i) => {
    values.sort((a, b) => a - b);
    const quantile = (share: number) => values[Math.floor(share * values.length)];
    return { month: i + 1, low: quantile(0.1), median: quantile(0.5), high: quantile(0.9) };
  });
}

/** A month's name, such as `August`. */
export function monthName(month: number): string {
  return new Date(2025, month - 1).toLocaleString("en", { month: "long" });
}

/** A system's generation as it is asked for: by hour, per kW of capacity. */
export interface PvRecord {
  /** The system. */
  readonly system: PvSystem;
  /** Of each hour, Unix seconds. */
  readonly stamps: Float64Array;
  /** kW per kW of capacity; NaN where nothing is known. */
  readonly perKw: Float64Array;
  /** What sentences say of it, for `prose`. */
  readonly facts: ProseValues;
}

/**
 * The system of the longest record.
 *
 * @throws {RangeError} If there is none.
 */
export function longestRecord(systems: readonly PvSystem[]): PvRecord {
  const [system] = systems.toSorted((a, b) => b.generationKw.length - a.generationKw.length);
  if (system === undefined) throw new RangeError("There is no PV system to choose from");
  const stamps = Float64Array.from(system.generationKw, (_, i) => system.start + HOUR * i);
  const perKw = system.generationKw.map((kw) => kw / system.capacityKw);
  const known = perKw.filter((value) => !Number.isNaN(value));
  const dark = known.filter((value) => value === 0).length / known.length;
  const day = (stamp: number) => new Date(1000 * stamp).toISOString().slice(0, 10);
  return {
    system,
    stamps,
    perKw,
    facts: {
      latitude: system.latitude,
      longitude: system.longitude,
      from: day(stamps[0]),
      to: day(stamps.at(-1)!),
      dark: `${(100 * dark).toFixed(0)} %`,
      best: known.reduce((high, value) => Math.max(high, value), 0),
    },
  };
}
