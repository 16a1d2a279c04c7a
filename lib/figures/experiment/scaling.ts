import * as Plot from "@observablehq/plot";
import { colours } from "../drawing/palette.ts";
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
  const spans = Math.log10(largest.members / sizes[0].members);
  const grown = Math.log10(largest.seconds / sizes[0].seconds);
  return new Figure(
    {
      name: "scaling",
      title: `From ${sizes[0].members.toLocaleString("en-US")} to ${
        largest.members.toLocaleString("en-US")
      } members time grows ${Math.round(10 ** grown).toLocaleString("en-US")} times`,
      subtitle:
        "Time of 24 hours, whole process, s, by number of members; both axes logarithmic. " +
        `Members grow ${(10 ** spans).toLocaleString("en-US")} times`,
      source,
      legend: [
        { label: "Measured", colour: colours.p2p, mark: "dot" },
        { label: "As n log n, through the largest", colour: colours.ink, mark: "dashed" },
      ],
    },
    plotChart({
      height: 300,
      marginTop: 32,
      marginLeft: 56,
      marginRight: 24,
      x: {
        type: "log",
        label: "Members",
        ticks: sizes.map(({ members }) => members),
        tickFormat: ",d",
        grid: true,
      },
      y: {
        type: "log",
        label: "Time, s",
        ticks: [0.1, 1, 10, 100, 1000].filter((tick) => tick <= largest.seconds),
        tickFormat: (seconds: number) => String(seconds),
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
          text: ({ seconds }: MeasuredSize) => `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`,
          dy: -14,
        }),
      ],
    }),
  );
}
