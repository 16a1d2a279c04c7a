import * as Plot from "@observablehq/plot";
import { shareAgreement, type ShareClass } from "../../chain/mod.ts";
import { colours } from "../drawing/palette.ts";
import { say } from "../edition/say.ts";
import { Figure } from "../parts/figure.ts";
import { plotChart } from "../parts/plot_chart.ts";

/** What a figure says of blocks that were raced for, or of those that were drawn. */
function wordsOf(consensus: "proof-of-work" | "proof-of-stake") {
  return consensus === "proof-of-work"
    ? {
      fair: say`A miner's chance to win is its share of the hash power`,
      unfair: say`Miners win more or less often than their hash power is worth`,
      subtitle:
        say`Races won against races expected by the share of the power, for classes of miners
        of similar share; bars are ± 2 standard errors, the line is where both are equal`,
      x: say`Races expected`,
      y: say`Races won`,
    }
    : {
      fair: say`A validator's chance to be drawn is its share of the stakes`,
      unfair: say`Validators are drawn more or less often than their stake is worth`,
      subtitle:
        say`Blocks proposed against blocks expected by the share of the stakes, for classes of
        validators of similar stake; bars are ± 2 standard errors, the line is where both are equal`,
      x: say`Blocks expected`,
      y: say`Blocks proposed`,
    };
}

/**
 * The blocks that nodes won against those that their power or stakes were worth, with the line on which
 * both are equal; bars are ± 2 √won, the standard error of a count.
 *
 * @param classes As `winsByShare` or `proposalsByStake` count them; 2 to 31 of them.
 * @param source What was simulated.
 */
export function sharesWonFigure(
  classes: readonly ShareClass[],
  consensus: "proof-of-work" | "proof-of-stake",
  source: string,
): Figure {
  const { fair, unfair, subtitle, x, y } = wordsOf(consensus);
  const points = classes.map(({ expected, won }) => ({
    expected,
    won,
    low: won - 2 * Math.sqrt(won),
    high: won + 2 * Math.sqrt(won),
  }));
  const end = Math.max(...points.map(({ expected, high }) => Math.max(expected, high)));
  const chart = plotChart({
    height: 320,
    marginTop: 24,
    marginRight: 24,
    marginBottom: 44,
    marginLeft: 56,
    x: { label: x, grid: true, nice: true },
    y: { label: y, grid: true, nice: true },
    marks: [
      Plot.line([[0, 0], [end, end]], { stroke: colours.faint, strokeDasharray: "4 3" }),
      Plot.ruleX(points, { x: "expected", y1: "low", y2: "high" }),
      Plot.dot(points, { x: "expected", y: "won", fill: colours.p2p, r: 5 }),
    ],
  });
  return new Figure({
    name: `shares_won_${consensus.replaceAll("-", "_")}`,
    title: shareAgreement(classes).isFair ? fair : unfair,
    subtitle,
    source,
    legend: [],
  }, chart);
}
