import { TradeType, welfareOf, WelfareOptimum } from "../market/mod.ts";
import type { Step } from "../simulation.ts";
import type { KpiName } from "./kpi_definitions.ts";

/** What trade among peers is worth over a run, and to whom, while the run goes by. */
export class WelfareTotals {
  #welfare = 0;
  #optimum = 0;
  readonly #part = { buyers: 0, sellers: 0, operator: 0 };
  #optimumOf: WelfareOptimum | undefined;

  /** Takes a step. */
  add({ members, planned, prices, tariff, trades }: Step): void {
    this.#optimumOf ??= new WelfareOptimum(members);
    const valuation = { value: prices.ask, cost: prices.pay };
    this.#welfare += welfareOf(trades, valuation, tariff);
    this.#optimum += this.#optimumOf.of(planned.imbalanceKwh, valuation, tariff.crossingFee);
    for (let t = 0; t < trades.count; t++) {
      if (trades.type[t] !== TradeType.P2P) continue;
      const [seller, buyer, kwh] = [trades.sender[t], trades.receiver[t], trades.amountKwh[t]];
      const [paid, got] = [trades.eurPerKwh[t], trades.sellersEurPerKwh[t]];
      const fee = tariff.networkFee(seller, buyer);
      this.#part.buyers += kwh * (prices.ask[buyer] - paid * (1 + fee));
      this.#part.sellers += kwh * (got * (1 - fee) - prices.pay[seller]);
      this.#part.operator += kwh * (paid - got);
    }
  }

  /** The figures. */
  get kpis(): Readonly<
    Record<KpiName & ("welfare" | "welfare_optimum" | "welfare_share" | "buyers_share"), number>
  > {
    const { buyers, sellers, operator } = this.#part;
    const split = buyers + sellers + operator;
    return {
      welfare: this.#welfare,
      welfare_optimum: this.#optimum,
      welfare_share: this.#optimum > 0 ? this.#welfare / this.#optimum : NaN,
      buyers_share: split > 0 ? buyers / split : NaN,
    };
  }
}
