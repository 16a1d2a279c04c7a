import type { Config } from "../config.ts";
import { energyClosingError } from "../market/energy_balance.ts";
import { isLoss } from "../market/trade_gains.ts";
import { TradeType } from "../market/trades.ts";
import type { Hour } from "../simulation.ts";
import { gini, jain } from "./fairness.ts";
import type { Kpis } from "./kpi_definitions.ts";
import { chaosScore, p2pScore, profitScore, renewablesScore } from "./scores.ts";

/** A gain or loss of less than this, €, is rounding. */
const DUST_EUR = 1e-9;

/** Adds up a run's figures while it goes by. See `kpi_definitions.ts` for what they mean. */
export class KpiTotals {
  readonly #aggregatorFee: number;
  readonly #energy = { pv: 0, load: 0, batteryIn: 0, batteryOut: 0, p2p: 0, buy: 0, sell: 0 };
  readonly #household = { surplus: 0, deficit: 0, feasible: 0, feasibleProfit: 0 };
  readonly #exchange = { peak: 0, sum: 0 };
  readonly #market = { sum: 0, min: Infinity, max: -Infinity };
  readonly #p2p = { trades: 0, value: 0, min: Infinity, max: -Infinity };
  /** P2P prices over the market price: weights, weighted mean, weighted squares around it. */
  readonly #relative = { weight: 0, mean: 0, squares: 0 };
  readonly #gain = { buyers: 0, sellers: 0, buyersWorseOff: 0, sellersWorseOff: 0 };
  readonly #members = { traders: 0, barred: 0 };
  readonly #closing = { energy: 0, money: 0 };
  /** By prosumer: its balance had it traded with the aggregator alone, without penalties, €. */
  #alone = new Float64Array();
  #lowestFund = 0;
  #bonusShares = 0;
  #hours = 0;
  #last: Hour | undefined;

  /** Figures of no hour yet; the aggregator's fee makes the community's alternative. */
  constructor({ aggregator_fee }: Pick<Config["grid"], "aggregator_fee">) {
    this.#aggregatorFee = aggregator_fee;
  }

  /** Takes an hour. */
  add(hour: Hour): void {
    if (this.#last === undefined) this.#alone = new Float64Array(hour.community.size);
    this.#addEnergy(hour);
    this.#addTrades(hour);
    this.#addAlone(hour);
    this.#market.sum += hour.marketPrice;
    this.#market.min = Math.min(this.#market.min, hour.marketPrice);
    this.#market.max = Math.max(this.#market.max, hour.marketPrice);
    this.#members.traders += hour.participation.traders;
    this.#members.barred += hour.participation.barredTraders;
    this.#closing.energy = Math.max(this.#closing.energy, energyClosingError(hour.energy));
    this.#closing.money = Math.max(this.#closing.money, hour.accounts.closingError);
    this.#lowestFund = Math.min(this.#lowestFund, hour.accounts.regulatorFund);
    this.#bonusShares += hour.bonusShare;
    this.#hours++;
    this.#last = hour;
  }

  /**
   * The figures of the hours so far.
   *
   * @throws {RangeError} If no hour was added.
   */
  kpis(): Kpis {
    if (this.#last === undefined) {
      throw new RangeError("Cannot give the figures of a run of no hours");
    }
    const { accounts } = this.#last;
    const { pv, load, batteryIn, batteryOut, p2p, buy, sell } = this.#energy;
    const { surplus, deficit, feasible, feasibleProfit } = this.#household;
    const benefits = accounts.prosumers.map((balance, i) => aboveDust(balance - this.#alone[i]));
    const savings = benefits.reduce((sum, benefit) => sum + benefit, 0);
    const profit = savings + accounts.regulatorFund;
    const dispersion = Math.sqrt(this.#relative.squares / this.#relative.weight) /
      this.#relative.mean;
    const exclusionRate = ratio(this.#members.barred, this.#members.traders);
    const noTrade = this.#p2p.trades === 0;
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
      peak_to_average: this.#exchange.peak * this.#hours / this.#exchange.sum,
      market_price_min: this.#market.min,
      market_price_mean: this.#market.sum / this.#hours,
      market_price_max: this.#market.max,
      p2p_price_min: noTrade ? NaN : this.#p2p.min,
      p2p_price_mean: this.#p2p.value / p2p,
      p2p_price_max: noTrade ? NaN : this.#p2p.max,
      p2p_price_dispersion: dispersion,
      p2p_trades: this.#p2p.trades,
      buyers_worse_off: this.#gain.buyersWorseOff / this.#p2p.trades,
      sellers_worse_off: this.#gain.sellersWorseOff / this.#p2p.trades,
      buyers_gain: this.#gain.buyers,
      sellers_gain: this.#gain.sellers,
      community_savings: savings,
      community_profit: profit,
      members_worse_off: benefits.filter((benefit) => benefit < 0).length / benefits.length,
      benefit_gini: gini(benefits),
      benefit_jain: jain(benefits),
      prosumers_balance: accounts.community,
      aggregator_balance: accounts.aggregator,
      network_operator_balance: accounts.networkOperator,
      regulator_fund: accounts.regulatorFund,
      regulator_fund_lowest: this.#lowestFund,
      fund_taken_in: accounts.fundTakenIn,
      fund_paid_out: accounts.fundPaidOut,
      bonus_share: this.#bonusShares / this.#hours,
      exclusion_rate: exclusionRate,
      energy_closing_error: this.#closing.energy,
      money_closing_error: this.#closing.money,
      p2p_score: p2pScore(p2p, feasible),
      profit_score: profitScore(profit, feasibleProfit),
      renewables_score: renewablesScore(buy, load),
      chaos_score: chaosScore(dispersion, exclusionRate),
    };
  }

  #addEnergy({ energy, participation, marketPrice }: Hour): void {
    this.#energy.pv += energy.pvKwh;
    this.#energy.load += energy.loadKwh;
    this.#energy.batteryIn += energy.batteryInKwh;
    this.#energy.batteryOut += energy.batteryOutKwh;
    this.#energy.p2p += energy.p2pKwh;
    this.#energy.buy += energy.gridBuyKwh;
    this.#energy.sell += energy.gridSellKwh;
    this.#household.surplus += participation.surplusKwh;
    this.#household.deficit += participation.deficitKwh;
    this.#household.feasible += participation.feasibleKwh;
    this.#household.feasibleProfit += 2 * this.#aggregatorFee * marketPrice *
      participation.feasibleKwh;
    const exchange = Math.abs(energy.gridBuyKwh - energy.gridSellKwh);
    this.#exchange.peak = Math.max(this.#exchange.peak, exchange);
    this.#exchange.sum += exchange;
  }

  #addTrades({ trades, gains, marketPrice }: Hour): void {
    for (let t = 0; t < trades.count; t++) {
      if (trades.type[t] !== TradeType.P2P) continue;
      const price = trades.eurPerKwh[t];
      const value = trades.amountKwh[t] * price;
      this.#p2p.trades++;
      this.#p2p.value += value;
      this.#p2p.min = Math.min(this.#p2p.min, price);
      this.#p2p.max = Math.max(this.#p2p.max, price);
      this.#gain.buyers += gains.buyerEur[t];
      this.#gain.sellers += gains.sellerEur[t];
      if (isLoss(gains.buyerEur[t], value)) this.#gain.buyersWorseOff++;
      if (isLoss(gains.sellerEur[t], value)) this.#gain.sellersWorseOff++;
      if (marketPrice > 0) this.#addRelativePrice(price / marketPrice, trades.amountKwh[t]);
    }
  }

  /** The weighted form of Welford's update (West 1979, doi:10.1145/359146.359153). */
  #addRelativePrice(price: number, weight: number): void {
    this.#relative.weight += weight;
    const step = price - this.#relative.mean;
    this.#relative.mean += step * weight / this.#relative.weight;
    this.#relative.squares += weight * step * (price - this.#relative.mean);
  }

  #addAlone({ community: { size, imbalanceKwh }, marketPrice }: Hour): void {
    const buys = marketPrice * (1 + this.#aggregatorFee);
    const sells = marketPrice * (1 - this.#aggregatorFee);
    for (let i = 0; i < size; i++) {
      const imbalance = imbalanceKwh[i];
      this.#alone[i] -= imbalance * (imbalance > 0 ? buys : sells);
    }
  }
}

function aboveDust(eur: number): number {
  return Math.abs(eur) < DUST_EUR ? 0 : eur;
}

/** 0 where there was nothing to take a share of. */
function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
