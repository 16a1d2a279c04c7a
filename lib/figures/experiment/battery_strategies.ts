import * as Plot from "@observablehq/plot";
import type { Results } from "../../results/mod.ts";
import { colours } from "../drawing/palette.ts";
import { fixed, writeNumber } from "../edition/edition.ts";
import { say, sayWord } from "../edition/say.ts";
import type { Figure } from "../parts/figure.ts";
import type { LegendItem } from "../parts/legend.ts";
import { plotChart } from "../parts/plot_chart.ts";
import { runFigure, stacked } from "../parts/run_figure.ts";
import {
  dailyTimeline,
  lastByBin,
  meanByBin,
  rateByBin,
  timeAxis,
  type Timeline,
  timeScale,
  unitInWords,
} from "../parts/timeline.ts";
import { shortNumber } from "../parts/wording.ts";
import { netExchange } from "../run/energy/balance.ts";

/** A run with batteries that follow a strategy. */
export interface StrategyRun {
  /** Of the strategy. */
  readonly name: string;
  /** Of the same configuration but for the strategy. */
  readonly results: Results;
}

/** By order: colour and dash of a strategy's line. */
const LOOKS: readonly { colour: string; dash: string; mark: NonNullable<LegendItem["mark"]> }[] = [
  { colour: colours.battery, dash: "", mark: "line" },
  { colour: colours.p2p, dash: "6 3", mark: "dashed" },
  { colour: colours.loss, dash: "2 3", mark: "dotted" },
];

/** Who has the most panels among those with a battery; of as many, the first. */
export function memberToShow({ community, prosumers }: Results): number {
  let shown = -1;
  for (let id = 0; id < prosumers; id++) {
    if (community.batteryCapacityKwh[id] === 0) continue;
    if (shown < 0 || community.pvCapacityKw[id] > community.pvCapacityKw[shown]) shown = id;
  }
  if (shown < 0) throw new RangeError("Nobody of this run has a battery to show");
  return shown;
}

/**
 * What one member's battery does under each strategy: its level, below the price and its own sun and
 * load.
 *
 * @param runs At most three.
 * @param member Its id; one with many panels by default.
 * @throws {RangeError} If nobody has a battery, or this member has none.
 */
export function batteryDayFigure(runs: readonly StrategyRun[], member?: number): Figure {
  const [{ results }] = runs;
  const shown = member ?? memberToShow(results);
  const capacity = results.community.batteryCapacityKwh[shown];
  if (!(capacity > 0)) throw new RangeError(`Member ${shown} has no battery to show`);
  const time = dailyTimeline(results.calendar);
  const own = (values: Float64Array, of = results) =>
    values.filter((_, i) => i % of.prosumers === shown);
  const { pvMeteredKwh, loadMeteredKwh } = results.members;
  const price = plotChart({
    ...panel(time, 120),
    y: { label: say`Price, €/kWh`, grid: true, nice: true, zero: true },
    marks: [line(meanByBin(time, results.actualPrice), colours.ink)],
  });
  const energy = plotChart({
    ...panel(time, 140),
    y: { label: say`Sun and load, ${sayWord(time.unit)}`, grid: true, nice: true, zero: true },
    marks: [
      Plot.areaY(rateByBin(time, own(pvMeteredKwh)), {
        x: middle,
        fill: colours.pv,
        fillOpacity: 0.7,
      }),
      line(rateByBin(time, own(loadMeteredKwh)), colours.ink),
    ],
  });
  const isDay = time.by === "clock";
  const levels = runs.map(({ results: of }) => {
    const percent = own(of.members.batteryLevelKwh, of).map((kwh) => 100 * kwh / capacity);
    return isDay ? lastByBin(time, percent) : meanByBin(time, percent);
  });
  const level = plotChart({
    ...panel(time, 200, 40),
    x: timeScale(time),
    y: { label: say`Level, % of capacity`, grid: true, domain: [0, 100] },
    marks: [
      timeAxis(time),
      ...levels.map((values, i) => line(values, LOOKS[i].colour, LOOKS[i].dash)),
    ],
  });
  const fullest = levels.map((values) => Math.max(...values));
  return runFigure(results, {
    name: "battery_day",
    title: say`The battery of member ${shown} fills to ${
      runs.map(({ name }, i) => say`${fixed(fullest[i], 0)} % under ${name}`).join(", ")
    }`,
    subtitle: [
      say`Price that came, €/kWh`,
      say`generation and load of member ${shown} (${
        writeNumber(results.community.pvCapacityKw[shown])
      } kW of panels, ${writeNumber(capacity)} kWh), ${unitInWords(time)}`,
      isDay ? say`level at the end of each ${time.span}` : say`mean level`,
    ].join("; "),
    legend: [
      { label: say`Generation`, colour: colours.pv },
      { label: say`Load, price`, colour: colours.ink, mark: "line" },
      ...legendOf(runs),
    ],
  }, stacked([price, energy, level], 0));
}

/** What the community exchanges with the network under each strategy. */
export function strategyExchangeFigure(runs: readonly StrategyRun[]): Figure {
  const [{ results }] = runs;
  const time = dailyTimeline(results.calendar);
  const peaks = runs.map(({ results: of }) => of.kpis.peak_kwh);
  const chart = plotChart({
    ...panel(time, 280, 40),
    x: timeScale(time),
    y: { label: say`Net exchange, ${sayWord(time.unit)}`, grid: true, nice: true },
    marks: [
      timeAxis(time),
      Plot.ruleY([0]),
      ...runs.map(({ results: of }, i) =>
        line(
          rateByBin(time, netExchange(of.members.meteredKwh, of.prosumers)),
          LOOKS[i].colour,
          LOOKS[i].dash,
        )
      ),
    ],
  });
  return runFigure(results, {
    name: "strategy_exchange",
    title: say`The highest exchange with the network: ${
      runs.map(({ name }, i) => say`${shortNumber(peaks[i])} kWh under ${name}`).join(", ")
    }`,
    subtitle: say`Net exchange of the community as metered ${time.phrase}, ${
      unitInWords(time)
    }: taken from the network above 0, fed in below`,
    legend: legendOf(runs),
  }, chart);
}

function legendOf(runs: readonly StrategyRun[]): LegendItem[] {
  return runs.map(({ name }, i) => ({ label: name, colour: LOOKS[i].colour, mark: LOOKS[i].mark }));
}

function panel(time: Timeline, height: number, marginBottom = 10) {
  return {
    height,
    marginLeft: 52,
    marginRight: 30,
    marginTop: 24,
    marginBottom,
    x: { ...timeScale(time), axis: null as null },
  };
}

function line(values: Float64Array, stroke: string, strokeDasharray = "") {
  return Plot.lineY(values, { x: middle, stroke, strokeWidth: 2, strokeDasharray });
}

function middle(_: number, bin: number): number {
  return bin + 0.5;
}
