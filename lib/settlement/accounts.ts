import type { Community } from "../community/community.ts";
import { type TradeColumns, TradeType } from "../market/trades.ts";

/** How far books may be from zero, relative to what was moved. */
export const CLOSING_TOLERANCE = 1e-9;

/** Rounding of a sum of doubles, relative to what was added up. */
const ROUNDING = 1e-14;

/** The fees of SPEC §3; names as in config.json. */
export interface Fees {
  /** Share of a trade's value that each side pays when it crosses neighbourhoods. */
  readonly network_fee: number;
  /** Share of the market price that the aggregator adds or keeps. */
  readonly aggregator_fee: number;
}

/**
 * The money of everyone, €: prosumers, aggregator, network operator, regulator fund. All start at 0
 * and may go negative. What one account loses others gain, so they always sum to 0.
 */
export class Accounts {
  /** Balance by prosumer, €. */
  readonly prosumers: Float64Array;
  #aggregator = 0;
  #networkOperator = 0;
  #regulatorFund = 0;
  #fundTakenIn = 0;
  /** What was moved so far, €. */
  #turnover = 0;
  /** What was moved in the last hour settled, €. */
  #turnoverOfHour = 0;

  /** Opens the accounts of so many prosumers and the three others, each with 0 €. */
  constructor(prosumers: number) {
    this.prosumers = new Float64Array(prosumers);
  }

  /** Balance of the aggregator, €. */
  get aggregator(): number {
    return this.#aggregator;
  }

  /** Balance of the network operator, €. */
  get networkOperator(): number {
    return this.#networkOperator;
  }

  /** Balance of the regulator's fund, €: penalties paid in, bonuses paid out. */
  get regulatorFund(): number {
    return this.#regulatorFund;
  }

  /** All that the regulator's fund has received so far, €. */
  get fundTakenIn(): number {
    return this.#fundTakenIn;
  }

  /** All that the regulator's fund has paid so far, €. */
  get fundPaidOut(): number {
    return this.#fundTakenIn - this.#regulatorFund;
  }

  /** Sum of the prosumers' balances, €. */
  get community(): number {
    let sum = 0;
    for (let i = 0; i < this.prosumers.length; i++) sum += this.prosumers[i];
    return sum;
  }

  /** Posts every trade of an hour, at the multipliers that the community's members have. */
  settle(trades: TradeColumns, community: Community, fees: Fees): void {
    const { neighbourhood, bonus, penalty } = community;
    const before = this.#turnover;
    for (let t = 0; t < trades.count; t++) {
      const seller = trades.sender[t];
      const buyer = trades.receiver[t];
      const value = trades.amountKwh[t] * trades.eurPerKwh[t];
      if (trades.type[t] === TradeType.P2P) {
        const fee = neighbourhood[seller] === neighbourhood[buyer] ? 0 : fees.network_fee;
        this.#settleP2P(seller, buyer, value, fee, bonus[seller] - 1, bonus[buyer] - 1);
      } else if (trades.type[t] === TradeType.GridBuy) {
        this.#settleGridBuy(buyer, value, penalty[buyer]);
      } else {
        this.#settleGridSell(seller, value);
      }
    }
    this.#turnoverOfHour = this.#turnover - before;
  }

  /** How far the accounts are from summing to 0, relative to what was moved; 0 or more. */
  get closingError(): number {
    const sum = Math.abs(this.#sum);
    return sum === 0 ? 0 : sum / this.#turnover;
  }

  get #sum(): number {
    return this.community + this.#aggregator + this.#networkOperator + this.#regulatorFund;
  }

  /**
   * Checks that money is neither made nor lost.
   *
   * @throws {Error} If the accounts do not sum to 0 within 1e-9 of what the last hour moved, and
   * the rounding of all that was moved before.
   */
  assertClosed(): void {
    const sum = this.#sum;
    const rounding = ROUNDING * this.#turnover;
    if (Math.abs(sum) <= CLOSING_TOLERANCE * this.#turnoverOfHour + rounding) return;
    throw new Error(
      `The accounts do not close: they must sum to 0 €, but sum to ${sum} € ` +
        `after an hour that moved ${this.#turnoverOfHour} €`,
    );
  }

  #settleP2P(
    seller: number,
    buyer: number,
    value: number,
    fee: number,
    sellersDelta: number,
    buyersDelta: number,
  ): void {
    const cost = value * (1 + fee);
    const proceeds = value * (1 - fee);
    this.prosumers[buyer] -= cost * (1 - buyersDelta);
    this.prosumers[seller] += proceeds * (1 + sellersDelta);
    this.#networkOperator += 2 * fee * value;
    this.#postToFund(-cost * buyersDelta);
    this.#postToFund(-proceeds * sellersDelta);
    this.#turnover += cost + proceeds;
  }

  #settleGridBuy(buyer: number, value: number, penalty: number): void {
    this.prosumers[buyer] -= value * penalty;
    this.#aggregator += value;
    this.#postToFund(value * (penalty - 1));
    this.#turnover += value * penalty;
  }

  #postToFund(amount: number): void {
    this.#regulatorFund += amount;
    if (amount > 0) this.#fundTakenIn += amount;
  }

  #settleGridSell(seller: number, value: number): void {
    this.prosumers[seller] += value;
    this.#aggregator -= value;
    this.#turnover += value;
  }
}
