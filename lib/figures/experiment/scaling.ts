import * as Plot from "@observablehq/plot";
import { colours } from "../drawing/palette.ts";
import { fixed, writeNumber } from "../edition/edition.ts";
import { say } from "../edition/say.ts";
import { Figure } from "../parts/figure.ts";
import { plotChart } from "../parts/plot_chart.ts";

/** How long a day of a community took, whole process, and how much memory. */
export interface MeasuredSize {
  /** Number of members. */
  readonly members: number;
  /** How tables were written. */
  readonly format: string;
  /** Wall clock, s. */
  readonly seconds: number;
  /** Most memory held, MiB. */
  readonly mebibytes: number;
}

/**
 * How the time of a run grows with the community: beside a line that grows as n log n through the
 * largest.
 *
 * @param sizes Of one format, by size.
 * @param source On which machine it was measured.
 */
export function scalingFigure(sizes: readonly MeasuredSize[], source: string): Figure {
  const largest = sizes[sizes.length - 1];
  const nLogN = ({ members }: MeasuredSize) => members * Math.log2(members);
  const expected = sizes.map((size) => ({
    members: size.members,
    seconds: largest.seconds * nLogN(size) / nLogN(largest),
  }));
  const seconds = [...sizes, ...expected].map((size) => size.seconds);
  const lowest = 10 ** Math.floor(Math.log10(Math.min(...seconds)));
  const spans = Math.log10(largest.members / sizes[0].members);
  const grown = Math.log10(largest.seconds / sizes[0].seconds);
  return new Figure(
    {
      name: "scaling",
      title: say`From ${writeNumber(sizes[0].members)} to ${
        writeNumber(largest.members)
      } members time grows ${writeNumber(Math.round(10 ** grown))} times`,
      subtitle:
        say`Time of 24 hours, whole process, s, by number of members; both axes logarithmic. Members
        grow ${writeNumber(10 ** spans)} times`,
      source,
      legend: [
        { label: say`Measured`, colour: colours.p2p, mark: "dot" },
        { label: say`As n log n, through the largest`, colour: colours.ink, mark: "dashed" },
      ],
    },
    plotChart({
      height: 300,
      marginTop: 32,
      marginLeft: 56,
      marginRight: 24,
      marginBottom: 40,
      insetLeft: 24,
      x: {
        type: "log",
        label: say`Members`,
        ticks: sizes.map(({ members }) => members),
        tickFormat: ",d",
        grid: true,
      },
      y: {
        type: "log",
        label: say`Time, s`,
        domain: [lowest, Math.max(...seconds)],
        ticks: [0.1, 1, 10, 100, 1000].filter((tick) => tick >= lowest && tick <= largest.seconds),
        tickFormat: (seconds: number) => writeNumber(seconds),
        grid: true,
      },
      marks: [
        Plot.line(expected, {
          x: "members",
          y: "seconds",
          stroke: colours.ink,
          strokeDasharray: "5 4",
        }),
        Plot.dot(sizes, { x: "members", y: "seconds", fill: colours.p2p, r: 5 }),
        Plot.text(sizes, {
          x: "members",
          y: "seconds",
          text: ({ seconds }: MeasuredSize) => `${fixed(seconds, seconds < 10 ? 1 : 0)} s`,
          dy: -14,
        }),
      ],
    }),
  );
}
