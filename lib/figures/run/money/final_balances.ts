import * as Plot from "@observablehq/plot";
import { medianSorted } from "simple-statistics";
import { isNarrow, writeNumber } from "../../edition/edition.ts";
import { say } from "../../edition/say.ts";
import type { Results } from "../../../results/mod.ts";
import type { Figure } from "../../parts/figure.ts";
import { colours } from "../../drawing/palette.ts";
import { plotChart } from "../../parts/plot_chart.ts";
import { runFigure } from "../../parts/run_figure.ts";
import { counted, euros, placeName } from "../../parts/wording.ts";
import { textWidth } from "../../drawing/text_width.ts";

/** More prosumers than this are shown as boxes, not as a dot each. */
const MOST_DOTS = 600;

/** How each prosumer's money stands at the end, by neighbourhood. */
export function finalBalancesFigure(results: Results): Figure {
  const { community, prosumers, steps, members } = results;
  const rows = Array.from({ length: prosumers }, (_, id) => ({
    id,
    place: placeName(community.neighbourhoodNames[community.neighbourhood[id]]),
    balance: members.balanceEur[(steps - 1) * prosumers + id],
  }));
  const medians = [...Map.groupBy(rows, ({ place }) => place)]
    .map(([place, homes]) => ({
      place,
      homes: homes.length,
      median: medianSorted(homes.map(({ balance }) => balance).sort((a, b) => a - b)),
    }))
    .sort((a, b) => b.median - a.median);
  const places = medians.map(({ place }) => place);
  const dots = prosumers <= MOST_DOTS;
  const chart = plotChart({
    height: 60 + places.length * (dots ? rowHeight(prosumers / places.length) : 36),
    marginLeft: 12 + Math.max(...places.map((place) => textWidth(place, 12))),
    marginRight: isNarrow() ? 66 : 84,
    marginTop: 8,
    marginBottom: 40,
    x: { label: say`Balance at the end, €`, grid: true, nice: true },
    y: { axis: null },
    fy: { domain: places, label: null, axis: "left", padding: 0.12 },
    marks: [
      Plot.ruleX([0], { stroke: colours.ink }),
      dots
        ? Plot.dot(
          rows,
          Plot.dodgeY("middle", {
            x: "balance",
            fy: "place",
            r: 3,
            fill: (row: { balance: number }) => row.balance < 0 ? colours.grid : colours.p2p,
            stroke: colours.ink,
            strokeWidth: 0.5,
            title: (row: { id: number; balance: number }) =>
              say`Prosumer ${row.id}: ${euros(row.balance)}`,
          }),
        )
        : Plot.boxX(rows, { x: "balance", fy: "place", fill: colours.sky, r: 1.5 }),
      Plot.tickX(medians, {
        x: "median",
        fy: "place",
        stroke: colours.ink,
        strokeWidth: 2.5,
        insetTop: 2,
        insetBottom: 2,
      }),
      Plot.text(medians, {
        fy: "place",
        frameAnchor: "right",
        textAnchor: "start",
        dx: 8,
        text: ({ median }: { median: number }) => euros(median),
        fontWeight: 600,
      }),
    ],
  });
  const indebted = rows.filter(({ balance }) => balance < 0).length;
  const [best] = medians;
  return runFigure(results, {
    name: "final_balances",
    title: [
      say`${writeNumber(indebted)} of ${counted(prosumers, "prosumer")} paid more than earned`,
      ...(best.median > medians[medians.length - 1].median ? [say`${best.place} did best`] : []),
    ].join("; "),
    subtitle: say`Balance of each prosumer at the end, €, imbalances included, by neighbourhood; the
      tick and the number are the median`,
    description: medians.map(({ place, median }) => `${place} ${euros(median)}`).join(", "),
    legend: dots
      ? [
        { label: say`Paid more than earned`, colour: colours.grid, mark: "dot" },
        { label: say`Earned more than paid`, colour: colours.p2p, mark: "dot" },
        { label: say`Median`, colour: colours.ink, mark: "tick" },
      ]
      : [{ label: say`Median and quartiles; dots are outliers`, colour: colours.sky }],
  }, chart);
}

function rowHeight(homes: number): number {
  return Math.min(90, Math.max(36, homes * 2.2));
}
