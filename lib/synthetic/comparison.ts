import type { PriceHistory, PvSystem } from "../data/histories.ts";
import { localHours } from "../time.ts";
import { monthOf } from "./price_sample.ts";
import * as published from "./published.ts";
import { clearSkyPower, monthsSince2021 } from "./pv_sample.ts";
import { autocorrelation, correlation, groups, standardDeviation } from "./statistics.ts";
import { mean, sum } from "../mean.ts";

/** One published figure, and what the sample says. */
export interface Comparison {
  /** Which of several, such as `2022-08`; empty if there is only one. */
  readonly item: string;
  /** As published. */
  readonly published: number;
  /** As computed from the sample. */
  readonly sample: number;
  /** The lower bound of the sample's figure. */
  readonly low: number;
  /** The upper bound. */
  readonly high: number;
}

/** Figures of one kind, compared. */
export interface ComparedFigures {
  /** What is compared, with its unit. */
  readonly name: string;
  /** How far the sample may be off, in words. */
  readonly allowed: string;
  /** One for each month, hour or lag. */
  readonly comparisons: readonly Comparison[];
}

/** Compares prices with the published statistics of the PUN. */
export function comparePrices(history: PriceHistory): ComparedFigures[] {
  const pun = history.eurPerMwh.get("PUN")!;
  const hours = localHours(history.start, history.count);
  const byMonth = groups(pun, (at) => monthOf(hours, at));
  const byHour = groups(pun, (at) => 100 * hours.year[at] + hours.elapsed[at] + 1);
  const recent = Array.from(pun).filter((_, at) => hours.year[at] >= 2023);
  const weekendRatio = (year: number) => {
    const mine = groups(
      pun,
      (at) => hours.year[at] === year ? +(hours.weekday[at] > 5) : undefined,
    );
    return mean(mine.get(1)!) / mean(mine.get(0)!);
  };
  return [
    within(
      "PUN, monthly mean, €/MWh",
      0.5,
      published.MONTHLY_MEAN.map((figure, m) => [monthName(m), figure, mean(byMonth.get(m)!)]),
    ),
    within(
      "PUN, monthly standard deviation, €/MWh",
      15,
      published.MONTHLY_DEVIATION.map((figure, m) => [
        monthName(m),
        figure,
        standardDeviation(byMonth.get(m)!),
      ]),
    ),
    within(
      "PUN by hour of the day, 2023–2025, €/MWh",
      5,
      [...published.HOURLY_MEAN].flatMap(([year, figures]) =>
        figures.map((figure, hour): Figure => [
          `${year}, hour ${hour + 1}`,
          figure,
          mean(byHour.get(100 * year + hour + 1)!),
        ])
      ),
    ),
    plusMinus(
      "PUN, weekends over weekdays",
      0.02,
      published.YEARS.map((year, i) => [`${year}`, published.WEEKEND_RATIO[i], weekendRatio(year)]),
    ),
    plusMinus(
      "PUN, autocorrelation 2023–2025",
      0.05,
      [1, 24, 168].map((lag) => [
        `${lag} h`,
        published.PRICE_AUTOCORRELATION.get(lag)!,
        autocorrelation(recent, lag),
      ]),
    ),
  ];
}

/** Compares a kW of panels with the published statistics of PV in Turin. */
export function comparePv(system: PvSystem): ComparedFigures[] {
  const kw = system.generationKw;
  const months = monthsSince2021(system.start, kw.length);
  const byMonth = groups(kw, (at) => months[at]);
  const index = clearSkyIndex(system);
  const { INDEX } = published;
  return [
    within(
      "PV, monthly yield 2021–2022, kWh/kW",
      3,
      published.MONTHLY_YIELD.map((figure, m) => [monthName(m), figure, sum(byMonth.get(m)!)]),
    ),
    between(
      "PV, share of hours at exactly 0",
      published.ZERO_SHARE,
      kw.filter((power) => power === 0).length / kw.length,
      [0.51, 0.54],
    ),
    between(
      "PV, highest hour, kW/kW",
      Math.max(...published.HIGHEST_POWER),
      kw.reduce((a, b) => Math.max(a, b)),
      [0.85, 0.95],
    ),
    plusMinus("PV, daytime clear-sky index, mean", 0.03, [["", INDEX.mean, mean(index.all)]]),
    plusMinus("PV, daytime clear-sky index, standard deviation", 0.03, [
      ["", INDEX.deviation, standardDeviation(index.all)],
    ]),
    plusMinus("PV, daytime clear-sky index, hourly autocorrelation", 0.05, [
      ["", INDEX.hourlyAutocorrelation, correlation(index.earlier, index.later)],
    ]),
  ];
}

/** Whether a sample's figure lies within what is allowed. */
export function holds({ sample, low, high }: Comparison): boolean {
  return sample >= low && sample <= high;
}

/** The comparison as a table in Markdown: of several figures of a kind, the one farthest off. */
export function comparisonTable(figures: readonly ComparedFigures[]): string {
  const rows = figures.map(({ name, allowed, comparisons }) => {
    const far = comparisons.reduce((a, b) => strain(a) >= strain(b) ? a : b);
    const of = comparisons.length === 1 ? "" : ` (farthest of ${comparisons.length}: ${far.item})`;
    return `| ${name}${of} | ${digits(far.published)} | ${digits(far.sample)} | ${allowed} |`;
  });
  return ["| figure | published | sample | allowed |", "|---|---|---|---|", ...rows].join("\n");
}

/** How much of what is allowed is used up: 1 at the bound. */
function strain({ published, sample, low, high }: Comparison): number {
  return sample < published
    ? (published - sample) / (published - low)
    : (sample - published) / (high - published);
}

type Figure = readonly [item: string, published: number, sample: number];

function within(name: string, percent: number, figures: readonly Figure[]): ComparedFigures {
  const comparisons = figures.map(([item, published, sample]) => ({
    item,
    published,
    sample,
    low: published * (1 - percent / 100),
    high: published * (1 + percent / 100),
  }));
  return { name, allowed: `± ${percent} %`, comparisons };
}

function plusMinus(name: string, bound: number, figures: readonly Figure[]): ComparedFigures {
  const comparisons = figures.map(([item, published, sample]) => ({
    item,
    published,
    sample,
    low: published - bound,
    high: published + bound,
  }));
  return { name, allowed: `± ${bound}`, comparisons };
}

function between(
  name: string,
  published: number,
  sample: number,
  [low, high]: readonly [number, number],
): ComparedFigures {
  const allowed = `${low} … ${high}`;
  return { name, allowed, comparisons: [{ item: "", published, sample, low, high }] };
}

/** The index of every daytime hour, and of the pairs of hours that follow each other. */
function clearSkyIndex(system: PvSystem) {
  const clear = clearSkyPower(system);
  const all: number[] = [];
  const earlier: number[] = [];
  const later: number[] = [];
  clear.forEach((power, at) => {
    if (power === 0) return;
    const index = system.generationKw[at] / power;
    if (at > 0 && clear[at - 1] > 0) {
      earlier.push(all[all.length - 1]);
      later.push(index);
    }
    all.push(index);
  });
  return { all, earlier, later };
}

function monthName(sinceJanuary2021: number): string {
  const month = String(sinceJanuary2021 % 12 + 1).padStart(2, "0");
  return `${2021 + Math.floor(sinceJanuary2021 / 12)}-${month}`;
}

function digits(value: number): string {
  return Math.abs(value) >= 10 ? value.toFixed(2) : value.toFixed(3);
}
