import * as Plot from "@observablehq/plot";
import { expectedHashes } from "../../chain/mod.ts";
import { colours } from "../drawing/palette.ts";
import { writeNumber } from "../edition/edition.ts";
import { say } from "../edition/say.ts";
import { Figure } from "../parts/figure.ts";
import { plotChart } from "../parts/plot_chart.ts";

/**
 * What each further zero costs: the hashes that a block took over the difficulty, beside those that are
 * expected.
 *
 * @param tries Mean number of hashes per block at difficulty 0, 1, 2 …; two or more.
 * @param source What was mined.
 */
export function triesByDifficultyFigure(tries: readonly number[], source: string): Figure {
  const hardest = tries.length - 1;
  const factor = tries[hardest] / tries[hardest - 1];
  const expected = tries.map((_, difficulty) => expectedHashes(difficulty));
  const chart = plotChart({
    height: 280,
    marginTop: 24,
    marginRight: 24,
    marginBottom: 44,
    marginLeft: 64,
    x: {
      label: say`Difficulty: zeros that a hash begins with`,
      ticks: tries.length,
      tickFormat: "d",
    },
    y: {
      label: say`Hashes per block, logarithmic scale`,
      grid: true,
      type: "log",
      // With base 10 the labels of ticks that are no powers of it are left out.
      base: 16,
      ticks: expected,
      tickFormat: (hashes: number) => writeNumber(hashes),
    },
    marks: [
      Plot.line([...expected.entries()], { stroke: colours.faint, strokeDasharray: "5 3" }),
      Plot.dot([...tries.entries()], { fill: colours.p2p, r: 5 }),
    ],
  });
  return new Figure({
    name: "tries_by_difficulty",
    title: say`A block of difficulty ${hardest} took ${
      Math.round(factor)
    } times the hashes of one of difficulty ${hardest - 1}`,
    subtitle:
      say`Mean number of hashes tried per block; the line is 16 to the power of the difficulty`,
    source,
    legend: [],
  }, chart);
}
