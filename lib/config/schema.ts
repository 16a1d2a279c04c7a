import { z } from "zod";
import { defaultNeighbourhoods } from "./turin.ts";
import type { Config, Policy } from "./settings.ts";
import { consensusRules } from "../chain/consensus/mod.ts";
import { namedPolicies } from "./named_policies.ts";
import { batteryStrategies, loadModels, meteredBatteries } from "../community/mod.ts";
import { biddingStrategies, clearingMechanisms, tariffs } from "../market/mod.ts";
import { actualsRules } from "../forecast/actuals.ts";
import { areas, HIGHEST_GRANT, imbalancePricings, splits } from "../settlement/mod.ts";
import { requireItalysFigures } from "./italys_figures.ts";
import { FIGURE_NAMES } from "../italy/mod.ts";
import { isName, NAME_RULE } from "../name.ts";
import { midnightInRome } from "../time.ts";

/** The JSON Schema of config.json, for editors. */
export function configJsonSchema(): object {
  return z.toJSONSchema(configSchema, { io: "input", unrepresentable: "any" });
}

const wholeNumber = (low: number, high: number) => {
  const allowed = `a whole number from ${count(low)} to ${count(high)}`;
  return z.number({ error: allowed }).int(allowed).min(low, allowed).max(high, allowed);
};

const number = (low: number, high: number, unit = "") => {
  const allowed = `a number from ${low} to ${high}${unit}`;
  return z.number({ error: allowed }).min(low, allowed).max(high, allowed);
};

const range = (item: ReturnType<typeof number>, allowed: string) =>
  z.tuple([item, item], { error: allowed })
    .refine(([low, high]) => low <= high, { error: `${allowed}, the lower end first` });

const section = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) => issue.code === "invalid_type" ? "an object" : undefined,
  })
    .prefault({} as never);

const box = z.tuple([number(-90, 90), number(-90, 90), number(-180, 180), number(-180, 180)], {
  error: "[lat_min, lat_max, lon_min, lon_max] in degrees",
}).refine(([south, north, west, east]) => south < north && west < east, {
  error: "[lat_min, lat_max, lon_min, lon_max] with each minimum below its maximum",
});

const tiers = (multiplier: ReturnType<typeof number>) =>
  z.record(
    z.string().regex(/^[1-9]\d{0,8}$/),
    multiplier,
    { error: (issue) => issue.code === "invalid_key" ? tierKey : 'tiers such as { "5": 1.05 }' },
  );
const tierKey = 'a tier named by a whole number of hours from 1 on, such as "5"';

const fundFloor = "null or a number of € from -1000000000000 to 0";

const tariffYear = "null or a year such as 2026";
const communityByLaw = "null or { grant_percent, area, split }";

/** One of a registry's names, its meaning the meanings of all. */
const nameIn = (
  registry: Readonly<Record<string, { readonly meaning: string }>>,
  standard: string,
) => {
  const names = Object.keys(registry);
  const quoted = names.map((name) => `"${name}"`);
  const error = [quoted.slice(0, -1).join(", "), quoted.at(-1)].filter(Boolean).join(" or ");
  return z.enum(names, { error }).default(standard).describe(
    Object.entries(registry).map(([name, { meaning }]) => `${name}: ${meaning}`).join("; "),
  );
};

const rosterPath = 'null or the path of a roster such as "members/roster.csv"';

const hoursInARow = wholeNumber(1, 1_000_000);

/** A run has at least so many steps. */
const LEAST_STEPS = 24;

/** The rule of every setting, its default and its meaning. */
export const configSchema: z.ZodType<Config> = z.strictObject({
  $schema: z.string({ error: "the address of a JSON Schema" }).optional(),
  date: z.string({ error: 'a date such as "2025-08-15"' }).check((context) => {
    try {
      midnightInRome(context.value);
    } catch {
      const message = 'a day of the calendar, written like "2025-08-15"';
      context.issues.push({ code: "custom", input: context.value, message });
    }
  }).default("2025-08-15").describe("First day; the run starts at its midnight in Rome"),
  hours: wholeNumber(1, 1_000_000).default(24).describe("How long the run lasts, h"),
  step_minutes: z.literal([5, 10, 15, 20, 30, 60], {
    error: "5, 10, 15, 20, 30 or 60 minutes",
  }).default(60).describe("Length of a step, minutes: 5, 10, 15, 20, 30 or 60"),
  seed: wholeNumber(0, Number.MAX_SAFE_INTEGER).default(42)
    .describe("All chance in the run follows from it"),
  community: section({
    members: z.string({ error: rosterPath }).min(1, rosterPath).nullable().default(null)
      .describe("Roster of real members to take part instead of drawn ones, a CSV; null for none"),
    num_prosumers: wholeNumber(1, 10_000_000).default(100).describe("Members"),
    num_neighbourhoods: wholeNumber(1, 65_535).default(5)
      .describe("Drawn from the pool without replacement"),
    pv_number_range: range(wholeNumber(0, 65_535), "[fewest, most] panels, whole numbers")
      .default([0, 20]).describe("PV panels per prosumer, both ends included"),
    pv_capacity: number(0.001, 1000, " kW").default(0.25).describe("Peak power of a panel, kW"),
    pv_losses: number(0, 99, " %").default(14).describe("System losses, %"),
    pv_orientation: z.enum(["optimal", "varied"], { error: '"optimal" or "varied"' })
      .default("optimal")
      .describe("optimal: all panels mounted as the history's; varied: a roof drawn per member"),
    battery_capacity_range: z.array(number(0, 1_000_000, " kWh"), {
      error: "a list of battery sizes in kWh",
    }).min(1, "a list of at least one battery size in kWh").default([0, 10, 15])
      .describe("Battery sizes that a prosumer may have, kWh, equally likely"),
    neighbourhoods_pool: z.record(z.string().refine(isName), box, {
      error: (issue) =>
        issue.code === "invalid_key"
          ? `named by ${NAME_RULE}`
          : "an object of boxes by neighbourhood",
    }).default(defaultNeighbourhoods as Record<string, [number, number, number, number]>)
      .describe("[lat_min, lat_max, lon_min, lon_max] by neighbourhood, degrees"),
  }).superRefine((community, context) => {
    const pool = Object.keys(community.neighbourhoods_pool).length;
    if (community.num_neighbourhoods <= pool) return;
    context.addIssue({
      code: "custom",
      path: ["num_neighbourhoods"],
      message: `at most the ${pool} neighbourhoods that neighbourhoods_pool holds`,
      params: { found: community.num_neighbourhoods },
    });
  }),
  load: section({
    model: nameIn(loadModels, "appliances"),
    annual_kwh_range: range(number(0, 1_000_000, " kWh"), "[lowest, highest] kWh in a year")
      .default([1500, 4000]).describe("A household's consumption in a year, kWh"),
  }),
  flexibility: section({
    share: number(0, 0.4).default(0)
      .describe("Share of a household's energy that machines use whose runs can wait"),
    window_hours: number(0, 10, " h").default(6)
      .describe("How far from its preferred time a run may start, h"),
    inconvenience_eur_per_h: number(0, 1_000_000, " €/h").default(0.01)
      .describe("What an hour of shifting a run has to bring, €/h"),
  }),
  battery: section({
    strategy: nameIn(batteryStrategies, "greedy"),
    charge_efficiency: number(0.01, 1).default(0.95).describe("Energy stored per energy taken"),
    discharge_efficiency: number(0.01, 1).default(0.95)
      .describe("Energy delivered per energy drawn"),
    max_c_rate: number(0, 1_000_000).default(0.5).describe("Power limit per capacity, 1/h"),
    initial_soc: number(0, 1).default(0).describe("Level at the start, share of capacity"),
    wear_eur_per_kwh: number(0, 1000, " €/kWh").default(0.05)
      .describe("What a kWh delivered wears off the battery, €/kWh"),
    grid_charging: z.boolean({ error: "true or false" }).default(false)
      .describe("Whether planned batteries may charge from the network"),
  }),
  grid: section({
    network_fee: number(0, 0.99).default(0.02)
      .describe("Share of a trade's value that each side pays when it crosses neighbourhoods"),
    aggregator_fee: number(0, 0.99).default(0.05)
      .describe("Share of the market price that the aggregator adds or keeps"),
    tariff: nameIn(tariffs, "wholesale"),
    retail_spread: number(-1, 1, " €/kWh").default(0.0077)
      .describe("retail: what the supplier asks for a kWh beside the market's price, €/kWh"),
    tariff_year: z.number({ error: tariffYear }).int(tariffYear).min(2000, tariffYear)
      .max(2100, tariffYear).nullable().default(null)
      .describe("Year of Italy's tariffs to reckon with; null for the one in which the run begins"),
    tariff_figures: z.partialRecord(z.enum(FIGURE_NAMES), number(-100_000, 100_000), {
      error: (issue) =>
        issue.code === "invalid_key"
          ? `named by one of ${FIGURE_NAMES.join(", ")}`
          : 'figures such as { "sigma1": 23.04 }',
    }).default({}).describe("Figures that take the place of those of data/italy/, in its units"),
  }),
  market: section({
    clearing: nameIn(clearingMechanisms, "mid"),
    individual_rationality: z.boolean({ error: "true or false" }).default(false)
      .describe("Whether pairs that leave a side worse off than the aggregator are dropped"),
    bidding: section({
      strategy: nameIn(biddingStrategies, "price-band"),
      seller_band: range(number(0, 100), "[lowest, highest] multiple of the market price")
        .default([0.7, 0.9]).describe("price-band: asks as multiples of the market price"),
      buyer_band: range(number(0, 100), "[lowest, highest] multiple of the market price")
        .default([0.9, 1.1]).describe("price-band: bids as multiples of the market price"),
      margin_max: number(0, 1).default(1)
        .describe(
          "outside-option: largest margin wanted, share of what the aggregator keeps, λb − λs",
        ),
    }),
  }),
  settlement: section({
    actuals: nameIn(actualsRules, "history"),
    battery: nameIn(meteredBatteries, "follow-actual"),
    pricing: nameIn(imbalancePricings, "dual"),
    imbalance_spread: number(0, 10).default(0.1)
      .describe("Share of the aggregator's price by which an imbalance is dearer"),
  }),
  regulator: section({
    objective: z.enum(["p2p", "profit", "renewables", "chaos"], {
      error: '"p2p", "profit", "renewables" or "chaos"',
    }).default("p2p").describe("What is maximised; rules not stated here follow from it"),
    p2p_bonus_policy: tiers(number(0.01, 1.99)).optional()
      .describe("Bonus by steps with a P2P trade; the objective's by default"),
    grid_penalty_policy: tiers(number(0.01, 100)).optional()
      .describe("Penalty by steps with a grid purchase; the objective's by default"),
    suspension: z.strictObject({ after: hoursInARow, hours: hoursInARow }, {
      error: "null or { after, hours }",
    }).nullable().optional()
      .describe(
        "After so many steps in a row with a grid purchase, barred from the market among peers for the next `hours` steps",
      ),
    expulsion: z.strictObject({ after: hoursInARow }, { error: "null or { after }" })
      .nullable().optional()
      .describe(
        "After so many steps with a grid purchase, aggregator only, at the highest penalty",
      ),
    penalise: z.enum(["all", "avoidable"], { error: '"all" or "avoidable"' }).optional()
      .describe(
        "all: every purchase from the grid counts and bears the penalty; avoidable: only what a " +
          "peer could have served",
      ),
    rebate: z.enum(["none", "per-capita"], { error: '"none" or "per-capita"' }).optional()
      .describe("per-capita: what the fund has over at the end is handed back in equal parts"),
    fund_floor: z.number({ error: fundFloor }).min(-1e12, fundFloor).max(0, fundFloor)
      .nullable().optional()
      .describe("Bonuses shrink so that the fund never goes below so many €; null for no limit"),
  }).transform(({ objective, ...stated }) => ({
    objective,
    ...namedPolicies[objective],
    ...stated as Partial<Policy>,
  })),
  cer: z.strictObject({
    grant_percent: number(0, HIGHEST_GRANT, " %").default(0)
      .describe("Grant towards the plants, % of their cost, which lowers the premium"),
    area: nameIn(areas, "north"),
    split: nameIn(splits, "equal-halves"),
  }, { error: communityByLaw }).nullable().default(null)
    .describe("The incentive of Italy's energy communities beside the market; null for none"),
  price_forecaster: section({
    lookback_hours: wholeNumber(1, 336).default(24).describe("Hourly lags that the model sees"),
    price_type: z.string({ error: 'a price column such as "PUN" or "NORD"' })
      .min(1, 'a price column such as "PUN" or "NORD"').default("PUN")
      .describe("Column of the price history: PUN or a zone such as NORD"),
    horizon: z.enum(["hour-ahead", "day-ahead", "published"], {
      error: '"hour-ahead", "day-ahead" or "published"',
    }).default("hour-ahead")
      .describe(
        "Each hour from the hour before, the whole day from the day before, or as published",
      ),
  }),
  blockchain: section({
    consensus: nameIn(consensusRules, "proof-of-work"),
    difficulty: wholeNumber(0, 8).default(3)
      .describe("Zeros with which a block's hash begins, under proof-of-work"),
    number_of_miners: wholeNumber(10, 10_000).default(10)
      .describe("Miners that race for each block, or validators among whom it is drawn"),
    signatures: z.boolean({ error: "true or false" }).default(true)
      .describe("Whether both parties sign every trade"),
    network: z.strictObject({
      delay_s: number(0, 1_000_000, " s").describe(
        "Time that a block takes to every other miner, s",
      ),
      block_interval_s: number(0.001, 1_000_000_000, " s")
        .describe("Mean time between two blocks that the miners find together, s"),
      blocks: wholeNumber(100, 10_000_000).default(10_000).describe("Blocks to be found"),
    }, { error: "null or { delay_s, block_interval_s, blocks }" }).nullable().default(null)
      .describe("A network of the miners with delays, simulated beside the chain; null for none"),
  }).superRefine(({ consensus, network }, context) => {
    if (network === null || consensus === "proof-of-work") return;
    context.addIssue({
      code: "custom",
      path: ["network"],
      message: `null under ${consensus}, as forks by delay are those of proof-of-work`,
      params: { found: network },
    });
  }),
}, { error: (issue) => issue.code === "invalid_type" ? "an object" : undefined })
  .superRefine(({ battery, community }, context) => {
    if (battery?.strategy !== "cooperative" || community?.num_prosumers <= 500) return;
    context.addIssue({
      code: "custom",
      path: ["battery", "strategy"],
      message: "cooperative for at most 500 members",
      params: { found: battery.strategy },
    });
  })
  .superRefine(({ hours, step_minutes }, context) => {
    if (!(hours >= 1) || hours * 60 / step_minutes >= LEAST_STEPS) return;
    context.addIssue({
      code: "custom",
      path: ["hours"],
      message: `at least ${LEAST_STEPS} steps, ` +
        `${Math.ceil(LEAST_STEPS * step_minutes / 60)} h at ${step_minutes} minutes`,
      params: { found: hours },
    });
  })
  .superRefine(requireItalysFigures)
  .transform(({ $schema: _, ...config }) => config);

function count(value: number): string {
  return value.toLocaleString("en-US");
}
