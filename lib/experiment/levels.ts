import type { Variant } from "./experiment.ts";
import type { ExperimentResults } from "./results.ts";

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
  levels: Readonly<Record<string, string | number>>,
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
