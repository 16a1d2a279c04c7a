import * as Plot from "@observablehq/plot";
import type { Results } from "../../../results/mod.ts";
import { say, sayWord } from "../../edition/say.ts";
import { sum } from "../../../mean.ts";
import { colours } from "../../drawing/palette.ts";
import type { Figure } from "../../parts/figure.ts";
import { hoverByBin } from "../../parts/hover.ts";
import { plotChart } from "../../parts/plot_chart.ts";
import { emptyChart, runFigure, stacked } from "../../parts/run_figure.ts";
import {
  dailyTimeline,
  rateByBin,
  timeAxis,
  timeScale,
  unitInWords,
} from "../../parts/timeline.ts";
import { percent, shortNumber } from "../../parts/wording.ts";
import { netExchange } from "./balance.ts";
import { energyByType } from "./by_hour.ts";

/** Of both panels, so that their times stand above each other, px. */
const MARGIN_RIGHT = 20;

/**
 * What the community contracted to exchange with the network against what its meters showed, and by
 * how much its members were off: one member's excess makes up for what another lacks.
 */
export function imbalanceFigure(results: Results): Figure {
  const { members, prosumers, config } = results;
  const time = dailyTimeline(results.calendar);
  const text = {
    name: "imbalance",
    subtitle: say`Net exchange with the network ${time.phrase}, ${unitInWords(time)}: as contracted
      and as metered (above); what single members were off their contracts (below)`,
  };
  if (config.settlement.actuals === "forecast") {
    const title = say`The forecast counts as what came, so that nobody is off contract`;
    return runFigure(results, { ...text, title }, emptyChart(say`Nothing is metered.`));
  }
  const contracted = netExchange(members.imbalanceKwh, prosumers);
  const metered = netExchange(members.meteredKwh, prosumers);
  const { short, long } = energyByType(results);
  const off = sum(short) + sum(long);
  const unit = sayWord(time.unit);
  const words = {
    metered: say`Metered`,
    contracted: say`Contracted`,
    short: say`Short of contract`,
    long: say`Long of contract`,
    together: say`The community together`,
  };
  const hover = (...series: readonly [label: string, byStep: Float64Array][]) =>
    hoverByBin(
      time,
      results.calendar,
      series.map(([label, byStep]) => ({ label, values: rateByBin(time, byStep), unit })),
    );
  const difference = metered.map((kwh, step) => kwh - contracted[step]);
  const line = (byStep: Float64Array, stroke: string, strokeDasharray: string) =>
    Plot.lineY(rateByBin(time, byStep), {
      x: (_: number, bin: number) => bin + 0.5,
      stroke,
      strokeWidth: 2.25,
      strokeDasharray,
    });
  const bars = (byStep: Float64Array, sign: 1 | -1, fill: string) =>
    Plot.rectY(rateByBin(time, byStep), {
      x1: (_: number, bin: number) => bin,
      x2: (_: number, bin: number) => bin + 1,
      y1: 0,
      y2: (rate: number) => sign * rate,
      fill,
      stroke: colours.paper,
      strokeWidth: 0.5,
    });
  const exchange = plotChart({
    height: 230,
    marginLeft: 52,
    marginRight: MARGIN_RIGHT,
    marginTop: 24,
    marginBottom: 10,
    x: { ...timeScale(time), axis: null },
    y: { label: say`Net exchange, ${unit}`, grid: true, nice: true },
    marks: [
      Plot.ruleY([0]),
      line(metered, colours.ink, ""),
      line(contracted, colours.grid, "6 3"),
      hover([words.metered, metered], [words.contracted, contracted]),
    ],
  });
  const apart = plotChart({
    height: 190,
    marginLeft: 52,
    marginRight: MARGIN_RIGHT,
    marginTop: 24,
    marginBottom: 40,
    x: timeScale(time),
    y: {
      label: say`Off contract, ${unit}`,
      grid: true,
      nice: true,
      ...(off === 0 ? { domain: [-1, 1] } : {}),
    },
    marks: [
      timeAxis(time),
      bars(short, 1, colours.short),
      bars(long, -1, colours.long),
      line(difference, colours.ink, "2 3"),
      Plot.ruleY([0]),
      hover([words.short, short], [words.long, long], [words.together, difference]),
    ],
  });
  return runFigure(results, {
    ...text,
    title: off === 0
      ? say`Nobody was off contract`
      : say`Members were off contract by ${shortNumber(off)} kWh, ${
        percent(off / results.kpis.load_kwh)
      } of the load; the community as a whole by ${shortNumber(sum(difference.map(Math.abs)))} kWh`,
    description: say`${shortNumber(sum(short))} kWh short, ${shortNumber(sum(long))} kWh long`,
    legend: [
      { label: words.metered, colour: colours.ink, mark: "line" },
      { label: words.contracted, colour: colours.grid, mark: "dashed" },
      { label: words.short, colour: colours.short },
      { label: words.long, colour: colours.long },
      { label: words.together, colour: colours.ink, mark: "dotted" },
    ],
  }, stacked([exchange, apart], 0));
}
