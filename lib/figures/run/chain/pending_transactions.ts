import * as Plot from "@observablehq/plot";
import { fixed } from "../../edition/edition.ts";
import { say } from "../../edition/say.ts";
import type { Results } from "../../../results/mod.ts";
import type { Figure } from "../../parts/figure.ts";
import { hoverByBin } from "../../parts/hover.ts";
import { colours } from "../../drawing/palette.ts";
import { plotChart } from "../../parts/plot_chart.ts";
import { runFigure } from "../../parts/run_figure.ts";
import {
  binName,
  meanByBin,
  spanWithArticle,
  timeAxis,
  timeline,
  timeScale,
} from "../../parts/timeline.ts";
import { counted } from "../../parts/wording.ts";

/** How many transactions wait for each block. */
export function pendingTransactionsFigure(results: Results): Figure {
  const time = timeline(results.calendar);
  const pending = meanByBin(time, results.races.map((race) => race.pending));
  const busiest = pending.indexOf(Math.max(...pending));
  const most = pending[busiest];
  const isByStep = time.bins === results.steps;
  const unit = isByStep ? say`transactions` : say`transactions per block`;
  const chart = plotChart({
    height: 260,
    marginLeft: 52,
    marginTop: 24,
    marginBottom: 40,
    x: timeScale(time),
    y: {
      label: unit,
      grid: true,
      nice: true,
      zero: true,
    },
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
      hoverByBin(time, results.calendar, [{ label: say`Waiting`, values: pending, unit }]),
    ],
  });
  const name = binName(time, results.calendar, busiest);
  return runFigure(results, {
    name: "pending_transactions",
    title: most === 0
      ? say`Nobody traded, so no transaction waited for a block`
      : isByStep
      ? say`Up to ${counted(most, "transaction")} waited for the block of ${
        spanWithArticle(results.calendar.seconds)
      }`
      : time.by === "clock"
      ? say`Most transactions waited for a block at ${name}: ${fixed(most, 0)} on average`
      : say`Most transactions waited for a block in ${name}: ${fixed(most, 0)} on average`,
    subtitle: isByStep
      ? say`Transactions that waited for the block of each ${time.span}, number`
      : say`Transactions that waited for the block of ${
        spanWithArticle(results.calendar.seconds)
      }, mean number ${time.phrase}`,
  }, chart);
}
