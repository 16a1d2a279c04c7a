import { kpiDefinitions, type KpiName, kpiNames } from "./kpi_definitions.ts";

/**
 * Refuses a name that no figure of merit has: a notebook's kernel does not check types, and what is not
 * there would silently be nothing.
 *
 * @throws {RangeError} It names figures that have a word in common.
 * @example
 * ```ts
 * import { throws } from "node:assert/strict";
 * throws(() => requireKpiName("p2p_shares"), /no key figure "p2p_shares"; like it are p2p_/);
 * ```
 */
export function requireKpiName(name: string): asserts name is KpiName {
  if (Object.hasOwn(kpiDefinitions, name)) return;
  const words = name.toLowerCase().split(/[^a-z0-9]+/);
  const alike = kpiNames.filter((known) =>
    words.some((word) => word.length > 2 && known.includes(word))
  );
  const hint = alike.length > 0
    ? `like it are ${alike.join(", ")}`
    : "run.json names all of them under kpis";
  throw new RangeError(`There is no key figure "${name}"; ${hint}`);
}
