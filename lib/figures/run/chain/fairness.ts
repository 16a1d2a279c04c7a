import * as Plot from "@observablehq/plot";
import { chartWidth, fixed } from "../../edition/edition.ts";
import { say } from "../../edition/say.ts";
import type { Results } from "../../../results/mod.ts";
import type { Figure } from "../../parts/figure.ts";
import { capitalised, type MinerRecord, minerRecords, wordsOf } from "./miners.ts";
import { textWidth } from "../../drawing/text_width.ts";
import { colours } from "../../drawing/palette.ts";
import { plotChart } from "../../parts/plot_chart.ts";
import { emptyChart, runFigure } from "../../parts/run_figure.ts";
import { counted } from "../../parts/wording.ts";

/** Room around the axes, px. */
const MARGINS = { marginLeft: 48, marginTop: 24, marginRight: 24, marginBottom: 40 };

/** With more miners than this, only those outside the band are named. */
const MOST_NUMBERS = 12;

/** Whether blocks go to miners or validators in proportion to their hash power or stake. */
export function fairnessFigure(results: Results): Figure {
  const { miners, blocks } = minerRecords(results);
  const { node, nodes, weight, gets, contest } = wordsOf(results);
  const text = {
    name: "fairness",
    subtitle: say`Share of the blocks against mean share of the ${weight}, % per ${node}; in a fair
      ${contest} 95 % of the ${nodes} are expected within the band`,
  };
  if (blocks === 0) {
    const title = say`There is no block, as nobody traded`;
    return runFigure(results, { ...text, title }, emptyChart(say`No block, no winner.`));
  }
  const within = ({ blocks: won, powerShare }: MinerRecord) => {
    const [low, high] = binomialInterval(blocks, powerShare);
    return low <= won && won <= high;
  };
  const outside = miners.filter((miner) => !within(miner));
  const named = miners.length > MOST_NUMBERS ? outside : miners;
  const shares = miners.map(({ powerShare }) => powerShare);
  const [low, high] = [Math.min(...shares), Math.max(...shares)];
  const room = Math.max(0.35 * (high - low), 0.02 / miners.length);
  const [narrowest, widest] = [Math.max(0, low - room), Math.min(1, high + room)];
  const plotWidth = chartWidth() - MARGINS.marginLeft - MARGINS.marginRight;
  const curve = Array.from({ length: 401 }, (_, i) => {
    const share = narrowest + (widest - narrowest) * i / 400;
    const [fewest, most] = binomialInterval(blocks, share);
    return { share: 100 * share, low: 100 * fewest / blocks, high: 100 * most / blocks };
  });
  const chart = plotChart({
    height: 360,
    ...MARGINS,
    x: { label: say`Share of the ${weight}, %`, grid: true },
    y: { label: say`Share of the blocks, %`, grid: true, nice: true },
    marks: [
      Plot.areaY(curve, {
        x: "share",
        y1: "low",
        y2: "high",
        fill: colours.quiet,
        fillOpacity: 0.5,
      }),
      Plot.lineY(curve, { x: "share", y: "share", stroke: colours.ink, strokeDasharray: "6 3" }),
      Plot.dot(miners, {
        x: ({ powerShare }: MinerRecord) => 100 * powerShare,
        y: ({ blocks: won }: MinerRecord) => 100 * won / blocks,
        r: 4,
        fill: (miner: MinerRecord) => within(miner) ? colours.p2p : colours.grid,
        stroke: colours.ink,
        strokeWidth: 0.75,
        title: ({ miner, blocks: won, powerShare }: MinerRecord) =>
          say`${capitalised(node)} ${miner}: ${fixed(100 * won / blocks, 1)} % of the blocks, ${
            fixed(100 * powerShare, 1)
          } % of the ${weight}`,
      }),
      Plot.text(labels(named, (widest - narrowest) / plotWidth), {
        x: ({ powerShare }: Label) => 100 * powerShare,
        y: ({ blocks: won }: Label) => 100 * won / blocks,
        text: "text",
        textAnchor: "start",
        dx: 8,
        stroke: colours.paper,
        fill: colours.ink,
      }),
    ],
  });
  return runFigure(results, {
    ...text,
    title: outside.length === 0
      ? say`No ${node} ${gets} more or fewer blocks than its ${weight} and chance explain`
      : outside.length === 1
      ? say`1 of ${miners.length} ${nodes} ${gets} more or fewer blocks than its ${weight} and chance
        explain`
      : say`${outside.length} of ${miners.length} ${nodes} ${gets} more or fewer blocks than their
        ${weight} and chance explain`,
    description: say`${counted(blocks, "block")} in all`,
    legend: [
      {
        label: miners.length > MOST_NUMBERS
          ? capitalised(node)
          : say`${capitalised(node)}, with its number`,
        colour: colours.p2p,
        mark: "dot",
      },
      ...(outside.length > 0
        ? [{ label: say`Outside the band`, colour: colours.grid, mark: "dot" as const }]
        : []),
      { label: say`In proportion`, colour: colours.ink, mark: "dashed" },
      {
        label: say`95 % of chance, ${counted(blocks, "block")}`,
        colour: colours.quiet,
        opacity: 0.5,
      },
    ],
  }, chart);
}

/** The numbers of miners whose dots lie on or close beside each other. */
interface Label {
  readonly powerShare: number;
  readonly blocks: number;
  text: string;
}

/** One label for the dots of a row that the text of the one before would reach. @param perPixel Power share. */
function labels(miners: readonly MinerRecord[], perPixel: number): Label[] {
  const found: Label[] = [];
  for (
    const { miner, blocks, powerShare } of miners.toSorted((a, b) => a.powerShare - b.powerShare)
  ) {
    const before = found.findLast((label) => label.blocks === blocks);
    const reach = before === undefined ? 0 : (textWidth(before.text, 12) + 14) * perPixel;
    if (before === undefined || powerShare - before.powerShare >= reach) {
      found.push({ powerShare, blocks, text: String(miner) });
    } else {
      before.text += `, ${miner}`;
    }
  }
  return found;
}

/**
 * The fewest and the most wins out of `trials` that leave at most 2.5 % of chance on either side.
 *
 * @param chance Of a single win, 0 … 1.
 * @example
 * ```ts
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 * deepEqual(binomialInterval(24, 0.1), [0, 6]); // as R's qbinom(c(.025, .975), 24, .1)
 * ```
 */
export function binomialInterval(trials: number, chance: number): [number, number] {
  const odds = chance / (1 - chance);
  let logTerm = trials * Math.log1p(-chance);
  let below = 0;
  let low = -1;
  for (let wins = 0; wins <= trials; wins++) {
    below += Math.exp(logTerm);
    if (low < 0 && below >= 0.025) low = wins;
    if (below >= 0.975) return [low, wins];
    logTerm += Math.log((trials - wins) / (wins + 1) * odds);
  }
  return [Math.max(low, 0), trials];
}
