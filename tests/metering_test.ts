import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import fc from "./made/fast_check.ts";
import type { Config } from "../lib/config/settings.ts";
import { asForecast, type Outlook, perfect } from "../lib/forecast/outlook.ts";
import type { Step } from "../lib/simulation.ts";
import { close, configOf, rowsOf, run, type TradeRow, valuesOf } from "./made/fixtures.ts";

const price = (step: number) => 0.1 + 0.04 * Math.sin(step * 1.7);
const sun = (step: number) => Math.max(0, 0.7 * Math.sin(Math.PI * (step % 24 - 6) / 12.5));

/** Clouds that nobody foresaw, and prices that came otherwise. */
const clouds = (step: number) => sun(step) * (0.55 + 0.45 * Math.sin(step * 2.3));
const turn = (step: number) => price(step) + 0.03 * Math.sin(step * 3.1);

const metered = (config: Config): Outlook => ({
  forecast: valuesOf(config, price, sun),
  actual: valuesOf(config, turn, clouds),
});

function rowsBySteps(steps: Iterable<Step>): TradeRow[][] {
  return Array.from(steps, ({ trades }) => rowsOf(trades));
}

const isImbalance = ([, , , , type]: TradeRow) => type === "IMB_short" || type === "IMB_long";

/** The energy and money of a run that a trial compares. */
function runOf(config: Config, outlook: Outlook) {
  return Array.from(run(config, outlook), ({ trades, metered, accounts, standing }) => ({
    rows: rowsOf(trades),
    levels: [...metered.batteryLevelKwh],
    meters: [...metered.imbalanceKwh],
    money: [...accounts.prosumers],
    bonus: [...standing.bonus],
  }));
}

Deno.test("members plan on the forecast and are metered on what came", () => {
  const config = configOf({ load: { model: "profile" } });
  for (const step of run(config, metered(config))) {
    const { planned, metered: real, members } = step;
    equal(step.marketPrice, price(step.step));
    equal(step.actualPrice, turn(step.step));
    for (let i = 0; i < members.size; i++) {
      close(planned.pvKwh[i], members.pvCapacityKw[i] * sun(step.step));
      close(real.pvKwh[i], members.pvCapacityKw[i] * clouds(step.step));
      ok(Math.abs(real.loadKwh[i] / planned.loadKwh[i] - 1) <= 0.1 + 1e-12);
    }
    equal(step.balance.pvKwh, real.pvKwh.reduce((sum, kwh) => sum + kwh, 0));
  }
});

Deno.test("each step's plan starts from the battery as it was metered", () => {
  const config = configOf({ battery: { initial_soc: 0.4 } });
  let levels: number[] | undefined;
  for (const { members, planned, metered: real } of run(config, metered(config))) {
    levels ??= [...members.batteryCapacityKwh].map((kwh) => 0.4 * kwh);
    for (const [i, level] of levels.entries()) {
      const stored = 0.95 * planned.batteryInKwh[i] - planned.batteryOutKwh[i] / 0.95;
      close(planned.batteryLevelKwh[i] - level, stored, 1e-9);
    }
    levels = [...real.batteryLevelKwh];
  }
});

Deno.test("as forecast nothing is metered: no imbalances, and the meter shows the contract", () => {
  const config = configOf();
  const outlook = asForecast(valuesOf(config, price, sun));
  for (
    const { planned, metered, trades, balance, actualPrice, marketPrice } of run(config, outlook)
  ) {
    equal(planned, metered);
    equal(actualPrice, marketPrice);
    ok(rowsOf(trades).every((row) => !isImbalance(row)));
    deepEqual([balance.shortKwh, balance.longKwh], [0, 0]);
  }
});

for (const battery of ["follow-actual", "hold-schedule"]) {
  Deno.test(`a perfect forecast leaves no imbalance and the trades of a run fed what came: ${battery}`, () => {
    for (const strategy of ["price-band", "outside-option"]) {
      for (const step_minutes of [15, 60]) {
        const config = configOf({
          step_minutes,
          settlement: { battery },
          market: { bidding: { strategy } },
        });
        const fed = runOf(config, asForecast(valuesOf(config, turn, clouds)));
        const foreseen = runOf(config, perfect(metered(config)));
        for (const [step, { rows, ...state }] of foreseen.entries()) {
          equal(JSON.stringify(rows), JSON.stringify(fed[step].rows));
          equal(JSON.stringify(state), JSON.stringify({ ...fed[step], rows: undefined }));
        }
        ok(fed.flatMap(({ rows }) => rows).some((row) => row[4] === "P2P"));
      }
    }
  });
}

Deno.test("who foresees sun and prices, but not its load, is still off", () => {
  const config = configOf();
  const actual = valuesOf(config, turn, clouds);
  const rows = rowsBySteps(run(config, { forecast: actual, actual })).flat();
  ok(rows.filter(isImbalance).length > 1000);
});

/** A market without fee, policy or spread, in which the price that comes is known. */
const frictionless = (seed: number, strategy = "price-band", step_minutes = 60) =>
  configOf({
    seed,
    step_minutes,
    hours: 24 * step_minutes / 60,
    community: { num_prosumers: 15 },
    grid: { aggregator_fee: 0, network_fee: 0 },
    settlement: { imbalance_spread: 0, battery: "follow-actual" },
    market: { bidding: { strategy, margin_max: 0 } },
    regulator: { p2p_bonus_policy: {}, grid_penalty_policy: {} },
  });

const forecasts = fc.array(fc.integer({ min: 0, max: 900 }).map((watts) => watts / 1000), {
  minLength: 1,
  maxLength: 6,
});
const prices = fc.array(fc.integer({ min: -50_000, max: 87_000 }), { minLength: 1, maxLength: 5 });

Deno.test("without fee, spread and policy the members' money does not depend on the forecast", () => {
  const steps = fc.constantFrom(5, 15, 60);
  let off = 0;
  fc.assert(
    fc.property(fc.nat(), forecasts, forecasts, prices, steps, (seed, one, came, eur, minutes) => {
      const config = frictionless(seed, "price-band", minutes);
      const cost = (step: number) => eur[step % eur.length] / 1e5;
      const cycle = (values: readonly number[]) => (step: number) => values[step % values.length];
      const actual = valuesOf(config, cost, cycle(came));
      const finals = [
        { forecast: valuesOf(config, cost, cycle(one)), actual },
        { forecast: valuesOf(config, cost, 0), actual },
        perfect({ forecast: actual, actual }),
      ].map((outlook) => {
        const steps = [...run(config, outlook)];
        off += steps.at(-1)!.balance.shortKwh;
        return steps.at(-1)!.accounts.community;
      });
      for (const money of finals) close(money, finals[0], 1e-9);
    }),
    { numRuns: 60 },
  );
  ok(off > 10, `${off} kWh were off contract in the last steps`);
});

Deno.test("where all trade at the market price not even one member's money depends on it", () => {
  for (let seed = 0; seed < 10; seed++) {
    const config = frictionless(seed, "outside-option");
    const actual = valuesOf(config, price, clouds);
    const [one, other] = [sun, () => 0.3].map((pv) =>
      runOf(config, { forecast: valuesOf(config, price, pv), actual }).at(-1)!.money
    );
    for (const [i, money] of one.entries()) close(money, other[i], 1e-9);
  }
});

Deno.test("with the default fee and spread a wrong forecast costs the members money", () => {
  for (let seed = 0; seed < 5; seed++) {
    const config = configOf({ seed });
    const last = (outlook: Outlook) => runOf(config, outlook).at(-1)!.money;
    const total = (money: readonly number[]) => money.reduce((sum, eur) => sum + eur, 0);
    const outlook = { ...metered(config), forecast: valuesOf(config, turn, sun) };
    ok(total(last(perfect(outlook))) > total(last(outlook)));
  }
});

Deno.test("batteries that follow what comes are charged alike, whatever was forecast", () => {
  const config = configOf();
  const actual = valuesOf(config, turn, clouds);
  const [one, other] = [0, 0.8].map((pv) =>
    runOf(config, { forecast: valuesOf(config, price, pv), actual })
  );
  deepEqual(one.map(({ levels }) => levels), other.map(({ levels }) => levels));
  deepEqual(one.map(({ meters }) => meters), other.map(({ meters }) => meters));
});

/** A household of one with 10 kWh of battery and 5 kW of panels, at 0.10 €/kWh, a = s = 10 %. */
function alone(battery: string, forecastPv: number, actualPv: number) {
  const config = configOf({
    community: {
      num_prosumers: 1,
      pv_number_range: [20, 20],
      battery_capacity_range: [10],
    },
    load: { annual_kwh_range: [0, 0] },
    battery: { charge_efficiency: 1, discharge_efficiency: 1, max_c_rate: 0.2 },
    grid: { aggregator_fee: 0.1 },
    settlement: { battery, imbalance_spread: 0.1 },
  });
  const outlook = {
    forecast: valuesOf(config, 0.1, forecastPv),
    actual: valuesOf(config, 0.1, actualPv),
  };
  const { value } = run(config, outlook).next() as IteratorYieldResult<Step>;
  return {
    level: value.metered.batteryLevelKwh[0],
    rows: rowsOf(value.trades),
    money: value.accounts.prosumers[0],
  };
}

Deno.test("follow-actual by hand: clouds cost what the battery cannot take up", () => {
  // Planned 5 kWh: 2 into the battery, 3 sold at 0.09. Came 2.5: 2 into the battery, 0.5 fed in.
  const { level, rows, money } = alone("follow-actual", 1, 0.5);
  close(level, 2);
  deepEqual(rows.map((row) => row[4]), ["GRID_sell", "IMB_short"]);
  close(rows[1][2], 2.5);
  close(rows[1][3], 0.1 * 1.1 * 1.1);
  close(money, 3 * 0.09 - 2.5 * 0.121);
});

Deno.test("hold-schedule against follow-actual by hand: one buys for its battery, one lets it be", () => {
  // Planned 1 kWh into the battery and none sold; nothing came.
  const held = alone("hold-schedule", 0.2, 0);
  close(held.level, 1);
  deepEqual(held.rows.map((row) => row[4]), ["IMB_short"]);
  close(held.money, -1 * 0.121);
  const followed = alone("follow-actual", 0.2, 0);
  close(followed.level, 0);
  deepEqual(followed.rows, []);
  equal(followed.money, 0);
});

Deno.test("hold-schedule against follow-actual by hand: more sun is sold long, or stored", () => {
  // Planned nothing; 1 kWh came. Held: sold at 0.10 · 0.9 · 0.9.
  const held = alone("hold-schedule", 0, 0.2);
  close(held.level, 0);
  close(held.money, 0.081);
  const followed = alone("follow-actual", 0, 0.2);
  close(followed.level, 1);
  equal(followed.money, 0);
});

Deno.test("an imbalance is no purchase from the grid: no penalty follows, none is paid", () => {
  // Everyone expects to be served by its own sun, and buys nothing; it does not shine.
  const config = configOf({
    community: { pv_number_range: [20, 20], battery_capacity_range: [0] },
    regulator: { grid_penalty_policy: { "1": 2 }, suspension: { after: 1, hours: 5 } },
  });
  const outlook = { forecast: valuesOf(config, 0.1, 0.9), actual: valuesOf(config, 0.1, 0) };
  let short = 0;
  for (const { standing, trades, accounts } of run(config, outlook)) {
    short += rowsOf(trades).filter((row) => row[4] === "IMB_short").length;
    ok(rowsOf(trades).every((row) => row[4] !== "GRID_buy" && row[4] !== "P2P"));
    ok(standing.aggExchanges.every((count) => count === 0));
    ok(standing.penalty.every((penalty) => penalty === 1));
    ok(standing.barred.every((barred) => barred === 0));
    equal(accounts.regulatorFund, 0);
  }
  equal(short, 24 * 100);
});

Deno.test("the regulator does not see what came: bonuses and bars are the contracts'", () => {
  const config = configOf();
  const forecast = valuesOf(config, price, sun);
  const [one, other] = [turn, () => -0.3].map((cost) =>
    runOf(config, { forecast, actual: valuesOf(config, cost, clouds) })
  );
  deepEqual(one.map(({ bonus }) => bonus), other.map(({ bonus }) => bonus));
});
