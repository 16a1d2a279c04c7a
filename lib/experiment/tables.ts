import { kpiDefinitions, kpiNames } from "../results/kpi_definitions.ts";
import { csvCell } from "../results/mod.ts";
import { placeOfRun } from "./experiment.ts";
import { compareVariants } from "./comparison.ts";
import type { ExperimentResults } from "./results.ts";

/** A table of text and numbers; NaN is an empty cell. */
export interface Table {
  /** Their names. */
  readonly columns: readonly string[];
  /** As many cells each as columns. */
  readonly rows: readonly (readonly (string | number)[])[];
}

/**
 * A row per variant and figure: its mean, and its difference to the first variant, each with its 95 %
 * interval and the number of draws (dates, or seeds of one date) that it rests on. `difference_n` counts
 * those in which both variants have the figure.
 */
export function comparisonTable(results: ExperimentResults): Table {
  const { factors, variants } = results.header;
  return {
    columns: [
      ...factors,
      "kpi",
      "unit",
      "n",
      "mean",
      "ci_low",
      "ci_high",
      "difference_n",
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

/** A row per run: its levels, its date where there are several, its seed, its figures. */
export function runsTable({ header, kpis }: ExperimentResults): Table {
  const { factors, variants, seeds, dates } = header;
  return {
    columns: [...factors, ...(dates.length === 0 ? [] : ["date"]), "seed", ...kpiNames],
    rows: kpis.map((figures, run) => {
      const place = placeOfRun(header, run);
      return [
        ...factors.map((factor) => variants[place.variant][factor]),
        ...(dates.length === 0 ? [] : [dates[place.date]]),
        seeds[place.seed],
        ...kpiNames.map((name) => figures[name]),
      ];
    }),
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
