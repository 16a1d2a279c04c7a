import { TradeType } from "../market/trades.ts";
import { gini, jain } from "./fairness.ts";
import type { KpiName } from "./kpi_definitions.ts";
import type { Results } from "./results.ts";
import { p2pScore, profitScore, renewablesScore } from "./scores.ts";

/** A gain or loss of less than this, €, is rounding. */
const DUST_EUR = 1e-9;

/** What the files of a run tell of its figures; see `kpi_definitions.ts` for what they mean. */
export type RecordedKpis = Readonly<Partial<Record<KpiName, number>>>;

/**
 * The figures of a run that can be had from its files alone, in the order of their definitions; NaN
 * where one has no meaning, such as a mean price without a trade.
 */
export function recordedKpis(results: Results): RecordedKpis {
  const { pv, load, batteryIn, batteryOut, surplus, deficit, feasible, feasibleProfit } = energyOf(
    results,
  );
  const { p2p, value, trades, lowest, highest, buy, sell, peak, exchange } = tradesOf(results);
  const benefits = benefitsOf(results);
  const savings = benefits.reduce((sum, benefit) => sum + benefit, 0);
  const { marketPrice, accounts, hours } = results;
  const profit = savings + accounts.regulatorFund[hours - 1];
  const last = (balances: Float64Array) => balances[hours - 1];
  return {
    pv_kwh: pv,
    load_kwh: load,
    battery_in_kwh: batteryIn,
    battery_out_kwh: batteryOut,
    feasible_kwh: feasible,
    p2p_kwh: p2p,
    grid_buy_kwh: buy,
    grid_sell_kwh: sell,
    household_self_consumption: 1 - surplus / pv,
    self_consumption: 1 - sell / pv,
    household_self_sufficiency: 1 - deficit / load,
    self_sufficiency: 1 - buy / load,
    p2p_share: p2p / (p2p + buy),
    feasible_share: p2p / feasible,
    peak_to_average: peak * hours / exchange,
    market_price_min: lowestOf(marketPrice),
    market_price_mean: marketPrice.reduce((sum, price) => sum + price, 0) / hours,
    market_price_max: -lowestOf(marketPrice.map((price) => -price)),
    p2p_price_min: trades === 0 ? NaN : lowest,
    p2p_price_mean: value / p2p,
    p2p_price_max: trades === 0 ? NaN : highest,
    p2p_trades: trades,
    community_savings: savings,
    community_profit: profit,
    members_worse_off: benefits.filter((benefit) => benefit < -DUST_EUR).length / benefits.length,
    benefit_gini: gini(benefits),
    benefit_jain: jain(benefits),
    prosumers_balance: last(accounts.prosumers),
    aggregator_balance: last(accounts.aggregator),
    network_operator_balance: last(accounts.networkOperator),
    regulator_fund: last(accounts.regulatorFund),
    regulator_fund_lowest: Math.min(0, lowestOf(accounts.regulatorFund)),
    p2p_score: p2pScore(p2p, feasible),
    profit_score: profitScore(profit, feasibleProfit),
    renewables_score: renewablesScore(buy, load),
  };
}

/** By prosumer: its balance less what it were had everyone only the aggregator, no penalty, €. */
function benefitsOf({ members, prosumers, hours, marketPrice, config }: Results): Float64Array {
  const fee = config.grid.aggregator_fee;
  const benefits = members.balanceEur.slice((hours - 1) * prosumers);
  for (let row = 0; row < members.imbalanceKwh.length; row++) {
    const imbalance = members.imbalanceKwh[row];
    const price = marketPrice[Math.floor(row / prosumers)] * (imbalance > 0 ? 1 + fee : 1 - fee);
    benefits[row % prosumers] += imbalance * price;
  }
  return benefits;
}

function energyOf({ members, prosumers, hours, marketPrice, config }: Results) {
  const sums = {
    pv: 0,
    load: 0,
    batteryIn: 0,
    batteryOut: 0,
    surplus: 0,
    deficit: 0,
    feasible: 0,
    feasibleProfit: 0,
  };
  for (let h = 0; h < hours; h++) {
    let surplus = 0;
    let deficit = 0;
    for (let row = h * prosumers; row < (h + 1) * prosumers; row++) {
      const [pv, load, imbalance] = [
        members.pvKwh[row],
        members.loadKwh[row],
        members.imbalanceKwh[row],
      ];
      // A battery's part is what turns PV and load into the imbalance.
      const taken = imbalance - load + pv;
      sums.pv += pv;
      sums.load += load;
      sums.batteryIn += Math.max(0, taken);
      sums.batteryOut += Math.max(0, -taken);
      surplus += Math.max(0, -imbalance);
      deficit += Math.max(0, imbalance);
    }
    sums.surplus += surplus;
    sums.deficit += deficit;
    const feasible = Math.min(surplus, deficit);
    sums.feasible += feasible;
    sums.feasibleProfit += 2 * config.grid.aggregator_fee * marketPrice[h] * feasible;
  }
  return sums;
}

function tradesOf({ trades: table, hours }: Results) {
  const sums = { p2p: 0, value: 0, trades: 0, lowest: Infinity, highest: -Infinity };
  const byType = [0, 0, 0];
  const net = new Float64Array(hours);
  for (let t = 0; t < table.count; t++) {
    const [kwh, price, type] = [table.amountKwh[t], table.eurPerKwh[t], table.type[t]];
    byType[type] += kwh;
    if (type === TradeType.P2P) {
      sums.value += kwh * price;
      sums.trades++;
      sums.lowest = Math.min(sums.lowest, price);
      sums.highest = Math.max(sums.highest, price);
    } else net[table.step[t]] += type === TradeType.GridBuy ? kwh : -kwh;
  }
  const exchanged = net.map(Math.abs);
  return {
    ...sums,
    p2p: byType[TradeType.P2P],
    buy: byType[TradeType.GridBuy],
    sell: byType[TradeType.GridSell],
    peak: exchanged.reduce((most, kwh) => Math.max(most, kwh), 0),
    exchange: exchanged.reduce((sum, kwh) => sum + kwh, 0),
  };
}

function lowestOf(values: Float64Array): number {
  return values.reduce((low, value) => Math.min(low, value), Infinity);
}
