import * as Plot from "@observablehq/plot";
import { isNarrow } from "../edition/edition.ts";
import { say, sayWord } from "../edition/say.ts";
import { HOUR, type LocalSteps, STEP_LENGTHS } from "../../time.ts";

/** So many bins at most are shown beside each other: four days of hours, a day of quarter hours. */
const MOST_BINS = 100;
/** Up to so many days are shown one by one. */
const MOST_DAYS = 92;

const DAY = 24 * HOUR;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * How the steps of a run are laid out along an axis: one by one or a few together, by day, by month
 * or as a mean day.
 */
export interface Timeline {
  /** Each bin spans `[bin, bin + 1]` on the axis. */
  readonly bins: number;
  /** What a bin is: a time up to an hour, the same of all days together, a day or a month. */
  readonly by: "clock" | "clock of all days" | "day" | "month";
  /** A bin in a sentence: `hour`, `quarter hour`, `5 minutes`, `day`, `month`. */
  readonly span: string;
  /** In a sentence: `by hour`, `every 5 minutes`, `by hour of the day, all days together`. */
  readonly phrase: string;
  /** What flows in a bin is given in: mean power within an hour, else energy per hour or day. */
  readonly unit: "kW" | "kWh per hour" | "kWh per day";
  /** The bin of each step. */
  readonly binOf: Uint32Array;
  /** Length of a step, h. */
  readonly stepHours: number;
  /** Title of the axis. */
  readonly axisLabel: string;
  /** Where labels stand, and what they say. */
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
}

/** How a time of some seconds, up to an hour, is called after "in the": `hour`, `quarter hour`. */
export function spanName(seconds: number): string {
  return seconds in NAMES ? sayWord(NAMES[seconds]) : say`${seconds / 60} minutes`;
}

/** Likewise after "of": `an hour`, `a quarter hour`, `5 minutes`. */
export function spanWithArticle(seconds: number): string {
  return seconds === HOUR
    ? say`an hour`
    : seconds === HOUR / 2
    ? say`a half hour`
    : seconds === HOUR / 4
    ? say`a quarter hour`
    : spanName(seconds);
}

const NAMES: Readonly<Record<number, string>> = {
  [HOUR]: "hour",
  [HOUR / 2]: "half hour",
  [HOUR / 4]: "quarter hour",
};

/**
 * The layout of what repeats from day to day: up to four days one after another, longer runs as a
 * mean day, its bins by the clock.
 */
export function dailyTimeline(calendar: LocalSteps): Timeline {
  if (calendar.count * calendar.seconds <= MOST_BINS * HOUR) return timeline(calendar);
  const length = binLength(calendar, DAY / calendar.seconds, MOST_BINS);
  const clock = (step: number) => 60 * (60 * calendar.hour[step] + minuteOf(calendar, step));
  return {
    bins: DAY / length,
    by: "clock of all days",
    span: spanName(length),
    phrase: say`${phraseOf(length)} of the day, all days together`,
    unit: unitOf(length),
    binOf: Uint32Array.from(
      { length: calendar.count },
      (_, step) => Math.floor(clock(step) / length),
    ),
    stepHours: calendar.seconds / HOUR,
    axisLabel: say`Time of the day in Rome`,
    ticks: Array.from({ length: 9 }, (_, i) => ({
      at: 3 * i * HOUR / length,
      label: `${3 * i}:00`,
    })),
  };
}

/**
 * The layout that shows a run in at most about a hundred bins: its steps, or the shortest spans up to
 * an hour that are few enough, or days, or months.
 *
 * @param mostBins Up to so many bins within days are shown.
 */
export function timeline(calendar: LocalSteps, mostBins = MOST_BINS): Timeline {
  const length = binLength(calendar, calendar.count, mostBins);
  if (calendar.count * calendar.seconds <= mostBins * length) return clockBins(calendar, length);
  return dateBins(calendar, calendar.count * calendar.seconds <= MOST_DAYS * DAY ? "day" : "month");
}

/** The shortest span that holds whole steps and cuts so many of them into few enough bins, s. */
function binLength({ seconds }: LocalSteps, steps: number, mostBins: number): number {
  const whole = STEP_LENGTHS.filter((length) => length % seconds === 0);
  return whole.find((length) => steps * seconds <= mostBins * length) ?? HOUR;
}

function clockBins(calendar: LocalSteps, length: number): Timeline {
  return {
    bins: Math.ceil(calendar.count * calendar.seconds / length),
    by: "clock",
    span: spanName(length),
    phrase: phraseOf(length),
    unit: unitOf(length),
    binOf: Uint32Array.from(
      { length: calendar.count },
      (_, step) => Math.floor(step * calendar.seconds / length),
    ),
    stepHours: calendar.seconds / HOUR,
    axisLabel: say`Time in Rome`,
    ticks: clockTicks(calendar, length),
  };
}

function dateBins(calendar: LocalSteps, by: "day" | "month"): Timeline {
  const places = by === "day" ? calendar.day : calendar.month;
  const binOf = new Uint32Array(calendar.count);
  for (let step = 1; step < calendar.count; step++) {
    binOf[step] = binOf[step - 1] + (places[step] === places[step - 1] ? 0 : 1);
  }
  return {
    bins: binOf[calendar.count - 1] + 1,
    by,
    span: sayWord(by),
    phrase: by === "day" ? say`by day` : say`by month`,
    unit: "kWh per day",
    binOf,
    stepHours: calendar.seconds / HOUR,
    axisLabel: by === "day" ? say`Day` : say`Month, ${years(calendar)}`,
    ticks: dateTicks(calendar, binOf, by),
  };
}

function phraseOf(length: number): string {
  return length === HOUR
    ? say`by hour`
    : length in NAMES
    ? say`by ${spanName(length)}`
    : say`every ${spanName(length)}`;
}

function unitOf(length: number): Timeline["unit"] {
  return length < HOUR ? "kW" : "kWh per hour";
}

/** The unit of what flows in a sentence: `mean power in kW`, `kWh per hour`. */
export function unitInWords({ unit }: Timeline): string {
  return unit === "kW" ? say`mean power in kW` : sayWord(unit);
}

/** The mean over the steps of each bin; steps without a value (NaN) do not count. */
export function meanByBin({ bins, binOf }: Timeline, byStep: ArrayLike<number>): Float64Array {
  const sum = new Float64Array(bins);
  const count = new Uint32Array(bins);
  for (let step = 0; step < byStep.length; step++) {
    if (Number.isNaN(byStep[step])) continue;
    sum[binOf[step]] += byStep[step];
    count[binOf[step]]++;
  }
  return sum.map((value, bin) => value / count[bin]);
}

/**
 * What flows in each bin, in its {@linkcode Timeline.unit}.
 *
 * @param byStep kWh in each step.
 */
export function rateByBin(time: Timeline, byStep: ArrayLike<number>): Float64Array {
  const factor = rateFactor(time);
  return meanByBin(time, byStep).map((mean) => mean * factor);
}

/** What turns the kWh of a step into a timeline's {@linkcode Timeline.unit}. */
export function rateFactor({ unit, stepHours }: Timeline): number {
  return (unit === "kWh per day" ? 24 : 1) / stepHours;
}

/** The last value within each bin. */
export function lastByBin({ bins, binOf }: Timeline, byStep: ArrayLike<number>): Float64Array {
  const last = new Float64Array(bins);
  for (let step = 0; step < byStep.length; step++) last[binOf[step]] = byStep[step];
  return last;
}

/** Whether a step is the last one in its bin, so that a level at its end is that of the bin. */
export function endsBin({ binOf }: Timeline, step: number): boolean {
  return binOf[step] !== binOf[step + 1];
}

/** How a bin is called in a sentence: `13:00`, `13:15 on 16 Aug`, `16 Aug`, `Aug 2025`. */
export function binName(time: Timeline, calendar: LocalSteps, bin: number): string {
  const step = time.binOf.indexOf(bin);
  const month = monthOf(calendar, step);
  if (time.by === "month") return `${month} ${calendar.year[step]}`;
  const date = `${calendar.day[step]} ${month}`;
  if (time.by === "day") return date;
  const clock = clockName(60 * calendar.hour[step] + minuteOf(calendar, step));
  const isOfOneDay = calendar.count * calendar.seconds <= 25 * HOUR;
  return time.by === "clock" && !isOfOneDay ? say`${clock} on ${date}` : clock;
}

/** The short name of a step's month. */
function monthOf({ month }: LocalSteps, step: number): string {
  return sayWord(MONTHS[month[step] - 1]);
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
  const spacing = isNarrow() ? Math.max(2, every) : every;
  const shown = time.ticks.filter((_, i) => i % spacing === 0);
  const labels = new Map(shown.map(({ at, label }) => [at, label]));
  return Plot.axisX([...labels.keys()], {
    tickFormat: (at: number) => labels.get(at) ?? "",
    tickSize: 5,
    label: time.axisLabel,
    labelArrow: "none",
    labelAnchor: "center",
  });
}

/** Minutes after the full hour; those of Rome are those of UTC. */
function minuteOf({ start, seconds }: LocalSteps, step: number): number {
  return (start + step * seconds) % HOUR / 60;
}

/** Minutes since midnight as `13:05`. */
function clockName(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}

/** Minutes between labels by how long a run is, h. */
const TICK_MINUTES: readonly (readonly [number, number])[] = [
  [2, 15],
  [4, 30],
  [8, 60],
  [25, 180],
  [49, 360],
  [MOST_BINS, 720],
  [Infinity, 1440],
];

function clockTicks(calendar: LocalSteps, length: number): { at: number; label: string }[] {
  const { count, seconds } = calendar;
  const hours = count * seconds / HOUR;
  const [, every] = TICK_MINUTES.find(([most]) => hours <= most) as readonly [number, number];
  const hourBefore = HOUR / seconds;
  const clockAt = (step: number) => 60 * calendar.hour[step] + minuteOf(calendar, step);
  const ticks: { at: number; label: string }[] = [];
  for (let step = 0; step < count; step++) {
    const clock = clockAt(step);
    const isRepeated = step >= hourBefore && clockAt(step - hourBefore) === clock;
    if (clock % every !== 0 || isRepeated) continue;
    const isMidnight = clock === 0 && hours > 25;
    ticks.push({
      at: step * seconds / length,
      label: isMidnight ? `${calendar.day[step]} ${monthOf(calendar, step)}` : clockName(clock),
    });
  }
  const end = clockAt(count - 1) + seconds / 60;
  if (hours <= 25 && end % every === 0) {
    ticks.push({ at: count * seconds / length, label: clockName(end) });
  }
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
    const step = binOf.indexOf(bin);
    const month = monthOf(calendar, step);
    ticks.push({ at: bin, label: by === "day" ? `${calendar.day[step]} ${month}` : month });
  }
  return ticks;
}

function years({ year, count }: LocalSteps): string {
  return year[0] === year[count - 1] ? `${year[0]}` : say`${year[0]} to ${year[count - 1]}`;
}
