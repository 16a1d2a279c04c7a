import type { PvSystem } from "../data/histories.ts";
import {
  cellTemperature,
  clearSkyIrradiance,
  planeOfArrayIrradiance,
  powerPerKw,
  solarPosition,
} from "../sun/mod.ts";
import { HOUR } from "../time.ts";
import { autoregression, invert, normalProbability } from "./gaussian.ts";
import { MEAN_TEMPERATURE, MONTHLY_YIELD } from "./published.ts";
import { INDEX_BY_MONTH, indexQuantile } from "./sky_index.ts";

/** Turin, and panels mounted as PVGIS finds best there. */
const PLACE = { latitude: 45.07, longitude: 7.68 } as const;
const ALTITUDE_M = 240;
const MOUNTING = { tilt: 37, azimuth: 180 } as const;
const LOSSES_PERCENT = 14;
const WIND_M_PER_S = 1.5;

/** The Alps and the hill hide the sun below this height, degrees. */
const HORIZON = 2.5;

/** PVGIS's satellite images of Turin are taken ten minutes past the hour. */
const MINUTE = 10;

/**
 * Linke turbidity by month of the year: with the published clear-sky index it gives the published
 * monthly generation.
 */
const TURBIDITY = [1.7, 2.0, 2.2, 2.6, 2.4, 3.3, 3.5, 3.1, 3.1, 2.9, 3.1, 2.5];

/** Shares of the day's and of the hour's weather in the sky, and how long each lasts. */
const DAY_SHARE = 0.6;
const DAILY_CORRELATION = 0.42;
const HOURLY_CORRELATION = 0.6;

/** The sky without clouds at each stamp. */
interface ClearSky {
  /** Irradiance in the plane of the panels, W/m². */
  readonly irradiance: Float64Array;
  /** Whether the sun stands above the mountains. */
  readonly sunUp: Uint8Array;
}

/**
 * Makes hourly generation, irradiance and air temperature of one kW of panels in Turin, from 2021 to
 * October 2025 (UTC), stamped at minute 10 as PVGIS does.
 *
 * Clear-sky irradiance on the panels follows from the sun's position; clouds dim it by a clear-sky
 * index, drawn from each month's published distribution through two Gaussian autoregressions, of the
 * day and of the hour (a copula: Nelsen 2006, doi:10.1007/0-387-28678-0). The months of 2021 and 2022
 * are made brighter or darker until they give the published yields, later ones by the mean of the two.
 *
 * @param seed Of the draws.
 */
export function makePvSample(seed: number): PvSystem {
  const start = Date.UTC(2021, 0, 1, 0, MINUTE) / 1000;
  const count = (Date.UTC(2025, 10, 1, 0, MINUTE) / 1000 - start) / HOUR;
  const clear = clearSky(start, count);
  const months = monthsSince2021(start, count);
  const temperature = airTemperature(seed, start, count);
  const sky = latentSky(seed, count);

  const indexAt = (at: number, shift: number) =>
    clear.sunUp[at]
      ? indexQuantile(INDEX_BY_MONTH[months[at] % 12], normalProbability(sky[at] + shift))
      : 0;
  const generate = (at: number, shift: number) =>
    round(power(indexAt(at, shift) * clear.irradiance[at], temperature[at]), 4);

  const shifts = brightenMonths(months, generate);
  const shiftAt = (at: number) =>
    shifts[months[at]] ?? (shifts[months[at] % 12] + shifts[months[at] % 12 + 12]) / 2;
  const irradiance = (at: number) => round(indexAt(at, shiftAt(at)) * clear.irradiance[at], 1);
  const hours = Array.from({ length: count }, (_, at) => at);
  return {
    ...PLACE,
    capacityKw: 1,
    start,
    generationKw: Float64Array.from(hours, (at) => generate(at, shiftAt(at))),
    planeIrradianceWPerM2: Float64Array.from(hours, irradiance),
    airTemperatureC: temperature.map((degrees) => round(degrees, 1)),
  };
}

/**
 * What the panels of the sample would have generated at each stamp under a clear sky, on a plain, at
 * the same air temperature, kW per kW: 0 while the sun is down.
 *
 * @param system As {@link makePvSample} makes it.
 */
export function clearSkyPower(system: PvSystem): Float64Array {
  const { irradiance } = clearSky(system.start, system.generationKw.length);
  return irradiance.map((clear, at) => power(clear, system.airTemperatureC?.[at] ?? NaN));
}

/** kW per kW from irradiance, W/m², and air temperature, °C. */
function power(irradiance: number, airTemperature: number): number {
  const cell = cellTemperature(irradiance, airTemperature, WIND_M_PER_S);
  return powerPerKw(irradiance, cell, LOSSES_PERCENT);
}

/** Months since January 2021, UTC, by hour. */
export function monthsSince2021(start: number, count: number): Uint8Array {
  return Uint8Array.from({ length: count }, (_, at) => {
    const date = new Date((start + at * HOUR) * 1000);
    return 12 * (date.getUTCFullYear() - 2021) + date.getUTCMonth();
  });
}

function clearSky(start: number, count: number): ClearSky {
  const irradiance = new Float64Array(count);
  const sunUp = new Uint8Array(count);
  for (let at = 0; at < count; at++) {
    const stamp = start + at * HOUR;
    const sun = solarPosition(stamp, PLACE.latitude, PLACE.longitude);
    const sky = clearSkyIrradiance(sun, turbidity(stamp), ALTITUDE_M);
    irradiance[at] = planeOfArrayIrradiance(sun, sky, MOUNTING);
    sunUp[at] = sun.elevation > HORIZON ? 1 : 0;
  }
  return { irradiance, sunUp };
}

/** Linke turbidity at an instant, between the figures of the two nearest middles of a month. */
function turbidity(stamp: number): number {
  const month = yearFraction(stamp) * 12 - 0.5;
  const before = Math.floor(month);
  const part = month - before;
  return (1 - part) * TURBIDITY[(before + 12) % 12] + part * TURBIDITY[(before + 1) % 12];
}

function yearFraction(stamp: number): number {
  const year = new Date(stamp * 1000).getUTCFullYear();
  const begin = Date.UTC(year, 0, 1) / 1000;
  return (stamp - begin) / (Date.UTC(year + 1, 0, 1) / 1000 - begin);
}

/** Standard normal, hour by hour: the day's weather and the hour's. High is bright. */
function latentSky(seed: number, count: number): Float64Array {
  const days = autoregression(seed, "sky/day", Math.ceil(count / 24), DAILY_CORRELATION);
  const hours = autoregression(seed, "sky/hour", count, HOURLY_CORRELATION);
  return hours.map((hour, at) =>
    Math.sqrt(DAY_SHARE) * days[Math.floor(at / 24)] + Math.sqrt(1 - DAY_SHARE) * hour
  );
}

/**
 * Air temperature, °C: the year between the published means of January and July, a day warmest in
 * the afternoon, and spells of days that are warmer or colder than usual.
 */
function airTemperature(seed: number, start: number, count: number): Float64Array {
  const { january, july } = MEAN_TEMPERATURE;
  const spells = autoregression(seed, "temperature", Math.ceil(count / 24) + 1, 0.8);
  return Float64Array.from({ length: count }, (_, at) => {
    const season = -Math.cos(2 * Math.PI * (yearFraction(start + at * HOUR) - 0.5 / 12));
    const day = Math.cos(2 * Math.PI * (at % 24 - 14) / 24);
    const spell = spells[Math.floor(at / 24)] * (1 - at % 24 / 24) +
      spells[Math.floor(at / 24) + 1] * (at % 24 / 24);
    return (january + july) / 2 + (july - january) / 2 * season + (3.5 + season) * day +
      2.5 * spell;
  });
}

/** For each month with a published yield, the shift of the sky that gives it. */
function brightenMonths(
  months: Uint8Array,
  generate: (at: number, shift: number) => number,
): number[] {
  return MONTHLY_YIELD.map((kwh, month) => {
    const from = months.indexOf(month);
    const to = months.lastIndexOf(month);
    return invert(
      (shift) => {
        let sum = 0;
        for (let at = from; at <= to; at++) sum += generate(at, shift);
        return sum;
      },
      kwh,
      -3,
      3,
    );
  });
}

function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}
