import * as Plot from "@observablehq/plot";
import { fixed, writeNumber } from "../../edition/edition.ts";
import { say } from "../../edition/say.ts";
import type { Results } from "../../../results/mod.ts";
import type { Figure } from "../../parts/figure.ts";
import { capitalised, type MinerRecord, minerRecords, MOST_MINERS, wordsOf } from "./miners.ts";
import { colours } from "../../drawing/palette.ts";
import { plotChart } from "../../parts/plot_chart.ts";
import { emptyChart, runFigure } from "../../parts/run_figure.ts";
import { textWidth } from "../../drawing/text_width.ts";
import { counted } from "../../parts/wording.ts";

/** Blocks that each miner or validator won, beside what its power or stake lets one expect. */
export function blocksWonFigure(results: Results): Figure {
  const { miners, blocks } = minerRecords(results);
  const { node, weight, gets } = wordsOf(results);
  const won = miners.map((miner) => miner.blocks).sort((a, b) => b - a);
  const shown = miners.toSorted((a, b) => b.blocks - a.blocks || a.miner - b.miner)
    .slice(0, MOST_MINERS);
  const text = {
    name: "blocks_won",
    subtitle: [
      say`Number of blocks ${gets} by each ${node}, and the number that its share of the ${weight}
        lets one expect`,
      ...(shown.length < miners.length
        ? [
          won[MOST_MINERS - 1] > won[MOST_MINERS]
            ? say`the ${shown.length} that ${gets} most`
            : say`${shown.length} of those that ${gets} most`,
        ]
        : []),
    ].join("; "),
  };
  if (blocks === 0) {
    const title = say`There is no block, as nobody traded`;
    return runFigure(results, { ...text, title }, emptyChart(say`No block, no winner.`));
  }
  const label = (miner: number) => `${capitalised(node)} ${miner}`;
  const names = shown.map(({ miner }) => label(miner));
  const chart = plotChart({
    height: 50 + 24 * shown.length,
    marginLeft: 12 + Math.max(...names.map((name) => textWidth(name, 12))),
    marginRight: 28,
    marginTop: 6,
    marginBottom: 40,
    x: {
      label: say`Blocks`,
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
        title: ({ miner, blocks, expected }: MinerRecord) =>
          say`${label(miner)}: ${blocks} of ${fixed(expected, 1)} expected`,
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
        text: ({ blocks }: MinerRecord) => writeNumber(blocks),
        pointerEvents: "none",
        textAnchor: "start",
        fontWeight: 600,
        dx: 8,
      }),
      Plot.ruleX([0]),
    ],
  });
  return runFigure(results, {
    ...text,
    title: titleOf(miners, blocks, wordsOf(results)),
    legend: [
      { label: capitalised(gets), colour: colours.sky },
      { label: say`Expected`, colour: colours.ink, mark: "tick" },
    ],
  }, chart);
}

/** Who got most blocks; nobody alone where several got as many. */
function titleOf(
  miners: readonly MinerRecord[],
  blocks: number,
  { node, nodes, weight, gets }: ReturnType<typeof wordsOf>,
): string {
  const most = Math.max(...miners.map((miner) => miner.blocks));
  const best = miners.filter((miner) => miner.blocks === most);
  const all = counted(blocks, "block");
  if (best.length > 1) {
    return say`${best.length} ${nodes} ${gets} most, ${most} each of ${all}`;
  }
  return say`${capitalised(node)} ${best[0].miner} ${gets} most, ${most} of ${all}; its ${weight}
    lets one expect ${fixed(best[0].expected, 1)}`;
}
