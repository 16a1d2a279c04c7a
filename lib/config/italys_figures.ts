import type { z } from "zod";
import {
  BILL_FIGURES,
  type FigureName,
  INCENTIVE_FIGURES,
  missingIn,
  yearsWith,
} from "../italy/mod.ts";
import type { Config } from "./settings.ts";

/** The figures that a run takes: those of bills at retail, those of the incentive where there is one. */
export function figuresTaken({ grid, cer }: Pick<Config, "grid" | "cer">): FigureName[] {
  return [
    ...grid.tariff === "retail" ? BILL_FIGURES : [],
    ...cer === null ? [] : INCENTIVE_FIGURES,
  ];
}

/** What of a configuration is judged here. */
type Judged = Pick<Config, "date" | "grid" | "cer" | "settlement">;

/**
 * Demands figures of the year that a run reckons with, and prices of imbalances that bear taxes at
 * retail.
 */
export function requireItalysFigures(
  { date, grid, cer, settlement }: Judged,
  context: z.RefinementCtx,
): void {
  const isRetail = grid.tariff === "retail";
  const needed = figuresTaken({ grid, cer });
  const { tariff_figures: stated } = grid;
  const year = grid.tariff_year ?? Number(date.slice(0, 4));
  if (missingIn(year, needed, stated).length > 0) {
    const why = isRetail ? `grid.tariff "retail"` : "cer";
    context.addIssue({
      code: "custom",
      path: ["grid", "tariff_year"],
      message: `a year of which ${why} has figures, ${yearsWith(needed, stated).join(", ")}, ` +
        `as there are none of ${year}`,
      params: { found: grid.tariff_year },
    });
  }
  if (!isRetail || settlement.pricing === "dual") return;
  context.addIssue({
    code: "custom",
    path: ["settlement", "pricing"],
    message: `"dual" under grid.tariff "retail", as one price for all bears no taxes`,
    params: { found: settlement.pricing },
  });
}
