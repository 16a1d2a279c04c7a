import * as Plot from "@observablehq/plot";
import type { Results } from "../../../results/mod.ts";
import { sum } from "../../../mean.ts";
import { colours } from "../../drawing/palette.ts";
import type { Figure } from "../../parts/figure.ts";
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

/**
 * What the community contracted to exchange with the network against what its meters showed, and by
 * how much its members were off: one member's excess makes up for what another lacks.
 */
export function imbalanceFigure(results: Results): Figure {
  const { members, prosumers, config } = results;
  const time = dailyTimeline(results.calendar);
  const text = {
    name: "imbalance",
    subtitle: `Net exchange with the network ${time.phrase}, ${unitInWords(time)}: as contracted ` +
      "and as metered (above); what single members were off their contracts (below)",
  };
  if (config.settlement.actuals === "forecast") {
    const title = "The forecast counts as what came, so that nobody is off contract";
    return runFigure(results, { ...text, title }, emptyChart("Nothing is metered."));
  }
  const contracted = netExchange(members.imbalanceKwh, prosumers);
  const metered = netExchange(members.meteredKwh, prosumers);
  const { short, long } = energyByType(results);
  const off = sum(short) + sum(long);
  const together = sum(metered.map((kwh, step) => Math.abs(kwh - contracted[step])));
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
    marginTop: 24,
    marginBottom: 10,
    x: { ...timeScale(time), axis: null },
    y: { label: `Net exchange, ${time.unit}`, grid: true, nice: true },
    marks: [
      Plot.ruleY([0]),
      line(metered, colours.ink, ""),
      line(contracted, colours.grid, "6 3"),
    ],
  });
  const apart = plotChart({
    height: 190,
    marginLeft: 52,
    marginTop: 24,
    marginBottom: 40,
    x: timeScale(time),
    y: { label: `Off contract, ${time.unit}`, grid: true, nice: true },
    marks: [
      timeAxis(time),
      bars(short, 1, colours.short),
      bars(long, -1, colours.long),
      line(metered.map((kwh, step) => kwh - contracted[step]), colours.ink, "2 3"),
      Plot.ruleY([0]),
    ],
  });
  return runFigure(results, {
    ...text,
    title: off === 0
      ? "Nobody was off contract"
      : `Members were off contract by ${shortNumber(off)} kWh, ${
        percent(off / results.kpis.load_kwh)
      } of the load; the community as a whole by ${shortNumber(together)} kWh`,
    description: `${shortNumber(sum(short))} kWh short, ${shortNumber(sum(long))} kWh long`,
    legend: [
      { label: "Metered", colour: colours.ink, mark: "line" },
      { label: "Contracted", colour: colours.grid, mark: "dashed" },
      { label: "Short of contract", colour: colours.short },
      { label: "Long of contract", colour: colours.long },
      { label: "The community together", colour: colours.ink, mark: "dotted" },
    ],
  }, stacked([exchange, apart], 0));
}
