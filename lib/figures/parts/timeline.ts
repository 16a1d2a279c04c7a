import * as Plot from "@observablehq/plot";
import type { LocalSteps } from "../../time.ts";

/** Up to so many hours are shown one by one, four days. */
const MOST_HOURS = 96;
/** Up to so many days are shown one by one. */
const MOST_DAYS = 92;

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** How the hours of a run are laid out along an axis: one by one, by day, by month or as a mean day. */
export interface Timeline {
  /** Each bin spans `[bin, bin + 1]` on the axis. */
  readonly bins: number;
  /** What a mark stands for. */
  readonly by: "hour" | "day" | "month";
  /** In a sentence: `by hour`, `by day`, `by hour of the day`. */
  readonly phrase: string;
  /** What a sum over a bin is given per: `hour` for hours, `day` for days and months. */
  readonly per: "hour" | "day";
  /** The bin of each hour. */
  readonly binOf: Uint32Array;
  /** Hours in each bin. */
  readonly hoursIn: Uint32Array;
  /** Title of the axis. */
  readonly axisLabel: string;
  /** Where labels stand, and what they say. */
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
}

/**
 * The layout of what repeats from day to day: up to four days hour by hour, longer runs as a mean
 * day, its bins the hours on the clock.
 */
export function dailyTimeline(calendar: LocalSteps): Timeline {
  if (calendar.count <= MOST_HOURS) return timeline(calendar);
  const hoursIn = new Uint32Array(24);
  for (const hour of calendar.hour) hoursIn[hour]++;
  return {
    bins: 24,
    by: "hour",
    phrase: "by hour of the day, all days together",
    per: "hour",
    binOf: Uint32Array.from(calendar.hour),
    hoursIn,
    axisLabel: "Hour of the day in Rome",
    ticks: Array.from({ length: 9 }, (_, i) => ({ at: 3 * i, label: `${3 * i}:00` })),
  };
}

/**
 * The layout that shows hours in at most about a hundred bins.
 *
 * @param mostHours Up to so many hours are shown one by one.
 */
export function timeline(calendar: LocalSteps, mostHours = MOST_HOURS): Timeline {
  const days = calendar.count / 24;
  const by = calendar.count <= mostHours ? "hour" : days <= MOST_DAYS ? "day" : "month";
  const binOf = new Uint32Array(calendar.count);
  for (let h = 1; h < calendar.count; h++) {
    const begins = by === "hour" ||
      (by === "day"
        ? calendar.day[h] !== calendar.day[h - 1]
        : calendar.month[h] !== calendar.month[h - 1]);
    binOf[h] = binOf[h - 1] + (begins ? 1 : 0);
  }
  const bins = binOf[calendar.count - 1] + 1;
  const hoursIn = new Uint32Array(bins);
  for (const bin of binOf) hoursIn[bin]++;
  return {
    bins,
    by,
    phrase: `by ${by}`,
    per: by === "hour" ? "hour" : "day",
    binOf,
    hoursIn,
    axisLabel: by === "hour" ? "Time in Rome" : by === "day" ? "Day" : `Month, ${years(calendar)}`,
    ticks: by === "hour" ? hourTicks(calendar) : dateTicks(calendar, binOf, by),
  };
}

/** The mean over the hours of each bin; hours without a value (NaN) do not count. */
export function meanByBin({ bins, binOf }: Timeline, byHour: ArrayLike<number>): Float64Array {
  const sum = new Float64Array(bins);
  const count = new Uint32Array(bins);
  for (let h = 0; h < byHour.length; h++) {
    if (Number.isNaN(byHour[h])) continue;
    sum[binOf[h]] += byHour[h];
    count[binOf[h]]++;
  }
  return sum.map((value, bin) => value / count[bin]);
}

/** What flows in each bin, per hour or per day as {@linkcode Timeline.per} says. */
export function rateByBin(time: Timeline, byHour: ArrayLike<number>): Float64Array {
  const hours = time.per === "hour" ? 1 : 24;
  return meanByBin(time, byHour).map((mean) => mean * hours);
}

/** The last value within each bin. */
export function lastByBin({ bins, binOf }: Timeline, byHour: ArrayLike<number>): Float64Array {
  const last = new Float64Array(bins);
  for (let h = 0; h < byHour.length; h++) last[binOf[h]] = byHour[h];
  return last;
}

/** How a bin is called in a sentence: `13:00`, `16 Aug`, `Aug 2025`. */
export function binName(time: Timeline, calendar: LocalSteps, bin: number): string {
  const h = time.binOf.indexOf(bin);
  if (time.by === "month") return `${MONTHS[calendar.month[h] - 1]} ${calendar.year[h]}`;
  const date = `${calendar.day[h]} ${MONTHS[calendar.month[h] - 1]}`;
  if (time.by === "day") return date;
  const clock = `${calendar.hour[h]}:00`;
  return time.bins > 25 ? `${clock} on ${date}` : clock;
}

/** Options of a Plot's x scale over a timeline. */
export function timeScale(time: Timeline): Plot.ScaleOptions {
  return { type: "linear", domain: [0, time.bins], label: time.axisLabel, labelAnchor: "center" };
}

/**
 * The axis of a timeline.
 *
 * @param every Show every second label only (2), or third (3), where there is less room.
 */
export function timeAxis(time: Timeline, every = 1): Plot.Markish {
  const shown = time.ticks.filter((_, i) => i % every === 0);
  const labels = new Map(shown.map(({ at, label }) => [at, label]));
  return Plot.axisX([...labels.keys()], {
    tickFormat: (at: number) => labels.get(at) ?? "",
    tickSize: 5,
    label: time.axisLabel,
    labelArrow: "none",
    labelAnchor: "center",
  });
}

function hourTicks(calendar: LocalSteps): { at: number; label: string }[] {
  const { count } = calendar;
  const every = count <= 25 ? 3 : count <= 49 ? 6 : count <= 97 ? 12 : 24;
  const ticks: { at: number; label: string }[] = [];
  for (let h = 0; h < count; h++) {
    if (calendar.hour[h] % every !== 0 || calendar.hour[h] === calendar.hour[h - 1]) continue;
    const isMidnight = calendar.hour[h] === 0 && count > 25;
    ticks.push({
      at: h,
      label: isMidnight
        ? `${calendar.day[h]} ${MONTHS[calendar.month[h] - 1]}`
        : `${calendar.hour[h]}:00`,
    });
  }
  if (count <= 25) ticks.push({ at: count, label: "24:00" });
  const spacing = Math.ceil(ticks.length / 12);
  return ticks.filter((_, i) => i % spacing === 0);
}

function dateTicks(
  calendar: LocalSteps,
  binOf: Uint32Array,
  by: "day" | "month",
): { at: number; label: string }[] {
  const bins = binOf[calendar.count - 1] + 1;
  const every = Math.max(1, Math.ceil(bins / 12));
  const ticks = [];
  for (let bin = 0; bin < bins; bin += every) {
    const h = binOf.indexOf(bin);
    const month = MONTHS[calendar.month[h] - 1];
    ticks.push({ at: bin, label: by === "day" ? `${calendar.day[h]} ${month}` : month });
  }
  return ticks;
}

function years({ year, count }: LocalSteps): string {
  return year[0] === year[count - 1] ? `${year[0]}` : `${year[0]} to ${year[count - 1]}`;
}
