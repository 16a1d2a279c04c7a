import * as Plot from "@observablehq/plot";
import { TradeType } from "../../../market/mod.ts";
import type { Results } from "../../../results/mod.ts";
import { energyByHour } from "./by_hour.ts";
import type { Figure } from "../../parts/figure.ts";
import { colours } from "../../drawing/palette.ts";
import { plotChart } from "../../parts/plot_chart.ts";
import { runFigure } from "../../parts/run_figure.ts";
import { dailyTimeline, rateByBin, timeAxis, timeScale } from "../../parts/timeline.ts";
import { percent } from "../../parts/wording.ts";

/** Where the community's energy comes from and where it goes: both stacks are equally high. */
export function energyBalanceFigure(results: Results): Figure {
  const time = dailyTimeline(results.calendar);
  const flows = communityFlows(results);
  const sources = [[flows.pv, colours.pv], [flows.batteryOut, colours.battery], [
    flows.gridBuy,
    colours.grid,
  ]] as const;
  const uses = [[flows.load, colours.ink], [flows.batteryIn, colours.battery], [
    flows.gridSell,
    colours.quiet,
  ]] as const;
  const stack = (layers: typeof sources | typeof uses, sign: 1 | -1) => {
    const base = new Float64Array(time.bins);
    return layers.map(([byHour, fill]) => {
      const from = Float64Array.from(base);
      const rates = rateByBin(time, byHour);
      for (let bin = 0; bin < time.bins; bin++) base[bin] += sign * rates[bin];
      return Plot.rectY(rates, {
        x1: (_: number, bin: number) => bin,
        x2: (_: number, bin: number) => bin + 1,
        y1: (_: number, bin: number) => from[bin],
        y2: (rate: number, bin: number) => from[bin] + sign * rate,
        fill,
        stroke: colours.paper,
        strokeWidth: 0.5,
      });
    });
  };
  const chart = plotChart({
    height: 340,
    marginLeft: 52,
    marginTop: 24,
    marginBottom: 40,
    x: timeScale(time),
    y: { label: `kWh per ${time.per}`, grid: true, nice: true },
    marks: [
      timeAxis(time),
      ...stack(sources, 1),
      ...stack(uses, -1),
      Plot.ruleY([0], { stroke: colours.paper, strokeWidth: 2 }),
    ],
  });
  return runFigure(results, {
    name: "energy_balance",
    title: `The community covers ${
      percent(results.kpis.self_sufficiency)
    } of its load with its own PV and feeds ${
      percent(1 - results.kpis.not_fed_in)
    } of that into the grid`,
    subtitle: `The community's energy ${time.phrase}, kWh per ${time.per}: where it comes from ` +
      "(upwards) and where it goes (downwards)",
    legend: [
      { label: "PV", colour: colours.pv },
      { label: "Battery, out and in", colour: colours.battery },
      { label: "Bought from the grid", colour: colours.grid },
      { label: "Load", colour: colours.ink },
      { label: "Sold to the grid", colour: colours.quiet },
    ],
  }, chart);
}

/** The community's energy by hour, kWh. */
interface CommunityFlows {
  readonly pv: Float64Array;
  readonly load: Float64Array;
  readonly batteryIn: Float64Array;
  readonly batteryOut: Float64Array;
  readonly gridBuy: Float64Array;
  readonly gridSell: Float64Array;
}

/** What a battery takes or gives is what turns PV and load into the imbalance. */
function communityFlows({ members, prosumers, hours, trades }: Results): CommunityFlows {
  const flows = {
    pv: new Float64Array(hours),
    load: new Float64Array(hours),
    batteryIn: new Float64Array(hours),
    batteryOut: new Float64Array(hours),
    gridBuy: energyByHour(trades, TradeType.GridBuy, hours),
    gridSell: energyByHour(trades, TradeType.GridSell, hours),
  };
  for (let row = 0; row < members.pvKwh.length; row++) {
    const hour = Math.floor(row / prosumers);
    const [pv, load] = [members.pvKwh[row], members.loadKwh[row]];
    const taken = members.imbalanceKwh[row] - load + pv;
    flows.pv[hour] += pv;
    flows.load[hour] += load;
    flows.batteryIn[hour] += Math.max(0, taken);
    flows.batteryOut[hour] += Math.max(0, -taken);
  }
  return flows;
}
