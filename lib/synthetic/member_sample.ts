import { applianceLoads, contractPowerKw } from "../community/mod.ts";
import { type Direction, plainMeterCsv } from "../data/meters/mod.ts";
import { rosterCsv, type RosterMember } from "../data/roster/mod.ts";
import { solarPosition } from "../sun/mod.ts";
import { HOUR, midnightInRome, type Steps } from "../time.ts";
import { meterFiles } from "./meter_files.ts";
import { makePvSample } from "./pv_sample.ts";

/** Four weeks, with two of past days before the date that a configuration has by default. */
const FIRST_DAY = "2025-08-01";
const DAYS = 28;
const QUARTER = 900;

/** Days of the small file in each format: the default date and the day after it. */
const FORMATS_FROM = 14, FORMATS_DAYS = 2;

const TURIN = { latitude: 45.07, longitude: 7.68 };

/** Neighbourhood, annual kWh, kW of panels and kWh of battery of each made-up household. */
const HOUSEHOLDS: readonly (readonly [string, number, number, number])[] = [
  ["Centro", 1700, 0, 0],
  ["Centro", 2600, 3, 5],
  ["Centro", 3100, 4.5, 10],
  ["San_Salvario", 1500, 0, 0],
  ["San_Salvario", 2200, 2, 0],
  ["San_Salvario", 3600, 5, 10],
  ["Santa_Rita", 2000, 1.5, 0],
  ["Santa_Rita", 2700, 3, 5],
  ["Santa_Rita", 2900, 0, 0],
  ["Vanchiglia", 2400, 3, 0],
  ["Vanchiglia", 1900, 0, 0],
  ["Vanchiglia", 3900, 6, 15],
];

/** The folder of made-up members within `data/sample/`. */
export const SAMPLE_MEMBERS = "members";

/**
 * Made-up members as files, by their path within {@link SAMPLE_MEMBERS}: a roster, twelve gross meters of
 * quarter hours over four weeks, and under `formats/` one small file of the second household in each
 * format of readings. Consumption is drawn from the load model, generation is the made-up sun's.
 *
 * @param seed Of the draws.
 */
export function makeSampleMembers(seed: number): ReadonlyMap<string, string> {
  const start = midnightInRome(FIRST_DAY);
  const steps: Steps = { start, seconds: QUARTER, count: DAYS * 24 * HOUR / QUARTER };
  const consumption = consumptionOf(steps, seed);
  const perKw = generationPerKw(steps, seed);
  const files = new Map<string, string>();
  const roster: RosterMember[] = [];
  HOUSEHOLDS.forEach(([neighbourhood, annualKwh, pvKw, batteryKwh], i) => {
    const meter = `synthetic-${String(i).padStart(2, "0")}.csv`;
    const kwh = new Map<Direction, Float64Array>([["consumption", consumption[i]]]);
    if (pvKw > 0) kwh.set("generation", perKw.map((energy) => energy * pvKw));
    files.set(meter, plainMeterCsv(steps, kwh, 3));
    roster.push({
      id: String(i),
      name: `Synthetic household ${i + 1}`,
      neighbourhood,
      pvKw,
      batteryKwh,
      annualKwh,
      contractKw: contractPowerKw(annualKwh),
      kind: "household",
      primarySubstation: i < 6 ? "AC001E00001" : "AC001E00002",
      meter,
      answers: {},
    });
  });
  files.set("roster.csv", rosterCsv(roster));
  const [, , pvKw] = HOUSEHOLDS[1];
  for (const [name, text] of formatFiles(steps, consumption[1], perKw, pvKw)) {
    files.set(`formats/${name}`, text);
  }
  return files;
}

function consumptionOf(steps: Steps, seed: number): Float64Array[] {
  const annualLoadKwh = Float64Array.from(HOUSEHOLDS, ([, annualKwh]) => annualKwh);
  const loads = applianceLoads({ size: HOUSEHOLDS.length, annualLoadKwh }, steps, seed);
  const columns = HOUSEHOLDS.map(() => new Float64Array(steps.count));
  const row = new Float64Array(HOUSEHOLDS.length);
  for (let step = 0; step < steps.count; step++) {
    loads.set(step, row);
    columns.forEach((column, i) => column[step] = row[i]);
  }
  return columns;
}

/** kWh per kW of panels by step: each hour's spread as high as the sun stands. */
function generationPerKw(steps: Steps, seed: number): Float64Array {
  const { start, generationKw } = makePvSample(seed);
  const firstHour = Math.floor(start / HOUR);
  const height = (instant: number) => {
    const { elevation } = solarPosition(instant, TURIN.latitude, TURIN.longitude);
    return Math.max(1e-6, Math.sin(elevation * Math.PI / 180));
  };
  return Float64Array.from({ length: steps.count }, (_, step) => {
    const instant = steps.start + step * steps.seconds;
    const hour = Math.floor(instant / HOUR);
    const middles = [450, 1350, 2250, 3150].map((seconds) => height(hour * HOUR + seconds));
    const whole = middles.reduce((sum, value) => sum + value, 0);
    return generationKw[hour - firstHour] * middles[instant % HOUR / steps.seconds] / whole;
  });
}

/** What the household's point of delivery would have counted without a battery, in each format. */
function formatFiles(
  { start }: Steps,
  consumption: Float64Array,
  perKw: Float64Array,
  pvKw: number,
): ReadonlyMap<string, string> {
  const perDay = 24 * HOUR / QUARTER;
  const from = FORMATS_FROM * perDay, to = from + FORMATS_DAYS * perDay;
  const net = consumption.slice(from, to).map((kwh, i) => kwh - pvKw * perKw[from + i]);
  const rounded = (kwh: number) => Math.round(kwh * 1000) / 1000;
  return meterFiles({
    start: start + from * QUARTER,
    withdrawnKwh: net.map((kwh) => rounded(Math.max(0, kwh))),
    injectedKwh: net.map((kwh) => rounded(Math.max(0, -kwh))),
  });
}
