import * as Plot from "@observablehq/plot";
import { exactSuccess, nakamotoSuccess } from "../../chain/mod.ts";
import { colours } from "../drawing/palette.ts";
import { say } from "../edition/say.ts";
import { Figure } from "../parts/figure.ts";
import { plotChart } from "../parts/plot_chart.ts";
import { counted, percent } from "../parts/wording.ts";

/** How often an attack succeeded. */
export interface MeasuredAttack {
  /** Share of all hash power that the attacker held, below 0.5. */
  readonly share: number;
  /** Blocks for which the payee waited. */
  readonly confirmations: number;
  /** Attacks that were made. */
  readonly attacks: number;
  /** Of these, those that succeeded. */
  readonly successes: number;
}

/**
 * The chance of a double spend over the blocks for which the payee waits: measured, and by the
 * formulas of Nakamoto (2008, §11) and Rosenfeld (2014, arXiv:1402.2009).
 *
 * @param measured Any shares and numbers of blocks; at least one.
 * @param source What was simulated.
 */
export function doubleSpendFigure(measured: readonly MeasuredAttack[], source: string): Figure {
  const points = measured.map(({ share, confirmations, attacks, successes }) => {
    const rate = successes / attacks;
    const error = 1.96 * Math.sqrt(rate * (1 - rate) / attacks);
    return {
      share,
      confirmations,
      rate: 100 * rate,
      low: 100 * (rate - error),
      high: 100 * (rate + error),
    };
  });
  const shares = [...new Set(measured.map(({ share }) => share))].sort((a, b) => b - a);
  const deepest = Math.max(...measured.map(({ confirmations }) => confirmations));
  const curves = shares.flatMap((share) =>
    Array.from({ length: deepest + 1 }, (_, confirmations) => ({
      share,
      confirmations,
      exact: 100 * exactSuccess(share, confirmations),
      poisson: 100 * nakamotoSuccess(share, confirmations),
    }))
  );
  const first = Math.min(...measured.map(({ confirmations }) => confirmations));
  const labels = curves.filter(({ confirmations }) => confirmations === first);
  const chart = plotChart({
    height: 340,
    marginLeft: 48,
    marginTop: 24,
    marginRight: 24,
    marginBottom: 40,
    x: { label: say`Blocks for which the payee waits`, ticks: deepest, tickFormat: "d" },
    y: { label: say`Double spends that succeed, %`, grid: true, domain: [0, 100] },
    marks: [
      Plot.line(curves, {
        x: "confirmations",
        y: "poisson",
        z: "share",
        stroke: colours.faint,
        strokeDasharray: "2 3",
      }),
      Plot.line(curves, { x: "confirmations", y: "exact", z: "share", stroke: colours.ink }),
      Plot.ruleX(points, { x: "confirmations", y1: "low", y2: "high", stroke: colours.loss }),
      Plot.dot(points, { x: "confirmations", y: "rate", r: 4, fill: colours.loss }),
      Plot.text(labels, {
        x: "confirmations",
        y: "exact",
        text: ({ share }: { share: number }) => percent(share),
        textAnchor: "start",
        fontWeight: 600,
        dx: 8,
        dy: -8,
        stroke: colours.paper,
        fill: colours.ink,
      }),
    ],
  });
  const agreeing = measured.filter(({ share, confirmations, attacks, successes }) => {
    const chance = exactSuccess(share, confirmations);
    return Math.abs(successes / attacks - chance) <=
      1.96 * Math.sqrt(chance * (1 - chance) / attacks);
  });
  return new Figure({
    name: "double_spend",
    title: say`${agreeing.length} of ${
      counted(measured.length, "measurement")
    } of a double spend lie within the chance that Rosenfeld's formula leaves`,
    subtitle: say`Share of the attacks that succeed, %, by the attacker's share of all hash power
      (at the first point), over the blocks for which the payee waits; bars are 95 % intervals`,
    source,
    legend: [
      { label: say`Measured`, colour: colours.loss, mark: "dot" },
      { label: "Rosenfeld 2014", colour: colours.ink, mark: "line" },
      { label: "Nakamoto 2008", colour: colours.faint, mark: "dashed" },
    ],
  }, chart);
}
