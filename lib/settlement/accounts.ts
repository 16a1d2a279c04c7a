import { Institution } from "../market/mod.ts";
import type { Postings } from "./postings.ts";

/** How far books may be from zero, relative to what was moved. */
export const CLOSING_TOLERANCE = 1e-9;

/** Rounding of a sum of doubles, relative to what was added up. */
const ROUNDING = 1e-14;

/**
 * The money of everyone, €: members, aggregator, network operator, regulator fund. All start at 0
 * and may go negative. The accounts only post: what is owed for what, the rules of settlement say.
 *
 * What one account loses another gains. So what can be wrong is that the clearing account, through
 * which money passes that several parties share, keeps something: then the others do not sum to 0.
 */
export class Accounts implements Postings {
  /** Balance by prosumer, €. */
  readonly prosumers: Float64Array;
  /** Balances of the institutions, by `~code`. */
  readonly #institutions = new Float64Array(4);
  #fundTakenIn = 0;
  /** What was moved so far, €: all postings without their signs, what passes through clearing once. */
  #turnover = 0;
  /** What had been moved before the running step, €. */
  #turnoverBefore = 0;

  /** Opens the accounts of so many prosumers and the institutions, each with 0 €. */
  constructor(prosumers: number) {
    this.prosumers = new Float64Array(prosumers);
  }

  /** Balance of the aggregator, €. */
  get aggregator(): number {
    return this.#institutions[~Institution.Aggregator];
  }

  /** Balance of the network operator, €. */
  get networkOperator(): number {
    return this.#institutions[~Institution.NetworkOperator];
  }

  /** Balance of the regulator's fund, €: penalties paid in, bonuses paid out. */
  get regulatorFund(): number {
    return this.#institutions[~Institution.RegulatorFund];
  }

  /** All that the regulator's fund has received so far, €. */
  get fundTakenIn(): number {
    return this.#fundTakenIn;
  }

  /** All that the regulator's fund has paid so far, €. */
  get fundPaidOut(): number {
    return this.#fundTakenIn - this.regulatorFund;
  }

  /** Sum of the prosumers' balances, €. */
  get community(): number {
    let sum = 0;
    for (let i = 0; i < this.prosumers.length; i++) sum += this.prosumers[i];
    return sum;
  }

  /** As in `Postings`. */
  post(from: number, to: number, eur: number): void {
    this.#add(from, -eur);
    this.#add(to, eur);
    if (from !== Institution.Clearing) this.#turnover += Math.abs(eur);
  }

  #add(party: number, eur: number): void {
    if (party >= 0) this.prosumers[party] += eur;
    else this.#institutions[~party] += eur;
    if (party === Institution.RegulatorFund && eur > 0) this.#fundTakenIn += eur;
  }

  /** How far the accounts are from summing to 0, relative to what was moved; 0 or more. */
  get closingError(): number {
    const sum = Math.abs(this.#sum);
    return sum === 0 ? 0 : sum / this.#turnover;
  }

  get #sum(): number {
    return this.community + this.aggregator + this.networkOperator + this.regulatorFund;
  }

  /**
   * Ends a step: checks that money is neither made nor lost.
   *
   * @throws {Error} If the accounts do not sum to 0 within 1e-9 of what the step moved, and the
   * rounding of all that was moved before.
   */
  closeStep(): void {
    const sum = this.#sum;
    const moved = this.#turnover - this.#turnoverBefore;
    this.#turnoverBefore = this.#turnover;
    if (Math.abs(sum) <= CLOSING_TOLERANCE * moved + ROUNDING * this.#turnover) return;
    throw new Error(
      `The accounts do not close: they must sum to 0 €, but sum to ${sum} € ` +
        `after a step that moved ${moved} €`,
    );
  }
}
