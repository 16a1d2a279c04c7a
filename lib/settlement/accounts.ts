import { Institution } from "../market/mod.ts";
import { sum } from "../mean.ts";
import type { Postings } from "./postings.ts";

/** How far books may be from zero, relative to what was moved. */
export const CLOSING_TOLERANCE = 1e-9;

const INSTITUTIONS = Object.keys(Institution).length;

/** Rounding of a sum of doubles, relative to what was added up. */
const ROUNDING = 1e-14;

/**
 * The money of everyone, €: members, aggregator, network operator, regulator fund, market operator, and
 * with Italy's tariffs supplier, distributor, state and GSE. All start at 0 and may go negative.
 * Members have three accounts: of what they trade, which the chain proves; of what their bills have
 * besides; of the incentive of energy communities. The accounts only post: what is owed for what, the rules of settlement say.
 *
 * What one account loses another gains. So what can be wrong is that the clearing account, through
 * which money passes that several parties share, keeps something: then the others do not sum to 0.
 */
export class Accounts implements Postings {
  /** Balance by prosumer, €. */
  readonly prosumers: Float64Array;
  /** Balance by prosumer of what bills have beside trades: fixed parts, excise, guaranteed price, €. */
  readonly bills: Float64Array;
  /** Balance by prosumer of the incentive of energy communities, €. */
  readonly incentive: Float64Array;
  /** Balances of the institutions, by `~code`, and what rounding has cut off of each. */
  readonly #institutions = new Float64Array(INSTITUTIONS);
  readonly #cutOff = new Float64Array(INSTITUTIONS);
  readonly #postings: Readonly<Record<"bills" | "incentive", Postings>>;
  #fundTakenIn = 0;
  /** What was moved so far, €: all postings without their signs, what passes through clearing once. */
  #turnover = 0;
  /** What had been moved before the running step, €. */
  #turnoverBefore = 0;

  /** Opens the accounts of so many prosumers and the institutions, each with 0 €. */
  constructor(prosumers: number) {
    this.prosumers = new Float64Array(prosumers);
    this.bills = new Float64Array(prosumers);
    this.incentive = new Float64Array(prosumers);
    const into = (column: Float64Array): Postings => ({
      post: (from, to, eur) => this.#post(column, from, to, eur),
    });
    this.#postings = { bills: into(this.bills), incentive: into(this.incentive) };
  }

  /** Balance of the aggregator, €. */
  get aggregator(): number {
    return this.#balanceOf(Institution.Aggregator);
  }

  /** Balance of the network operator, €. */
  get networkOperator(): number {
    return this.#balanceOf(Institution.NetworkOperator);
  }

  /** Balance of the regulator's fund, €: penalties paid in, bonuses paid out. */
  get regulatorFund(): number {
    return this.#balanceOf(Institution.RegulatorFund);
  }

  /** Balance of the market operator, €: what buyers paid more than sellers got. */
  get marketOperator(): number {
    return this.#balanceOf(Institution.MarketOperator);
  }

  /** Balance of the supplier, €. */
  get supplier(): number {
    return this.#balanceOf(Institution.Supplier);
  }

  /** Balance of the distributor, €. */
  get distributor(): number {
    return this.#balanceOf(Institution.Distributor);
  }

  /** Balance of the state, €: system charges and taxes. */
  get state(): number {
    return this.#balanceOf(Institution.State);
  }

  /** Balance of GSE, €, mostly below 0. */
  get gse(): number {
    return this.#balanceOf(Institution.Gse);
  }

  /** All that the regulator's fund has received so far, €. */
  get fundTakenIn(): number {
    return this.#fundTakenIn;
  }

  /** All that the regulator's fund has paid so far, €. */
  get fundPaidOut(): number {
    return this.#fundTakenIn - this.regulatorFund;
  }

  /** Sum of what prosumers have from trades, €. */
  get community(): number {
    return sum(this.prosumers);
  }

  /** Sum of all that prosumers have, €: from trades, bills and the incentive. */
  get membersMoney(): number {
    return this.community + sum(this.bills) + sum(this.incentive);
  }

  /** As in `Postings`; a member's side is its account of trades. */
  post(from: number, to: number, eur: number): void {
    this.#post(this.prosumers, from, to, eur);
  }

  /** Takes postings whose member's side is another of its accounts. */
  of(account: "bills" | "incentive"): Postings {
    return this.#postings[account];
  }

  #post(members: Float64Array, from: number, to: number, eur: number): void {
    this.#add(members, from, -eur);
    this.#add(members, to, eur);
    if (from !== Institution.Clearing) this.#turnover += Math.abs(eur);
  }

  #add(members: Float64Array, party: number, eur: number): void {
    if (party >= 0) members[party] += eur;
    else this.#addTo(~party, eur);
    if (party === Institution.RegulatorFund && eur > 0) this.#fundTakenIn += eur;
  }

  /**
   * Adds to an institution's balance, which takes a posting from every member in every step: what
   * rounding cuts off is kept (Neumaier 1974, doi:10.1002/zamm.19740540106), else a year of postings
   * would not close.
   */
  #addTo(institution: number, eur: number): void {
    const before = this.#institutions[institution];
    const after = before + eur;
    this.#cutOff[institution] += Math.abs(before) >= Math.abs(eur)
      ? (before - after) + eur
      : (eur - after) + before;
    this.#institutions[institution] = after;
  }

  #balanceOf(institution: number): number {
    return this.#institutions[~institution] + this.#cutOff[~institution];
  }

  /** How far the accounts are from summing to 0, relative to what was moved; 0 or more. */
  get closingError(): number {
    const gap = Math.abs(this.#sum);
    return gap === 0 ? 0 : gap / this.#turnover;
  }

  get #sum(): number {
    return this.membersMoney + this.aggregator + this.networkOperator + this.regulatorFund +
      this.marketOperator + this.supplier + this.distributor + this.state + this.gse;
  }

  /**
   * Ends a step: checks that money is neither made nor lost.
   *
   * @throws {Error} If the accounts do not sum to 0 within 1e-9 of what the step moved, and the
   * rounding of all that was moved before.
   */
  closeStep(): void {
    const gap = this.#sum;
    const moved = this.#turnover - this.#turnoverBefore;
    this.#turnoverBefore = this.#turnover;
    if (Math.abs(gap) <= CLOSING_TOLERANCE * moved + ROUNDING * this.#turnover) return;
    throw new Error(
      `The accounts do not close: they must sum to 0 €, but sum to ${gap} € ` +
        `after a step that moved ${moved} €`,
    );
  }
}
