import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import type { Outlook } from "../../lib/forecast/outlook.ts";
import { gridPrices, tariffs } from "../../lib/market/mod.ts";
import { stepsOf } from "../../lib/config/steps.ts";
import { Expectations } from "../../lib/planning/expectations.ts";
import { Energy } from "../../lib/community/energy.ts";
import { Standing } from "../../lib/regulator/standing.ts";
import { setUp } from "../../lib/run/setup.ts";
import { close, configOf, valuesOf } from "../made/fixtures.ts";

const config = configOf({
  hours: 48,
  community: { num_prosumers: 3, pv_number_range: [4, 4] },
  load: { model: "profile" },
  battery: { strategy: "schedule" },
});
const retail = configOf({ grid: { tariff: "retail", tariff_year: 2026 } });
const AHEAD = 24, COUNT = 48;

function expecting(
  ahead: Outlook["ahead"],
  price = (step: number) => step / 1000,
  zonalPrice?: Float64Array,
) {
  const { members, loads } = setUp(config);
  const values = valuesOf(config, price, (step) => step);
  const forecast = zonalPrice === undefined ? values : { ...values, zonalPrice };
  const { grid } = zonalPrice === undefined ? config : retail;
  const tariff = tariffs[grid.tariff].for(members, grid, stepsOf(config));
  const outlook = { forecast, actual: null, ahead };
  const expectations = new Expectations({
    members,
    loads,
    outlook,
    tariff,
    count: COUNT,
    ahead: AHEAD,
  });
  const standing = new Standing(members.size);
  const now = gridPrices(members.size);
  const planned = new Energy(members);
  const turnTo = (step: number) => {
    tariff.quote(price(step), now, (zonalPrice ?? forecast.marketPrice)[step]);
    planned.loadKwh.fill(7);
    planned.pvKwh.fill(2);
    expectations.turnTo(step, planned, now, standing);
    return expectations;
  };
  return { turnTo, standing, loads, members };
}

/** One yield a step, known a day before; prices of day d are 1 + d, told at its start. */
const ahead: Outlook["ahead"] = {
  prices: [0, 24].map((knownFrom, day) => ({
    knownFrom,
    first: knownFrom,
    marketPrice: new Float64Array(48).fill(1 + day),
  })),
  pvKwhPerKw: Array.from({ length: COUNT + AHEAD }, (_, step) => new Float64Array(5).fill(step)),
};

Deno.test("the running step is as the run plans it, later ones as expected", () => {
  const { turnTo, loads } = expecting(ahead);
  const expected = new Float64Array(3);
  for (let step = 0; step < COUNT; step++) {
    const seen = turnTo(step);
    equal(seen.count, 24);
    equal(seen.needKwh(0)[1], 5);
    for (const k of [1, 10, 23]) {
      loads.ahead!.load.set(step + k, expected);
      // Four panels are a kW.
      close(seen.needKwh(k)[1], expected[1] - (step + k));
    }
  }
});

Deno.test("prices are expected by the last issue that is known, and quoted by the tariff", () => {
  const { turnTo } = expecting(ahead);
  let seen = turnTo(0);
  close(seen.ask(5)[0], 1.05);
  seen = turnTo(23);
  // Of the next day, before its own forecast is made.
  close(seen.ask(3)[0], 1.05);
  seen = turnTo(24);
  close(seen.ask(3)[0], 2.1);
  close(seen.pay(23)[2], 1.9);
  close(seen.ask(0)[0], .024 * 1.05);
});

Deno.test("a zone's price is expected to differ everywhere as it does now", () => {
  // What is fed in is paid at the zone's price, .01 below the market's in every other step.
  const zonalPrice = Float64Array.from({ length: COUNT }, (_, step) => step % 2 === 0 ? .09 : .1);
  const { turnTo } = expecting(ahead, () => .1, zonalPrice);
  for (let step = 0; step < 5; step++) {
    const seen = turnTo(step);
    close(seen.pay(0)[0], zonalPrice[step]);
    for (let k = 1; k < seen.count; k++) close(seen.pay(k)[0], 1 + zonalPrice[step] - .1);
  }
});

Deno.test("where nothing is said of what lies ahead, the run's own forecasts are, up to its end", () => {
  const { turnTo } = expecting(undefined);
  let seen = turnTo(0);
  equal(seen.count, 24);
  close(seen.ask(9)[0], .009 * 1.05);
  for (let step = 1; step <= 40; step++) seen = turnTo(step);
  equal(seen.count, 8);
  close(seen.ask(7)[0], .047 * 1.05);
  // What is left is worth the mean of the day that ends with the run.
  close(seen.meanPay[0], .95 * (24 + 47) / 2 / 1000);
});

Deno.test("a penalty counts whole, a bonus as often as the member traded with peers", () => {
  const { turnTo, standing } = expecting(ahead);
  standing.penalty.set([1.1, 1, 1]);
  standing.bonus.set([1, 1.1, 1.1]);
  standing.p2pExchanges.set([0, 5, 5]);
  standing.barred.set([0, 0, 1]);
  let seen = turnTo(0);
  deepEqual([...seen.askFactor], [1.1, 1, 1]);
  for (let step = 1; step <= 10; step++) seen = turnTo(step);
  close(seen.askFactor[1], .95);
  close(seen.payFactor[1], 1.05);
  deepEqual([seen.askFactor[2], seen.payFactor[2]], [1, 1]);
  ok(seen.payFactor[0] === 1);
});
