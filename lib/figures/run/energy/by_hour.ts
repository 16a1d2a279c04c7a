import * as Plot from "@observablehq/plot";
import { TradeType } from "../../../market/mod.ts";
import type { Results, TradeTable } from "../../../results/mod.ts";
import type { Figure } from "../../parts/figure.ts";
import { colours } from "../../drawing/palette.ts";
import { plotChart } from "../../parts/plot_chart.ts";
import { runFigure } from "../../parts/run_figure.ts";
import { dailyTimeline, rateByBin, timeAxis, timeScale } from "../../parts/timeline.ts";
import { percent, shortNumber } from "../../parts/wording.ts";
import { sum } from "../../../mean.ts";

/** Energy that neighbours trade against what the aggregator supplies and takes, over time. */
export function energyByHourFigure(results: Results): Figure {
  const time = dailyTimeline(results.calendar);
  const [p2p, bought, sold] = [TradeType.P2P, TradeType.GridBuy, TradeType.GridSell]
    .map((type) => energyByHour(results.trades, type, results.hours));
  const total = { p2p: sum(p2p), bought: sum(bought), sold: sum(sold) };
  const bars = (from: Float64Array | null, height: Float64Array, sign: 1 | -1, fill: string) =>
    Plot.rectY(height, {
      x1: (_: number, bin: number) => bin,
      x2: (_: number, bin: number) => bin + 1,
      y1: (_: number, bin: number) => from?.[bin] ?? 0,
      y2: (value: number, bin: number) => (from?.[bin] ?? 0) + sign * value,
      fill,
      stroke: colours.paper,
      strokeWidth: 0.75,
    });
  const peers = rateByBin(time, p2p);
  const chart = plotChart({
    height: 300,
    marginLeft: 48,
    marginTop: 24,
    marginBottom: 40,
    x: timeScale(time),
    y: { label: `kWh per ${time.per}`, grid: true, nice: true },
    marks: [
      timeAxis(time),
      bars(null, peers, 1, colours.p2p),
      bars(peers, rateByBin(time, bought), 1, colours.grid),
      bars(null, rateByBin(time, sold), -1, colours.quiet),
      Plot.ruleY([0]),
    ],
  });
  return runFigure(results, {
    name: "energy_by_hour",
    title: total.p2p === 0
      ? "No energy was traded between neighbours"
      : `Neighbours supplied ${
        percent(total.p2p / (total.p2p + total.bought))
      } of the energy that prosumers bought`,
    subtitle:
      `Energy traded ${time.phrase}, kWh per ${time.per}: bought from neighbours and from the ` +
      "aggregator upwards, sold to the aggregator downwards",
    description: `In all ${shortNumber(total.p2p)} kWh among neighbours, ` +
      `${shortNumber(total.bought)} kWh bought from and ${shortNumber(total.sold)} kWh sold to ` +
      "the aggregator",
    legend: [
      { label: "P2P, between neighbours", colour: colours.p2p },
      { label: "Bought from the aggregator", colour: colours.grid },
      { label: "Sold to the aggregator", colour: colours.quiet },
    ],
  }, chart);
}

/** kWh by hour of the trades of one type. */
export function energyByHour(trades: TradeTable, type: number, hours: number): Float64Array {
  const kwh = new Float64Array(hours);
  for (let t = 0; t < trades.count; t++) {
    if (trades.type[t] === type) kwh[trades.step[t]] += trades.amountKwh[t];
  }
  return kwh;
}
