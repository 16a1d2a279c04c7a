import highsModule from "highs";
import type { PlanSettings } from "../../lib/community/battery_plan.ts";

// The package's types describe its default export as a member of the module, which is the function.
const loadHighs = highsModule as unknown as typeof highsModule.default;
const highs = await loadHighs();

/** A day of members with batteries behind one meter. */
export interface BatteryDay {
  /** By member, by step: load less generation, kWh. */
  readonly need: readonly (readonly number[])[];
  /** By step, €/kWh. */
  readonly ask: readonly number[];
  readonly pay: readonly number[];
  /** By member, kWh. */
  readonly capacity: readonly number[];
  readonly level: readonly number[];
  /** What a kWh delivered after the end is worth, €/kWh. */
  readonly endEurPerKwh: number;
  readonly settings: PlanSettings;
}

/** The least cost of a day, €, what is left counted, by HiGHS (Huangfu & Hall 2018). */
export function leastCost(day: BatteryDay): number {
  const { need, ask, pay, capacity, level, endEurPerKwh, settings } = day;
  const { charge_efficiency, discharge_efficiency, max_c_rate, wear_eur_per_kwh } = settings;
  const terms: string[] = [];
  const rows: string[] = [];
  const bounds: string[] = [];
  const plus = (value: number, name: string) =>
    `${value < 0 ? "-" : "+"} ${Math.abs(value).toFixed(15)} ${name}`;
  ask.forEach((price, k) => {
    terms.push(plus(price, `b${k}`), plus(-pay[k], `x${k}`));
    const flows = need.map((_, i) => `- c${i}_${k} + d${i}_${k}`).join(" ");
    const total = need.reduce((sum, own) => sum + own[k], 0);
    rows.push(` n${k}: b${k} - x${k} ${flows} = ${total.toFixed(15)}`);
    need.forEach((own, i) => {
      const power = max_c_rate * capacity[i];
      const most = settings.grid_charging ? power : Math.min(power, Math.max(0, -own[k]));
      bounds.push(` 0 <= c${i}_${k} <= ${most.toFixed(15)}`);
      bounds.push(` 0 <= d${i}_${k} <= ${power.toFixed(15)}`);
      bounds.push(` 0 <= l${i}_${k} <= ${capacity[i].toFixed(15)}`);
      terms.push(plus(wear_eur_per_kwh, `d${i}_${k}`));
      const change = `- ${charge_efficiency} c${i}_${k} ${
        plus(1 / discharge_efficiency, `d${i}_${k}`)
      }`;
      rows.push(
        k === 0
          ? ` l${i}_0r: l${i}_0 ${change} = ${level[i].toFixed(15)}`
          : ` l${i}_${k}r: l${i}_${k} - l${i}_${k - 1} ${change} = 0`,
      );
    });
  });
  need.forEach((_, i) =>
    terms.push(plus(-discharge_efficiency * endEurPerKwh, `l${i}_${ask.length - 1}`))
  );
  const program = ["Minimize", ` cost: ${terms.join("\n ")}`, "Subject To", ...rows, "Bounds"];
  const { Status, ObjectiveValue } = highs.solve([...program, ...bounds, "End"].join("\n"));
  if (Status !== "Optimal") throw new Error(`HiGHS says ${Status}`);
  return ObjectiveValue;
}
