import * as Plot from "@observablehq/plot";
import type { PvTestRun } from "../../forecast/mod.ts";
import { meanAbsoluteError } from "../../learn/mod.ts";
import { sum } from "../../mean.ts";
import { dateInRome, localHours, midnightInRome } from "../../time.ts";
import { colours } from "../drawing/palette.ts";
import { type SvgPart, textElement } from "../drawing/svg.ts";
import { fixed } from "../edition/edition.ts";
import { say } from "../edition/say.ts";
import { Figure } from "../parts/figure.ts";
import { plotChart } from "../parts/plot_chart.ts";
import { besideOrBelow, panelWidth, stacked } from "../parts/run_figure.ts";

const GAP = 24;
const HOURS = 24;

/** A day of a PV test, hour by hour. */
interface PvDay {
  /** YYYY-MM-DD. */
  readonly date: string;
  /** Hour in Rome at which each value is stamped, 0 … 24. */
  readonly clock: readonly number[];
  readonly actual: Float64Array;
  readonly forecast: Float64Array;
  readonly usual: Float64Array;
}

/** The seasons that are shown, by their months; Turin's. */
const SUMMER = ["06", "07", "08"];
const WINTER = ["12", "01", "02"];

/**
 * The generation of an ordinary day of summer and of one of winter, as it was forecast an hour ahead and
 * as it came: those whose generation is the median of their season.
 *
 * @param run Of one year or more; of several systems that of the longest record is shown.
 * @throws {RangeError} If it has no whole day of summer or of winter.
 */
export function pvDaysFigure(run: PvTestRun, source: string): Figure {
  const days = daysOf(run);
  const [summer, winter] = [medianDay(days, SUMMER), medianDay(days, WINTER)];
  const most = Math.max(
    ...[summer, winter].flatMap((
      { actual, forecast, usual },
    ) => [...actual, ...forecast, ...usual]),
  );
  const unit = say`kW per kW`;
  return new Figure({
    name: "pv_days",
    title: say`An ordinary day gives ${kwh(summer.actual)} kWh per kW in summer, ${
      kwh(winter.actual)
    } in winter; ${kwh(summer.forecast)} and ${kwh(winter.forecast)} were forecast hour by hour`,
    subtitle: say`PV generation of the days whose generation is the median of their season, ${unit}
      of capacity: as it came, an hour ahead, and as is usual of month and hour`,
    description: [summer, winter].map(({ date, actual, forecast }) =>
      say`${date}: off by ${fixed(meanAbsoluteError(actual, forecast), 3)} ${unit} in the mean of
        the day`
    ).join("; "),
    source,
    legend: [
      { label: say`Actual`, colour: colours.ink, mark: "line" },
      { label: say`Forecast an hour ahead`, colour: colours.p2p, mark: "dashed" },
      { label: say`Usual`, colour: colours.grid, mark: "dotted" },
    ],
  }, besideOrBelow([panel(summer, most, unit), panel(winter, most, unit)], GAP));
}

function kwh(power: Float64Array): string {
  return fixed(sum(power), 2);
}

function panel(
  { date, clock, actual, forecast, usual }: PvDay,
  most: number,
  unit: string,
): SvgPart {
  const width = panelWidth(2, GAP);
  const line = (values: Float64Array, stroke: string, strokeDasharray = "") =>
    Plot.lineY(values, {
      x: (_: number, i: number) => clock[i],
      stroke,
      strokeWidth: 2,
      strokeDasharray,
    });
  const heading = {
    width,
    height: 20,
    markup: textElement(date, 0, 13, { "font-size": 13, "font-weight": 600 }),
  };
  const chart = plotChart({
    width,
    height: 240,
    marginLeft: 40,
    marginRight: 16,
    marginTop: 24,
    marginBottom: 40,
    x: {
      domain: [0, HOURS],
      ticks: [0, 6, 12, 18, 24],
      tickFormat: (hour: number) => `${hour}:00`,
      label: say`Time in Rome`,
    },
    y: { label: unit, grid: true, domain: [0, most], nice: true },
    marks: [
      Plot.ruleY([0]),
      line(usual, colours.grid, "2 3"),
      line(actual, colours.ink),
      line(forecast, colours.p2p, "6 3"),
      Plot.rect(clock, {
        fill: "none",
        stroke: "none",
        pointerEvents: "all",
        x1: (hour: number) => hour - 0.5,
        x2: (hour: number) => Math.min(HOURS, hour + 0.5),
        title: (_: number, i: number) =>
          say`${date}, ${clockName(clock[i])}: ${fixed(actual[i], 3)} came, ${
            fixed(forecast[i], 3)
          } forecast, ${fixed(usual[i], 3)} usual, ${unit}`,
      }),
    ],
  });
  return stacked([heading, chart], 2);
}

function clockName(hours: number): string {
  const minutes = Math.round(60 * hours);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}

/** The whole days, in Rome, of the system of a test that has the longest record. */
function daysOf({ time, actual, forecasts }: PvTestRun): PvDay[] {
  const rows = longestRecord(time);
  return [...Map.groupBy(rows, (row) => dateInRome(time[row]))].flatMap(([date, own]) => {
    if (own.length !== HOURS) return [];
    const calendar = localHours(midnightInRome(date), HOURS);
    const of = (column: Float64Array) => column.slice(own[0], own[0] + HOURS);
    return [{
      date,
      clock: own.map((row, hour) => calendar.hour[hour] + (time[row] % 3600) / 3600),
      actual: of(actual),
      forecast: of(forecasts["hour-ahead"]),
      usual: of(forecasts.climatology),
    }];
  });
}

/** The rows of one system, in which stamps rise: the most that there are. */
function longestRecord(time: Float64Array): number[] {
  const records: number[][] = [];
  time.forEach((stamp, row) => {
    if (row === 0 || stamp < time[row - 1]) records.push([]);
    records[records.length - 1].push(row);
  });
  return records.toSorted((a, b) => b.length - a.length)[0] ?? [];
}

/** Of the days of some months the one that gives the median; of two the lower. */
function medianDay(days: readonly PvDay[], months: readonly string[]): PvDay {
  const own = days.filter(({ date }) => months.includes(date.slice(5, 7)))
    .sort((a, b) => sum(a.actual) - sum(b.actual) || (a.date < b.date ? -1 : 1));
  if (own.length === 0) {
    throw new RangeError(
      `A PV test to be shown needs a whole day in the months ${months.join(", ")}`,
    );
  }
  return own[Math.floor((own.length - 1) / 2)];
}
