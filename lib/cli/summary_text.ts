import type { NetworkReport } from "../chain/mod.ts";
import type { Config } from "../config/settings.ts";
import { stepsOf } from "../config/steps.ts";
import { notesOnYears, yearOfFigures } from "../italy/mod.ts";
import { type Catalogue, distanceWarning } from "../data/mod.ts";
import type { ClimatologyReason, ForecastOutlook } from "../forecast/mod.ts";
import { TURINS_ZONE } from "../forecast/outlook.ts";
import { type Kpis, usesItalysTariffs } from "../results/mod.ts";
import type { ScenarioResult } from "../run/mod.ts";
import { dateInRome, HOUR, midnightInRome } from "../time.ts";
import { counted } from "./counted.ts";
import { textTable } from "../text_table.ts";

/** What a person reads when a run has ended. */
export function summaryText(
  config: Config,
  { summary, catalogue, outlook, network }: ScenarioResult,
  { out, seconds }: { readonly out: string; readonly seconds: number },
): string {
  const { kpis } = summary;
  const first = midnightInRome(config.date);
  const last = dateInRome(first + (config.hours - 1) * HOUR);
  const days = last === config.date ? config.date : `${config.date} to ${last}`;
  return [
    `${counted(summary.prosumers, "prosumer")} in ${
      summary.neighbourhoods.join(", ").replaceAll("_", " ")
    }`,
    `${days}, ${stepsText(config, summary.steps)}, seed ${config.seed}`,
    "",
    `Data      ${dataLine(catalogue)}`,
    `Prices    ${outlook.priceForecaster.name}, ${outlook.priceForecaster.horizon}`,
    `PV        ${pvLine(outlook, catalogue)}`,
    `Metered   ${meteredLine(outlook.actuals, summary.steps, config.community.members !== null)}`,
    ...warningLines(outlook),
    "",
    textTable(["Energy", "kWh"], [
      ["PV generation, metered", energy(kpis.pv_kwh)],
      ["Load, metered", energy(kpis.load_kwh)],
      ["Battery, charged / delivered", pair(kpis.battery_in_kwh, kpis.battery_out_kwh)],
      ["Contracts with neighbours (P2P)", energy(kpis.p2p_kwh)],
      ["Contracts to buy from the grid", energy(kpis.grid_buy_kwh)],
      ["Contracts to sell to the grid", energy(kpis.grid_sell_kwh)],
      [
        "Off contract, short / long",
        pair(kpis.imbalance_short_kwh, kpis.imbalance_long_kwh),
      ],
    ]),
    "",
    textTable(["Shares", "%"], [
      ["P2P share of what was bought", percent(kpis.p2p_share)],
      ["Self-sufficiency (load from own PV)", percent(kpis.self_sufficiency)],
      ["Self-consumption (PV used inside)", percent(kpis.self_consumption)],
    ]),
    "",
    textTable(["Prices", "€/kWh"], [
      ["Market, mean", price(kpis.market_price_mean)],
      [
        "Market, lowest / highest",
        `${price(kpis.market_price_min)} / ${price(kpis.market_price_max)}`,
      ],
      ["P2P, mean by energy", price(kpis.p2p_price_mean)],
    ]),
    "",
    textTable(["P2P trades worse than the aggregator's offer", "%"], [
      ["For the buyer", percent(kpis.buyers_worse_off)],
      ["For the seller", percent(kpis.sellers_worse_off)],
    ]),
    "",
    textTable(["Accounts at the end", "€"], [
      ["Prosumers together", euro(kpis.prosumers_balance)],
      ["Best / worst prosumer", `${euro(summary.bestProsumer)} / ${euro(summary.worstProsumer)}`],
      ["Aggregator", euro(kpis.aggregator_balance)],
      ["Network operator", euro(kpis.network_operator_balance)],
      ...(kpis.market_operator_balance === 0
        ? []
        : [["Market operator", euro(kpis.market_operator_balance)]]),
      ["Regulator fund", euro(kpis.regulator_fund)],
      ...(config.regulator.rebate === "none"
        ? []
        : [["Handed back by it, in the prosumers' money", euro(summary.rebate)]]),
    ]),
    ...batteryLines(config, kpis),
    ...italysLines(config, kpis, outlook),
    ...(outlook.actuals.rule === "forecast" ? [] : [
      "",
      textTable(["What forecasts cost the members", "€"], [
        ["Being off contract, against the price that came", euro(kpis.imbalance_cost)],
        ["What a perfect forecast would have been worth", euro(kpis.forecast_value)],
      ]),
    ]),
    "",
    `Chain     ${counted(summary.blocks, "block")}, genesis included, with ${
      counted(summary.transactions, "transaction")
    }, ` +
    (config.blockchain.consensus === "proof-of-work"
      ? `${count(summary.hashesTried)} hashes tried`
      : `by ${config.blockchain.consensus}`),
    ...networkLine(network),
    `Books     energy and money closed in every step`,
    `Results   in ${out}, after ${seconds.toFixed(1)} s`,
  ].join("\n");
}

/** What batteries went through, where they do not merely react. */
function batteryLines({ battery }: Config, kpis: Kpis): string[] {
  if (battery.strategy === "greedy") return [];
  return [
    "",
    textTable([`Batteries, ${battery.strategy}`, ""], [
      ["Equivalent full cycles", cycles(kpis.battery_cycles)],
      ["Left in them more than before, kWh", energy(kpis.battery_left_kwh)],
      [`Wear at ${battery.wear_eur_per_kwh} €/kWh delivered, €`, euro(kpis.battery_wear)],
      ["Prosumers' money less wear, what is left counted, €", euro(kpis.prosumers_net)],
    ]),
  ];
}

/** Bills and incentive, where there are any, and that rules of a year were applied to part of one. */
function italysLines(config: Config, kpis: Kpis, { forecast }: ForecastOutlook): string[] {
  const { grid, cer, price_forecaster: { price_type } } = config;
  if (!usesItalysTariffs(config)) return [];
  const year = yearOfFigures(grid, stepsOf(config));
  return [
    "",
    textTable([`Italy's tariffs of ${year}`, "€"], [
      ...(grid.tariff === "retail"
        ? [
          ["Supplier", euro(kpis.supplier_balance)],
          ["Distributor", euro(kpis.distributor_balance)],
          ["State", euro(kpis.state_balance)],
          ["Members' bills beside trades", euro(kpis.bills_balance)],
        ]
        : []),
      ["GSE", euro(kpis.gse_balance)],
      ...(cer === null ? [] : [
        [`Incentive on ${energy(kpis.shared_kwh)} kWh shared`, euro(kpis.incentive_balance)],
        ["Share of what was fed in, %", percent(kpis.shared_share)],
      ]),
      ["Members: trades, bills, incentive", euro(kpis.members_money)],
      ["Members alone with the aggregator", euro(kpis.alone_money)],
    ]),
    ...(forecast.zonalPrice === undefined && price_type !== TURINS_ZONE
      ? [`The history has no ${TURINS_ZONE}: ${price_type} stands in for the zone's price`]
      : []),
    ...notesOnYears(grid, stepsOf(config)),
  ];
}

function networkLine(network: NetworkReport | undefined): string[] {
  if (network === undefined) return [];
  const { found, forkRate, orphanRate } = network;
  return [
    `Network   ${counted(found, "block")} found, ${
      percent(orphanRate)
    } % of them orphaned, forks ` +
    `at ${percent(forkRate)} % of the heights`,
  ];
}

function stepsText({ step_minutes, hours }: Config, steps: number): string {
  if (step_minutes === 60) return counted(hours, "hour");
  return `${counted(hours, "hour")} in ${counted(steps, "step")} of ${step_minutes} minutes`;
}

/** What counted as having come, and where the forecast had to stand in for it. */
function meteredLine(
  { rule, priceSteps, pvSteps, weatherYear }: ForecastOutlook["actuals"],
  steps: number,
  fromRoster: boolean,
): string {
  if (rule === "forecast") return "nothing: the forecast counts as what came";
  const part = (name: string, came: string, known: number) =>
    known === steps
      ? `${name} as ${came}`
      : known === 0
      ? `${name} as forecast, as the history does not reach`
      : `${name} as ${came} in ${count(known)} of ${count(steps)} steps, else as forecast`;
  const sun = weatherYear === null ? "it came" : `in the weather of ${weatherYear}`;
  return `${part("prices", "they came", priceSteps)}; ${part("generation", sun, pvSteps)}; loads ${
    fromRoster ? "by the roster's meters, without a meter as drawn" : "as drawn"
  }`;
}

function dataLine({ label, sources }: Catalogue): string {
  const ranges = (["prices", "pv"] as const).map((kind) => {
    const ofKind = sources.filter((source) => source.kind === kind);
    const from = Math.min(...ofKind.map((source) => source.from));
    const to = Math.max(...ofKind.map((source) => source.to));
    return kind === "pv"
      ? `PV ${utcDay(from)} … ${utcDay(to - HOUR)}`
      : `prices ${dateInRome(from)} … ${dateInRome(to - HOUR)}`;
  });
  return `${label}: ${ranges.join("; ")}`;
}

function pvLine({ pvBasis, pvPlace }: ForecastOutlook, { pv }: Catalogue): string {
  const { observations, climatology } = pvBasis;
  if (climatology === 0) return "an hour ahead, from the last hours' generation";
  const start = Math.min(...pv.map(({ start }) => start));
  const end = Math.max(...pv.map(({ start, generationKw }) => start + generationKw.length * HOUR));
  const reasons: Readonly<Record<ClimatologyReason, string>> = {
    "distance": `the PV history lies ${Math.round(pvPlace.distanceKm)} km away`,
    "begins later": `the PV history begins on ${utcDay(start)}`,
    "ended before": `the PV history ends on ${utcDay(end - HOUR)}`,
    "gap": "the PV history has a gap",
  };
  const why = pvPlace.reasons.map((reason) => reasons[reason]).join(" and ") ||
    "no sunlit hour of the day before is known";
  const reason = `climatology, as ${why}`;
  if (observations === 0) return reason;
  return `an hour ahead for ${observations} sunlit hours; for ${climatology} ${reason}`;
}

/** A line that begins with `Warning`, where there is something to warn of. */
function warningLines({ pvPlace }: ForecastOutlook): string[] {
  const warning = distanceWarning(pvPlace.distanceKm);
  return warning === undefined ? [] : [`Warning   ${warning}`];
}

/** PV is stamped in UTC, and counts its days so. */
function utcDay(epochSeconds: number): string {
  return Temporal.Instant.fromEpochMilliseconds(epochSeconds * 1000).toString().slice(0, 10);
}

function energy(kwh: number): string {
  return kwh.toLocaleString("en-US", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}

function pair(a: number, b: number): string {
  return `${energy(a)} / ${energy(b)}`;
}

function percent(share: number): string {
  return Number.isNaN(share) ? "–" : (100 * share).toFixed(1);
}

function price(eurPerKwh: number): string {
  return Number.isNaN(eurPerKwh) ? "–" : eurPerKwh.toFixed(4);
}

function cycles(number: number): string {
  return Number.isNaN(number) ? "–" : number.toFixed(2);
}

function euro(amount: number): string {
  const eur = Math.abs(amount) < 0.005 ? 0 : amount;
  return eur.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

function count(number: number): string {
  return number.toLocaleString("en-US");
}
