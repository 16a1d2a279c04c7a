import * as Plot from "@observablehq/plot";
import type { Spread } from "./spread.ts";

/** How a band and its mean line are drawn. */
export interface BandStyle {
  /** Of line and band. */
  readonly colour: string;
  /** Opacity of the band. */
  readonly opacity?: number;
  /** Dashes of the line, to be told apart in grey; none by default. */
  readonly dash?: string;
  /** Without the line of the mean. */
  readonly bandOnly?: boolean;
  /** Where in its bin a value stands, 0 … 1: 0.5 for what lasts, 1 for a level at the end. */
  readonly at?: number;
}

/**
 * The marks of a band with its mean, a value per bin of a timeline. Bins without values leave a
 * gap.
 */
export function band(spreads: readonly Spread[], style: BandStyle): Plot.Markish[] {
  const x = (_: Spread, bin: number) => bin + (style.at ?? 0.5);
  const area = Plot.areaY(spreads, {
    x,
    y1: "low",
    y2: "high",
    fill: style.colour,
    fillOpacity: style.opacity ?? 0.22,
    curve: "linear",
  });
  if (style.bandOnly) return [area];
  return [
    area,
    Plot.lineY(spreads, {
      x,
      y: "mean",
      stroke: style.colour,
      strokeWidth: 2.25,
      strokeDasharray: style.dash ?? "none",
    }),
  ];
}
