import * as Plot from "@observablehq/plot";
import { fixed } from "../edition/edition.ts";
import { say } from "../edition/say.ts";
import type { Results } from "../../results/mod.ts";
import type { Figure } from "../parts/figure.ts";
import { hoverByBin } from "../parts/hover.ts";
import type { LegendItem } from "../parts/legend.ts";
import { legend } from "../parts/legend.ts";
import { colours, sequence } from "../drawing/palette.ts";
import { plotChart } from "../parts/plot_chart.ts";
import { besideOrBelow, panelWidth, runFigure, stacked } from "../parts/run_figure.ts";
import type { SvgPart } from "../drawing/svg.ts";
import { textElement } from "../drawing/svg.ts";
import { lastByBin, timeAxis, type Timeline, timeline, timeScale } from "../parts/timeline.ts";
import { percent } from "../parts/wording.ts";

const GAP = 24;

/** Who holds which bonus and which penalty over time. */
export function regulatorTiersFigure(results: Results): Figure {
  const { members, prosumers, steps } = results;
  const time = timeline(results.calendar);
  const last = (steps - 1) * prosumers;
  const shareAtEnd = (multipliers: Float64Array) => {
    const atEnd = multipliers.subarray(last);
    return atEnd.filter((multiplier) => multiplier > 1).length / prosumers;
  };
  const chart = besideOrBelow([
    panel(say`Bonus on P2P trades`, members.bonus, results, time),
    panel(say`Penalty on grid purchases`, members.penalty, results, time),
  ], GAP);
  return runFigure(results, {
    name: "regulator_tiers",
    title: say`At the end ${percent(shareAtEnd(members.bonus))} of the prosumers hold a bonus and ${
      percent(shareAtEnd(members.penalty))
    } a penalty`,
    subtitle: say`Share of the prosumers on each of the regulator's tiers, % at the end of each
      ${time.span}; × is the multiplier`,
  }, chart);
}

function panel(
  title: string,
  multipliers: Float64Array,
  { prosumers, steps, calendar }: Results,
  time: Timeline,
): SvgPart {
  const width = panelWidth(2, GAP);
  const tiers = [...new Set(multipliers)].sort((a, b) => a - b);
  const fills = sequence(tiers.length);
  const shares = tiers.map((tier) =>
    lastByBin(
      time,
      Float64Array.from({ length: steps }, (_, step) => {
        let count = 0;
        for (let i = 0; i < prosumers; i++) {
          if (multipliers[step * prosumers + i] === tier) count++;
        }
        return 100 * count / prosumers;
      }),
    )
  );
  const below = new Float64Array(time.bins);
  const bars = shares.map((share, tier) => {
    const from = Float64Array.from(below);
    for (let bin = 0; bin < time.bins; bin++) below[bin] += share[bin];
    return Plot.rectY(share, {
      x1: (_: number, bin: number) => bin,
      x2: (_: number, bin: number) => bin + 1,
      y1: (_: number, bin: number) => from[bin],
      y2: (value: number, bin: number) => from[bin] + value,
      fill: fills[tier],
      stroke: colours.paper,
      strokeWidth: 0.4,
    });
  });
  const items: LegendItem[] = tiers.map((tier, i) => ({
    label: tier === 1 ? say`none` : `×${fixed(tier, 2)}`,
    colour: fills[i],
  }));
  const heading = {
    width,
    height: 20,
    markup: textElement(title, 0, 13, { "font-size": 13, "font-weight": 600 }),
  };
  const plot = plotChart({
    width,
    height: 260,
    marginLeft: 36,
    marginRight: 16,
    marginTop: 24,
    marginBottom: 40,
    x: timeScale(time),
    y: { label: say`% of prosumers`, domain: [0, 100], grid: true },
    marks: [
      timeAxis(time, 2),
      ...bars,
      Plot.ruleY([0]),
      hoverByBin(
        time,
        calendar,
        items.map(({ label }, i) => ({ label, values: shares[i], unit: "%" })),
      ),
    ],
  });
  return stacked([heading, legend(items, width), plot], 2);
}
