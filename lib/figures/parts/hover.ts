import * as Plot from "@observablehq/plot";
import type { LocalSteps } from "../../time.ts";
import { binName, type Timeline } from "./timeline.ts";
import { shortNumber } from "./wording.ts";

/** A series of which a reader may want the values, one per bin. */
export interface HoverSeries {
  /** As the legend calls it. */
  readonly label: string;
  /** NaN where there is none. */
  readonly values: ArrayLike<number>;
  /** Such as `kWh`. */
  readonly unit: string;
}

/** Invisible areas that only the pointer notices: their `<title>` is shown beside it. */
const UNSEEN = { fill: "none", stroke: "none", pointerEvents: "all" } as const;

/** The values of each bin of a timeline, shown where the pointer rests. Drawn last, over the marks. */
export function hoverByBin(
  time: Timeline,
  calendar: LocalSteps,
  series: readonly HoverSeries[],
): Plot.Markish {
  const bins = Array.from({ length: time.bins }, (_, bin) => bin);
  return Plot.rect(bins, {
    ...UNSEEN,
    x1: (bin: number) => bin,
    x2: (bin: number) => bin + 1,
    title: (bin: number) =>
      [
        binName(time, calendar, bin),
        ...series.map(({ label, values, unit }) => `${label}: ${shown(values[bin], unit)}`),
      ].join("\n"),
  });
}

function shown(value: number, unit: string): string {
  return Number.isNaN(value) ? "–" : `${shortNumber(value)} ${unit}`.trim();
}
