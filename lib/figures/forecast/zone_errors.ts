import * as Plot from "@observablehq/plot";
import { colours } from "../drawing/palette.ts";
import { textWidth } from "../drawing/text_width.ts";
import { fixed } from "../edition/edition.ts";
import { say, sayWord } from "../edition/say.ts";
import { Figure } from "../parts/figure.ts";
import { plotChart } from "../parts/plot_chart.ts";
import type { ErrorsOfPart } from "./errors.ts";

const STYLES = [
  { colour: colours.p2p, mark: "dot" },
  { colour: colours.ink, mark: "ring" },
] as const;

/**
 * Where prices are hard to tell: the error of a forecast and of a naive one, zone by zone, from the
 * easiest to the hardest.
 *
 * @param zones As `errorsByZone` gives them: two methods each, the naive one last; €/MWh.
 * @throws {RangeError} If there is no zone, or not two methods.
 */
export function zoneErrorsFigure(zones: readonly ErrorsOfPart[], source: string): Figure {
  const methods = Object.keys(zones[0]?.errors ?? {});
  if (methods.length !== 2) {
    throw new RangeError(
      `The errors of two methods are compared zone by zone, found ${methods.length}`,
    );
  }
  const [method, naive] = methods;
  const rows = zones.map(({ name, errors }) => ({
    name,
    own: errors[method],
    usual: errors[naive],
  }))
    .sort((a, b) => a.own - b.own);
  type Row = (typeof rows)[number];
  const names = rows.map(({ name }) => name);
  const highest = Math.max(...rows.flatMap(({ own, usual }) => [own, usual]));
  const shown = (eurPerMwh: number) => fixed(eurPerMwh, 2);
  const [easiest, hardest] = [rows[0], rows[rows.length - 1]];
  const label = (name: string) => sayWord(name);
  return new Figure(
    {
      name: "zone_errors",
      title: rows.length === 1
        ? say`For ${easiest.name} the forecast errs by ${shown(easiest.own)} €/MWh`
        : say`The forecast errs least for ${easiest.name}, by ${
          shown(easiest.own)
        } €/MWh, and most for
        ${hardest.name}, by ${shown(hardest.own)}`,
      subtitle: say`Mean absolute error an hour ahead by price zone, €/MWh`,
      description: rows.map(({ name, own, usual }) => `${name} ${shown(own)} (${shown(usual)})`)
        .join(", "),
      source,
      legend: methods.map((each, i) => ({ label: label(each), ...STYLES[i] })),
    },
    plotChart({
      height: 50 + 24 * rows.length,
      marginLeft: 12 + Math.max(...names.map((name) => textWidth(name, 12))),
      marginRight: 24,
      marginTop: 6,
      marginBottom: 40,
      x: { label: "€/MWh", grid: true, domain: [0, highest * 1.05], ticks: 6 },
      y: { type: "point", domain: names, label: null, tickSize: 0, padding: 0.5 },
      marks: [
        Plot.ruleY(rows, {
          y: "name",
          x1: "own",
          x2: "usual",
          stroke: colours.quiet,
          strokeWidth: 3,
        }),
        Plot.dot(rows, {
          x: "usual",
          y: "name",
          r: 4.5,
          fill: colours.paper,
          stroke: STYLES[1].colour,
          strokeWidth: 1.75,
          title: ({ name, usual }: Row) => `${name}, ${label(naive)}: ${shown(usual)} €/MWh`,
        }),
        Plot.dot(rows, {
          x: "own",
          y: "name",
          r: 4.5,
          fill: STYLES[0].colour,
          title: ({ name, own }: Row) => `${name}, ${label(method)}: ${shown(own)} €/MWh`,
        }),
        Plot.ruleX([0]),
      ],
    }),
  );
}
