import { sum } from "../mean.ts";
import { energyClosingError, isLoss } from "../settlement/mod.ts";
import { TradeType } from "../market/mod.ts";
import type { Config } from "../config/settings.ts";
import type { Step } from "../simulation.ts";
import { AloneWorld } from "./worlds.ts";
import type { Kpis } from "./kpi_definitions.ts";
import { kpisOfTotals } from "./kpi_formulas.ts";
import { moneyKpis } from "./money_kpis.ts";
import { chaosScore } from "./scores.ts";
import { WelfareTotals } from "./welfare_totals.ts";

/** What of a battery's settings figures rest on. */
type WearSettings = Pick<
  Config["battery"],
  "initial_soc" | "discharge_efficiency" | "wear_eur_per_kwh"
>;

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
    short: 0,
    long: 0,
    imported: 0,
    fedIn: 0,
  };
  readonly #exchange = { peak: 0, sum: 0 };
  readonly #market = { sum: 0, min: Infinity, max: -Infinity };
  readonly #p2p = { trades: 0, value: 0, min: Infinity, max: -Infinity };
  /** P2P prices over the market price: weights, weighted mean, weighted squares around it. */
  readonly #relative = { weight: 0, mean: 0, squares: 0 };
  readonly #gain = { buyers: 0, sellers: 0, buyersWorseOff: 0, sellersWorseOff: 0, worseOff: 0 };
  readonly #welfare = new WelfareTotals();
  readonly #members = { traders: 0, barred: 0 };
  readonly #closing = { energy: 0, money: 0 };
  #alone: AloneWorld | undefined;
  #feasibleProfit = 0;
  #imbalanceCost = 0;
  #lowestFund = 0;
  #bonusShares = 0;
  #hours = 0;
  /** Σ over steps of the members' mean λs, €/kWh. */
  #paid = 0;
  #atOneMeter = 0;
  readonly #battery: WearSettings;
  #last: Step | undefined;

  /** Figures of no step yet. What batteries hold at the start is not the community's own energy. */
  constructor(battery: WearSettings) {
    this.#battery = battery;
  }

  /** Takes a step. */
  add(hour: Step): void {
    this.#alone ??= new AloneWorld(hour);
    this.#addEnergy(hour);
    this.#addTrades(hour);
    this.#welfare.add(hour);
    this.#alone.add(hour);
    this.#paid += sum(hour.actualPrices.pay) / hour.members.size;
    const net = hour.balance.netExchangeKwh;
    this.#atOneMeter += net * sum(hour.actualPrices[net > 0 ? "ask" : "pay"]) / hour.members.size;
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
   * The figures of the steps so far; the value of the forecast is another run's to tell.
   *
   * @throws {RangeError} If no hour was added.
   */
  kpis(): Kpis {
    const alone = this.#alone;
    if (this.#last === undefined || alone === undefined) {
      throw new RangeError("Cannot give the figures of a run of no hours");
    }
    const { accounts, charges } = this.#last;
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
        benefits: alone.benefitsOf(accounts),
        balances: {
          prosumers: accounts.community,
          aggregator: accounts.aggregator,
          networkOperator: accounts.networkOperator,
          regulatorFund: accounts.regulatorFund,
          lowestFund: this.#lowestFund,
        },
      }),
      ...this.#wear(this.#last),
      p2p_price_dispersion: dispersion,
      buyers_worse_off: this.#gain.buyersWorseOff / this.#p2p.trades,
      sellers_worse_off: this.#gain.sellersWorseOff / this.#p2p.trades,
      buyers_gain: this.#gain.buyers,
      sellers_gain: this.#gain.sellers,
      trades_worse_off: this.#gain.worseOff / this.#p2p.trades,
      ...this.#welfare.kpis,
      market_operator_balance: accounts.marketOperator,
      ...moneyKpis(accounts, charges, alone),
      fund_taken_in: accounts.fundTakenIn,
      fund_paid_out: accounts.fundPaidOut,
      bonus_share: this.#bonusShares / this.#hours,
      exclusion_rate: exclusionRate,
      imbalance_cost: this.#imbalanceCost,
      forecast_value: NaN,
      energy_closing_error: this.#closing.energy,
      money_closing_error: this.#closing.money,
      chaos_score: chaosScore(dispersion, exclusionRate),
    };
  }

  /** What is in the batteries more than before the run, and what they could deliver of it. */
  #stored({ members, metered }: Step) {
    const { initial_soc, discharge_efficiency } = this.#battery;
    const left = sum(metered.batteryLevelKwh) - sum(members.batteryCapacityKwh) * initial_soc;
    return { left, deliverable: left * discharge_efficiency };
  }

  /** What batteries went through, what that cost, and the members' money with it. */
  #wear(last: Step) {
    const { discharge_efficiency, wear_eur_per_kwh } = this.#battery;
    const { batteryOut } = this.#energy;
    const capacity = sum(last.members.batteryCapacityKwh);
    const battery_wear = wear_eur_per_kwh * batteryOut;
    const left = this.#stored(last).deliverable * this.#paid / this.#hours;
    return {
      battery_cycles: batteryOut / discharge_efficiency / capacity,
      battery_wear,
      meter_cost: this.#atOneMeter + battery_wear - left,
      prosumers_net: last.accounts.community - battery_wear + left,
    };
  }

  #addEnergy({ balance: energy, metered, participation }: Step): void {
    this.#energy.pv += energy.pvKwh;
    this.#energy.load += energy.loadKwh;
    this.#energy.batteryIn += energy.batteryInKwh;
    this.#energy.batteryOut += energy.batteryOutKwh;
    this.#energy.p2p += energy.p2pKwh;
    this.#energy.buy += energy.gridBuyKwh;
    this.#energy.sell += energy.gridSellKwh;
    this.#energy.short += energy.shortKwh;
    this.#energy.long += energy.longKwh;
    for (let i = 0; i < metered.imbalanceKwh.length; i++) {
      const net = metered.imbalanceKwh[i];
      if (net > 0) this.#energy.deficit += net;
      else this.#energy.surplus -= net;
    }
    this.#energy.feasible += participation.feasibleKwh;
    this.#feasibleProfit += participation.feasibleEur;
    this.#energy.imported += Math.max(0, energy.netExchangeKwh);
    this.#energy.fedIn += Math.max(0, -energy.netExchangeKwh);
    const exchange = Math.abs(energy.netExchangeKwh);
    this.#exchange.peak = Math.max(this.#exchange.peak, exchange);
    this.#exchange.sum += exchange;
  }

  #addTrades({ trades, gains, marketPrice, actualPrice }: Step): void {
    for (let t = 0; t < trades.count; t++) {
      const type = trades.type[t];
      if (type === TradeType.ImbalanceShort || type === TradeType.ImbalanceLong) {
        this.#imbalanceCost += trades.amountKwh[t] * Math.abs(trades.eurPerKwh[t] - actualPrice);
      }
      if (type !== TradeType.P2P) continue;
      const price = trades.eurPerKwh[t];
      const value = trades.amountKwh[t] * price;
      this.#p2p.trades++;
      this.#p2p.value += value;
      this.#p2p.min = Math.min(this.#p2p.min, price);
      this.#p2p.max = Math.max(this.#p2p.max, price);
      this.#gain.buyers += gains.buyerEur[t];
      this.#gain.sellers += gains.sellerEur[t];
      const buyerLoses = isLoss(gains.buyerEur[t], value);
      const sellerLoses = isLoss(gains.sellerEur[t], value);
      if (buyerLoses) this.#gain.buyersWorseOff++;
      if (sellerLoses) this.#gain.sellersWorseOff++;
      if (buyerLoses || sellerLoses) this.#gain.worseOff++;
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
}

/** 0 where there was nothing to take a share of. */
function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
