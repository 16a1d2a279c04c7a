import * as Plot from "@observablehq/plot";
import type { Results } from "../../../results/mod.ts";
import type { Figure } from "../../parts/figure.ts";
import { colours } from "../../drawing/palette.ts";
import { plotChart } from "../../parts/plot_chart.ts";
import { runFigure } from "../../parts/run_figure.ts";
import { binName, meanByBin, timeAxis, timeline, timeScale } from "../../parts/timeline.ts";
import { counted } from "../../parts/wording.ts";

/** How many transactions wait for each block. */
export function pendingTransactionsFigure(results: Results): Figure {
  const time = timeline(results.calendar);
  const pending = meanByBin(time, results.races.map((race) => race.pending));
  const busiest = pending.indexOf(Math.max(...pending));
  const most = pending[busiest];
  const unit = time.by === "hour" ? "transactions" : "transactions per hour";
  const chart = plotChart({
    height: 260,
    marginLeft: 52,
    marginTop: 24,
    marginBottom: 40,
    x: timeScale(time),
    y: { label: unit, grid: true, nice: true, zero: true },
    marks: [
      timeAxis(time),
      Plot.rectY(pending, {
        x1: (_: number, bin: number) => bin,
        x2: (_: number, bin: number) => bin + 1,
        y: (count: number) => count,
        fill: colours.p2p,
        stroke: colours.paper,
        strokeWidth: 0.75,
      }),
      Plot.ruleY([0]),
    ],
  });
  const name = binName(time, results.calendar, busiest);
  return runFigure(results, {
    name: "pending_transactions",
    title: most === 0
      ? "Nobody traded, so no transaction waited for a block"
      : time.by === "hour"
      ? `Up to ${counted(most, "transaction")} waited for the block of an hour`
      : `Most transactions waited for a block in ${name}: ${most.toFixed(0)} an hour`,
    subtitle: time.by === "hour"
      ? "Transactions that waited for the block of each hour, number"
      : `Transactions that waited for an hour's block, mean number by ${time.by}`,
  }, chart);
}
