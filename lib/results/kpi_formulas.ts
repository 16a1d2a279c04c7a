import { gini, jain } from "./fairness.ts";
import type { Kpis, MoneyKpi } from "./kpi_definitions.ts";
import { p2pScore, profitScore, renewablesScore } from "./scores.ts";

/** A gain or loss of less than this, €, is rounding. */
const DUST_EUR = 1e-9;

/** What a run adds up to; sums over its hours and members, in kWh, € and €/kWh. */
export interface RunTotals {
  /** How many there were. */
  readonly hours: number;
  /** Energy; what members fed in and took, each behind its own meter, is surplus and deficit; feasible
   * among peers is what their contracts were. */
  readonly energy: Readonly<
    Record<
      | "pv"
      | "load"
      | "batteryIn"
      | "batteryOut"
      | "surplus"
      | "deficit"
      | "feasible"
      | "p2p"
      | "buy"
      | "sell"
      | "short"
      | "long"
      | "imported"
      | "fedIn",
      number
    >
  >;
  /** In the batteries at the end more than at the start, and what of that they could deliver. */
  readonly stored: { readonly left: number; readonly deliverable: number };
  /** Of |N|, the net exchange of a step. */
  readonly exchange: { readonly peak: number; readonly sum: number };
  /** The market price P, by hour. */
  readonly market: { readonly min: number; readonly sum: number; readonly max: number };
  /** P2P trades: how many, Σ q·p, the extremes of p. */
  readonly p2p: Readonly<Record<"trades" | "value" | "min" | "max", number>>;
  /** Σ over steps of what feasible trades gain over the aggregator's prices. */
  readonly feasibleProfit: number;
  /** By member: its balance less what it were with the aggregator alone and no penalty. */
  readonly benefits: Float64Array;
  /** At the end; `lowestFund` after any hour. */
  readonly balances: Readonly<
    Record<"prosumers" | "aggregator" | "networkOperator" | "regulatorFund" | "lowestFund", number>
  >;
}

/** Figures for which one must have been there: what members gained by a trade, who was barred. */
export type WitnessedKpi =
  | "battery_cycles"
  | "battery_wear"
  | "prosumers_net"
  | "meter_cost"
  | "p2p_price_dispersion"
  | "buyers_worse_off"
  | "sellers_worse_off"
  | "buyers_gain"
  | "sellers_gain"
  | "trades_worse_off"
  | "welfare"
  | "welfare_optimum"
  | "welfare_share"
  | "buyers_share"
  | "market_operator_balance"
  | MoneyKpi
  | "fund_taken_in"
  | "fund_paid_out"
  | "bonus_share"
  | "exclusion_rate"
  | "imbalance_cost"
  | "forecast_value"
  | "energy_closing_error"
  | "money_closing_error"
  | "chaos_score";

/** The figures that follow from {@linkcode RunTotals}. */
export type KpisOfTotals = Omit<Kpis, WitnessedKpi>;

/**
 * The figures that follow from what a run adds up to, in the order of their definitions; NaN where
 * one has no meaning, such as a mean price without a trade.
 */
export function kpisOfTotals(
  { hours, energy, stored, exchange, market, p2p, feasibleProfit, balances, ...rest }: RunTotals,
): KpisOfTotals {
  const { pv, load, batteryIn, batteryOut, surplus, deficit, feasible, buy, sell } = energy;
  const drawn = Math.max(0, -stored.deliverable);
  const fromOutside = energy.imported + drawn;
  const selfSufficiency = 1 - fromOutside / load;
  const benefits = rest.benefits.map((eur) => Math.abs(eur) < DUST_EUR ? 0 : eur);
  const savings = benefits.reduce((sum, benefit) => sum + benefit, 0);
  const profit = savings + balances.regulatorFund;
  return {
    pv_kwh: pv,
    load_kwh: load,
    battery_in_kwh: batteryIn,
    battery_out_kwh: batteryOut,
    feasible_kwh: feasible,
    p2p_kwh: energy.p2p,
    grid_buy_kwh: buy,
    grid_sell_kwh: sell,
    imbalance_short_kwh: energy.short,
    imbalance_long_kwh: energy.long,
    household_self_consumption: 1 - surplus / pv,
    self_consumption: (load - fromOutside) / pv,
    not_fed_in: 1 - energy.fedIn / pv,
    contract_self_consumption: 1 - sell / pv,
    household_self_sufficiency: 1 - (deficit + drawn) / load,
    self_sufficiency: selfSufficiency,
    self_sufficiency_stock: 1 - (energy.imported - stored.deliverable) / load,
    contract_self_sufficiency: 1 - buy / load,
    battery_left_kwh: stored.left,
    p2p_share: energy.p2p / (energy.p2p + buy),
    feasible_share: energy.p2p / feasible,
    peak_kwh: exchange.peak,
    peak_to_average: exchange.peak * hours / exchange.sum,
    market_price_min: market.min,
    market_price_mean: market.sum / hours,
    market_price_max: market.max,
    p2p_price_min: p2p.trades === 0 ? NaN : p2p.min,
    p2p_price_mean: p2p.value / energy.p2p,
    p2p_price_max: p2p.trades === 0 ? NaN : p2p.max,
    p2p_trades: p2p.trades,
    community_savings: savings,
    community_profit: profit,
    members_worse_off: benefits.filter((benefit) => benefit < 0).length / benefits.length,
    benefit_gini: gini(benefits),
    benefit_jain: jain(benefits),
    prosumers_balance: balances.prosumers,
    aggregator_balance: balances.aggregator,
    network_operator_balance: balances.networkOperator,
    regulator_fund: balances.regulatorFund,
    regulator_fund_lowest: Math.min(0, balances.lowestFund),
    p2p_score: p2pScore(energy.p2p, feasible),
    profit_score: profitScore(profit, feasibleProfit),
    renewables_score: renewablesScore(selfSufficiency),
  };
}
