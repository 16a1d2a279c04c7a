import { deepStrictEqual as deepEqual, ok } from "node:assert/strict";
import fc from "../made/fast_check.ts";
import { perfect } from "../../lib/forecast/outlook.ts";
import type { Outlook } from "../../lib/forecast/outlook.ts";
import { schedule } from "../../lib/community/schedule.ts";
import { close, communityOf, configOf, outlookOf, run, valuesOf } from "../made/fixtures.ts";

/** Members alone with the aggregator, who see all that comes. */
const alone = (strategy: string, seed: number, wear: number, hours = 24) =>
  configOf({
    seed,
    hours,
    community: { num_prosumers: 5 },
    load: { model: "profile" },
    market: { clearing: "none" },
    regulator: { p2p_bonus_policy: {}, grid_penalty_policy: {} },
    battery: { strategy, wear_eur_per_kwh: wear },
  });

/** What each member pays, its wear counted and what is left in its battery worth something. */
function costs(config: ReturnType<typeof configOf>, outlook: Outlook) {
  const { wear_eur_per_kwh, discharge_efficiency } = config.battery;
  const out = new Float64Array(config.community.num_prosumers);
  let paySum = 0, steps = 0;
  let level: Float64Array = out, money: Float64Array = out;
  for (const { metered, prices, accounts } of run(config, outlook)) {
    metered.batteryOutKwh.forEach((kwh, i) => out[i] += kwh);
    paySum += prices.pay[0];
    steps++;
    level = metered.batteryLevelKwh;
    money = accounts.prosumers;
  }
  return money.map((eur, i) =>
    -eur + wear_eur_per_kwh * out[i] - discharge_efficiency * paySum / steps * level[i]
  );
}

Deno.test("under a perfect forecast no member that plans does worse than one that does not", () => {
  const prices = fc.array(fc.double({ min: 0, max: .4, noNaN: true }), {
    minLength: 24,
    maxLength: 24,
  });
  fc.assert(
    fc.property(prices, fc.nat(99), fc.constantFrom(0, .02, .05), (price, seed, wear) => {
      const outlook = (config: ReturnType<typeof configOf>) => {
        const sun = (step: number) => Math.max(0, .8 * Math.sin((step - 6) / 12 * Math.PI));
        return perfect({ forecast: valuesOf(config, (step) => price[step], sun), actual: null });
      };
      const of = (strategy: string) => {
        const config = alone(strategy, seed, wear);
        return costs(config, outlook(config));
      };
      const [planned, greedy] = [of("schedule"), of("greedy")];
      planned.forEach((eur, i) => ok(eur <= greedy[i] + 1e-9, `${eur} against ${greedy[i]}`));
    }),
    { numRuns: 30 },
  );
});

Deno.test("at a wear beyond any price batteries rest", () => {
  const config = alone("schedule", 1, 10);
  for (const { metered } of run(config, outlookOf(config, .1, .3))) {
    ok(metered.batteryInKwh.every((kwh) => kwh === 0));
  }
});

Deno.test("a plan that comes true leaves no imbalance, and energy closes at five minutes", () => {
  const config = configOf({
    step_minutes: 5,
    hours: 26,
    community: { num_prosumers: 8 },
    battery: { strategy: "schedule", wear_eur_per_kwh: 0 },
  });
  const values = valuesOf(
    config,
    (step) => .1 + .05 * Math.sin(step / 40),
    (step) => Math.max(0, .05 * Math.sin((step / 12 - 6) / 12 * Math.PI)),
  );
  let delivered = 0;
  for (const { balance } of run(config, perfect({ forecast: values, actual: values }))) {
    close(balance.shortKwh + balance.longKwh, 0);
    delivered += balance.batteryOutKwh;
  }
  ok(delivered > 1);
});

Deno.test("what comes after a step changes nothing that was done up to it", () => {
  const config = configOf({
    hours: 36,
    community: { num_prosumers: 10 },
    battery: { strategy: "schedule", wear_eur_per_kwh: 0 },
  });
  const CUT = 20;
  const levels = (later: number) => {
    const forecast = valuesOf(
      config,
      (step) => step < CUT ? .1 + .002 * step : later,
      (step) => step < CUT ? .3 : later,
    );
    const ahead = {
      prices: [{ knownFrom: 0, first: 0, marketPrice: new Float64Array(60).fill(.1) }],
      pvKwhPerKw: Array.from({ length: 60 }, (_, k) => new Float64Array(5).fill(k % 24 / 24)),
    };
    return Array.from(
      run(config, { forecast, actual: forecast, ahead }),
      ({ metered }) => [...metered.batteryLevelKwh],
    ).slice(0, CUT);
  };
  deepEqual(levels(.02), levels(.5));
});

Deno.test("a penalty on the grid makes a member use what it has stored", () => {
  const rows = (value: number) => Float64Array.of(value);
  const delivered = (askFactor: number, payFactor: number) => {
    const { members, energy } = communityOf([{ imbalance: 1 }]);
    members.batteryCapacityKwh[0] = 1;
    energy.batteryLevelKwh[0] = 1;
    const settings = {
      charge_efficiency: 1,
      discharge_efficiency: 1,
      max_c_rate: 1,
      wear_eur_per_kwh: .15,
      grid_charging: false,
    };
    const batteries = schedule.for(members, settings, 1);
    batteries.plan?.(energy, {
      count: 1,
      needKwh: () => rows(1),
      ask: () => rows(.2),
      pay: () => rows(.1),
      meanPay: rows(.1),
      askFactor: rows(askFactor),
      payFactor: rows(payFactor),
    });
    batteries.balance(energy);
    return energy.batteryOutKwh[0];
  };
  // Delivered, a kWh saves .20 − .15 € of wear; left, it is worth .10. With a penalty it saves .15.
  close(delivered(1, 1), 0);
  close(delivered(1.5, 1), 1);
  // What is left is worth more with a bonus on sales.
  close(delivered(1.5, 1.6), 0);
});
