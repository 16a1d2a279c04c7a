import { InputError } from "../input_error.ts";
import { mean, sum } from "../mean.ts";
import type { PlanSettings } from "./battery_plan.ts";
import { levelAfter } from "./battery.ts";
import type { Energy } from "./energy.ts";
import type { Horizon } from "./horizon.ts";
import type { Members } from "./members.ts";
import type { BatteryStrategy, SelfBalancing } from "./self_balancing.ts";

/** As many members as the contract foresees. */
const MOST_MEMBERS = 500;

/** What HiGHS is asked, and answers. */
interface Solver {
  solve(program: string): {
    readonly Status: string;
    readonly Columns: Readonly<Record<string, { readonly Primal?: number }>>;
  };
}

let solver: Solver | undefined;

/**
 * All batteries against the community's meter, the benchmark: one linear program each time a step is
 * balanced, solved by HiGHS (Huangfu & Hall 2018, doi:10.1007/s12532-017-0130-5).
 *
 * All batteries have the same efficiencies, power in proportion to their capacity and the same level at
 * the start, so that sharing in proportion to capacity is optimal and keeps their levels alike: the program
 * needs one battery as large as all. It charges from whoever's surplus, or from the network where
 * `grid_charging` allows it.
 */
export const cooperative: BatteryStrategy = {
  meaning:
    "all batteries serve the community's meter by one linear program, a benchmark; at most " +
    `${MOST_MEMBERS} members`,
  async ready() {
    if (solver !== undefined) return;
    const load = (await import("highs")).default as unknown as () => Promise<Solver>;
    solver = await load();
  },
  for(members, settings, hours) {
    if (members.size > MOST_MEMBERS) {
      throw new InputError(
        `battery.strategy: "cooperative" takes at most ${MOST_MEMBERS} members, found ${members.size}`,
      );
    }
    if (solver === undefined) {
      throw new RangeError("HiGHS is loaded before batteries cooperate: await `ready` first");
    }
    return new Cooperation(members, settings, hours, solver);
  },
};

class Cooperation implements SelfBalancing {
  readonly #members: Members;
  readonly #settings: PlanSettings;
  readonly #hours: number;
  readonly #solver: Solver;
  #horizon: Horizon | undefined;

  constructor(members: Members, settings: PlanSettings, hours: number, solver: Solver) {
    this.#members = members;
    this.#settings = settings;
    this.#hours = hours;
    this.#solver = solver;
  }

  plan(_energy: Energy, horizon: Horizon): void {
    this.#horizon = horizon;
  }

  balance(energy: Energy): void {
    const { size, batteryCapacityKwh } = this.#members;
    const { loadKwh, pvKwh, batteryLevelKwh, batteryInKwh, batteryOutKwh, imbalanceKwh } = energy;
    const capacity = sum(batteryCapacityKwh);
    const [taken, delivered] = capacity > 0 ? this.#together(energy, capacity) : [0, 0];
    for (let i = 0; i < size; i++) {
      const own = batteryCapacityKwh[i];
      const share = capacity > 0 ? own / capacity : 0;
      batteryInKwh[i] = share * taken;
      batteryOutKwh[i] = share * delivered;
      batteryLevelKwh[i] = levelAfter(
        batteryLevelKwh[i],
        own,
        batteryInKwh[i],
        batteryOutKwh[i],
        this.#settings,
      );
      imbalanceKwh[i] = loadKwh[i] - pvKwh[i] + batteryInKwh[i] - batteryOutKwh[i];
    }
  }

  /** What all batteries together take and deliver in the running step, kWh. */
  #together(energy: Energy, capacity: number): readonly [number, number] {
    const horizon = this.#horizon;
    if (horizon === undefined) throw new RangeError("A step is planned before it is balanced");
    const needs = Array.from(
      { length: horizon.count },
      (_, ahead) => needOf(horizon.needKwh(ahead)),
    );
    needs[0] = needOf(energy.loadKwh.map((kwh, i) => kwh - energy.pvKwh[i]));
    const level = sum(energy.batteryLevelKwh);
    const program = programOf(horizon, needs, capacity, level, this.#settings, this.#hours);
    const { Status, Columns } = this.#solver.solve(program);
    if (Status !== "Optimal") throw new Error(`HiGHS cannot plan the batteries: it says ${Status}`);
    const value = (name: string) => Math.max(0, Columns[name].Primal ?? 0);
    // Where it costs nothing the program may do both; the same change of the level takes but one.
    const { charge_efficiency, discharge_efficiency } = this.#settings;
    const change = value("c0") * charge_efficiency - value("d0") / discharge_efficiency;
    return change > 0 ? [change / charge_efficiency, 0] : [0, -change * discharge_efficiency];
  }
}

/** What the members need together, and what single ones have over, kWh. */
interface Need {
  readonly net: number;
  readonly surplus: number;
}

function needOf(needKwh: Float64Array): Need {
  let net = 0, surplus = 0;
  for (const kwh of needKwh) {
    net += kwh;
    surplus += Math.max(0, -kwh);
  }
  return { net, surplus };
}

/** The program in the format of CPLEX: c charges, d delivers, l is stored, b is bought and x sold. */
function programOf(
  horizon: Horizon,
  needs: readonly Need[],
  capacity: number,
  level: number,
  settings: PlanSettings,
  hours: number,
): string {
  const { charge_efficiency, discharge_efficiency, max_c_rate, wear_eur_per_kwh } = settings;
  const power = max_c_rate * hours * capacity;
  const cost: string[] = [], rows: string[] = [], bounds: string[] = [];
  needs.forEach(({ net, surplus }, k) => {
    const ask = mean(horizon.ask(k));
    const most = settings.grid_charging ? power : Math.min(power, surplus);
    cost.push(term(ask, `b${k}`), term(-Math.min(ask, mean(horizon.pay(k))), `x${k}`));
    cost.push(term(wear_eur_per_kwh, `d${k}`));
    rows.push(` n${k}: b${k} - x${k} - c${k} + d${k} = ${net}`);
    const change = `${term(-charge_efficiency, `c${k}`)} ${
      term(1 / discharge_efficiency, `d${k}`)
    }`;
    rows.push(
      k === 0
        ? ` s0: l0 ${change} = ${Math.min(level, capacity)}`
        : ` s${k}: l${k} - l${k - 1} ${change} = 0`,
    );
    bounds.push(` c${k} <= ${most}`, ` d${k} <= ${power}`, ` l${k} <= ${capacity}`);
  });
  cost.push(term(-discharge_efficiency * mean(horizon.meanPay), `l${needs.length - 1}`));
  return [
    "Minimize",
    ` cost: ${cost.join("\n ")}`,
    "Subject To",
    ...rows,
    "Bounds",
    ...bounds,
    "End",
  ]
    .join("\n");
}

function term(factor: number, name: string): string {
  return `${factor < 0 ? "-" : "+"} ${Math.abs(factor)} ${name}`;
}
