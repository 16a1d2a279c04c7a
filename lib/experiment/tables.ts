import { kpiDefinitions, kpiNames } from "../results/kpi_definitions.ts";
import { csvCell } from "../results/mod.ts";
import { compareVariants } from "./comparison.ts";
import type { ExperimentResults } from "./merge.ts";

/** A table of text and numbers; NaN is an empty cell. */
export interface Table {
  /** Their names. */
  readonly columns: readonly string[];
  /** As many cells each as columns. */
  readonly rows: readonly (readonly (string | number)[])[];
}

/**
 * A row per variant and figure: its mean, and its difference to the first variant, each with its 95 %
 * interval and the number of seeds that it rests on. `difference_seeds` are those in which both
 * variants have the figure.
 */
export function comparisonTable(results: ExperimentResults): Table {
  const { factors, variants } = results.header;
  return {
    columns: [
      ...factors,
      "kpi",
      "unit",
      "seeds",
      "mean",
      "ci_low",
      "ci_high",
      "difference_seeds",
      "difference",
      "difference_ci_low",
      "difference_ci_high",
    ],
    rows: compareVariants(results).map(({ variant, kpi, value, difference }) => [
      ...factors.map((factor) => variants[variant][factor]),
      kpi,
      kpiDefinitions[kpi].unit,
      value.count,
      value.mean,
      value.low,
      value.high,
      difference.count,
      difference.mean,
      difference.low,
      difference.high,
    ]),
  };
}

/** A row per run: its levels, its seed, its figures. */
export function runsTable({ header, kpis }: ExperimentResults): Table {
  const { factors, variants, seeds } = header;
  return {
    columns: [...factors, "seed", ...kpiNames],
    rows: kpis.map((figures, run) => [
      ...factors.map((factor) => variants[run % variants.length][factor]),
      seeds[Math.floor(run / variants.length)],
      ...kpiNames.map((name) => figures[name]),
    ]),
  };
}

/** A table as CSV (RFC 4180, lines end with a line feed). */
export function csvOf({ columns, rows }: Table): string {
  const lines = [columns, ...rows].map((cells) =>
    cells.map((cell) => typeof cell === "string" ? csvCell(cell) : csvNumber(cell)).join(",")
  );
  return lines.map((line) => `${line}\n`).join("");
}

function csvNumber(value: number): string {
  return Number.isNaN(value) ? "" : String(value);
}
