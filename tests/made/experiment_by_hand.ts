import type { ExperimentResults } from "lib/experiment/results.ts";
import { type KpiName, kpiNames, type Kpis } from "lib/results/kpi_definitions.ts";

/**
 * An experiment of some policies over five seeds, made by hand: every figure is 0.5 + seed / 100, plus
 * the given step per policy for some figures.
 *
 * @param steps By policy, what it adds to which figure in every seed.
 */
export function experimentByHand(
  steps: Readonly<Record<string, Partial<Record<KpiName, number>>>>,
): ExperimentResults {
  const policies = Object.keys(steps);
  const seeds = [1, 2, 3, 4, 5];
  const kpis = seeds.flatMap((seed) =>
    policies.map((policy, p) => {
      // A wobble that differs between policies keeps intervals from having no width.
      const wobble = p === 0 ? 0 : 0.002 * ((seed * (2 + p % 3)) % 5 - 2);
      return Object.fromEntries(
        kpiNames.map((kpi) => [kpi, 0.5 + seed / 100 + wobble + (steps[policy][kpi] ?? 0)]),
      ) as Kpis;
    })
  );
  return {
    header: {
      name: "compare",
      version: "0.0.0",
      factors: ["policy"],
      variants: policies.map((policy) => ({ policy })),
      seeds,
      dates: [],
      data: [],
      identity: "",
    },
    kpis,
  };
}
