import type { PlotOptions } from "@observablehq/plot";
import { Figure, type FigureText } from "../results/figures/figure.ts";
import { plotChart } from "../results/figures/plot_chart.ts";

/** Room for labels and ticks, px. */
const MARGINS = { marginTop: 24, marginRight: 24, marginBottom: 44, marginLeft: 56 };

/**
 * A chart of one's own in the dress of the project's figures: title, units, legend and source stand
 * inside it.
 *
 * @param text What stands around the chart; the title says the finding.
 * @param options As of Observable Plot.
 */
export function chart(text: Omit<FigureText, "name">, options: PlotOptions): Figure {
  const name = text.title.toLowerCase().replaceAll(/[^a-z]+/g, "_").slice(0, 40);
  return new Figure({ ...text, name }, plotChart({ ...MARGINS, ...options }));
}
