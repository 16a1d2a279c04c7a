import * as Plot from "@observablehq/plot";
import { say, sayWord } from "../../edition/say.ts";
import { TradeType } from "../../../market/mod.ts";
import type { Results, TradeTable } from "../../../results/mod.ts";
import type { Figure } from "../../parts/figure.ts";
import { hoverByBin } from "../../parts/hover.ts";
import { colours } from "../../drawing/palette.ts";
import { plotChart } from "../../parts/plot_chart.ts";
import { runFigure } from "../../parts/run_figure.ts";
import {
  dailyTimeline,
  rateByBin,
  timeAxis,
  timeScale,
  unitInWords,
} from "../../parts/timeline.ts";
import { percent, shortNumber } from "../../parts/wording.ts";
import { sum } from "../../../mean.ts";

/**
 * Energy that neighbours trade against what the aggregator supplies and takes, over time: contracts,
 * and what came off them.
 */
export function energyByHourFigure(results: Results): Figure {
  const time = dailyTimeline(results.calendar);
  const { p2p, bought, sold, short, long } = energyByType(results);
  const total = { p2p: sum(p2p), bought: sum(bought), sold: sum(sold) };
  const off = { short: sum(short), long: sum(long) };
  const isMetered = off.short + off.long > 0;
  const unit = sayWord(time.unit);
  const series = [
    { label: say`P2P, between neighbours`, colour: colours.p2p, byStep: p2p },
    { label: say`Bought from the aggregator`, colour: colours.grid, byStep: bought },
    { label: say`Sold to the aggregator`, colour: colours.quiet, byStep: sold },
    ...(isMetered
      ? [
        { label: say`Short of contract`, colour: colours.short, byStep: short },
        { label: say`Long of contract`, colour: colours.long, byStep: long },
      ]
      : []),
  ];
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
  const stacked = (...layers: Float64Array[]) =>
    rateByBin(time, p2p.map((_, step) => sum(layers.map((layer) => layer[step]))));
  const chart = plotChart({
    height: 300,
    marginLeft: 48,
    marginTop: 24,
    marginBottom: 40,
    x: timeScale(time),
    y: { label: unit, grid: true, nice: true },
    marks: [
      timeAxis(time),
      bars(null, rateByBin(time, p2p), 1, colours.p2p),
      bars(stacked(p2p), rateByBin(time, bought), 1, colours.grid),
      bars(stacked(p2p, bought), rateByBin(time, short), 1, colours.short),
      bars(null, rateByBin(time, sold), -1, colours.quiet),
      bars(rateByBin(time, sold).map((rate) => -rate), rateByBin(time, long), -1, colours.long),
      Plot.ruleY([0]),
      hoverByBin(
        time,
        results.calendar,
        series.map(({ label, byStep }) => ({ label, values: rateByBin(time, byStep), unit })),
      ),
    ],
  });
  return runFigure(results, {
    name: "energy_by_hour",
    title: total.p2p === 0
      ? say`No energy was traded between neighbours`
      : say`Neighbours supplied ${
        percent(total.p2p / (total.p2p + total.bought))
      } of the energy that prosumers contracted to buy`,
    subtitle: isMetered
      ? say`Energy contracted ${time.phrase}, ${unitInWords(time)}: bought from neighbours and from
        the aggregator upwards, sold to the aggregator downwards; beyond it what was metered off
        contract`
      : say`Energy contracted ${time.phrase}, ${unitInWords(time)}: bought from neighbours and from
        the aggregator upwards, sold to the aggregator downwards`,
    description: [
      say`In all ${shortNumber(total.p2p)} kWh among neighbours, ${
        shortNumber(total.bought)
      } kWh bought from and ${shortNumber(total.sold)} kWh sold to the aggregator`,
      ...(isMetered
        ? [
          say`${shortNumber(off.short)} kWh short and ${
            shortNumber(off.long)
          } kWh long of contract`,
        ]
        : []),
    ].join("; "),
    legend: series.map(({ label, colour }) => ({ label, colour })),
  }, chart);
}

/** kWh by step of each type of trade. */
export function energyByType({ trades, steps }: Results): Record<EnergyOfType, Float64Array> {
  const of = (type: number) => energyOfType(trades, type, steps);
  return {
    p2p: of(TradeType.P2P),
    bought: of(TradeType.GridBuy),
    sold: of(TradeType.GridSell),
    short: of(TradeType.ImbalanceShort),
    long: of(TradeType.ImbalanceLong),
  };
}

/** P2P and grid contracts, and what was short and long of them. */
type EnergyOfType = "p2p" | "bought" | "sold" | "short" | "long";

/** kWh by step of the trades of one type. */
export function energyOfType(trades: TradeTable, type: number, steps: number): Float64Array {
  const kwh = new Float64Array(steps);
  for (let t = 0; t < trades.count; t++) {
    if (trades.type[t] === type) kwh[trades.step[t]] += trades.amountKwh[t];
  }
  return kwh;
}
