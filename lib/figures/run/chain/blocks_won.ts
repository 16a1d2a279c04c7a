import * as Plot from "@observablehq/plot";
import type { Results } from "../../../results/mod.ts";
import type { Figure } from "../../parts/figure.ts";
import { type MinerRecord, minerRecords, MOST_MINERS } from "./miners.ts";
import { colours } from "../../drawing/palette.ts";
import { plotChart } from "../../parts/plot_chart.ts";
import { emptyChart, runFigure } from "../../parts/run_figure.ts";
import { textWidth } from "../../drawing/text_width.ts";
import { counted } from "../../parts/wording.ts";

/** Blocks that each miner won, beside what its hash power lets one expect. */
export function blocksWonFigure(results: Results): Figure {
  const { miners, blocks } = minerRecords(results);
  const shown = miners.toSorted((a, b) => b.blocks - a.blocks || a.miner - b.miner)
    .slice(0, MOST_MINERS);
  const text = {
    name: "blocks_won",
    subtitle: "Number of blocks won by each miner, and the number that its share of the hash " +
      "power lets one expect" +
      (shown.length < miners.length ? `; the ${shown.length} that won most` : ""),
  };
  if (blocks === 0) {
    const title = "No block was mined, as nobody traded";
    return runFigure(results, { ...text, title }, emptyChart("No block, no winner."));
  }
  const names = shown.map(({ miner }) => label(miner));
  const chart = plotChart({
    height: 50 + 24 * shown.length,
    marginLeft: 12 + Math.max(...names.map((name) => textWidth(name, 12))),
    marginRight: 28,
    marginTop: 6,
    marginBottom: 40,
    x: {
      label: "Blocks",
      grid: true,
      nice: true,
      zero: true,
      ticks: Math.min(10, Math.max(...shown.map((miner) => miner.blocks))),
      tickFormat: ",d",
    },
    y: { domain: names, label: null, tickSize: 0 },
    marks: [
      Plot.barX(shown, {
        x: "blocks",
        y: ({ miner }: MinerRecord) => label(miner),
        fill: colours.sky,
        stroke: colours.faint,
        strokeWidth: 0.5,
        insetTop: 2,
        insetBottom: 2,
      }),
      Plot.tickX(shown, {
        x: "expected",
        y: ({ miner }: MinerRecord) => label(miner),
        stroke: colours.ink,
        strokeWidth: 2.5,
      }),
      Plot.text(shown, {
        x: 0,
        y: ({ miner }: MinerRecord) => label(miner),
        text: ({ blocks }: MinerRecord) => String(blocks),
        textAnchor: "start",
        fontWeight: 600,
        dx: 8,
      }),
      Plot.ruleX([0]),
    ],
  });
  const [best] = shown;
  return runFigure(results, {
    ...text,
    title: `Miner ${best.miner} won most, ${best.blocks} of ${counted(blocks, "block")}; ` +
      `its hash power lets one expect ${best.expected.toFixed(1)}`,
    legend: [
      { label: "Won", colour: colours.sky },
      { label: "Expected", colour: colours.ink, mark: "tick" },
    ],
  }, chart);
}

function label(miner: number): string {
  return `Miner ${miner}`;
}
