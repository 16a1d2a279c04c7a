import { type BatteryChoice, BatteryPlan, chooseMove, type PlanSettings } from "./battery_plan.ts";
import type { Energy } from "./energy.ts";
import type { Horizon } from "./horizon.ts";
import type { Members } from "./members.ts";
import type { BatteryStrategy } from "./self_balancing.ts";

/**
 * Each member minimises its own cost over what it sees ahead, again every step:
 * min Σ λb·b − λs·x + κ·d, b − x = load − pv + c − d, what is left at the end worth η_d·mean λs.
 */
export const schedule: BatteryStrategy = {
  meaning:
    "each member plans the next 24 hours on its forecasts for its own least cost, every step",
  for: (members, settings, hours) => new Schedule(members, settings, hours),
};

class Schedule {
  readonly #members: Members;
  readonly #settings: PlanSettings;
  readonly #hours: number;
  #plan: BatteryPlan | undefined;
  #horizon: Horizon | undefined;
  /** By member, then piece: what energy is worth after the running step. */
  #widths = new Float64Array();
  #slopes = new Float64Array();
  readonly #count: Uint16Array;
  #pieces = 0;
  readonly #move = { takenKwh: 0, deliveredKwh: 0, levelKwh: 0 };
  readonly #choice = { levelKwh: 0, capacityKwh: 0, needKwh: 0, ask: 0, pay: 0 };
  readonly #after = { widths: this.#widths, slopes: this.#slopes, from: 0, count: 0 };

  constructor(members: Members, settings: PlanSettings, hours: number) {
    this.#members = members;
    this.#settings = settings;
    this.#hours = hours;
    this.#count = new Uint16Array(members.size);
  }

  plan(_energy: Energy, horizon: Horizon): void {
    const { size, batteryCapacityKwh } = this.#members;
    const plan = this.#plan ??= this.#begin(horizon.count);
    this.#horizon = horizon;
    for (let i = 0; i < size; i++) {
      const capacity = batteryCapacityKwh[i];
      if (capacity === 0) continue;
      const askFactor = horizon.askFactor[i], payFactor = horizon.payFactor[i];
      plan.begin(capacity, horizon.meanPay[i] * payFactor);
      for (let ahead = horizon.count - 1; ahead > 0; ahead--) {
        plan.before(
          horizon.needKwh(ahead)[i],
          horizon.ask(ahead)[i] * askFactor,
          horizon.pay(ahead)[i] * payFactor,
        );
      }
      this.#count[i] = plan.keep(this.#widths, this.#slopes, i * this.#pieces);
    }
  }

  balance(energy: Energy): void {
    const horizon = this.#horizon;
    if (horizon === undefined) throw new RangeError("A schedule is planned before it is followed");
    const { size, batteryCapacityKwh } = this.#members;
    const { loadKwh, pvKwh, batteryLevelKwh, batteryInKwh, batteryOutKwh, imbalanceKwh } = energy;
    const ask = horizon.ask(0), pay = horizon.pay(0);
    const move = this.#move;
    const choice: { -readonly [name in keyof BatteryChoice]: number } = this.#choice;
    const after = this.#after;
    after.widths = this.#widths;
    after.slopes = this.#slopes;
    for (let i = 0; i < size; i++) {
      const need = loadKwh[i] - pvKwh[i];
      move.takenKwh = move.deliveredKwh = move.levelKwh = 0;
      if (batteryCapacityKwh[i] > 0) {
        choice.levelKwh = batteryLevelKwh[i];
        choice.capacityKwh = batteryCapacityKwh[i];
        choice.needKwh = need;
        choice.ask = ask[i] * horizon.askFactor[i];
        choice.pay = pay[i] * horizon.payFactor[i];
        after.from = i * this.#pieces;
        after.count = this.#count[i];
        chooseMove(choice, after, this.#settings, this.#hours, move);
      }
      batteryInKwh[i] = move.takenKwh;
      batteryOutKwh[i] = move.deliveredKwh;
      batteryLevelKwh[i] = move.levelKwh;
      imbalanceKwh[i] = need + move.takenKwh - move.deliveredKwh;
    }
  }

  #begin(steps: number): BatteryPlan {
    this.#pieces = BatteryPlan.pieces(steps);
    this.#widths = new Float64Array(this.#pieces * this.#members.size);
    this.#slopes = new Float64Array(this.#pieces * this.#members.size);
    return new BatteryPlan(this.#settings, this.#hours, steps);
  }
}
