import * as Plot from "@observablehq/plot";
import { fixed } from "../../edition/edition.ts";
import { say } from "../../edition/say.ts";
import { localSteps } from "../../../time.ts";
import type { Results } from "../../../results/mod.ts";
import { classes } from "../../parts/classes.ts";
import type { Figure } from "../../parts/figure.ts";
import { capitalised, MOST_MINERS, wordsOf } from "./miners.ts";
import { colours, inkOn } from "../../drawing/palette.ts";
import { plotChart } from "../../parts/plot_chart.ts";
import { runFigure } from "../../parts/run_figure.ts";
import { binName, timeAxis, timeline, timeScale } from "../../parts/timeline.ts";
import { counted } from "../../parts/wording.ts";
import { sum } from "../../../mean.ts";

/** Longer runs show their beginning. */
const MOST_STEPS = 96;
/** Values of more cells than these would make a large file. */
const MOST_HOVERED = 1000;

/** Who had how much hash power, or stake, when, and who won each block. */
export function hashPowerFigure(results: Results): Figure {
  const { node, nodes, weight, gets } = wordsOf(results);
  const steps = Math.min(MOST_STEPS, results.steps);
  const races = results.races.slice(0, steps);
  const { start, seconds } = results.calendar;
  const time = timeline(localSteps({ start, seconds, count: steps }));
  const miners = Math.min(MOST_MINERS, races[0].powers.length);
  const cells = Array.from({ length: miners }, (_, i) => {
    return races.map(({ powers }, bin) => ({ miner: i + 1, bin, power: powers[i] }));
  }).flat();
  const wins = races.flatMap(({ winner, powers }, bin) =>
    winner === null || winner > miners ? [] : [{ bin, winner, power: powers[winner - 1] }]
  );
  const { colourOf, items } = classes([1], "");
  const rowHeight = miners > 15 ? 15 : 24;
  const labelled = miners > 15 ? 5 : 1;
  const chart = plotChart({
    height: 24 + 40 + rowHeight * miners,
    marginLeft: 48,
    marginTop: 24,
    marginBottom: 40,
    x: timeScale(time),
    y: { domain: [miners + 0.5, 0.5], label: capitalised(node), axis: null },
    marks: [
      timeAxis(time),
      Plot.axisY(
        Array.from({ length: miners }, (_, i) => i + 1)
          .filter((miner) => miner === 1 || miner % labelled === 0),
        { tickSize: 0, label: capitalised(node), labelArrow: "none", tickFormat: String },
      ),
      Plot.rect(cells, {
        x1: "bin",
        x2: ({ bin }: { bin: number }) => bin + 1,
        y1: ({ miner }: { miner: number }) => miner - 0.5,
        y2: ({ miner }: { miner: number }) => miner + 0.5,
        fill: ({ power }: { power: number }) => colourOf(power),
        stroke: colours.paper,
        strokeWidth: time.bins > 40 ? 0.3 : 1,
        ...(cells.length > MOST_HOVERED ? {} : {
          title: ({ miner, bin, power }: (typeof cells)[number]) =>
            `${capitalised(node)} ${miner}, ${binName(time, results.calendar, bin)}: ${
              fixed(power, 3)
            }`,
        }),
      }),
      Plot.dot(wins, {
        x: ({ bin }: { bin: number }) => bin + 0.5,
        y: "winner",
        r: time.bins > 40 ? 2 : 4,
        strokeWidth: 2,
        pointerEvents: "none",
        stroke: ({ power }: { power: number }) => inkOn(colourOf(power)),
      }),
    ],
  });
  return runFigure(results, {
    name: "hash_power",
    title: titleOf(results),
    subtitle: [
      say`${
        capitalised(weight)
      } of each ${node} ${time.phrase}, relative; rings mark who ${gets} the block`,
      ...(steps < results.steps
        ? [say`the first ${steps} of ${counted(results.steps, "step")}`]
        : []),
      ...(miners < races[0].powers.length
        ? [say`the first ${miners} of ${races[0].powers.length} ${nodes}`]
        : []),
    ].join("; "),
    legend: [
      ...items,
      { label: say`Winner`, colour: colours.ink, mark: "ring" },
    ],
  }, chart);
}

function titleOf(results: Results): string {
  const { races } = results;
  const { node, gets } = wordsOf(results);
  const blocks = races.filter(({ winner }) => winner !== null);
  if (blocks.length === 0) return say`There is no block, as nobody traded`;
  const shares = blocks.map(({ powers }) => Math.max(...powers) / sum(powers));
  const won =
    blocks.filter(({ powers, winner }) => powers[(winner as number) - 1] === Math.max(...powers))
      .length;
  const expected = sum(shares);
  return say`The strongest ${node} of its step ${gets} ${won} of ${
    counted(blocks.length, "block")
  }; ${fixed(expected, expected < 10 ? 1 : 0)} were to be expected`;
}
