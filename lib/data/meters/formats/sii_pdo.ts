import { InputError } from "../../../input_error.ts";
import { dayValues } from "../day_values.ts";
import type { MeterFormat } from "../format.ts";
import { readingOf } from "../numbers.ts";
import { dayOf } from "../rome_clock.ts";
import { descendants, parseXml, textOf, type XmlElement } from "../xml.ts";
import { DayRows } from "./day_rows.ts";

/** Quarters of an hour before and within October's repeated hour. */
const BEFORE = 8, REPEATED = 4;

/**
 * The flow PDO of the Italian information system (SII): XML, an `Ea` a day, quarters `E1` … `E96`, kWh
 * with a decimal comma, `Dst` 0 on days of 24 hours and 1 on that of March. The day of October is two
 * elements, 2 in summer and 3 in winter time: the quarters before and after the change, or all of the clock
 * with zeros where that time did not apply, or the whole day and its repeated hour.
 */
export const siiPdo: MeterFormat = {
  name: "SII PDO",
  recognises: (head) => /<(?:\w+:)?FlussoMisure\b/.test(head) || /<Ea\s[^>]*\bE1\s*=/.test(head),
  read(text, file) {
    const flow = parseXml(text, file);
    const points = flow.name === "DatiPod" ? [flow] : descendants(flow, "DatiPod");
    const names = new Set(points.map((point) => textOf(point, "Pod")));
    if (names.size > 1) {
      throw new InputError(
        `Cannot read "${file}" as a file holds one member's meter: found more than one point of ` +
          "delivery; keep each in a file of its own",
      );
    }
    const rows = new DayRows("withdrawn", file);
    const leftOut = new Set<string>();
    for (const point of points) {
      const [, month, year] = /^(\d\d)\/(\d{4})$/.exec(textOf(point, "MeseAnno") ?? "") ?? [];
      if (month === undefined) {
        throw new InputError(`Cannot read "${file}" as its MeseAnno is written like 09/2024`);
      }
      for (const name of ["Er", "Ei", "EaImm"]) {
        if (descendants(point, name).length > 0) leftOut.add(name);
      }
      readMonth(descendants(point, "Ea"), month, year, file, rows);
    }
    return { ...rows.raw(), unit: "kWh", leftOut: [...leftOut] };
  },
};

function readMonth(
  days: readonly XmlElement[],
  month: string,
  year: string,
  file: string,
  rows: DayRows,
): void {
  const summer = new Map<string, number[]>();
  const winter = new Map<string, number[]>();
  days.forEach((element, i) => {
    const place = `Ea ${i + 1} of "${file}"`;
    const date = dayOf(year, month, element.text.trim(), place);
    const values = quartersOf(element, place);
    const dst = element.attributes.Dst ?? "0";
    const half = dst === "2" ? summer : dst === "3" ? winter : undefined;
    if (half === undefined) return rows.add(date, dayValues(date, values, place, 4), place);
    if (half.has(date)) throw new InputError(`Cannot read ${place} as ${date} is there twice`);
    half.set(date, filled(values));
  });
  for (const date of new Set([...summer.keys(), ...winter.keys()])) {
    const place = `the two Ea of ${date} in "${file}"`;
    const [first, second] = [summer.get(date), winter.get(date)];
    if (first === undefined || second === undefined) {
      throw new InputError(
        `Cannot read "${file}" as ${date} has an Ea with Dst 2 and one with Dst 3: found only one`,
      );
    }
    rows.add(date, dayValues(date, joinHalves(first, second, date, place), place, 4), place);
  }
}

/** `E1`, `E2`, … as far as they go; NaN for an empty one. */
function quartersOf({ attributes }: XmlElement, place: string): number[] {
  const values: number[] = [];
  for (let q = 1; attributes[`E${q}`] !== undefined; q++) {
    values.push(readingOf(attributes[`E${q}`], () => `E${q} in ${place}`));
  }
  return values;
}

/** Values without the empty ones at their end. */
function filled(values: readonly number[]): number[] {
  return values.slice(0, values.findLastIndex((value) => !Number.isNaN(value)) + 1);
}

/** The 100 quarters of the day of October from what it has in summer and in winter time. */
function joinHalves(
  summer: readonly number[],
  winter: readonly number[],
  date: string,
  place: string,
): number[] {
  const change = BEFORE + REPEATED;
  if (summer.length + winter.length === 100) {
    if (winter.length !== REPEATED) return [...summer, ...winter];
    return [...summer.slice(0, change), ...winter, ...summer.slice(change)];
  }
  const stray = [...summer.slice(change), ...winter.slice(0, BEFORE)];
  const whole = winter.length === 96 && summer.length >= change && summer.length <= 96;
  if (whole && stray.every((value) => Number.isNaN(value) || value === 0)) {
    return [...summer.slice(0, change), ...winter.slice(BEFORE)];
  }
  throw new InputError(
    `Cannot read ${place} as together they hold the 100 quarters of ${date}: found ` +
      `${summer.length} and ${winter.length}`,
  );
}
