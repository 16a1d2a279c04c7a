import { deepStrictEqual as deepEqual, ok, strictEqual as equal, throws } from "node:assert/strict";
import { parseConfig } from "../../lib/config/parse.ts";
import { configJsonSchema } from "../../lib/config/schema.ts";
import { InputError } from "../../lib/input_error.ts";

/** All settings with their defaults. */
const DEFAULTS = {
  date: "2025-08-15",
  hours: 24,
  step_minutes: 60,
  seed: 42,
  community: {
    members: null,
    num_prosumers: 100,
    num_neighbourhoods: 5,
    pv_number_range: [0, 20],
    pv_capacity: 0.25,
    pv_losses: 14,
    pv_orientation: "optimal",
    battery_capacity_range: [0, 10, 15],
    neighbourhoods_pool: {
      Centro: [45.065, 45.080, 7.675, 7.690],
      San_Salvario: [45.050, 45.065, 7.675, 7.695],
      Crocetta: [45.060, 45.075, 7.645, 7.660],
      Aurora: [45.088, 45.100, 7.675, 7.695],
      Vanchiglia: [45.068, 45.083, 7.690, 7.710],
      Lingotto: [45.015, 45.035, 7.640, 7.665],
      Santa_Rita: [45.040, 45.055, 7.630, 7.655],
      San_Donato: [45.080, 45.095, 7.640, 7.658],
      Cit_Turin: [45.070, 45.085, 7.660, 7.675],
      Barriera_di_Milano: [45.100, 45.115, 7.665, 7.685],
    },
  },
  load: { model: "appliances", annual_kwh_range: [1500, 4000] },
  flexibility: { share: 0, window_hours: 6, inconvenience_eur_per_h: 0.01 },
  battery: {
    strategy: "greedy",
    charge_efficiency: 0.95,
    discharge_efficiency: 0.95,
    max_c_rate: 0.5,
    initial_soc: 0,
    wear_eur_per_kwh: 0.05,
    grid_charging: false,
  },
  grid: {
    network_fee: 0.02,
    aggregator_fee: 0.05,
    tariff: "wholesale",
    retail_spread: 0.0077,
    tariff_year: null,
    tariff_figures: {},
  },
  market: {
    clearing: "mid",
    individual_rationality: false,
    bidding: {
      strategy: "price-band",
      seller_band: [0.7, 0.9],
      buyer_band: [0.9, 1.1],
      margin_max: 1,
    },
  },
  settlement: {
    actuals: "history",
    battery: "follow-actual",
    pricing: "dual",
    imbalance_spread: 0.1,
  },
  regulator: {
    objective: "p2p",
    p2p_bonus_policy: { "1": 1.02, "5": 1.05, "10": 1.10 },
    grid_penalty_policy: { "5": 1.05, "10": 1.10 },
    suspension: null,
    expulsion: null,
    penalise: "all",
    rebate: "none",
    fund_floor: null,
  },
  cer: null,
  price_forecaster: { lookback_hours: 24, price_type: "PUN", horizon: "hour-ahead" },
  blockchain: {
    consensus: "proof-of-work",
    difficulty: 3,
    number_of_miners: 10,
    signatures: true,
    network: null,
  },
};

function problemsOf(
  text: string,
  overrides: Readonly<Record<string, string | number>> = {},
): readonly string[] {
  try {
    parseConfig(text, overrides);
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

Deno.test("an empty file means the defaults of the contract, no more and no less", () => {
  deepEqual(parseConfig("{}"), DEFAULTS);
});

Deno.test("the defaults written out mean themselves", () => {
  deepEqual(parseConfig(JSON.stringify(DEFAULTS)), DEFAULTS);
});

Deno.test("the order of neighbourhoods, which the draw depends on, is the contract's table", () => {
  deepEqual(
    Object.keys(parseConfig("{}").community.neighbourhoods_pool),
    Object.keys(DEFAULTS.community.neighbourhoods_pool),
  );
});

Deno.test("comments, trailing commas and $schema are allowed and leave no trace", () => {
  const text =
    `// a run\n{ "$schema": "./x.json", "hours": 48, /* two days */ "grid": { "network_fee": 0, }, }`;
  deepEqual(parseConfig(text), {
    ...DEFAULTS,
    hours: 48,
    grid: { ...DEFAULTS.grid, network_fee: 0 },
  });
});

Deno.test("overrides win over the file and leave the rest of a section alone", () => {
  const text = `{ "community": { "num_prosumers": 5, "pv_losses": 10 } }`;
  const { community, seed } = parseConfig(text, { "community.num_prosumers": 7, seed: 1 });
  deepEqual([community.num_prosumers, community.pv_losses, seed], [7, 10, 1]);
});

Deno.test("a policy given replaces the default policy, tiers and all", () => {
  const { regulator } = parseConfig(`{ "regulator": { "p2p_bonus_policy": { "3": 1.5 } } }`);
  deepEqual(regulator.p2p_bonus_policy, { "3": 1.5 });
  deepEqual(regulator.grid_penalty_policy, { "5": 1.05, "10": 1.10 });
});

Deno.test("the ends of what is allowed are allowed", () => {
  const allowed = [
    { hours: 24 },
    { hours: 8760 },
    { hours: 8760, step_minutes: 15 },
    { hours: 2, step_minutes: 5 },
    { hours: 4, step_minutes: 10 },
    { hours: 6, step_minutes: 15 },
    { hours: 8, step_minutes: 20 },
    { hours: 12, step_minutes: 30 },
    { settlement: { imbalance_spread: 0, battery: "hold-schedule", pricing: "single" } },
    { settlement: { actuals: "weather-year" } },
    { price_forecaster: { horizon: "published" } },
    { seed: 0 },
    { community: { num_prosumers: 1 } },
    { community: { num_neighbourhoods: 10 } },
    { community: { pv_number_range: [0, 0] } },
    { battery: { charge_efficiency: 1, discharge_efficiency: 1, max_c_rate: 1e6, initial_soc: 1 } },
    { grid: { network_fee: 0, aggregator_fee: 0 } },
    { blockchain: { number_of_miners: 10, difficulty: 0 } },
    { blockchain: { consensus: "proof-of-stake" } },
    { blockchain: { network: { delay_s: 2, block_interval_s: 12 } } },
    { regulator: { p2p_bonus_policy: {}, grid_penalty_policy: {} } },
    { regulator: { suspension: { after: 3, hours: 2 }, expulsion: { after: 10 } } },
  ];
  for (const settings of allowed) deepEqual(problemsOf(JSON.stringify(settings)), []);
});

const box = (corners: unknown) => ({
  community: { num_neighbourhoods: 1, neighbourhoods_pool: { Centro: corners } },
});
const bad: [what: string, settings: object, sentence: string][] = [
  [
    "no prosumers",
    { community: { num_prosumers: 0 } },
    "community.num_prosumers: must be a whole number from 1 to 10,000,000, found 0",
  ],
  ["five hours", { hours: 5 }, "hours: must be at least 24 steps, 24 h at 60 minutes, found 5"],
  [
    "an hour of five minutes",
    { hours: 1, step_minutes: 5 },
    "hours: must be at least 24 steps, 2 h at 5 minutes, found 1",
  ],
  [
    "three hours of ten minutes",
    { hours: 3, step_minutes: 10 },
    "hours: must be at least 24 steps, 4 h at 10 minutes, found 3",
  ],
  ["no hours", { hours: 0 }, "hours: must be a whole number from 1 to 1,000,000, found 0"],
  [
    "steps of seven minutes",
    { step_minutes: 7 },
    "step_minutes: must be 5, 10, 15, 20, 30 or 60 minutes, found 7",
  ],
  [
    "steps in words",
    { step_minutes: "15" },
    'step_minutes: must be 5, 10, 15, 20, 30 or 60 minutes, found "15"',
  ],
  [
    "actuals of a prophet",
    { settlement: { actuals: "prophecy" } },
    'settlement.actuals: must be "history", "weather-year" or "forecast", found "prophecy"',
  ],
  [
    "a battery that sleeps",
    { settlement: { battery: "sleep" } },
    'settlement.battery: must be "follow-actual" or "hold-schedule", found "sleep"',
  ],
  [
    "a triple price",
    { settlement: { pricing: "triple" } },
    'settlement.pricing: must be "dual" or "single", found "triple"',
  ],
  [
    "a spread below zero",
    { settlement: { imbalance_spread: -0.1 } },
    "settlement.imbalance_spread: must be a number from 0 to 10, found -0.1",
  ],
  [
    "half an hour",
    { hours: 24.5 },
    "hours: must be a whole number from 1 to 1,000,000, found 24.5",
  ],
  [
    "hours in words",
    { hours: "24" },
    'hours: must be a whole number from 1 to 1,000,000, found "24"',
  ],
  [
    "an unknown setting",
    { community: { prosumers: 5 } },
    "community.prosumers: there is no such setting; look for its right name in the configuration " +
    "table of the README",
  ],
  [
    'a bonus of "high"',
    { regulator: { p2p_bonus_policy: { "1": "high" } } },
    'regulator.p2p_bonus_policy.1: must be a number from 0.01 to 1.99, found "high"',
  ],
  [
    "a tier without a count",
    { regulator: { grid_penalty_policy: { often: 1.1 } } },
    "regulator.grid_penalty_policy.often: must be a tier named by a whole number of hours from " +
    '1 on, such as "5", found "often"',
  ],
  [
    "a neighbourhood box upside down",
    box([45.08, 45.065, 7.675, 7.69]),
    "community.neighbourhoods_pool.Centro: must be [lat_min, lat_max, lon_min, lon_max] with each " +
    "minimum below its maximum, found [45.08,45.065,7.675,7.69]",
  ],
  [
    "a box whose west is its east",
    box([45.065, 45.08, 7.69, 7.675]),
    "community.neighbourhoods_pool.Centro: must be [lat_min, lat_max, lon_min, lon_max] with each " +
    "minimum below its maximum, found [45.065,45.08,7.69,7.675]",
  ],
  [
    "a box of three corners",
    box([45.065, 45.08, 7.675]),
    "community.neighbourhoods_pool.Centro: must be [lat_min, lat_max, lon_min, lon_max] in " +
    "degrees, found [45.065,45.08,7.675]",
  ],
  [
    "nine miners",
    { blockchain: { number_of_miners: 9 } },
    "blockchain.number_of_miners: must be a whole number from 10 to 10,000, found 9",
  ],
  [
    "a consensus that there is not",
    { blockchain: { consensus: "proof-of-luck" } },
    'blockchain.consensus: must be "proof-of-work" or "proof-of-stake", found "proof-of-luck"',
  ],
  [
    "a network of validators, whose blocks do not race",
    { blockchain: { consensus: "proof-of-stake", network: { delay_s: 2, block_interval_s: 12 } } },
    "blockchain.network: must be null under proof-of-stake, as forks by delay are those of " +
    'proof-of-work, found {"delay_s":2,"block_interval_s":12,"blocks":10000}',
  ],
  [
    "more neighbourhoods than the pool holds",
    { community: { num_neighbourhoods: 11 } },
    "community.num_neighbourhoods: must be at most the 10 neighbourhoods that neighbourhoods_pool " +
    "holds, found 11",
  ],
  [
    "a pool smaller than the default number",
    { community: { neighbourhoods_pool: box([45, 46, 7, 8]).community.neighbourhoods_pool } },
    "community.num_neighbourhoods: must be at most the 1 neighbourhoods that neighbourhoods_pool " +
    "holds, found 5",
  ],
  [
    "the 30th of February",
    { date: "2025-02-30" },
    'date: must be a day of the calendar, written like "2025-08-15", found "2025-02-30"',
  ],
  [
    "a date of digits",
    { date: 20250815 },
    'date: must be a date such as "2025-08-15", found 20250815',
  ],
  [
    "a range upside down",
    { community: { pv_number_range: [20, 0] } },
    "community.pv_number_range: must be [fewest, most] panels, whole numbers, the lower end " +
    "first, found [20,0]",
  ],
  [
    "a range of three",
    { load: { annual_kwh_range: [1, 2, 3] } },
    "load.annual_kwh_range: must be [lowest, highest] kWh in a year, found [1,2,3]",
  ],
  [
    "half a panel",
    { community: { pv_number_range: [0, 0.5] } },
    "community.pv_number_range.1: must be a whole number from 0 to 65,535, found 0.5",
  ],
  [
    "no battery sizes",
    { community: { battery_capacity_range: [] } },
    "community.battery_capacity_range: must be a list of at least one battery size in kWh, found []",
  ],
  [
    "a negative battery",
    { community: { battery_capacity_range: [10, -1] } },
    "community.battery_capacity_range.1: must be a number from 0 to 1000000 kWh, found -1",
  ],
  [
    "a battery that gains energy",
    { battery: { charge_efficiency: 1.01 } },
    "battery.charge_efficiency: must be a number from 0.01 to 1, found 1.01",
  ],
  [
    "a fee as percentage",
    { grid: { network_fee: 2 } },
    "grid.network_fee: must be a number from 0 to 0.99, found 2",
  ],
  [
    "an unknown strategy",
    { market: { bidding: { strategy: "greedy" } } },
    'market.bidding.strategy: must be "price-band" or "outside-option", found "greedy"',
  ],
  [
    "an unknown strategy of batteries",
    { battery: { strategy: "mid" } },
    'battery.strategy: must be "greedy", "schedule" or "cooperative", found "mid"',
  ],
  [
    "an unknown clearing",
    { market: { clearing: "toString" } },
    'market.clearing: must be "none", "mid", "uniform", "pay-as-bid", "discriminatory", ' +
    '"trade-reduction", "muda", "cda", "mmr", "sdr" or "bill-sharing", found "toString"',
  ],
  [
    "an unknown objective",
    { regulator: { objective: "peace" } },
    'regulator.objective: must be "p2p", "profit", "renewables" or "chaos", found "peace"',
  ],
  [
    "a suspension without end",
    { regulator: { suspension: { after: 3 } } },
    "regulator.suspension.hours: must be a whole number from 1 to 1,000,000, found nothing",
  ],
  [
    "an expulsion as a number",
    { regulator: { expulsion: 5 } },
    "regulator.expulsion: must be null or { after }, found 5",
  ],
  ["a section as a number", { community: 5 }, "community: must be an object, found 5"],
  ["a section that is null", { community: null }, "community: must be an object, found null"],
  [
    "a $schema that is a number",
    { $schema: 5 },
    "$schema: must be the address of a JSON Schema, found 5",
  ],
  [
    "a seed too large to be exact",
    { seed: 2 ** 53 },
    "seed: must be a whole number from 0 to 9,007,199,254,740,991, found 9007199254740992",
  ],
  [
    "a horizon of a week",
    { price_forecaster: { horizon: "week-ahead" } },
    'price_forecaster.horizon: must be "hour-ahead", "day-ahead" or "published", found "week-ahead"',
  ],
];

for (const [what, settings, sentence] of bad) {
  Deno.test(`${what} gives one sentence`, () => {
    deepEqual(problemsOf(JSON.stringify(settings)), [sentence]);
  });
}

Deno.test("each of several problems gives its own sentence", () => {
  const problems = problemsOf(`{
    "hours": 5, "x": 1, "community": { "num_prosumers": 0, "y": 1, "z": 1, "num_neighbourhoods": 11 }
  }`);
  deepEqual(
    problems.map((problem) => problem.split(":")[0]).sort(),
    [
      "community.num_neighbourhoods",
      "community.num_prosumers",
      "community.y",
      "community.z",
      "hours",
      "x",
    ],
  );
  throws(() => parseConfig(`{ "hours": 0, "x": 1 }`), {
    name: "InputError",
    message: /^hours.*\nx/s,
  });
});

Deno.test("what an override sets is judged like the file", () => {
  deepEqual(problemsOf("{}", { "community.num_prosumers": 0 }), [
    "community.num_prosumers: must be a whole number from 1 to 10,000,000, found 0",
  ]);
  for (const community of ["5", "null", "[]", '"x"']) {
    deepEqual(problemsOf(`{ "community": ${community} }`, { "community.num_prosumers": 7 }), [
      `community: must be an object, found ${community}`,
    ]);
  }
});

Deno.test("what an override sets of a section that may be null makes it one", () => {
  const text = '{ "date": "2023-06-01", "cer": null, "regulator": { "suspension": null } }';
  const { cer, regulator } = parseConfig(text, {
    "cer.grant_percent": 20,
    "regulator.suspension.after": 6,
    "regulator.suspension.hours": 3,
  });
  deepEqual(cer, { grant_percent: 20, area: "north", split: "equal-halves" });
  deepEqual(regulator.suspension, { after: 6, hours: 3 });
  deepEqual(problemsOf('{ "grid": null }', { "grid.network_fee": 0 }), [
    "grid: must be an object, found null",
  ]);
});

Deno.test("a number too large for JSON is shown as what it became", () => {
  deepEqual(problemsOf(`{ "hours": 1e999 }`), [
    "hours: must be a whole number from 1 to 1,000,000, found Infinity",
  ]);
});

Deno.test("text that is no JSON is located by line and column", () => {
  deepEqual(problemsOf(`{\n  "hours": 24,,\n}`), [
    "Cannot read the configuration as JSON with comments: Property name expected at line 2, column 15: " +
    '"hours": 24,,',
  ]);
  equal(problemsOf("").length, 1);
  deepEqual(problemsOf("[]"), ["The configuration must be an object, found []"]);
  deepEqual(problemsOf("null"), ["The configuration must be an object, found null"]);
});

Deno.test("the editor's schema knows every section and demands none", () => {
  const schema = configJsonSchema() as { properties: object; required?: string[] };
  deepEqual(Object.keys(schema.properties), ["$schema", ...Object.keys(DEFAULTS)]);
  ok(!schema.required?.length);
});
