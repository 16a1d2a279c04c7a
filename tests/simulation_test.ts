import {
  deepStrictEqual as deepEqual,
  notDeepStrictEqual as notDeepEqual,
  ok,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import fc from "./made/fast_check.ts";
import type { Energy } from "../lib/community/energy.ts";
import { householdLoadShape } from "../lib/community/load_profile.ts";
import type { LoadPair } from "../lib/community/load_pair.ts";
import { LOAD_NOISE } from "../lib/community/loads.ts";
import { loadModels } from "../lib/community/load_models.ts";
import { drawMembers, type Members } from "../lib/community/members.ts";
import type { Config } from "../lib/config/settings.ts";
import { asForecast, type Outlook, type StepValues } from "../lib/forecast/outlook.ts";
import type { Orders } from "../lib/market/orders.ts";
import type { Standing } from "../lib/regulator/standing.ts";
import { simulate, type Step } from "../lib/simulation.ts";
import { HOUR, localSteps, midnightInRome, type Steps } from "../lib/time.ts";
import {
  close,
  configOf,
  outlookOf,
  rowsOf,
  run,
  type TradeRow,
  valuesOf,
} from "./made/fixtures.ts";

const columns = [
  "pvKwh",
  "loadKwh",
  "batteryLevelKwh",
  "batteryInKwh",
  "batteryOutKwh",
  "imbalanceKwh",
  "openKwh",
  "quote",
  "bonus",
  "penalty",
  "p2pExchanges",
  "aggExchanges",
  "barred",
] as const satisfies readonly (keyof Energy | keyof Orders | keyof Standing)[];

/** What an hour looked like, kept when the next one overwrites its columns. */
interface Snapshot extends Record<typeof columns[number], number[]> {
  readonly step: number;
  readonly start: number;
  readonly marketPrice: number;
  readonly actualPrice: number;
  /** What each member bought less what it sold, kWh. */
  readonly contract: number[];
  readonly rows: TradeRow[];
  readonly money: number[];
  readonly aggregator: number;
  readonly networkOperator: number;
  readonly regulatorFund: number;
}

function snapshots(steps: Iterable<Step>): Snapshot[] {
  return Array.from(
    steps,
    (
      { step, start, marketPrice, actualPrice, planned, metered, ...rest },
    ) => {
      const { orders, standing, trades, accounts } = rest;
      const all = { ...metered, ...orders, ...standing };
      return {
        ...Object.fromEntries(columns.map((name) => [name, [...all[name]]])) as Record<
          typeof columns[number],
          number[]
        >,
        step,
        start,
        marketPrice,
        actualPrice,
        contract: [...planned.imbalanceKwh],
        rows: rowsOf(trades),
        money: [...accounts.prosumers],
        aggregator: accounts.aggregator,
        networkOperator: accounts.networkOperator,
        regulatorFund: accounts.regulatorFund,
      };
    },
  );
}

/** A price that swings about 0.1 €/kWh over the day, and a sun that shines from 7 to 18. */
const price = (step: number) => 0.1 + 0.04 * Math.sin(step * 1.7);
const sun = (step: number) => Math.max(0, 0.7 * Math.sin(Math.PI * (step % 24 - 6) / 12.5));
const ran = (settings: object) => {
  const config = configOf(settings);
  return snapshots(run(config, outlookOf(config, price, sun)));
};

Deno.test("a scenario runs hour by hour from midnight in Rome, across the change of clocks", () => {
  const hours = ran({ date: "2025-10-26", hours: 26, community: { num_prosumers: 2 } });
  deepEqual(hours.map(({ step }) => step), Array.from({ length: 26 }, (_, step) => step));
  equal(hours[0].start, midnightInRome("2025-10-26"));
  ok(hours.every(({ step, start }) => start === hours[0].start + step * HOUR));
  equal(hours[25].start, midnightInRome("2025-10-27"));
  ok(hours.every(({ step, marketPrice }) => marketPrice === price(step)));
});

Deno.test("an hour is not computed before it is asked for", () => {
  const config = configOf({ hours: 48 });
  const hours = run(config, outlookOf(config));
  equal(hours.next().value?.step, 0);
  equal(hours.next().value?.step, 1);
});

Deno.test("a lonely household at night buys its load from the aggregator, to the cent", () => {
  const config = configOf({
    community: { num_prosumers: 1, battery_capacity_range: [0] },
    load: { annual_kwh_range: [2700, 2700] },
  });
  const hours = snapshots(run(config, outlookOf(config, 0.2)));
  let paid = 0;
  let penalties = 0;
  for (const { step, rows, loadKwh, money, aggregator, regulatorFund } of hours) {
    // The penalty is that of the hours before: none in the first 5, 1.05 until 10, then 1.10.
    const penalty = step < 5 ? 1 : step < 10 ? 1.05 : 1.1;
    deepEqual(rows, [[-1, 0, loadKwh[0], 0.2 * 1.05 * penalty, "GRID_buy"]]);
    paid += loadKwh[0] * 0.21;
    penalties += loadKwh[0] * 0.21 * (penalty - 1);
    close(money[0], -paid - penalties);
    close(aggregator, paid);
    close(regulatorFund, penalties);
  }
});

Deno.test("a day uses what a summer day of the annual figures should", () => {
  const hours = ran({ load: { annual_kwh_range: [2700, 2700] } });
  const used = hours.flatMap(({ loadKwh }) => loadKwh).reduce((sum, load) => sum + load, 0);
  // Mid-August, a Friday: within a tenth of 2700/365 kWh for each of 100 households.
  ok(Math.abs(used / (100 * 2700 / 365.2425) - 1) < 0.1, `${used} kWh`);
});

Deno.test("bonuses apply from the hour after they are earned", () => {
  const hours = ran({ regulator: { grid_penalty_policy: {} } });
  const first = hours.findIndex(({ rows }) => rows.some((row) => row[4] === "P2P"));
  ok(first >= 0);
  equal(hours[first].regulatorFund, 0);
  ok(hours[first].bonus.includes(1.02));
  ok(hours.at(-1)!.regulatorFund < 0);
});

Deno.test("a suspended or expelled member never appears in a P2P trade", () => {
  for (const rule of [{ suspension: { after: 2, hours: 3 } }, { expulsion: { after: 3 } }]) {
    const hours = ran({ hours: 72, regulator: rule });
    let barred: number[] = hours[0].barred.map(() => 0);
    let seen = 0;
    for (const hour of hours) {
      for (const [from, to, , , type] of hour.rows) {
        if (type === "P2P") equal(barred[from] + barred[to], 0);
        else seen += barred[Math.max(from, to)];
      }
      barred = hour.barred;
    }
    ok(seen > 100, `${seen} trades of barred members`);
  }
});

Deno.test("the same configuration and outlook give the same run, bit by bit", () => {
  deepEqual(ran({}), ran({}));
});

Deno.test("another seed gives another run", () => {
  notDeepEqual(ran({ seed: 43 })[0].loadKwh, ran({})[0].loadKwh);
});

Deno.test("a prosumer's chance does not depend on the size of its community", () => {
  const few = ran({ community: { num_prosumers: 10 } });
  const many = ran({ community: { num_prosumers: 300 } });
  for (const [step, hour] of few.entries()) {
    for (
      const column of ["pvKwh", "loadKwh", "batteryLevelKwh", "imbalanceKwh", "quote"] as const
    ) {
      deepEqual(hour[column], many[step][column].slice(0, 10));
    }
  }
});

Deno.test("the noise of loads is drawn anew each hour, and apart from the chance in bids", () => {
  const config = configOf({
    community: { num_prosumers: 2000, pv_number_range: [0, 0], battery_capacity_range: [0] },
    load: { model: "profile", annual_kwh_range: [2700, 2700] },
    market: { bidding: { buyer_band: [0, 1] } },
  });
  const [first, second] = snapshots(run(config, outlookOf(config)));
  const scaled = (values: readonly number[]) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const centred = values.map((value) => value - mean);
    const size = Math.hypot(...centred);
    return centred.map((value) => value / size);
  };
  const correlation = (one: readonly number[], other: readonly number[]) => {
    const [x, y] = [scaled(one), scaled(other)];
    return x.reduce((sum, value, i) => sum + value * y[i], 0);
  };
  const pairs = [
    [first.loadKwh, second.loadKwh],
    [first.quote, second.quote],
    [first.loadKwh, first.quote],
    [second.loadKwh, second.quote],
  ];
  // Five standard errors of 1/√2000.
  for (const [one, other] of pairs) ok(Math.abs(correlation(one, other)) < 5 / Math.sqrt(2000));
});

Deno.test("a longer run begins like a shorter one", () => {
  deepEqual(ran({ hours: 48 }).slice(0, 24), ran({ hours: 24 }));
});

Deno.test("policies are compared on the same weather, loads, batteries and bids", () => {
  const none = ran({ regulator: { p2p_bonus_policy: {}, grid_penalty_policy: {} } });
  const strict = ran({
    regulator: {
      p2p_bonus_policy: { "1": 1.5 },
      grid_penalty_policy: { "1": 2 },
      suspension: { after: 1, hours: 5 },
    },
  });
  for (const [step, hour] of none.entries()) {
    for (
      const column of ["pvKwh", "loadKwh", "batteryLevelKwh", "imbalanceKwh", "quote"] as const
    ) {
      deepEqual(hour[column], strict[step][column]);
    }
  }
  notDeepEqual(none[23].money, strict[23].money);
});

Deno.test("a change in what one stream draws shifts no other", () => {
  const usual = ran({});
  const strategy = ran({ market: { bidding: { strategy: "outside-option" } } });
  const panels = ran({ community: { pv_number_range: [3, 7] } });
  const neighbourhoods = ran({ community: { num_neighbourhoods: 9 } });
  for (const [step, { loadKwh }] of usual.entries()) {
    for (const other of [strategy, panels, neighbourhoods]) deepEqual(other[step].loadKwh, loadKwh);
  }
  deepEqual(
    strategy.map(({ imbalanceKwh }) => imbalanceKwh),
    usual.map((hour) => hour.imbalanceKwh),
  );
});

const lengths = fc.record({
  step_minutes: fc.constantFrom(5, 10, 15, 20, 30, 60),
  count: fc.integer({ min: 24, max: 40 }),
}).map(({ step_minutes, count }) => ({
  step_minutes,
  hours: Math.ceil(count * step_minutes / 60),
}));
const settings = fc.record({
  seed: fc.nat(),
  community: fc.record({
    num_prosumers: fc.integer({ min: 1, max: 25 }),
    num_neighbourhoods: fc.integer({ min: 1, max: 10 }),
    pv_number_range: fc.constantFrom([0, 20], [0, 0], [20, 40], [8, 8]),
    battery_capacity_range: fc.constantFrom([0, 10, 15], [0], [1], [0.1, 100]),
  }),
  battery: fc.record({
    charge_efficiency: fc.constantFrom(1, 0.95, 0.5),
    discharge_efficiency: fc.constantFrom(1, 0.95, 0.5),
    max_c_rate: fc.constantFrom(0, 0.1, 0.5, 1e6),
    initial_soc: fc.constantFrom(0, 0.5, 1),
  }),
  grid: fc.record({
    network_fee: fc.constantFrom(0, 0.02, 0.3),
    aggregator_fee: fc.constantFrom(0, 0.05, 0.4),
  }),
  market: fc.record({
    bidding: fc.record({ strategy: fc.constantFrom("price-band", "outside-option") }),
  }),
  settlement: fc.record({
    battery: fc.constantFrom("follow-actual", "hold-schedule"),
    pricing: fc.constantFrom("dual", "single"),
    imbalance_spread: fc.constantFrom(0, 0.1, 2),
  }),
  regulator: fc.record({
    p2p_bonus_policy: fc.constantFrom({}, { "1": 1.02, "5": 1.05 }, { "2": 0.7, "3": 1.9 }),
    grid_penalty_policy: fc.constantFrom({}, { "1": 1.5 }, { "3": 1.2, "6": 0.9 }),
    suspension: fc.constantFrom(null, { after: 2, hours: 3 }),
    expulsion: fc.constantFrom(null, { after: 5 }),
  }),
});
const values = fc.record({
  price: fc.array(fc.integer({ min: -50_000, max: 87_000 }), { minLength: 1, maxLength: 7 }),
  pv: fc.array(fc.integer({ min: 0, max: 900 }).map((watts) => watts / 1000), {
    minLength: 1,
    maxLength: 5,
  }),
});

const outlooks = fc.record({
  forecast: values,
  actual: fc.option(values, { freq: 4 }),
  foreseesLoads: fc.boolean(),
});

/** The outlook of a configuration whose prices and generation repeat. */
function repeating(
  config: Config,
  { forecast, actual, foreseesLoads }: typeof outlooks extends fc.Arbitrary<infer T> ? T : never,
): Outlook {
  const of = ({ price, pv }: typeof forecast) =>
    valuesOf(
      config,
      (step) => price[step % price.length] / 1e5,
      (step) => pv[step % pv.length] * config.step_minutes / 60,
    );
  return { forecast: of(forecast), actual: actual && of(actual), foreseesLoads };
}

/** Money of a step by the rules of settlement, posted on accounts of the test's own. */
function post(
  balances: { money: number[]; aggregator: number; networkOperator: number; regulatorFund: number },
  rows: readonly TradeRow[],
  bonus: readonly number[],
  penalty: readonly number[],
  fee: (seller: number, buyer: number) => number,
  asked: number,
  imbalancePrice: { readonly short: number; readonly long: number },
): void {
  for (const [seller, buyer, kwh, eurPerKwh, type] of rows) {
    const v = kwh * eurPerKwh;
    if (type === "P2P") {
      const f = fee(seller, buyer);
      const [dSeller, dBuyer] = [bonus[seller] - 1, bonus[buyer] - 1];
      balances.money[buyer] -= v * (1 + f) * (1 - dBuyer);
      balances.money[seller] += v * (1 - f) * (1 + dSeller);
      balances.networkOperator += 2 * f * v;
      balances.regulatorFund -= v * (1 + f) * dBuyer + v * (1 - f) * dSeller;
    } else if (type === "GRID_buy") {
      close(eurPerKwh, asked * penalty[buyer]);
      balances.money[buyer] -= v;
      balances.aggregator += kwh * asked;
      balances.regulatorFund += kwh * asked * (penalty[buyer] - 1);
    } else if (type === "IMB_short") {
      close(eurPerKwh, imbalancePrice.short);
      balances.money[buyer] -= v;
      balances.aggregator += v;
    } else {
      if (type === "IMB_long") close(eurPerKwh, imbalancePrice.long);
      balances.money[seller] += v;
      balances.aggregator -= v;
    }
  }
}

/** π⁻ and π⁺ of a step by the rules of settlement, €/kWh. */
function imbalancePrices(
  { actualPrice, imbalanceKwh, contract }: Snapshot,
  { grid, settlement: { pricing, imbalance_spread: s } }: Config,
) {
  if (pricing === "single") {
    const direction = Math.sign(imbalanceKwh.reduce((sum, m, i) => sum + m - contract[i], 0));
    const price = actualPrice + direction * s * Math.abs(actualPrice);
    return { short: price, long: price };
  }
  const fee = grid.aggregator_fee * Math.abs(actualPrice);
  const [asked, paid] = [actualPrice + fee, actualPrice - fee];
  return { short: asked + s * Math.abs(asked), long: paid - s * Math.abs(paid) };
}

/** Each prosumer's energy of a step, and its battery's since the hour before. */
function assertEnergyOf(
  hour: Snapshot,
  levels: readonly number[],
  capacity: Float64Array,
  battery: Config["battery"],
): void {
  const bought = hour.money.map(() => 0);
  const contracted = hour.money.map(() => 0);
  for (const [from, to, kwh, , type] of hour.rows) {
    if (from >= 0) bought[from] -= kwh;
    if (to >= 0) bought[to] += kwh;
    if (type.startsWith("IMB")) continue;
    if (from >= 0) contracted[from] -= kwh;
    if (to >= 0) contracted[to] += kwh;
  }
  for (const [i, load] of hour.loadKwh.entries()) {
    // Dust below 1e-9 kWh is left out of trade on purpose, of contracts and of what was off.
    close(hour.pvKwh[i] + hour.batteryOutKwh[i] + bought[i], load + hour.batteryInKwh[i], 2.1e-9);
    close(bought[i], hour.imbalanceKwh[i], 2.1e-9);
    close(contracted[i], hour.contract[i], 1.1e-9);
    equal(hour.openKwh[i], 0);
    const stored = hour.batteryInKwh[i] * battery.charge_efficiency -
      hour.batteryOutKwh[i] / battery.discharge_efficiency;
    close(hour.batteryLevelKwh[i] - levels[i], stored, 1e-9);
    ok(hour.batteryLevelKwh[i] >= -1e-12 && hour.batteryLevelKwh[i] <= capacity[i] + 1e-9);
  }
}

/** Demands that everyone's energy and money follow from the trades, step by step. */
function assertCloses(
  steps: readonly Snapshot[],
  { neighbourhood, batteryCapacityKwh }: Members,
  config: Config,
): void {
  const { grid, battery } = config;
  const homes = [...neighbourhood];
  let levels = [...batteryCapacityKwh].map((kwh) => kwh * battery.initial_soc);
  const books = { money: homes.map(() => 0), aggregator: 0, networkOperator: 0, regulatorFund: 0 };
  const fee = (i: number, j: number) => homes[i] === homes[j] ? 0 : grid.network_fee;
  let [bonus, penalty] = [homes.map(() => 1), homes.map(() => 1)];
  for (const step of steps) {
    assertEnergyOf(step, levels, batteryCapacityKwh, battery);
    const { marketPrice } = step;
    const asked = marketPrice + grid.aggregator_fee * Math.abs(marketPrice);
    post(books, step.rows, bonus, penalty, fee, asked, imbalancePrices(step, config));
    for (const [i, money] of step.money.entries()) close(money, books.money[i], 1e-9);
    close(step.aggregator, books.aggregator, 1e-9);
    close(step.networkOperator, books.networkOperator, 1e-9);
    close(step.regulatorFund, books.regulatorFund, 1e-9);
    levels = step.batteryLevelKwh;
    [bonus, penalty] = [step.bonus, step.penalty];
  }
}

Deno.test("energy and money close for everyone in every step of any length of any scenario", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(settings, lengths, outlooks, (chosen, length, drawn) => {
      const config = configOf({ ...chosen, ...length });
      const steps = snapshots(run(config, repeating(config, drawn)));
      equal(steps.length, config.hours * 60 / config.step_minutes);
      assertCloses(steps, drawMembers(config), config);
      for (const { rows } of steps) for (const row of rows) seen.add(row[4]);
      if (drawn.actual === null) {
        ok(steps.every(({ rows }) => rows.every((row) => !row[4].startsWith("IMB"))));
      }
    }),
    { numRuns: 200 },
  );
  deepEqual([...seen].sort(), ["GRID_buy", "GRID_sell", "IMB_long", "IMB_short", "P2P"]);
});

Deno.test("a community that moves no more than dust closes too, without a trade", () => {
  const [none, some] = [[0, 0], [20, 20]];
  for (
    const [pv_number_range, annual_kwh_range] of [[none, none], [none, [0, 1e-6]], [some, none]]
  ) {
    const community = { pv_number_range, battery_capacity_range: [0] };
    const config = configOf({ community, load: { annual_kwh_range } });
    const outlook = outlookOf(config, 0.1, (step) => step * 8e-12);
    for (const { rows, money } of snapshots(run(config, outlook))) {
      equal(rows.length, 0);
      ok(money.every((balance) => balance === 0));
    }
  }
});

/** A day of 24 hours, or of 96 quarters, under the sun and the price of its hours. */
function dayIn(seconds: number, makeLoads: (members: Members, steps: Steps) => LoadPair) {
  const config = configOf({
    community: { num_prosumers: 60, pv_number_range: [0, 200] },
    battery: { initial_soc: 0.3 },
  });
  const perHour = HOUR / seconds;
  const steps = { start: midnightInRome(config.date), seconds, count: 24 * perHour };
  const members = drawMembers(config);
  const hourOf = (step: number) => Math.floor(step / perHour);
  const outlook = outlookOf(
    { ...config, hours: steps.count },
    (step) => price(hourOf(step)),
    (step) => sun(hourOf(step)) / perHour,
  );
  const days = simulate(members, makeLoads(members, steps), outlook, { ...config, steps });
  return { config, members, steps: snapshots(days) };
}

const noisy = (members: Members, steps: Steps) => loadModels.profile.loads(members, steps, 42);

/** Loads that follow the profile to the letter. */
function noiseless(members: Members, steps: Steps): LoadPair {
  const shape = householdLoadShape(localSteps(steps));
  const set = (step: number, loadKwh: Float64Array) => {
    for (let i = 0; i < members.size; i++) loadKwh[i] = members.annualLoadKwh[i] * shape[step];
  };
  return { expected: { set }, actual: { set } };
}

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

Deno.test("quarters of an hour: 96 make a day, in which energy and money close", () => {
  const { config, members, steps } = dayIn(900, noisy);
  deepEqual(steps.map(({ step }) => step), Array.from({ length: 96 }, (_, step) => step));
  ok(steps.every(({ step, start }) => start === midnightInRome("2025-08-15") + step * 900));
  equal(steps[95].start + 900, midnightInRome("2025-08-16"));
  assertCloses(steps, members, config);
  const types = new Set(steps.flatMap(({ rows }) => rows.map((row) => row[4])));
  deepEqual([...types].sort(), ["GRID_buy", "GRID_sell", "P2P"]);
});

Deno.test("quarters of an hour: batteries take and deliver a quarter of an hour's power", () => {
  // 0.5 per hour of 10 and 15 kWh: some battery comes to its limit, none beyond it.
  for (const [seconds, hours] of [[900, 0.25], [1800, 0.5], [HOUR, 1]]) {
    const { members, steps } = dayIn(seconds, noisy);
    let most = 0;
    for (const { batteryInKwh, batteryOutKwh } of steps) {
      for (const [i, capacity] of members.batteryCapacityKwh.entries()) {
        const moved = Math.max(batteryInKwh[i], batteryOutKwh[i]);
        ok(moved <= 0.5 * hours * capacity, `${moved} kWh of a battery of ${capacity} kWh`);
        if (capacity > 0) most = Math.max(most, moved / capacity);
      }
    }
    equal(most, 0.5 * hours);
  }
});

Deno.test("quarters of an hour: before noise, each hour's loads and generation are the hour's", () => {
  const hours = dayIn(HOUR, noiseless).steps;
  const quarters = dayIn(900, noiseless).steps;
  for (const [hour, whole] of hours.entries()) {
    const parts = quarters.slice(4 * hour, 4 * hour + 4);
    for (const column of ["loadKwh", "pvKwh"] as const) {
      for (const [i, kwh] of whole[column].entries()) {
        close(total(parts.map((part) => part[column][i])), kwh);
      }
    }
  }
});

Deno.test("quarters of an hour: noise moves each load by a tenth at most, and anew", () => {
  equal(LOAD_NOISE, 0.1);
  const [plain, noise] = [dayIn(900, noiseless).steps, dayIn(900, noisy).steps];
  const ratios = noise.map(({ loadKwh }, step) =>
    loadKwh.map((load, i) => load / plain[step].loadKwh[i])
  );
  ok(ratios.flat().every((ratio) => ratio >= 0.9 - 1e-12 && ratio < 1.1 + 1e-12));
  equal(new Set(ratios.flat()).size, 96 * 60);
  const mean = total(ratios.flat()) / (96 * 60);
  close(mean, 1, 5 * 0.2 / Math.sqrt(12 * 96 * 60));
});

Deno.test("an outlook that does not cover the scenario is refused before the first hour", () => {
  const config = configOf({ hours: 24, community: { num_neighbourhoods: 5 } });
  const { forecast } = outlookOf(config);
  const { marketPrice, pvKwhPerKw } = forecast;
  const refuses = (values: StepValues, error: RegExp | { name: string; message: RegExp }) => {
    // Whether it is what was forecast or what came that has a gap.
    for (const outlook of [asForecast(values), { forecast, actual: values }]) {
      throws(() => run(config, outlook).next(), error);
    }
  };
  refuses({ marketPrice: marketPrice.subarray(1), pvKwhPerKw }, {
    name: "RangeError",
    message: /24 steps.*23 prices/,
  });
  refuses({ marketPrice, pvKwhPerKw: pvKwhPerKw.slice(2) }, /24 steps.*22 of generation/);
  const four = pvKwhPerKw.with(7, new Float64Array(4));
  refuses({ marketPrice, pvKwhPerKw: four }, /5 sites.*4 in step 7/);
});

Deno.test("a price or a yield that is no number is refused", () => {
  const config = configOf();
  const at9 = (usual: number) => (step: number) => step === 9 ? NaN : usual;
  throws(() => run(config, outlookOf(config, at9(0.1))).next(), /step 9.*NaN/);
  throws(() => run(config, outlookOf(config, 0.1, at9(0))).next(), /step 9.*NaN/);
  const zonalPrice = valuesOf(config, at9(0.1)).marketPrice;
  const outlook = asForecast({ ...valuesOf(config), zonalPrice });
  throws(() => run(config, outlook).next(), /step 9 a zonal price of NaN/);
});
