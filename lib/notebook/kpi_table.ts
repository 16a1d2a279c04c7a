import { kpiDefinitions, type KpiName, type Kpis, requireKpiName } from "../results/mod.ts";
import { type Cell, type Table, table } from "./table.ts";

/** Digits after the point by unit; shares are shown in per cent. */
const DIGITS = { kWh: 1, "€": 2, "€/kWh": 4, "": 1 };

/**
 * Figures of one run or several, a row per figure, with their units and what they mean.
 *
 * @param runs By name, as they head the columns.
 * @param names Which figures, in which order.
 * @throws {RangeError} For a name that no figure has; it names the nearest.
 */
export function kpiTable(runs: Readonly<Record<string, Kpis>>, names: readonly KpiName[]): Table {
  for (const name of names) requireKpiName(name);
  const columns: Record<string, (name: KpiName) => Cell> = {
    Figure: (name) => kpiDefinitions[name].title,
    Unit: (name) => kpiUnit(name),
  };
  for (const [title, kpis] of Object.entries(runs)) {
    columns[title] = (name) => shown(name, kpis[name]);
  }
  columns["What it is"] = (name) => kpiDefinitions[name].formula;
  return table(names, columns);
}

/** The unit in which a figure is shown to people: shares in per cent, counts without one. */
export function kpiUnit(name: KpiName): string {
  const { unit } = kpiDefinitions[name];
  return unit !== "" || isNumber(name) ? unit : "%";
}

/** What a figure is multiplied by to be shown in its unit. */
export function kpiFactor(name: KpiName): number {
  return kpiUnit(name) === "%" ? 100 : 1;
}

function isNumber(name: KpiName): boolean {
  return /^(p2p_trades|peak_to_average|battery_cycles)$|_(gini|jain|dispersion)$/.test(name);
}

function shown(name: KpiName, value: number): string {
  if (Number.isNaN(value)) return "–";
  const { unit } = kpiDefinitions[name];
  const digits = name === "p2p_trades" ? 0 : isNumber(name) ? 2 : DIGITS[unit];
  return (kpiFactor(name) * value).toLocaleString("en-US", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: "negative",
  });
}
