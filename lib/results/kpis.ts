import { sum } from "../mean.ts";
import { energyClosingError, isLoss } from "../settlement/mod.ts";
import { TradeType } from "../market/mod.ts";
import type { Config } from "../config/settings.ts";
import type { Step } from "../simulation.ts";
import type { Kpis } from "./kpi_definitions.ts";
import { kpisOfTotals } from "./kpi_formulas.ts";
import { chaosScore } from "./scores.ts";

type BatterySettings = Config["battery"];

/** Adds up a run's figures while it goes by. See `kpi_definitions.ts` for what they mean. */
export class KpiTotals {
  readonly #energy = {
    pv: 0,
    load: 0,
    batteryIn: 0,
    batteryOut: 0,
    surplus: 0,
    deficit: 0,
    feasible: 0,
    p2p: 0,
    buy: 0,
    sell: 0,
    imported: 0,
    fedIn: 0,
  };
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
  #feasibleProfit = 0;
  #lowestFund = 0;
  #bonusShares = 0;
  #hours = 0;
  readonly #battery: Pick<BatterySettings, "initial_soc" | "discharge_efficiency">;
  #last: Step | undefined;

  /** Figures of no step yet. What batteries hold at the start is not the community's own energy. */
  constructor(battery: Pick<BatterySettings, "initial_soc" | "discharge_efficiency">) {
    this.#battery = battery;
  }

  /** Takes a step. */
  add(hour: Step): void {
    if (this.#last === undefined) this.#alone = new Float64Array(hour.members.size);
    this.#addEnergy(hour);
    this.#addTrades(hour);
    this.#addAlone(hour);
    this.#market.sum += hour.marketPrice;
    this.#market.min = Math.min(this.#market.min, hour.marketPrice);
    this.#market.max = Math.max(this.#market.max, hour.marketPrice);
    this.#members.traders += hour.participation.traders;
    this.#members.barred += hour.participation.barredTraders;
    this.#closing.energy = Math.max(this.#closing.energy, energyClosingError(hour.balance));
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
    const dispersion = Math.sqrt(this.#relative.squares / this.#relative.weight) /
      this.#relative.mean;
    const exclusionRate = ratio(this.#members.barred, this.#members.traders);
    return {
      ...kpisOfTotals({
        hours: this.#hours,
        energy: this.#energy,
        stored: this.#stored(this.#last),
        exchange: this.#exchange,
        market: this.#market,
        p2p: this.#p2p,
        feasibleProfit: this.#feasibleProfit,
        benefits: accounts.prosumers.map((balance, i) => balance - this.#alone[i]),
        balances: {
          prosumers: accounts.community,
          aggregator: accounts.aggregator,
          networkOperator: accounts.networkOperator,
          regulatorFund: accounts.regulatorFund,
          lowestFund: this.#lowestFund,
        },
      }),
      p2p_price_dispersion: dispersion,
      buyers_worse_off: this.#gain.buyersWorseOff / this.#p2p.trades,
      sellers_worse_off: this.#gain.sellersWorseOff / this.#p2p.trades,
      buyers_gain: this.#gain.buyers,
      sellers_gain: this.#gain.sellers,
      fund_taken_in: accounts.fundTakenIn,
      fund_paid_out: accounts.fundPaidOut,
      bonus_share: this.#bonusShares / this.#hours,
      exclusion_rate: exclusionRate,
      energy_closing_error: this.#closing.energy,
      money_closing_error: this.#closing.money,
      chaos_score: chaosScore(dispersion, exclusionRate),
    };
  }

  /** What is in the batteries more than before the run, and what of it came from their stock. */
  #stored({ members, energy }: Step) {
    const { initial_soc, discharge_efficiency } = this.#battery;
    const left = sum(energy.batteryLevelKwh) - sum(members.batteryCapacityKwh) * initial_soc;
    return { left, drawn: Math.max(0, -left) * discharge_efficiency };
  }

  #addEnergy({ balance: energy, participation }: Step): void {
    this.#energy.pv += energy.pvKwh;
    this.#energy.load += energy.loadKwh;
    this.#energy.batteryIn += energy.batteryInKwh;
    this.#energy.batteryOut += energy.batteryOutKwh;
    this.#energy.p2p += energy.p2pKwh;
    this.#energy.buy += energy.gridBuyKwh;
    this.#energy.sell += energy.gridSellKwh;
    this.#energy.surplus += participation.surplusKwh;
    this.#energy.deficit += participation.deficitKwh;
    this.#energy.feasible += participation.feasibleKwh;
    this.#feasibleProfit += participation.feasibleEur;
    this.#energy.imported += Math.max(0, energy.netExchangeKwh);
    this.#energy.fedIn += Math.max(0, -energy.netExchangeKwh);
    const exchange = Math.abs(energy.netExchangeKwh);
    this.#exchange.peak = Math.max(this.#exchange.peak, exchange);
    this.#exchange.sum += exchange;
  }

  #addTrades({ trades, gains, marketPrice }: Step): void {
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

  #addAlone({ energy: { imbalanceKwh }, prices: { ask, pay } }: Step): void {
    for (let i = 0; i < imbalanceKwh.length; i++) {
      const imbalance = imbalanceKwh[i];
      this.#alone[i] -= imbalance * (imbalance > 0 ? ask[i] : pay[i]);
    }
  }
}

/** 0 where there was nothing to take a share of. */
function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
