import * as Plot from "@observablehq/plot";
import { forkRateInTheory, type NetworkReport } from "../../chain/mod.ts";
import { colours } from "../drawing/palette.ts";
import { fixed, writeNumber } from "../edition/edition.ts";
import { say } from "../edition/say.ts";
import { Figure } from "../parts/figure.ts";
import { plotChart } from "../parts/plot_chart.ts";

/** Forks at one delay. */
export interface ForksAtDelay {
  /** Delay per interval between blocks. */
  readonly ratio: number;
  /** What the network went through. */
  readonly report: Pick<NetworkReport, "chainLength" | "forkedHeights">;
}

/**
 * How often a block of the longest chain has a competitor, measured beside theory, over the delay.
 *
 * @param networks In ascending order of the ratio, all of the same miners.
 * @param powers Hash power by miner, in any unit.
 * @param source What was simulated.
 */
export function forksFigure(
  networks: readonly ForksAtDelay[],
  powers: readonly number[],
  source: string,
): Figure {
  const points = networks.map(({ ratio, report: { forkedHeights, chainLength } }) => {
    const rate = forkedHeights / chainLength;
    const error = 1.96 * Math.sqrt(rate * (1 - rate) / chainLength);
    const low = 100 * (rate - error), high = 100 * (rate + error);
    return { ratio, rate: 100 * rate, low, high };
  });
  const longest = points[points.length - 1].ratio;
  const curve = Array.from({ length: 101 }, (_, i) => {
    const ratio = longest * i / 100;
    return { ratio, rate: 100 * forkRateInTheory(ratio, powers), many: -100 * Math.expm1(-ratio) };
  });
  const chart = plotChart({
    height: 320,
    marginLeft: 48,
    marginTop: 24,
    marginRight: 24,
    marginBottom: 40,
    x: { label: say`Delay per interval between blocks`, grid: true },
    y: { label: say`Blocks with a competitor, %`, grid: true, nice: true, zero: true },
    marks: [
      Plot.lineY(curve, { x: "ratio", y: "many", stroke: colours.faint, strokeDasharray: "2 3" }),
      Plot.lineY(curve, { x: "ratio", y: "rate", stroke: colours.ink, strokeDasharray: "6 3" }),
      Plot.ruleX(points, { x: "ratio", y1: "low", y2: "high", stroke: colours.p2p }),
      Plot.dot(points, { x: "ratio", y: "rate", r: 4, fill: colours.p2p, stroke: colours.ink }),
    ],
  });
  const last = points[points.length - 1];
  return new Figure({
    name: "forks",
    title: say`${fixed(last.rate, 0)} % of the blocks have a competitor at a delay of ${
      writeNumber(last.ratio)
    } × the interval; theory says ${fixed(100 * forkRateInTheory(last.ratio, powers), 0)} %`,
    subtitle:
      say`Share of the heights of the longest chain at which there is another block, %; bars are
      95 % intervals`,
    source,
    legend: [
      { label: say`Measured`, colour: colours.p2p, mark: "dot" },
      { label: say`Theory, these miners`, colour: colours.ink, mark: "dashed" },
      { label: say`1 − e^(−delay/interval), many miners`, colour: colours.faint, mark: "dashed" },
    ],
  }, chart);
}
