/**
 * Measures what batteries, waiting loads and policies do to a community, as docs/batteries.md tells it: on
 * days of the last year of history, drawn by month, each day compared with itself. Prints its tables as
 * Markdown. Takes the folder of the history (the project's own by default), days, communities a day
 * and hours a run: `deno task batteries DIR 12 5 24`.
 */
import { parseConfig } from "../lib/config/mod.ts";
import { openCatalogue } from "../lib/data/mod.ts";
import {
  datesOf,
  type Experiment,
  experimentData,
  type ExperimentResults,
  forecasterVariants,
  type Interval,
  outlooksOn,
  pairedDifference,
  playExperiment,
  policyVariants,
  valuesByDraw,
  type Variant,
} from "../lib/experiment/mod.ts";
import { silent } from "../lib/progress.ts";
import { placesFor } from "../lib/project.ts";
import type { KpiName } from "../lib/results/mod.ts";

const POLICIES = ["none", "p2p", "profit", "renewables", "chaos"];
const BATTERIES = ["greedy", "schedule"];
const WORKERS = 2;

interface Column {
  readonly title: string;
  readonly kpi: KpiName;
  readonly digits: number;
  readonly factor?: number;
  /** Whether what is left in batteries bears the wear of delivering it, €. */
  readonly wearOfLeft?: boolean;
}

const STEERING: readonly Column[] = [
  { title: "self-sufficiency, points", kpi: "self_sufficiency", digits: 2, factor: 100 },
  { title: "with what is left, points", kpi: "self_sufficiency_stock", digits: 2, factor: 100 },
  { title: "left in batteries, kWh", kpi: "battery_left_kwh", digits: 1 },
  { title: "highest exchange, kWh", kpi: "peak_kwh", digits: 1 },
  { title: "traded P2P, kWh", kpi: "p2p_kwh", digits: 1 },
  { title: "members' net money, €", kpi: "prosumers_net", digits: 2 },
  { title: "fund, €", kpi: "regulator_fund", digits: 2 },
];

const PLANNING: readonly Column[] = [
  { title: "net money, €", kpi: "prosumers_net", digits: 1 },
  {
    title: "less wear of what is left, €",
    kpi: "prosumers_net",
    digits: 1,
    wearOfLeft: true,
  },
  { title: "cost at one meter, €", kpi: "meter_cost", digits: 1 },
  { title: "cycles", kpi: "battery_cycles", digits: 3 },
  { title: "left in batteries, kWh", kpi: "battery_left_kwh", digits: 0 },
  { title: "self-sufficiency, %", kpi: "self_sufficiency", digits: 1, factor: 100 },
  { title: "highest exchange, kWh", kpi: "peak_kwh", digits: 0 },
];

async function main(): Promise<void> {
  const [folder, days = "12", communities = "5", hours = "24"] = Deno.args;
  const measure = await measuring(folder, Number(days), Number(communities));
  console.log(`${days} days, ${communities} communities a day, runs of ${hours} hours\n`);
  await steering(measure, Number(hours));
  await planning(measure, Number(hours));
}

type Measure = (factors: readonly string[], variants: Variant[]) => Promise<ExperimentResults>;

async function measuring(
  folder: string | undefined,
  days: number,
  communities: number,
): Promise<Measure> {
  const places = placesFor(folder);
  const catalogue = await openCatalogue(places);
  return async (factors, variants) => {
    const dates = datesOf(variants[0].config, catalogue, days);
    const experiment: Experiment = {
      name: "sweep",
      factors,
      variants,
      seeds: Array.from({ length: communities }, (_, i) => i + 1),
      dates,
      data: experimentData(catalogue),
    };
    const outlookFor = outlooksOn(catalogue, dates, places.cacheDir, silent);
    return await playExperiment(experiment, outlookFor, { workers: WORKERS });
  };
}

/** What each policy changes against none, φ = 0.2, by strategy of the batteries. */
async function steering(measure: Measure, hours: number): Promise<void> {
  const variants = BATTERIES.flatMap((strategy) => {
    const config = parseConfig(JSON.stringify({
      hours,
      battery: { strategy },
      flexibility: { share: .2 },
      market: { bidding: { strategy: "outside-option" } },
    }));
    const { regulator } = config;
    const gentle = { ...regulator, penalise: "avoidable", rebate: "per-capita" } as const;
    return [
      ...policyVariants(config, POLICIES),
      { levels: { policy: "p2p, avoidable, rebate" }, config: { ...config, regulator: gentle } },
    ].map((variant) => ({ ...variant, levels: { batteries: strategy, ...variant.levels } }));
  });
  const results = await measure(["batteries", "policy"], variants);
  const perStrategy = variants.length / BATTERIES.length;
  const rows = variants.map(({ levels }, i) => {
    const none = i - i % perStrategy;
    return [
      ...Object.values(levels).map(String),
      ...STEERING.map((column) =>
        i === none ? level(results, i, column) : change(results, none, i, column)
      ),
    ];
  });
  print(["batteries", "policy", ...STEERING.map(({ title }) => title)], rows);
}

/** What batteries that plan are worth, with forecasts and with perfect ones, φ = 0 and κ = .05 €/kWh. */
async function planning(measure: Measure, hours: number): Promise<void> {
  const foresights = ["hour-ahead", "perfect"];
  const variants = [...BATTERIES, "cooperative"].flatMap((strategy) => {
    const config = parseConfig(JSON.stringify({ hours, battery: { strategy } }));
    const levels = { batteries: strategy };
    return forecasterVariants(config, strategy === "cooperative" ? ["perfect"] : foresights)
      .map((variant) => ({ ...variant, levels: { ...levels, ...variant.levels } }));
  });
  const results = await measure(["batteries", "forecaster"], variants);
  print(
    ["batteries", "forecaster", ...PLANNING.map(({ title }) => title)],
    variants.map(({ levels }, i) => [
      ...Object.values(levels).map(String),
      ...PLANNING.map((column) => level(results, i, column)),
    ]),
  );
  const pairs = [[0, 2], [1, 3], [0, 1], [2, 3], [4, 3]];
  print(
    ["from", "to", ...PLANNING.map(({ title }) => title)],
    pairs.map(([from, to]) => [
      ...[from, to].map((i) => Object.values(variants[i].levels).join(", ")),
      ...PLANNING.map((column) => change(results, from, to, column)),
    ]),
  );
}

/** A column's figure on each day. */
function valuesOf(results: ExperimentResults, variant: number, { kpi, wearOfLeft }: Column) {
  const values = valuesByDraw(results, variant, kpi);
  if (!wearOfLeft) return values;
  const { wear_eur_per_kwh, discharge_efficiency } = parseConfig("{}").battery;
  return valuesByDraw(results, variant, "battery_left_kwh")
    .map((left, day) => values[day] - wear_eur_per_kwh * discharge_efficiency * left);
}

function level(results: ExperimentResults, variant: number, column: Column): string {
  const values = valuesOf(results, variant, column);
  const { digits, factor = 1 } = column;
  return (factor * values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(digits);
}

function change(results: ExperimentResults, from: number, to: number, column: Column): string {
  const { digits, factor = 1 } = column;
  const difference: Interval = pairedDifference(
    valuesOf(results, from, column),
    valuesOf(results, to, column),
  );
  const [mean, low, high] = [difference.mean, difference.low, difference.high].map((value) =>
    (factor * value).toFixed(digits).replace(/^-/, "−")
  );
  return `${mean.startsWith("−") ? "" : "+"}${mean} (${low} to ${high})`;
}

function print(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const lines = [head, head.map(() => "---"), ...rows];
  console.log(lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n") + "\n");
}

if (import.meta.main) await main();
