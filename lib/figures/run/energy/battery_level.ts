import * as Plot from "@observablehq/plot";
import { say } from "../../edition/say.ts";
import { fixed } from "../../edition/edition.ts";
import type { Results } from "../../../results/mod.ts";
import { sum } from "../../../mean.ts";
import { band } from "../../parts/band.ts";
import type { Figure } from "../../parts/figure.ts";
import { hoverByBin } from "../../parts/hover.ts";
import type { LegendItem } from "../../parts/legend.ts";
import { colours } from "../../drawing/palette.ts";
import { plotChart } from "../../parts/plot_chart.ts";
import { emptyChart, runFigure, stacked } from "../../parts/run_figure.ts";
import { type Spread, spreadByBin, spreadLabel } from "../../parts/spread.ts";
import {
  binName,
  dailyTimeline,
  endsBin,
  meanByBin,
  timeAxis,
  timeScale,
} from "../../parts/timeline.ts";
import { counted, shortNumber } from "../../parts/wording.ts";

/** Of both panels, so that their times stand above each other, px. */
const MARGIN_RIGHT = 20;

/** Strokes by size of battery, which differ in grey too. */
const STYLES = [
  { colour: colours.battery, mark: "line", dash: "none" },
  { colour: colours.ink, mark: "dashed", dash: "6 3" },
  { colour: colours.loss, mark: "dotted", dash: "2 3" },
] as const;

/** Batteries that hold as much, or all of them where they are of many sizes. */
interface Fleet {
  readonly label: string;
  readonly style: (typeof STYLES)[number];
  readonly spreads: readonly Spread[];
  readonly means: readonly number[];
}

/** How full the batteries are over time, by their size, and how much they hold together. */
export function batteryLevelFigure(results: Results): Figure {
  const { community, members, prosumers, calendar } = results;
  const owners = Array.from({ length: prosumers }, (_, id) => id)
    .filter((id) => community.batteryCapacityKwh[id] > 0);
  const time = dailyTimeline(calendar);
  const text = {
    name: "battery_level",
    subtitle: say`State of charge at the end of each ${time.span}, % of capacity, of ${
      counted(owners.length, "battery", "batteries")
    } by size: mean and ${spreadLabel()} (above); what all of them hold, kWh (below)`,
  };
  if (owners.length === 0) {
    const title = say`No prosumer has a battery`;
    return runFigure(results, { ...text, title }, emptyChart(say`No battery, no state of charge.`));
  }
  const fleets = fleetsOf(results, owners);
  const level = (id: number, step: number) => members.batteryLevelKwh[step * prosumers + id];
  const atEnd = Array.from({ length: results.steps }, (_, step) => step);
  const stored = meanByBin(
    time,
    atEnd.map((step) => endsBin(time, step) ? sum(owners.map((id) => level(id, step))) : NaN),
  );
  const fullest = stored.indexOf(Math.max(...stored));
  const capacity = sum(owners.map((id) => community.batteryCapacityKwh[id]));
  const charge = plotChart({
    height: 230,
    marginLeft: 48,
    marginRight: MARGIN_RIGHT,
    marginTop: 24,
    marginBottom: 10,
    x: { ...timeScale(time), axis: null },
    y: { label: say`% of capacity`, grid: true, domain: [0, 100] },
    marks: [
      ...fleets.flatMap(({ spreads, style }) =>
        band(spreads, { colour: style.colour, opacity: 0.18, at: 1, dash: style.dash })
      ),
      hoverByBin(
        time,
        calendar,
        fleets.map(({ label, means }) => ({ label, values: means, unit: "%" })),
      ),
    ],
  });
  const energy = plotChart({
    height: 150,
    marginLeft: 48,
    marginRight: MARGIN_RIGHT,
    marginTop: 24,
    marginBottom: 40,
    x: timeScale(time),
    y: { label: say`Stored, kWh`, grid: true, domain: [0, capacity] },
    marks: [
      timeAxis(time),
      Plot.areaY(stored, {
        x: (_: number, bin: number) => bin + 1,
        y: (kwh: number) => kwh,
        fill: colours.battery,
        fillOpacity: 0.35,
      }),
      Plot.lineY(stored, {
        x: (_: number, bin: number) => bin + 1,
        stroke: colours.battery,
        strokeWidth: 2.25,
      }),
      Plot.ruleY([0]),
      hoverByBin(time, calendar, [{ label: say`Stored`, values: stored, unit: "kWh" }]),
    ],
  });
  const legend: LegendItem[] = [
    ...fleets.map(({ label, style }) => ({ label, ...style })),
    { label: spreadLabel(), colour: colours.battery, opacity: 0.25 },
  ];
  return runFigure(results, {
    ...text,
    title: stored[fullest] === 0
      ? say`The batteries stay empty`
      : say`The batteries hold most at the end of the ${time.span} from ${
        binName(time, calendar, fullest)
      }: ${shortNumber(stored[fullest])} kWh, ${
        fixed(100 * stored[fullest] / capacity, 0)
      } % of what they can`,
    description: fleets.map(({ label, means }) =>
      say`${label}: at most ${fixed(Math.max(...means), 0)} % on average`
    ).join("; "),
    legend,
  }, stacked([charge, energy], 0));
}

/** The batteries by their size, the smallest first; together where there are more than three sizes. */
function fleetsOf(
  { community, members, prosumers, calendar }: Results,
  owners: readonly number[],
): Fleet[] {
  const time = dailyTimeline(calendar);
  const capacity = (id: number) => community.batteryCapacityKwh[id];
  const sizes = [...new Set(owners.map(capacity))].sort((a, b) => a - b);
  const groups = sizes.length > STYLES.length
    ? [{ label: say`All sizes, mean`, ids: owners }]
    : sizes.map((size) => ({
      label: say`Of ${shortSize(size)} kWh, mean`,
      ids: owners.filter((id) => capacity(id) === size),
    }));
  return groups.map(({ label, ids }, i) => {
    const spreads = spreadByBin(
      time.bins,
      time.binOf,
      (step) =>
        (endsBin(time, step) ? ids : []).map((id) =>
          100 * members.batteryLevelKwh[step * prosumers + id] / capacity(id)
        ),
    );
    return { label, style: STYLES[i], spreads, means: spreads.map(({ mean }) => mean) };
  });
}

/** `10`, `13.5`: as data sheets write it. */
function shortSize(kwh: number): string {
  return fixed(kwh, Number.isInteger(kwh) ? 0 : 1);
}
