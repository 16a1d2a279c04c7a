import type { Objective } from "../config/settings.ts";

/** What a figure means. */
export interface KpiDefinition {
  /** Its name for people, in tables, figures and on the terminal; no other shares it. */
  readonly title: string;
  /** `kWh`, `€`, `€/kWh`; empty for a share or a number. */
  readonly unit: "kWh" | "€" | "€/kWh" | "";
  /** How it is computed; sums run over prosumers and hours. */
  readonly formula: string;
  /** Who defined it, where it is not the simulator's own. */
  readonly source?: string;
}

/** Score of an objective, see `scores.ts`. */
export type ScoreName = `${Objective}_score`;

/** Figures of money under Italy's tariffs. */
export type MoneyKpi =
  | "supplier_balance"
  | "distributor_balance"
  | "state_balance"
  | "gse_balance"
  | "bills_balance"
  | "incentive_balance"
  | "members_money"
  | "alone_money"
  | "shared_kwh"
  | "injected_kwh"
  | "shared_share"
  | "cer_premium"
  | "cer_refund"
  | "social_purposes"
  | "guaranteed_price";

/** The figures of a run, as they are named in files. */
export type KpiName =
  | "pv_kwh"
  | "load_kwh"
  | "battery_in_kwh"
  | "battery_out_kwh"
  | "feasible_kwh"
  | "p2p_kwh"
  | "grid_buy_kwh"
  | "grid_sell_kwh"
  | "imbalance_short_kwh"
  | "imbalance_long_kwh"
  | "household_self_consumption"
  | "self_consumption"
  | "not_fed_in"
  | "contract_self_consumption"
  | "household_self_sufficiency"
  | "self_sufficiency"
  | "self_sufficiency_stock"
  | "contract_self_sufficiency"
  | "battery_left_kwh"
  | "battery_cycles"
  | "battery_wear"
  | "p2p_share"
  | "feasible_share"
  | "peak_kwh"
  | "peak_to_average"
  | "market_price_min"
  | "market_price_mean"
  | "market_price_max"
  | "p2p_price_min"
  | "p2p_price_mean"
  | "p2p_price_max"
  | "p2p_price_dispersion"
  | "p2p_trades"
  | "buyers_worse_off"
  | "sellers_worse_off"
  | "buyers_gain"
  | "sellers_gain"
  | "trades_worse_off"
  | "welfare"
  | "welfare_optimum"
  | "welfare_share"
  | "buyers_share"
  | "community_savings"
  | "community_profit"
  | "members_worse_off"
  | "benefit_gini"
  | "benefit_jain"
  | "prosumers_balance"
  | "prosumers_net"
  | "meter_cost"
  | "aggregator_balance"
  | "network_operator_balance"
  | "market_operator_balance"
  | "regulator_fund"
  | "regulator_fund_lowest"
  | "fund_taken_in"
  | "fund_paid_out"
  | "bonus_share"
  | "exclusion_rate"
  | "imbalance_cost"
  | MoneyKpi
  | "forecast_value"
  | "energy_closing_error"
  | "money_closing_error"
  | ScoreName;

/** The figures of a run; NaN where one has no meaning, such as a mean price without a trade. */
export type Kpis = Readonly<Record<KpiName, number>>;

const LUTHANDER = "Luthander et al. 2015, doi:10.1016/j.apenergy.2014.12.028";

const CACER =
  "Decree of Italy's Ministry of the Environment, 7 December 2023, n. 414, as amended " +
  "by that of 16 May 2025, n. 127";

/** Every figure with its formula and source, in the order of columns in files. */
export const kpiDefinitions: Readonly<Record<KpiName, KpiDefinition>> = {
  pv_kwh: { title: "PV generation", unit: "kWh", formula: "Σ PV generation" },
  load_kwh: { title: "Load", unit: "kWh", formula: "Σ load" },
  battery_in_kwh: {
    title: "Charged into batteries",
    unit: "kWh",
    formula: "Σ energy taken by batteries",
  },
  battery_out_kwh: {
    title: "Delivered by batteries",
    unit: "kWh",
    formula: "Σ energy delivered by batteries",
  },
  feasible_kwh: {
    title: "Tradable at most",
    unit: "kWh",
    formula: "Σ over hours of min(surplus, deficit)",
  },
  p2p_kwh: { title: "P2P trade", unit: "kWh", formula: "Σ energy of P2P trades" },
  grid_buy_kwh: {
    title: "Bought from the aggregator",
    unit: "kWh",
    formula: "Σ energy bought from the aggregator",
  },
  grid_sell_kwh: {
    title: "Sold to the aggregator",
    unit: "kWh",
    formula: "Σ energy sold to the aggregator",
  },
  imbalance_short_kwh: {
    title: "Short of contract",
    unit: "kWh",
    formula: "Σ max(0, Δ), Δ = metered − contracted",
  },
  imbalance_long_kwh: { title: "Long of contract", unit: "kWh", formula: "Σ max(0, −Δ)" },
  household_self_consumption: {
    title: "Self-consumption of households",
    unit: "",
    formula: "1 − Σ what members fed in / Σ PV generation, each behind its own meter",
    source: LUTHANDER,
  },
  self_consumption: {
    title: "Self-consumption",
    unit: "",
    formula: "(Σ load − Σ max(0, N) − initial stock used) / Σ PV generation, N = net exchange " +
      "of the community with the network in a step",
    source: LUTHANDER,
  },
  not_fed_in: { title: "PV not fed in", unit: "", formula: "1 − Σ max(0, −N) / Σ PV generation" },
  contract_self_consumption: {
    title: "Self-consumption by contract",
    unit: "",
    formula: "1 − Σ grid sell / Σ PV generation",
  },
  household_self_sufficiency: {
    title: "Self-sufficiency of households",
    unit: "",
    formula: "1 − (Σ what members took + initial stock used) / Σ load, each behind its own meter",
    source: LUTHANDER,
  },
  self_sufficiency: {
    title: "Self-sufficiency",
    unit: "",
    formula: "1 − (Σ max(0, N) + initial stock used) / Σ load",
    source: LUTHANDER,
  },
  self_sufficiency_stock: {
    title: "Self-sufficiency with what is left",
    unit: "",
    formula:
      "1 − (Σ max(0, N) − η_d · (battery level at the end − at the start)) / Σ load: what is " +
      "left in batteries counted as load that it will serve",
  },
  contract_self_sufficiency: {
    title: "Self-sufficiency by contract",
    unit: "",
    formula: "1 − Σ grid buy / Σ load",
  },
  battery_left_kwh: {
    title: "Left in batteries",
    unit: "kWh",
    formula: "Σ battery level at the end − Σ level at the start",
  },
  battery_cycles: {
    title: "Full cycles of batteries",
    unit: "",
    formula: "equivalent full cycles: Σ energy drawn from the batteries' store / Σ capacity",
  },
  battery_wear: {
    title: "Wear of batteries",
    unit: "€",
    formula: "battery.wear_eur_per_kwh · Σ energy delivered by batteries",
  },
  p2p_share: { title: "P2P share", unit: "", formula: "Σ P2P / (Σ P2P + Σ grid buy)" },
  feasible_share: {
    title: "P2P share of the tradable",
    unit: "",
    formula: "Σ P2P / Σ over hours of min(surplus, deficit)",
  },
  peak_kwh: { title: "Highest exchange", unit: "kWh", formula: "max |N| over steps" },
  peak_to_average: {
    title: "Peak to average",
    unit: "",
    formula: "max |N| / mean |N| over steps",
    source: "peak-to-average ratio: Mohsenian-Rad et al. 2010, doi:10.1109/TSG.2010.2089069",
  },
  market_price_min: { title: "Lowest market price", unit: "€/kWh", formula: "min P over hours" },
  market_price_mean: { title: "Mean market price", unit: "€/kWh", formula: "mean P over hours" },
  market_price_max: { title: "Highest market price", unit: "€/kWh", formula: "max P over hours" },
  p2p_price_min: { title: "Lowest P2P price", unit: "€/kWh", formula: "min p over P2P trades" },
  p2p_price_mean: {
    title: "Mean P2P price",
    unit: "€/kWh",
    formula: "Σ q·p / Σ q over P2P trades",
  },
  p2p_price_max: { title: "Highest P2P price", unit: "€/kWh", formula: "max p over P2P trades" },
  p2p_price_dispersion: {
    title: "Dispersion of P2P prices",
    unit: "",
    formula: "standard deviation / mean of p/P over P2P trades, weighted by energy",
  },
  p2p_trades: { title: "P2P trades", unit: "", formula: "number of P2P trades" },
  buyers_worse_off: {
    title: "Buyers worse off",
    unit: "",
    formula: "P2P trades in which the buyer paid more than the aggregator asks / P2P trades",
  },
  sellers_worse_off: {
    title: "Sellers worse off",
    unit: "",
    formula: "P2P trades in which the seller got less than the aggregator pays / P2P trades",
  },
  buyers_gain: {
    title: "Buyers' gain",
    unit: "€",
    formula: "Σ buyers' gain against their outside option",
  },
  sellers_gain: {
    title: "Sellers' gain",
    unit: "€",
    formula: "Σ sellers' gain against their outside option",
  },
  trades_worse_off: {
    title: "Trades worse off",
    unit: "",
    formula: "P2P trades that left a side worse off than the aggregator / P2P trades",
  },
  welfare: {
    title: "Welfare",
    unit: "€",
    formula: "Σ q(λb of the buyer − λs of the seller) over P2P trades, less network fees at the " +
      "middle of the two",
  },
  welfare_optimum: {
    title: "Greatest welfare",
    unit: "€",
    formula: "Σ over steps of the greatest welfare that any trades among members could have",
  },
  welfare_share: { title: "Welfare share", unit: "", formula: "welfare / greatest welfare" },
  buyers_share: {
    title: "Buyers' share",
    unit: "",
    formula: "Σ q(λb − p(1 + f)) / the same with what sellers and the market operator gain, " +
      "multipliers left aside; not defined if they lose together",
  },
  community_savings: {
    title: "Community's savings",
    unit: "€",
    formula:
      "Σ members' benefit; benefit = balance − balance had everyone only the aggregator and " +
      "no penalty",
  },
  community_profit: {
    title: "Community's profit",
    unit: "€",
    formula: "community savings + regulator fund",
  },
  members_worse_off: {
    title: "Members worse off",
    unit: "",
    formula: "members whose benefit is negative / members",
  },
  benefit_gini: {
    title: "Gini index of benefits",
    unit: "",
    formula: "Σ Σ |xᵢ − xⱼ| / (2 n Σ |xᵢ|), x the members' benefits",
    source: "Gini 1912; Raffinetti et al. 2015, doi:10.1007/s10260-014-0293-4",
  },
  benefit_jain: {
    title: "Jain index of benefits",
    unit: "",
    formula: "(Σ x)² / (n Σ x²), x the members' benefits; not defined if some gain and some lose",
    source: "Jain, Chiu & Hawe 1984, DEC-TR-301",
  },
  prosumers_balance: {
    title: "Prosumers' balance",
    unit: "€",
    formula: "Σ prosumers' accounts at the end",
  },
  prosumers_net: {
    title: "Prosumers' money less wear",
    unit: "€",
    formula:
      "Σ prosumers' accounts at the end − battery wear + η_d · mean λs · (battery level at " +
      "the end − at the start)",
  },
  meter_cost: {
    title: "Cost at the meter",
    unit: "€",
    formula: "Σ over steps of λb*·max(0, N) − λs*·max(0, −N), means over members, had the " +
      "community one meter, + battery wear − what is left in batteries as in prosumers_net",
  },
  aggregator_balance: {
    title: "Aggregator's balance",
    unit: "€",
    formula: "aggregator's account at the end",
  },
  network_operator_balance: {
    title: "Network operator's balance",
    unit: "€",
    formula: "network operator's account at the end",
  },
  market_operator_balance: {
    title: "Market operator's balance",
    unit: "€",
    formula: "market operator's account at the end: Σ q(buyer's price − seller's price)",
  },
  regulator_fund: { title: "Regulator's fund", unit: "€", formula: "regulator's fund at the end" },
  regulator_fund_lowest: {
    title: "Lowest fund",
    unit: "€",
    formula: "lowest balance of the fund after any hour, or 0",
  },
  fund_taken_in: {
    title: "Taken in by the fund",
    unit: "€",
    formula: "Σ penalties, and bonuses below 1, that the fund received",
  },
  fund_paid_out: {
    title: "Paid out by the fund",
    unit: "€",
    formula: "Σ bonuses, and penalties below 1, that the fund paid",
  },
  bonus_share: {
    title: "Bonuses paid",
    unit: "",
    formula: "mean over hours of the share of bonuses that the budget paid",
  },
  exclusion_rate: {
    title: "Exclusion rate",
    unit: "",
    formula: "member-hours barred / member-hours with something to trade",
  },
  imbalance_cost: {
    title: "Cost of imbalances",
    unit: "€",
    formula: "Σ |Δ|·|π − P*|: what being off cost against the market price that came",
  },
  forecast_value: {
    title: "Value of a perfect forecast",
    unit: "€",
    formula: "members' money had they foreseen prices, sun and loads − members' money",
  },
  supplier_balance: {
    title: "Supplier's balance",
    unit: "€",
    formula: "supplier's account at the end; 0 but at retail",
  },
  distributor_balance: {
    title: "Distributor's balance",
    unit: "€",
    formula: "distributor's account at the end; 0 but at retail",
  },
  state_balance: {
    title: "State's balance",
    unit: "€",
    formula: "the state's account at the end: system charges, excise, VAT; 0 but at retail",
  },
  gse_balance: {
    title: "GSE's balance",
    unit: "€",
    formula: "GSE's account at the end: energy bought, incentive paid",
  },
  bills_balance: {
    title: "Bills beside trades",
    unit: "€",
    formula: "Σ members' bills beside trades: fixed parts, excise set right, guaranteed price",
  },
  incentive_balance: {
    title: "Incentive to members",
    unit: "€",
    formula: "Σ members' accounts of the incentive",
  },
  members_money: {
    title: "Members' money",
    unit: "€",
    formula: "prosumers' accounts + bills + incentive",
  },
  alone_money: {
    title: "Members' money alone",
    unit: "€",
    formula: "members' money had everyone only the aggregator, no penalty and no incentive",
  },
  shared_kwh: {
    title: "Energy shared",
    unit: "kWh",
    formula:
      "Σ over hours and primary substations of min(Σ fed in, Σ taken); not defined without cer",
    source: CACER,
  },
  injected_kwh: {
    title: "Fed in under substations",
    unit: "kWh",
    formula: "Σ of what members under a primary substation fed in; not defined without cer",
    source: CACER,
  },
  shared_share: {
    title: "Share shared",
    unit: "",
    formula: "energy shared / energy fed in",
    source: CACER,
  },
  cer_premium: {
    title: "Premium of the community",
    unit: "€",
    formula: "Σ shared·{[min(cap, fixed + max(0, 180 − P_z)) + FC]·(1 − F)}, by the plant's power",
    source: CACER,
  },
  cer_refund: {
    title: "Refund of network charges",
    unit: "€",
    formula: "Σ shared·TRAS_E",
    source: "ARERA, resolution 727/2022/R/eel, annex A (TIAD)",
  },
  social_purposes: {
    title: "Of the premium, to social purposes",
    unit: "€",
    formula: "what of the premium exceeds the threshold and no member may have; in the state's " +
      "account",
    source: CACER,
  },
  guaranteed_price: {
    title: "Top-up to the guaranteed price",
    unit: "€",
    formula:
      "Σ by year of max(0, Σ guaranteed price·E − Σ P_z·E), E what a member sold to the grid",
    source: "ARERA, resolution 280/07, annex A, art. 7",
  },
  energy_closing_error: {
    title: "Closing error of energy",
    unit: "",
    formula: "max over hours of |sources − uses| / max(sources, uses)",
  },
  money_closing_error: {
    title: "Closing error of money",
    unit: "",
    formula: "max over hours of |Σ accounts| / turnover so far",
  },
  p2p_score: {
    title: "Score of P2P trade",
    unit: "",
    formula: "Σ P2P / Σ over hours of min(surplus, deficit)",
  },
  profit_score: {
    title: "Score of profit",
    unit: "",
    formula: "community profit / Σ over steps of (λb − λs)·min(surplus, deficit), at least 0",
  },
  renewables_score: {
    title: "Score of renewables",
    unit: "",
    formula: "self-sufficiency: the load served by local PV",
  },
  chaos_score: {
    title: "Score of chaos",
    unit: "",
    formula: "½·c/(1 + c) + ½·exclusion rate, c the P2P price dispersion",
  },
};

/**
 * A figure's name within a sentence: small, but for what is always written large.
 *
 * @example
 * ```ts
 * import { strictEqual as equal } from "node:assert/strict";
 * equal(titleInSentence("self_sufficiency"), "self-sufficiency");
 * equal(titleInSentence("p2p_share"), "P2P share");
 * ```
 */
export function titleInSentence(name: KpiName): string {
  const { title } = kpiDefinitions[name];
  return /^(P2P|PV|Gini|Jain)/.test(title) ? title : title[0].toLowerCase() + title.slice(1);
}

/** The names of all figures, in the order of columns in files. */
export const kpiNames: readonly KpiName[] = Object.keys(kpiDefinitions) as KpiName[];

/** Figures as run.json holds them: by name, null for one that has no meaning. */
export function kpisJson(kpis: Kpis): Record<KpiName, number | null> {
  const entries = kpiNames.map((name) => [name, Number.isFinite(kpis[name]) ? kpis[name] : null]);
  return Object.fromEntries(entries);
}

/** The figures that {@linkcode kpisJson} wrote; NaN for null and for what is not there. */
export function kpisFromJson(json: unknown): Kpis {
  const values = (json ?? {}) as Readonly<Record<string, unknown>>;
  const entries = kpiNames.map((name) => {
    const value = values[name];
    return [name, typeof value === "number" ? value : NaN];
  });
  return Object.fromEntries(entries);
}

/** The score of each objective. */
export const scoreOf: Readonly<Record<Objective, KpiName>> = {
  p2p: "p2p_score",
  profit: "profit_score",
  renewables: "renewables_score",
  chaos: "chaos_score",
};
