import type { Config } from "../config/settings.ts";
import type { Outlook } from "../forecast/outlook.ts";
import { type KpiName, kpiNames, type Kpis } from "../results/kpi_definitions.ts";
import { KpiTotals } from "../results/kpis.ts";
import { setUp } from "../run/setup.ts";
import { simulate } from "../simulation.ts";

/** The figures of a run, without a chain. */
export function outcomeOf(config: Config, outlook: Outlook): Kpis {
  const totals = new KpiTotals(config.battery);
  const { members, loads, rules } = setUp(config);
  for (const step of simulate(members, loads, outlook, rules)) totals.add(step);
  return totals.kpis();
}

/** Figures as JSON holds them: in the order of `kpiNames`, null for NaN. */
export type PackedKpis = readonly (number | null)[];

/** Packs figures; {@linkcode unpackKpis} gives back the same numbers. */
export function packKpis(kpis: Kpis): PackedKpis {
  return kpiNames.map((name) => Number.isFinite(kpis[name]) ? kpis[name] : null);
}

/** Figures from what {@linkcode packKpis} made of them. */
export function unpackKpis(packed: PackedKpis): Kpis {
  const entries = kpiNames.map((name, i): [KpiName, number] => [name, packed[i] ?? NaN]);
  return Object.fromEntries(entries) as Record<KpiName, number>;
}

/** Whether something read from a file is figures as {@linkcode packKpis} makes them. */
export function isPacked(value: unknown): value is PackedKpis {
  return Array.isArray(value) && value.length === kpiNames.length &&
    value.every((figure) => figure === null || Number.isFinite(figure));
}
