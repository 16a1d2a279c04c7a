import * as Plot from "@observablehq/plot";
import { medianSorted } from "simple-statistics";
import type { Results } from "../../../results/mod.ts";
import { colours } from "../../drawing/palette.ts";
import { textWidth } from "../../drawing/text_width.ts";
import type { Figure } from "../../parts/figure.ts";
import { plotChart } from "../../parts/plot_chart.ts";
import { runFigure } from "../../parts/run_figure.ts";
import { euros } from "../../parts/wording.ts";

/** More members than this are shown as boxes, not as a dot each. */
const MOST_DOTS = 300;

/** What each member gets by its own panels, by the market, and by the incentive. */
export function memberWorldsFigure(results: Results): Figure {
  const { worlds, community, prosumers } = results;
  const kinds = [
    { world: "Own panels and battery", eur: worlds.benefitAlone },
    { world: "The market adds", eur: worlds.benefitMarket },
    { world: "The incentive adds", eur: worlds.benefitCer },
  ].filter(({ eur }) => !eur.every(Number.isNaN));
  const rows = kinds.flatMap(({ world, eur }) =>
    Array.from(eur, (benefit, id) => ({ world, benefit, hasPv: community.pvCapacityKw[id] > 0 }))
  );
  const medians = kinds.map(({ world, eur }) => ({
    world,
    median: medianSorted(Array.from(eur).sort((a, b) => a - b)),
  }));
  const dots = prosumers <= MOST_DOTS;
  const fill = ({ hasPv }: { hasPv: boolean }) => hasPv ? colours.pv : colours.p2p;
  const names = kinds.map(({ world }) => world);
  const chart = plotChart({
    height: 60 + names.length * (dots ? Math.min(150, Math.max(44, prosumers * 1.1)) : 40),
    marginLeft: 12 + Math.max(...names.map((name) => textWidth(name, 12))),
    marginRight: 84,
    marginTop: 8,
    marginBottom: 40,
    x: { label: "€ per member over the run", grid: true, nice: true },
    y: { axis: null },
    fy: { domain: names, label: null, axis: "left", padding: 0.12 },
    marks: [
      Plot.ruleX([0], { stroke: colours.ink }),
      dots
        ? Plot.dot(
          rows,
          Plot.dodgeY("middle", {
            x: "benefit",
            fy: "world",
            r: 2.5,
            fill,
            stroke: colours.ink,
            strokeWidth: 0.5,
          }),
        )
        : Plot.boxX(rows, { x: "benefit", fy: "world", fill: colours.sky, r: 1.5 }),
      Plot.tickX(medians, { x: "median", fy: "world", stroke: colours.ink, strokeWidth: 2.5 }),
      Plot.text(medians, {
        fy: "world",
        frameAnchor: "right",
        textAnchor: "start",
        dx: 8,
        text: ({ median }: { median: number }) => euros(median),
        fontWeight: 600,
      }),
    ],
  });
  const of = (world: string) => medians.find((row) => row.world === world)?.median;
  const [market, incentive] = [of("The market adds"), of("The incentive adds")];
  return runFigure(results, {
    name: "member_worlds",
    title: `The market adds ${euros(market ?? NaN)} to the median member` +
      (incentive === undefined ? "" : `, the incentive ${euros(incentive)}`),
    subtitle: "What each member has more, €: by its own panels and battery than without, by the " +
      "market than with the aggregator alone, by the incentive; tick and number are the median",
    description: medians.map(({ world, median }) => `${world} ${euros(median)}`).join(", "),
    legend: dots
      ? [
        { label: "With panels", colour: colours.pv, mark: "dot" },
        { label: "Without panels", colour: colours.p2p, mark: "dot" },
        { label: "Median", colour: colours.ink, mark: "tick" },
      ]
      : [{ label: "Median and quartiles; dots are outliers", colour: colours.sky }],
  }, chart);
}
