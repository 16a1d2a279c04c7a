import { TradeType } from "../market/trades.ts";
import type { KpiName } from "./kpi_definitions.ts";
import { kpisOfTotals } from "./kpi_formulas.ts";
import type { Results } from "./results.ts";

/** What the files of a run tell of its figures; see `kpi_definitions.ts` for what they mean. */
export type RecordedKpis = Readonly<Partial<Record<KpiName, number>>>;

/**
 * The figures of a run that can be had from its files alone, in the order of their definitions; NaN
 * where one has no meaning, such as a mean price without a trade.
 */
export function recordedKpis(results: Results): RecordedKpis {
  const { marketPrice, accounts, hours } = results;
  const { feasibleProfit, ...household } = energyOf(results);
  const { exchange, p2p, p2pKwh, buy, sell } = tradesOf(results);
  const last = (balances: Float64Array) => balances[hours - 1];
  return kpisOfTotals({
    hours,
    energy: { ...household, p2p: p2pKwh, buy, sell },
    exchange,
    market: {
      min: lowestOf(marketPrice),
      sum: marketPrice.reduce((sum, price) => sum + price, 0),
      max: -lowestOf(marketPrice.map((price) => -price)),
    },
    p2p,
    feasibleProfit,
    benefits: benefitsOf(results),
    balances: {
      prosumers: last(accounts.prosumers),
      aggregator: last(accounts.aggregator),
      networkOperator: last(accounts.networkOperator),
      regulatorFund: last(accounts.regulatorFund),
      lowestFund: lowestOf(accounts.regulatorFund),
    },
  });
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
  const p2p = { trades: 0, value: 0, min: Infinity, max: -Infinity };
  const byType = [0, 0, 0];
  const net = new Float64Array(hours);
  for (let t = 0; t < table.count; t++) {
    const [kwh, price, type] = [table.amountKwh[t], table.eurPerKwh[t], table.type[t]];
    byType[type] += kwh;
    if (type === TradeType.P2P) {
      p2p.value += kwh * price;
      p2p.trades++;
      p2p.min = Math.min(p2p.min, price);
      p2p.max = Math.max(p2p.max, price);
    } else net[table.step[t]] += type === TradeType.GridBuy ? kwh : -kwh;
  }
  const exchanged = net.map(Math.abs);
  return {
    p2p,
    p2pKwh: byType[TradeType.P2P],
    buy: byType[TradeType.GridBuy],
    sell: byType[TradeType.GridSell],
    exchange: {
      peak: exchanged.reduce((most, kwh) => Math.max(most, kwh), 0),
      sum: exchanged.reduce((sum, kwh) => sum + kwh, 0),
    },
  };
}

function lowestOf(values: Float64Array): number {
  return values.reduce((low, value) => Math.min(low, value), Infinity);
}
