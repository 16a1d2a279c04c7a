import {
  describeGap,
  type Direction,
  endOfReadings,
  type MeterReading,
  totalOf,
} from "../../data/meters/mod.ts";
import { dateInRome, formatInRome, HOUR, hoursOfDay, midnightInRome } from "../../time.ts";

const DAY = 24 * HOUR;
const YEAR_DAYS = 365.2425;

/** What a meter says, for people: range, gaps, repeats, clock-change days, sums; no reading. */
export function readingText(reading: MeterReading): string[] {
  const { start, seconds, kwh, gaps, repeats, leftOut } = reading;
  const end = endOfReadings(reading);
  const changes = clockChanges(start, end);
  const filled = gaps.filter(({ interpolated }) => interpolated);
  const open = gaps.filter(({ interpolated }) => !interpolated);
  return [
    `${reading.format}: ${[...kwh.keys()].join(", ")} every ${seconds / 60} minutes from ` +
    `${formatInRome(start)} to ${formatInRome(end)}`,
    `gaps filled: ${listed(filled.map(describeGap))}; not filled: ${listed(open.map(describeGap))}`,
    `repeated readings: ${repeats}; clock changes: ${
      listed(changes.map(({ date, hours }) => `${date} (${hours * HOUR / seconds} steps)`))
    }`,
    ...[...kwh.keys()].map((direction) => {
      const sum = totalOf(reading, direction);
      const days = (end - start) / DAY;
      return `${direction}: ${yearlySums(reading, direction)}; at that rate ${
        (sum / days * YEAR_DAYS).toFixed(0)
      } kWh a year`;
    }),
    ...(leftOut.length === 0 ? [] : [`left out: ${leftOut.join(", ")}`]),
  ];
}

/** Sums by calendar year in Rome, with the days that the readings cover. */
function yearlySums(reading: MeterReading, direction: Direction): string {
  const { start, seconds, kwh } = reading;
  const end = endOfReadings(reading);
  const sums: string[] = [];
  for (let from = start; from < end;) {
    const year = Number(dateInRome(from).slice(0, 4));
    const to = Math.min(end, midnightInRome(`${year + 1}-01-01`));
    const values = kwh.get(direction)!.subarray((from - start) / seconds, (to - start) / seconds);
    const sum = values.reduce((total, value) => Number.isNaN(value) ? total : total + value, 0);
    sums.push(`${sum.toFixed(1)} kWh in ${Math.round((to - from) / DAY)} days of ${year}`);
    from = to;
  }
  return sums.join(", ");
}

/** The days of 23 or 25 hours that readings cover from their midnight on. */
function clockChanges(from: number, to: number): { date: string; hours: number }[] {
  const changes: { date: string; hours: number }[] = [];
  for (let instant = from; instant < to; instant += DAY) {
    const date = dateInRome(instant);
    const hours = hoursOfDay(date);
    if (hours !== 24 && midnightInRome(date) >= from) changes.push({ date, hours });
  }
  return changes;
}

function listed(items: readonly string[]): string {
  if (items.length === 0) return "none";
  const shown = items.slice(0, 4).join(", ");
  return items.length > 4 ? `${shown} and ${items.length - 4} more` : shown;
}
