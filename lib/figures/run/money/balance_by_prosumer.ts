import * as Plot from "@observablehq/plot";
import { medianSorted } from "simple-statistics";
import { mean } from "../../../mean.ts";
import type { Results } from "../../../results/mod.ts";
import { colours } from "../../drawing/palette.ts";
import { say } from "../../edition/say.ts";
import type { Figure } from "../../parts/figure.ts";
import { plotChart } from "../../parts/plot_chart.ts";
import { runFigure } from "../../parts/run_figure.ts";
import { counted, euros } from "../../parts/wording.ts";

/** More prosumers than this share bars: each is the mean of some that follow each other. */
const MOST_BARS = 200;

/** What a prosumer has to earn with; each with a colour that differs from the others' in grey. */
const KINDS = [
  { panels: true, battery: true, colour: colours.battery },
  { panels: true, battery: false, colour: colours.pv },
  { panels: false, battery: true, colour: colours.sky },
  { panels: false, battery: false, colour: colours.faint },
] as const;

/** A bar: a prosumer, or some that follow each other. */
interface Bar {
  /** By rank. */
  readonly first: number;
  /** By rank, itself not among them. */
  readonly end: number;
  /** €. */
  readonly balance: number;
  readonly colour: string;
  readonly title: string;
}

/** The balance of every prosumer at the end, from the best to the worst, by what they have. */
export function balanceByProsumerFigure(results: Results): Figure {
  const { prosumers, steps, members, community } = results;
  const balances = members.balanceEur.subarray((steps - 1) * prosumers);
  const kindOf = (id: number) =>
    KINDS.findIndex(({ panels, battery }) =>
      panels === community.pvCapacityKw[id] > 0 && battery === community.batteryCapacityKwh[id] > 0
    );
  const ranked = Array.from(balances, (_, id) => id)
    .sort((a, b) => balances[b] - balances[a] || a - b);
  const names = kindNames();
  const kinds = KINDS.map(({ colour }, kind) => {
    const own = ranked.filter((id) => kindOf(id) === kind).map((id) => balances[id]);
    const count = own.length;
    return { label: names[kind], colour, count, median: count === 0 ? NaN : medianSorted(own) };
  }).filter(({ count }) => count > 0).sort((a, b) => b.median - a.median);
  const single = prosumers <= MOST_BARS;
  const bars: Bar[] = single
    ? ranked.map((id, rank) => ({
      first: rank,
      end: rank + 1,
      balance: balances[id],
      colour: KINDS[kindOf(id)].colour,
      title: say`Prosumer ${id}, ${names[kindOf(id)]}: ${euros(balances[id])}`,
    }))
    : sharedBars(ranked.map((id) => balances[id]));
  const chart = plotChart({
    height: 300,
    marginLeft: 56,
    marginTop: 24,
    marginBottom: 40,
    x: {
      label: say`Prosumers, by balance`,
      domain: [0, prosumers],
      ticks: Math.min(10, prosumers),
      tickFormat: ",d",
    },
    y: { label: say`Balance at the end, €`, grid: true, nice: true, zero: true },
    marks: [
      Plot.rectY(bars, {
        x1: "first",
        x2: "end",
        y: "balance",
        fill: "colour",
        stroke: colours.ink,
        strokeWidth: 0.4,
        title: "title",
      }),
      Plot.ruleY([0], { stroke: colours.ink }),
    ],
  });
  const [most, next] = kinds.toSorted((a, b) => b.count - a.count);
  return runFigure(results, {
    name: "balance_by_prosumer",
    title: next === undefined
      ? say`The median balance is ${euros(most.median)}, ${most.label}`
      : say`The median balance is ${euros(most.median)} ${most.label}, ${
        euros(next.median)
      } ${next.label}`,
    subtitle: single
      ? say`Balance of each prosumer at the end, €, imbalances included, from the highest to the
        lowest; colours are what it has`
      : say`Balance of the prosumers at the end, €, imbalances included, from the highest to the
        lowest; a bar is the mean of ${groupSize(prosumers)} of them`,
    description: kinds.map(({ label, count, median }) =>
      say`${counted(count, "prosumer")} ${label}: median ${euros(median)}`
    ).join("; "),
    legend: single
      ? kinds.map(({ label, colour, count }) => ({ label: `${label} (${count})`, colour }))
      : [],
  }, chart);
}

/** What prosumers of each of {@linkcode KINDS} have, as it stands in a sentence. */
function kindNames(): string[] {
  return [
    say`with panels and a battery`,
    say`with panels alone`,
    say`with a battery alone`,
    say`with neither`,
  ];
}

function groupSize(prosumers: number): number {
  return Math.ceil(prosumers / MOST_BARS);
}

function sharedBars(ranked: readonly number[]): Bar[] {
  const size = groupSize(ranked.length);
  return Array.from({ length: Math.ceil(ranked.length / size) }, (_, group) => {
    const first = group * size;
    const own = ranked.slice(first, first + size);
    const balance = mean(own);
    const end = first + own.length;
    const title = say`Prosumers ${first + 1} to ${end} by balance: ${euros(balance)} on average`;
    return { first, end, balance, colour: colours.sky, title };
  });
}
