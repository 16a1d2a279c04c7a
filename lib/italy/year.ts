import { localSteps, type Steps } from "../time.ts";

/**
 * The year whose figures a run reckons with: the one that is asked for, else the one in which it
 * begins. They hold over the whole run.
 */
export function yearOfFigures(
  { tariff_year }: { readonly tariff_year: number | null },
  steps: Pick<Steps, "start" | "seconds">,
): number {
  return tariff_year ?? localSteps({ ...steps, count: 1 }).year[0];
}
