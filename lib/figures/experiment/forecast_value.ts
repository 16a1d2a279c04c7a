import * as Plot from "@observablehq/plot";
import {
  comparisonOf,
  type ExperimentResults,
  type Interval,
  meanInterval,
  pValuesAgainstFirst,
  SIGNIFICANCE,
  valuesByDraw,
} from "../../experiment/mod.ts";
import type { KpiName } from "../../results/kpi_definitions.ts";
import { colours } from "../drawing/palette.ts";
import { type SvgPart, textElement } from "../drawing/svg.ts";
import { textWidth } from "../drawing/text_width.ts";
import { say, sayWord } from "../edition/say.ts";
import { Figure } from "../parts/figure.ts";
import { plotChart } from "../parts/plot_chart.ts";
import { besideOrBelow, panelWidth, stacked } from "../parts/run_figure.ts";
import { alikeNumbers } from "../parts/wording.ts";
import { drawsText } from "./policy_comparison.ts";
import { experimentSource } from "./source.ts";

const GAP = 24;
const HEIGHT = 300;

/** Whose money a forecast moves, with the colours of `money_by_account`. */
const ACCOUNTS: readonly { kpi: KpiName; label: string; colour: string }[] = [
  { kpi: "prosumers_balance", label: "Members", colour: colours.p2p },
  { kpi: "aggregator_balance", label: "Aggregator", colour: colours.loss },
  { kpi: "regulator_fund", label: "Regulator", colour: colours.ink },
  { kpi: "network_operator_balance", label: "Network", colour: colours.battery },
];

/** How wrong a forecaster is, and what it costs against the first one. */
interface Forecaster {
  readonly name: string;
  /** Energy off contract, % of the load. */
  readonly error: Interval;
  /** By account of {@linkcode ACCOUNTS}, €; none for the first forecaster. */
  readonly money: readonly Interval[];
}

/**
 * What a forecast is worth: the members' money against how wrong the forecaster is, and who gets what
 * it costs, all against the first forecaster. Means with 95 % intervals over the days of the
 * experiment, or over the seeds of one day.
 *
 * @param source What was simulated, on which data; it must say if those are made up.
 * By default what the results themselves say of it.
 * @throws {RangeError} If there is but one forecaster.
 */
export function forecastValueFigure(
  results: ExperimentResults,
  source = experimentSource(results),
): Figure {
  const forecasters = forecastersOf(results);
  const [reference, ...others] = forecasters;
  if (others.length === 0) {
    throw new RangeError(`There is nothing to compare ${reference.name} with: it stands alone`);
  }
  const width = panelWidth(2, GAP);
  return new Figure({
    name: "forecast_value",
    title: findingOf(results, forecasters),
    subtitle: say`Money against "${reference.name}", € for the community and run: mean over ${
      drawsText(results)
    } and its 95 % interval, each compared with itself`,
    description: others.map(({ name, money }) =>
      `${name}: ${
        ACCOUNTS.map(({ label }, i) => `${sayWord(label)} ${signed(money[i].mean)} €`).join(", ")
      }`
    ).join("; "),
    source,
    legend: ACCOUNTS.map(({ label, colour }) => ({ label: sayWord(label), colour, mark: "dot" })),
  }, besideOrBelow([errorPanel(forecasters, width), accountPanel(others, width)], GAP));
}

function forecastersOf(results: ExperimentResults): Forecaster[] {
  return results.header.variants.map((levels, variant) => ({
    name: Object.values(levels).join(", "),
    error: meanInterval(offContract(results, variant)),
    money: ACCOUNTS.map(({ kpi }) => comparisonOf(results, variant, kpi).difference),
  }));
}

/** Energy that was short or long of contracts, % of the load, draw by draw. */
function offContract(results: ExperimentResults, variant: number): number[] {
  const [short, long, load] = (["imbalance_short_kwh", "imbalance_long_kwh", "load_kwh"] as const)
    .map((kpi) => valuesByDraw(results, variant, kpi));
  return load.map((kwh, draw) => 100 * (short[draw] + long[draw]) / kwh);
}

/** The members' money against the error of their forecast. */
function errorPanel(forecasters: readonly Forecaster[], width: number): SvgPart {
  const points = forecasters.map(({ name, error, money: [members] }, i) => ({
    name,
    error,
    money: i === 0 ? { mean: 0, low: 0, high: 0 } : members,
  }));
  type Point = (typeof points)[number];
  const furthest = Math.max(...points.map(({ error }) => error.high || error.mean));
  const isRight = ({ error }: Point) => error.mean > 0.6 * furthest;
  const label = (isEnd: boolean) =>
    Plot.text(points.filter((point) => isRight(point) === isEnd), {
      x: ({ error }: Point) => error.mean,
      y: ({ money }: Point) => money.mean,
      text: "name",
      textAnchor: isEnd ? "end" : "start",
      dx: isEnd ? -8 : 8,
      dy: -8,
      fontWeight: 600,
      stroke: colours.paper,
      fill: colours.ink,
    });
  const chart = plotChart({
    width,
    height: HEIGHT,
    marginLeft: 48,
    marginRight: 12,
    marginTop: 24,
    marginBottom: 40,
    x: { label: say`Off contract, % of the load`, grid: true, zero: true, nice: true },
    y: { label: null, grid: true, nice: true },
    marks: [
      Plot.ruleY([0], { stroke: colours.ink }),
      Plot.link(points, {
        x1: ({ error }: Point) => error.mean,
        x2: ({ error }: Point) => error.mean,
        y1: ({ money }: Point) => money.low,
        y2: ({ money }: Point) => money.high,
        stroke: colours.p2p,
        strokeWidth: 2.5,
      }),
      Plot.link(points, {
        x1: ({ error }: Point) => error.low,
        x2: ({ error }: Point) => error.high,
        y1: ({ money }: Point) => money.mean,
        y2: ({ money }: Point) => money.mean,
        stroke: colours.p2p,
        strokeWidth: 1,
      }),
      Plot.dot(points, {
        x: ({ error }: Point) => error.mean,
        y: ({ money }: Point) => money.mean,
        r: 4.5,
        fill: colours.p2p,
      }),
      label(false),
      label(true),
    ],
  });
  return stacked([heading(say`Members' money against forecast error`, "€", width), chart], 0);
}

/** Who gets and who pays with each forecaster. */
function accountPanel(others: readonly Forecaster[], width: number): SvgPart {
  const rows = others.flatMap(({ name, money }) =>
    money.map((interval, account) => ({
      ...interval,
      name,
      place: String(account),
      colour: ACCOUNTS[account].colour,
    }))
  );
  type Row = (typeof rows)[number];
  const labelRoom = 10 + Math.max(...others.map(({ name }) => textWidth(name, 12)));
  const chart = plotChart({
    width,
    height: HEIGHT,
    marginLeft: labelRoom,
    marginRight: 12,
    marginTop: 24,
    marginBottom: 40,
    x: { label: "€", grid: true, nice: true },
    y: { domain: ACCOUNTS.map((_, account) => String(account)), axis: null, type: "point" },
    fy: { domain: others.map(({ name }) => name), label: null, axis: "left", padding: 0.3 },
    marks: [
      Plot.ruleX([0], { stroke: colours.ink }),
      Plot.ruleY(rows, {
        fy: "name",
        y: "place",
        x1: "low",
        x2: "high",
        stroke: ({ colour }: Row) => colour,
        strokeWidth: 2.5,
      }),
      Plot.dot(rows, {
        fy: "name",
        y: "place",
        x: "mean",
        r: 4.5,
        fill: ({ colour }: Row) => colour,
      }),
    ],
  });
  return stacked([heading(say`Who gains, who pays`, "€", width), chart], 0);
}

function heading(title: string, unit: string, width: number): SvgPart {
  return {
    width,
    height: 20,
    markup: textElement(title, 0, 13, { "font-weight": 600 }) +
      textElement(unit, textWidth(title, 12, 600) + 6, 13, { fill: colours.faint }),
  };
}

/** What can be told from chance of the members' money, adjusted by Holm over the forecasters. */
function findingOf(results: ExperimentResults, [reference, ...others]: Forecaster[]): string {
  const pValues = pValuesAgainstFirst(results, "prosumers_balance");
  const certain = others.filter((_, i) => pValues[i] < SIGNIFICANCE)
    .toSorted((a, b) => a.money[0].mean - b.money[0].mean);
  if (certain.length === 0) {
    return say`No forecaster changes the members' money beyond chance against "${reference.name}"`;
  }
  const [most] = certain;
  const shown = alikeNumbers(most.money[0].mean / 10);
  const parts = certain.map(({ name, money: [members] }) =>
    members.mean < 0
      ? say`${shown(-members.mean)} € less with "${name}"`
      : say`${shown(members.mean)} € more with "${name}"`
  );
  return say`Against "${reference.name}" the members have ${parts.join(", ")}`;
}

function signed(value: number): string {
  const text = alikeNumbers(value / 10)(value);
  return value > 0 ? `+${text}` : text;
}
