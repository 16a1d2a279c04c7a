import { ok } from "node:assert/strict";
import { energyDelivered, energyTaken, levelAfter } from "../../lib/community/battery.ts";
import { BatteryPlan, chooseMove, type PlanSettings } from "../../lib/community/battery_plan.ts";
import fc from "../made/fast_check.ts";
import { type BatteryDay, leastCost } from "../made/battery_program.ts";
import { close } from "../made/fixtures.ts";

type Day = Omit<BatteryDay, "need" | "capacity" | "level"> & {
  readonly need: readonly number[];
  readonly capacity: number;
  readonly level: number;
};

/** What a day costs, €, wear counted and what is left worth something. */
function cost(day: Day, move: (k: number, level: number) => [number, number]): number {
  const { need, ask, pay, capacity, settings, endEurPerKwh } = day;
  let level = day.level, cost = 0;
  need.forEach((kwh, k) => {
    const [taken, delivered] = move(k, level);
    const net = kwh + taken - delivered;
    cost += (net > 0 ? ask[k] : pay[k]) * net + settings.wear_eur_per_kwh * delivered;
    level = levelAfter(level, capacity, taken, delivered, settings);
  });
  return cost - settings.discharge_efficiency * endEurPerKwh * level;
}

function scheduled(day: Day): number {
  const { need, ask, pay, capacity, settings, endEurPerKwh } = day;
  const steps = need.length;
  const plan = new BatteryPlan(settings, 1, steps);
  const widths = new Float64Array(BatteryPlan.pieces(steps));
  const slopes = new Float64Array(BatteryPlan.pieces(steps));
  const done = { takenKwh: 0, deliveredKwh: 0, levelKwh: 0 };
  return cost(day, (k, levelKwh) => {
    plan.begin(capacity, endEurPerKwh);
    for (let at = steps - 1; at > k; at--) plan.before(need[at], ask[at], pay[at]);
    const after = { widths, slopes, from: 0, count: plan.keep(widths, slopes, 0) };
    const now = { levelKwh, capacityKwh: capacity, needKwh: need[k], ask: ask[k], pay: pay[k] };
    chooseMove(now, after, settings, 1, done);
    return [done.takenKwh, done.deliveredKwh];
  });
}

function greedy(day: Day): number {
  const { need, capacity, settings } = day;
  return cost(
    day,
    (k, level) =>
      need[k] < 0
        ? [energyTaken(level, capacity, -need[k], settings), 0]
        : [0, energyDelivered(level, capacity, need[k], settings)],
  );
}

const optimum = (day: Day) =>
  leastCost({ ...day, need: [day.need], capacity: [day.capacity], level: [day.level] });

const ideal: PlanSettings = {
  charge_efficiency: 1,
  discharge_efficiency: 1,
  max_c_rate: 1,
  wear_eur_per_kwh: 0,
  grid_charging: false,
};

/** Sun in the first hour, and a price that falls before it rises again. */
const worked = (wear: number, greedyCost: number, optimalCost: number) => {
  const day: Day = {
    need: [-2, 1, 1],
    ask: [.30, .10, .30],
    pay: [.05, .05, .05],
    capacity: 1,
    level: 0,
    endEurPerKwh: .05,
    settings: { ...ideal, wear_eur_per_kwh: wear },
  };
  close(greedy(day), greedyCost);
  close(scheduled(day), optimalCost);
  close(optimum(day), optimalCost, 1e-9);
};

Deno.test("a kWh of the morning is kept for the dear evening: .05 € instead of .25 €", () => {
  worked(0, .25, .05);
});

Deno.test("wear of .04 €/kWh is paid once: .09 € against .29 €", () => {
  worked(.04, .29, .09);
});

Deno.test("at a wear of .25 €/kWh idling is as good: .30 €", () => {
  worked(.25, .50, .30);
});

Deno.test("with grid charging a battery buys cheap and serves dear", () => {
  const day: Day = {
    need: [0, 1],
    ask: [.10, .30],
    pay: [.05, .05],
    capacity: 1,
    level: 0,
    endEurPerKwh: .05,
    settings: { ...ideal, grid_charging: true },
  };
  close(scheduled(day), .10);
  close(scheduled({ ...day, settings: ideal }), .30);
});

const price = fc.integer({ min: 0, max: 60 }).map((cents) => cents / 100);

const days: fc.Arbitrary<Day> = fc.record({
  hours: fc.array(
    fc.record({ need: fc.double({ min: -4, max: 4, noNaN: true }), mid: price, spread: price }),
    { minLength: 1, maxLength: 24 },
  ),
  capacity: fc.double({ min: 0.5, max: 15, noNaN: true }),
  soc: fc.double({ min: 0, max: 1, noNaN: true }),
  charge_efficiency: fc.double({ min: .7, max: 1, noNaN: true }),
  discharge_efficiency: fc.double({ min: .7, max: 1, noNaN: true }),
  max_c_rate: fc.double({ min: .05, max: 2, noNaN: true }),
  wear_eur_per_kwh: fc.constantFrom(0, .01, .05, .2),
  grid_charging: fc.boolean(),
}).map(({ hours, capacity, soc, ...settings }) => {
  const pay = hours.map(({ mid }) => mid);
  return {
    need: hours.map(({ need }) => Math.round(need * 1e6) / 1e6),
    ask: hours.map(({ mid, spread }) => mid + spread / 4),
    pay,
    capacity,
    level: soc * capacity,
    endEurPerKwh: pay.reduce((sum, value) => sum + value, 0) / pay.length,
    settings,
  };
});

Deno.test("on 200 random days a schedule costs what the linear program says", () => {
  fc.assert(
    fc.property(days, (day) => {
      const [found, best] = [scheduled(day), optimum(day)];
      ok(Math.abs(found - best) <= 1e-6 * (1 + Math.abs(best)), `${found} against ${best}`);
    }),
    { numRuns: 200 },
  );
});

/** Prices below 0 in some hours, as far down as `lowest` says of a battery. */
const daysBelow = (lowest: (settings: PlanSettings) => number) =>
  fc.tuple(days, fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 24, maxLength: 24 })).map(
    ([day, below]): Day => {
      const down = (price: number, k: number) =>
        below[k] === 0 ? Math.min(price, .6) * lowest(day.settings) / .6 : price;
      const ask = day.ask.map(down);
      // Below 0 the aggregator takes energy at less than it gives it for too.
      return { ...day, ask, pay: day.pay.map((price, k) => Math.min(down(price, k), ask[k])) };
    },
  );

/** Down to this price, €/kWh, nobody gains by charging and delivering at once. */
const wastingPaysBelow = ({ wear_eur_per_kwh, ...battery }: PlanSettings) =>
  -Math.min(
    .6,
    wear_eur_per_kwh / (1 / (battery.charge_efficiency * battery.discharge_efficiency) - 1 + 1e-9),
  );

Deno.test("prices below 0, as long as wasting does not pay: what the linear program says", () => {
  let below = 0;
  fc.assert(
    fc.property(daysBelow(wastingPaysBelow), (day) => {
      if (day.pay.some((price) => price < 0)) below++;
      const [found, best] = [scheduled(day), optimum(day)];
      ok(Math.abs(found - best) <= 1e-6 * (1 + Math.abs(best)), `${found} against ${best}`);
    }),
    { numRuns: 200 },
  );
  ok(below > 80, `${below} days`);
});

Deno.test("prices further below 0: never better than the program, which may waste energy, and close to it", () => {
  let behind = 0, all = 0;
  fc.assert(
    fc.property(daysBelow(() => -.3), (day) => {
      const [found, best] = [scheduled(day), optimum(day)];
      ok(found >= best - 1e-6 * (1 + Math.abs(best)), `${found} against ${best}`);
      behind += found - best;
      all += Math.abs(best);
    }),
    { numRuns: 200 },
  );
  ok(behind < .01 * all, `${behind} of ${all} €`);
});

Deno.test("who foresees everything never does worse than greedy", () => {
  fc.assert(
    fc.property(days, (day) => {
      ok(scheduled(day) <= greedy(day) + 1e-9);
    }),
    { numRuns: 300 },
  );
});

Deno.test("at flat prices, without wear and loss, a schedule costs what greedy does", () => {
  fc.assert(
    fc.property(days, price, price, (day, pay, spread) => {
      const flat: Day = {
        ...day,
        ask: day.need.map(() => pay + spread),
        pay: day.need.map(() => pay),
        endEurPerKwh: pay,
        settings: { ...ideal, max_c_rate: day.settings.max_c_rate },
      };
      close(scheduled(flat), greedy(flat), 1e-9);
    }),
  );
});
