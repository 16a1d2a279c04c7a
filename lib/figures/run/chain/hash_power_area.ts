import * as Plot from "@observablehq/plot";
import { mean, sum } from "../../../mean.ts";
import type { Results } from "../../../results/mod.ts";
import { colours, inkOn, sequence } from "../../drawing/palette.ts";
import { chartWidth, fixed } from "../../edition/edition.ts";
import { say } from "../../edition/say.ts";
import { endLabels } from "../../parts/end_labels.ts";
import type { Figure } from "../../parts/figure.ts";
import { hoverByBin } from "../../parts/hover.ts";
import { plotChart } from "../../parts/plot_chart.ts";
import { runFigure } from "../../parts/run_figure.ts";
import { meanByBin, timeAxis, timeline, timeScale } from "../../parts/timeline.ts";
import { counted, percent } from "../../parts/wording.ts";
import { capitalised, wordsOf } from "./miners.ts";

/** More miners than these are one layer. */
const MOST_LAYERS = 12;
/** Up to so many bins have a ring for who won. */
const MOST_RINGS = 50;
const HEIGHT = 320;
const MARGIN = { top: 24, bottom: 40, left: 48, right: 44 };

/** Layers that touch are far from each other in lightness, also when printed in grey. */
const FILLS = [1, 4, 2, 5, 3].map((place) => sequence(6)[place]);

/** The hash power, or stake, of all miners stacked over time, and who won each block. */
export function hashPowerAreaFigure(results: Results): Figure {
  const { races } = results;
  const { node, nodes, weight, gets } = wordsOf(results);
  const time = timeline(results.calendar);
  const miners = races[0].powers.length;
  const shown = miners <= MOST_LAYERS ? miners : MOST_LAYERS - 1;
  const layers = Array.from({ length: shown }, (_, i) => ({
    label: `${i + 1}`,
    values: meanByBin(time, races.map(({ powers }) => powers[i])),
  }));
  if (shown < miners) {
    const rest = races.map(({ powers }) => sum(powers.slice(shown)));
    layers.push({ label: say`others`, values: meanByBin(time, rest) });
  }
  const bounds = [new Float64Array(time.bins)];
  for (const { values } of layers) {
    bounds.push(bounds[bounds.length - 1].map((below, bin) => below + values[bin]));
  }
  const top = bounds[bounds.length - 1];
  const highest = Math.max(...top);
  const edges = Array.from({ length: time.bins + 1 }, (_, edge) => edge);
  const rings = time.bins > MOST_RINGS || time.bins < races.length ? [] : races.flatMap(
    ({ winner }, bin) => {
      if (winner === null || winner > shown) return [];
      const y = (bounds[winner - 1][bin] + bounds[winner][bin]) / 2;
      return [{ x: bin + 0.5, y, stroke: inkOn(fillOf(winner - 1)) }];
    },
  );
  const chart = plotChart({
    height: HEIGHT,
    marginLeft: MARGIN.left,
    marginRight: MARGIN.right,
    marginTop: MARGIN.top,
    marginBottom: MARGIN.bottom,
    x: timeScale(time),
    y: { label: say`${capitalised(weight)}, relative`, grid: true, domain: [0, highest] },
    marks: [
      timeAxis(time),
      ...layers.map((_, i) =>
        Plot.areaY(edges, {
          x: (edge: number) => edge,
          y1: (edge: number) => bounds[i][Math.min(edge, time.bins - 1)],
          y2: (edge: number) => bounds[i + 1][Math.min(edge, time.bins - 1)],
          fill: fillOf(i),
          stroke: colours.paper,
          strokeWidth: 0.5,
          curve: "step-after",
        })
      ),
      Plot.dot(rings, { x: "x", y: "y", r: 3.5, strokeWidth: 1.75, stroke: "stroke" }),
      Plot.ruleY([0]),
      hoverByBin(
        time,
        results.calendar,
        layers.map(({ label, values }, i) => ({
          label: i < shown ? `${capitalised(node)} ${label}` : capitalised(label),
          values,
          unit: "",
        })),
      ),
    ],
  });
  const toY = (value: number) =>
    MARGIN.top + (1 - value / highest) * (HEIGHT - MARGIN.top - MARGIN.bottom);
  const labels = endLabels(
    layers.map(({ label }, i) => ({
      text: label,
      colour: colours.ink,
      y: toY((bounds[i][time.bins - 1] + bounds[i + 1][time.bins - 1]) / 2),
    })),
    chartWidth() - MARGIN.right + 6,
    MARGIN.top + 4,
    HEIGHT - MARGIN.bottom,
  );
  return runFigure(results, {
    name: "hash_power_area",
    title: titleOf(results),
    subtitle: [
      say`${capitalised(weight)} of all ${nodes} ${time.phrase}, relative, one above the other; the
        number is the ${node}'s`,
      ...(rings.length > 0 ? [say`rings mark who ${gets} the block`] : []),
      ...(shown < miners ? [say`others are ${counted(miners - shown, node, nodes)}`] : []),
    ].join("; "),
    legend: rings.length > 0 ? [{ label: say`Winner`, colour: colours.ink, mark: "ring" }] : [],
  }, { ...chart, markup: chart.markup + labels });
}

function fillOf(layer: number): string {
  return FILLS[layer % FILLS.length];
}

/** What all of them have together, and what those had who got the blocks. */
function titleOf(results: Results): string {
  const { weight, gets } = wordsOf(results);
  const { races } = results;
  const totals = races.map(({ powers }) => sum(powers));
  const [low, high] = [Math.min(...totals), Math.max(...totals)];
  const shares = races.flatMap(({ powers, winner }, step) =>
    winner === null ? [] : [powers[winner - 1] / totals[step]]
  );
  const all = high - low < 1e-9
    ? say`${capitalised(weight)} in all: ${fixed(low, 1)}`
    : say`${capitalised(weight)} in all: ${fixed(low, 1)} to ${fixed(high, 1)}`;
  if (shares.length === 0) return all;
  return say`${all}; who ${gets} a block had ${percent(mean(shares))} of it on average, an equal
    share is ${percent(1 / races[0].powers.length)}`;
}
