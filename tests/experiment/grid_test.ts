import { deepStrictEqual as deepEqual, strictEqual as equal, throws } from "node:assert/strict";
import { gridVariants, parseAxis } from "../../lib/experiment/grid.ts";
import { policyVariants } from "../../lib/experiment/policy_variants.ts";
import { InputError } from "../../lib/input_error.ts";
import { configOf } from "../made/fixtures.ts";

Deno.test("an axis is a path and its values; commas within brackets part nothing", () => {
  deepEqual(parseAxis("grid.network_fee=0,0.02, 0.05"), {
    path: "grid.network_fee",
    values: ["0", "0.02", "0.05"],
  });
  deepEqual(parseAxis("community.pv_number_range=[0,10],[0,20]").values, ["[0,10]", "[0,20]"]);
  deepEqual(parseAxis('regulator.suspension=null,{"after":3,"hours":2}').values, [
    "null",
    '{"after":3,"hours":2}',
  ]);
  deepEqual(parseAxis('price_forecaster.price_type="A,B",NORD').values, ['"A,B"', "NORD"]);
});

Deno.test("an axis without path or values, or with one twice, is refused", () => {
  for (const text of ["", "hours", "hours=", "=24", "hours=24,", "hours=24,24"]) {
    throws(() => parseAxis(text), InputError, text);
  }
});

Deno.test("a grid is every combination, the last axis running fastest", () => {
  const axes = [
    parseAxis("hours=24,48"),
    parseAxis("market.bidding.strategy=price-band,outside-option"),
  ];
  const cells = gridVariants("{}", axes);
  deepEqual(
    cells.map(({ config }) => [config.hours, config.market.bidding.strategy]),
    [[24, "price-band"], [24, "outside-option"], [48, "price-band"], [48, "outside-option"]],
  );
  deepEqual(cells[1].levels, { hours: "24", "market.bidding.strategy": "outside-option" });
});

Deno.test("the file's other settings and the overrides stay", () => {
  const [cell] = gridVariants('{ "seed": 5, "hours": 72 }', [parseAxis("grid.network_fee=0.01")], {
    hours: 48,
  });
  deepEqual([cell.config.seed, cell.config.hours, cell.config.grid.network_fee], [5, 48, 0.01]);
});

Deno.test("one tier of a policy: the others stay, stated by the file or by the objective", () => {
  const axis = parseAxis("regulator.p2p_bonus_policy.1=1,1.05");
  const bonuses = (text: string) =>
    gridVariants(text, [axis]).map(({ config }) => config.regulator.p2p_bonus_policy);
  deepEqual(bonuses("{}"), [{ 1: 1, 5: 1.05, 10: 1.1 }, { 1: 1.05, 5: 1.05, 10: 1.1 }]);
  deepEqual(bonuses('{ "regulator": { "p2p_bonus_policy": { "3": 1.2 } } }'), [
    { 1: 1, 3: 1.2 },
    { 1: 1.05, 3: 1.2 },
  ]);
});

Deno.test("a tier of the objective that another axis sets", () => {
  const axes = [
    parseAxis("regulator.objective=renewables"),
    parseAxis("regulator.grid_penalty_policy.3=1.3"),
  ];
  const [{ config }] = gridVariants("{}", axes);
  deepEqual(config.regulator.grid_penalty_policy, { 1: 1.05, 3: 1.3, 6: 1.2 });
});

Deno.test("what is no setting, not allowed, or there twice is refused before anything runs", () => {
  const refused = [["hours.x=1"], ["nothing=1"], ["hours=1"], ["seed=1,2"], [
    "hours=24",
    "hours=48",
  ]];
  for (const texts of refused) {
    throws(() => gridVariants("{}", texts.map(parseAxis)), InputError, texts.join());
  }
});

Deno.test("a path through a setting that the file states is refused, not overlooked", () => {
  throws(() => gridVariants('{ "hours": 24 }', [parseAxis("hours.x=1")]), /no such setting/);
});

Deno.test("objectives are varied only where their own rules apply", () => {
  const axis = parseAxis("regulator.objective=p2p,renewables");
  const variants = gridVariants("{}", [axis]);
  deepEqual(variants[1].config.regulator.grid_penalty_policy, { 1: 1.05, 3: 1.1, 6: 1.2 });
  const stated = `{ "regulator": { "p2p_bonus_policy": {}, "grid_penalty_policy": {} } }`;
  throws(() => gridVariants(stated, [axis]), /p2p and renewables mean the same, as the configur/);
  equal(gridVariants(stated, [parseAxis("regulator.objective=p2p,chaos")]).length, 2);
});

Deno.test("policies are variants of one configuration, `config` its own", () => {
  const config = configOf({ hours: 30, regulator: { expulsion: { after: 7 } } });
  const variants = policyVariants(config, ["none", "profit", "config"]);
  deepEqual(variants.map(({ levels }) => levels.policy), ["none", "profit", "config"]);
  deepEqual(variants[0].config.regulator.grid_penalty_policy, {});
  equal(variants[0].config.regulator.expulsion, null);
  equal(variants[1].config.regulator.fund_floor, 0);
  equal(variants[1].config.hours, 30);
  deepEqual(variants[2].config, config);
  throws(() => policyVariants(config, ["none", "some"]), /no policy "some"; there are none, p2p/);
  throws(() => policyVariants(config, ["p2p", "p2p"]), /p2p is there twice/);
});
