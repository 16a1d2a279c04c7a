import type { KpiName } from "../results/kpi_definitions.ts";
import { valuesByDraw } from "./comparison.ts";
import type { Variant } from "./experiment.ts";
import type { ExperimentResults } from "./results.ts";

/** Levels by factor, by which a variant is told from others. */
export type Levels = Readonly<Record<string, string | number>>;

/** Variants that have another level besides, to tell them from the same ones elsewhere. */
export function withLevel(
  variants: readonly Variant[],
  factor: string,
  level: string | number,
): Variant[] {
  return variants.map((variant) => ({
    ...variant,
    levels: { ...variant.levels, [factor]: String(level) },
  }));
}

/**
 * The number of the variant that has these levels.
 *
 * @param levels By factor; those that are left out may be any.
 * @throws {RangeError} If none has them, or several do.
 */
export function variantWith(
  { header }: Pick<ExperimentResults, "header">,
  levels: Levels,
): number {
  const wanted = Object.entries(levels);
  const found = header.variants.flatMap((own, variant) =>
    wanted.every(([factor, level]) => own[factor] === String(level)) ? [variant] : []
  );
  if (found.length === 1) return found[0];
  throw new RangeError(
    `One variant with ${JSON.stringify(levels)} is needed, found ${found.length}: there are ` +
      JSON.stringify(header.variants),
  );
}

/** The values of a figure that an interval is about, under the variant with these levels. */
export function valuesWith(results: ExperimentResults, levels: Levels, kpi: KpiName): number[] {
  return valuesByDraw(results, variantWith(results, levels), kpi);
}
