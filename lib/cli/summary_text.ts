import type { NetworkReport } from "../chain/mod.ts";
import type { Config } from "../config/settings.ts";
import type { Catalogue } from "../data/mod.ts";
import type { ForecastOutlook } from "../forecast/mod.ts";
import type { ScenarioResult } from "../run/mod.ts";
import { dateInRome, HOUR, midnightInRome } from "../time.ts";
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
    `${summary.prosumers} prosumers in ${summary.neighbourhoods.join(", ").replaceAll("_", " ")}`,
    `${days}, ${summary.hours} hours, seed ${config.seed}`,
    "",
    `Data      ${dataLine(catalogue)}`,
    `Prices    ${outlook.priceForecaster.name}, ${outlook.priceForecaster.horizon}`,
    `PV        ${pvLine(outlook, catalogue)}`,
    "",
    textTable(["Energy", "kWh"], [
      ["PV generation", energy(kpis.pv_kwh)],
      ["Load", energy(kpis.load_kwh)],
      ["Battery, charged / delivered", pair(kpis.battery_in_kwh, kpis.battery_out_kwh)],
      ["Bought from neighbours (P2P)", energy(kpis.p2p_kwh)],
      ["Bought from the grid", energy(kpis.grid_buy_kwh)],
      ["Sold to the grid", energy(kpis.grid_sell_kwh)],
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
      ["Regulator fund", euro(kpis.regulator_fund)],
    ]),
    "",
    `Chain     ${count(summary.blocks)} blocks with ${count(summary.transactions)} transactions, ` +
    (config.blockchain.consensus === "proof-of-work"
      ? `${count(summary.hashesTried)} hashes tried`
      : `by ${config.blockchain.consensus}`),
    ...networkLine(network),
    `Books     energy and money closed in every hour`,
    `Results   in ${out}, after ${seconds.toFixed(1)} s`,
  ].join("\n");
}

function networkLine(network: NetworkReport | undefined): string[] {
  if (network === undefined) return [];
  const { found, forkRate, orphanRate } = network;
  return [
    `Network   ${count(found)} blocks found, ${percent(orphanRate)} % of them orphaned, forks at ` +
    `${percent(forkRate)} % of the heights`,
  ];
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

function pvLine({ pvBasis }: ForecastOutlook, { pv }: Catalogue): string {
  const { observations, climatology } = pvBasis;
  if (climatology === 0) return "an hour ahead, from the last hours' generation";
  const end = Math.max(...pv.map(({ start, generationKw }) => start + generationKw.length * HOUR));
  const reason = `climatology, as the PV history ends on ${utcDay(end - HOUR)}`;
  if (observations === 0) return reason;
  return `an hour ahead for ${observations} sunlit hours; for ${climatology} ${reason}`;
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

function euro(amount: number): string {
  return amount.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

function count(number: number): string {
  return number.toLocaleString("en-US");
}
