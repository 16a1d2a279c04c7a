import * as Plot from "@observablehq/plot";
import { medianSorted } from "simple-statistics";
import { chartWidth } from "../../edition/edition.ts";
import { say } from "../../edition/say.ts";
import type { Results } from "../../../results/mod.ts";
import { colours } from "../../drawing/palette.ts";
import { type SvgPart, textElement } from "../../drawing/svg.ts";
import { textWidth } from "../../drawing/text_width.ts";
import type { Figure } from "../../parts/figure.ts";
import { plotChart } from "../../parts/plot_chart.ts";
import { runFigure, stacked } from "../../parts/run_figure.ts";
import { euros } from "../../parts/wording.ts";

/** A world, and what each member gains by it. */
interface Gains {
  readonly name: string;
  readonly median: number;
  readonly members: readonly { readonly eur: number; readonly hasPv: boolean }[];
}

/** What each member gets by its own panels, by the market, and by the incentive. */
export function memberWorldsFigure(results: Results): Figure {
  const { worlds, community } = results;
  const gains = [
    { name: say`Own panels and battery`, eur: worlds.benefitAlone },
    { name: say`The market`, eur: worlds.benefitMarket },
    { name: say`The incentive`, eur: worlds.benefitCer },
  ].filter(({ eur }) => !eur.every(Number.isNaN)).map(({ name, eur }): Gains => ({
    name,
    median: medianSorted(Array.from(eur).sort((a, b) => a - b)),
    members: Array.from(eur, (of, id) => ({ eur: of, hasPv: community.pvCapacityKw[id] > 0 })),
  }));
  const [, market, incentive] = gains;
  return runFigure(results, {
    name: "member_worlds",
    title: incentive === undefined
      ? say`To the median member the market is worth ${euros(market.median)}`
      : say`To the median member the market is worth ${euros(market.median)}, the incentive ${
        euros(incentive.median)
      }`,
    subtitle:
      say`A tick a member, € over the run: what it has more by its own panels and battery than
      without them, by the market than with the aggregator alone, by the incentive`,
    description: gains.map(({ name, median }) => `${name} ${euros(median)}`).join(", "),
    legend: [
      { label: say`With panels`, colour: colours.grid, mark: "tick" },
      { label: say`Without panels`, colour: colours.p2p, mark: "tick" },
      { label: say`Median`, colour: colours.ink, mark: "dot" },
    ],
  }, stacked(gains.map(panel), 10));
}

/** The members of a world on a scale of its own. */
function panel({ name, median, members }: Gains): SvgPart {
  const chart = plotChart({
    height: 74,
    marginLeft: 16,
    marginRight: 16,
    marginTop: 4,
    marginBottom: 36,
    x: { label: say`€ per member`, grid: true, nice: true },
    y: { axis: null, domain: ["all"] },
    marks: [
      Plot.ruleX([0], { stroke: colours.ink }),
      ...[true, false].map((hasPv) =>
        Plot.tickX(members.filter((member) => member.hasPv === hasPv), {
          x: "eur",
          stroke: hasPv ? colours.grid : colours.p2p,
          strokeWidth: 1.5,
          strokeOpacity: hasPv ? 0.6 : 0.9,
        })
      ),
      Plot.dot([median], { x: (eur: number) => eur, fill: colours.ink, r: 5 }),
    ],
  });
  const heading = {
    width: chartWidth(),
    height: 20,
    markup: textElement(name, 16, 13, { "font-weight": 600 }) +
      textElement(say`median ${euros(median)}`, 16 + textWidth(name, 12, 600) + 8, 13, {
        fill: colours.faint,
      }),
  };
  return stacked([heading, chart], 0);
}
