import { ok, throws } from "node:assert/strict";
import fc from "../made/fast_check.ts";
import { cooperative } from "../../lib/community/cooperative.ts";
import type { PlanSettings } from "../../lib/community/battery_plan.ts";
import type { Config } from "../../lib/config/settings.ts";
import { perfect } from "../../lib/forecast/outlook.ts";
import { KpiTotals } from "../../lib/results/kpis.ts";
import { leastCost } from "../made/battery_program.ts";
import { close, communityOf, configOf, run, valuesOf } from "../made/fixtures.ts";

await cooperative.ready?.();

/** Members who see all that comes, under a regulator who does nothing. */
const configured = (strategy: string, seed: number, battery: object = {}) =>
  configOf({
    seed,
    community: { num_prosumers: 6, battery_capacity_range: [0, 3, 8] },
    load: { model: "profile" },
    regulator: { p2p_bonus_policy: {}, grid_penalty_policy: {} },
    battery: { strategy, ...battery },
  });

const outlookFor = (config: Config, price: readonly number[]) =>
  perfect({
    forecast: valuesOf(
      config,
      (step) => price[step],
      (step) => Math.max(0, .5 * Math.sin((step - 6) / 12 * Math.PI)),
    ),
    actual: null,
  });

/** The community's cost at one meter, and by member and step what it needed. */
function played(config: Config, price: readonly number[]) {
  const totals = new KpiTotals(config.battery);
  const need: number[][] = Array.from({ length: config.community.num_prosumers }, () => []);
  const ask: number[] = [], pay: number[] = [];
  let capacity: number[] = [];
  for (const step of run(config, outlookFor(config, price))) {
    totals.add(step);
    step.metered.loadKwh.forEach((kwh, i) => need[i].push(kwh - step.metered.pvKwh[i]));
    ask.push(step.prices.ask[0]);
    pay.push(step.prices.pay[0]);
    capacity = [...step.members.batteryCapacityKwh];
  }
  return { cost: totals.kpis().meter_cost, need, ask, pay, capacity };
}

const days = fc.record({
  price: fc.array(fc.double({ min: .01, max: .4, noNaN: true }), { minLength: 24, maxLength: 24 }),
  seed: fc.nat(99),
  wear: fc.constantFrom(0, .02, .05),
  grid_charging: fc.boolean(),
});

Deno.test("cooperation never costs the community more than plans of its own for each", () => {
  let gained = 0;
  fc.assert(
    fc.property(days, ({ price, seed, wear, grid_charging }) => {
      const battery = { wear_eur_per_kwh: wear, grid_charging };
      const [together, selfish] = ["cooperative", "schedule"].map((strategy) =>
        played(configured(strategy, seed, battery), price).cost
      );
      ok(together <= selfish + 1e-6, `${together} against ${selfish}`);
      gained += selfish - together;
    }),
    { numRuns: 15 },
  );
  ok(gained > .01, `${gained} €`);
});

Deno.test("one battery as large as all costs what the program with each of them does", () => {
  fc.assert(
    fc.property(days, ({ price, seed, wear }) => {
      const settings = { wear_eur_per_kwh: wear, grid_charging: true };
      const config = configured("cooperative", seed, settings);
      const { cost, need, ask, pay, capacity } = played(config, price);
      const best = leastCost({
        need,
        ask,
        pay,
        capacity,
        level: capacity.map(() => 0),
        endEurPerKwh: pay.reduce((sum, value) => sum + value, 0) / pay.length,
        settings: config.battery,
      });
      close(cost, best, 1e-5);
    }),
    { numRuns: 10 },
  );
});

Deno.test("a battery serves the neighbour: one has sun, another the battery, a third the load", () => {
  const { members, energy } = communityOf([{ imbalance: -2 }, {}, { imbalance: 1 }]);
  members.batteryCapacityKwh.set([0, 4, 0]);
  const settings: PlanSettings = {
    charge_efficiency: 1,
    discharge_efficiency: 1,
    max_c_rate: 1,
    wear_eur_per_kwh: 0,
    grid_charging: false,
  };
  const rows = (values: readonly number[]) => Float64Array.from(values);
  const balancing = cooperative.for(members, settings, 1);
  balancing.plan?.(energy, {
    count: 2,
    needKwh: (ahead) => rows(ahead === 0 ? [-2, 0, 1] : [0, 0, 3]),
    ask: (ahead) => rows(ahead === 0 ? [.31, .31, .31] : [.3, .3, .3]),
    pay: () => rows([.1, .1, .1]),
    askFactor: rows([1, 1, 1]),
    payFactor: rows([1, 1, 1]),
    meanPay: rows([.1, .1, .1]),
  });
  balancing.balance(energy);
  // A kWh of the sun serves the load at once, the other is worth .30 instead of .10 later.
  close(energy.batteryInKwh[1], 1, 1e-9);
  close(energy.imbalanceKwh[1], 1, 1e-9);
  close(energy.batteryLevelKwh[1], 1, 1e-9);
});

Deno.test("batteries charge from members' surplus alone, unless the network is allowed", () => {
  // Cheap nights and dear days without any sun of their own.
  const price = Array.from({ length: 24 }, (_, hour) => hour < 8 ? .01 : .4);
  const stored = (grid_charging: boolean) => {
    const config = configured("cooperative", 1, { wear_eur_per_kwh: 0, grid_charging });
    let most = 0;
    for (const { step, metered } of run(config, outlookFor(config, price))) {
      if (step < 6) most = Math.max(most, ...metered.batteryInKwh);
    }
    return most;
  };
  close(stored(false), 0, 1e-9);
  ok(stored(true) > .1);
});

Deno.test("500 members are enough", () => {
  const { members } = communityOf(Array.from({ length: 501 }, () => ({})));
  throws(() => cooperative.for(members, configOf().battery, 1), /at most 500 members, found 501/);
  throws(
    () => configOf({ community: { num_prosumers: 501 }, battery: { strategy: "cooperative" } }),
    /at most 500/,
  );
});
