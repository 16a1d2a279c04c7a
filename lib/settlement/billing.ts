import type { Members } from "../community/mod.ts";
import { fixedPerYear, hoursOfYear, taxableKwh } from "../italy/mod.ts";
import { Institution, type RetailTerms } from "../market/mod.ts";
import { HOUR, type LocalSteps, localSteps, type Steps } from "../time.ts";
import type { Postings } from "./postings.ts";

const KWH_PER_MWH = 1000;

/** What each member had of the network in a step; entry i is member i's. */
export interface GridEnergy {
  /** Bought at λb, kWh. */
  readonly boughtKwh: Float64Array;
  /** Sold at λs, kWh. */
  readonly soldKwh: Float64Array;
  /** What that fetched at λs, €. */
  readonly soldEur: Float64Array;
}

/**
 * What a bill at retail has beside the price of a kWh: the yearly fixed parts, step by step; at the end of a
 * month what its excise differs from the excise in λb; at the end of a year what the guaranteed price of PV
 * adds to what energy fetched. Months and years that the run has in part count in part: the limits of
 * excise shrink with the month, the guaranteed price is compared over what there is of the year.
 */
export class Billing {
  readonly #retail: RetailTerms;
  readonly #calendar: LocalSteps;
  /** By member, € a year. */
  readonly #suppliersFixed: Float64Array;
  readonly #distributorsFixed: Float64Array;
  /** Of the running year, that a step is. */
  #share = NaN;
  #year = NaN;
  readonly #boughtKwh: Float64Array;
  readonly #soldKwh: Float64Array;
  readonly #soldEur: Float64Array;
  #monthsSteps = 0;
  #guaranteedEur = 0;

  /** Bills of no step yet. */
  constructor({ size, contractKw }: Members, retail: RetailTerms, steps: Steps) {
    this.#retail = retail;
    this.#calendar = localSteps(steps);
    this.#suppliersFixed = new Float64Array(size);
    this.#distributorsFixed = new Float64Array(size);
    for (let i = 0; i < size; i++) {
      const { supplier, distributor } = fixedPerYear(retail.figures, contractKw[i]);
      this.#suppliersFixed[i] = supplier;
      this.#distributorsFixed[i] = distributor;
    }
    this.#boughtKwh = new Float64Array(size);
    this.#soldKwh = new Float64Array(size);
    this.#soldEur = new Float64Array(size);
  }

  /** What the guaranteed price has added so far, €. */
  get guaranteedEur(): number {
    return this.#guaranteedEur;
  }

  /** Takes a step, the next one each time. */
  take(step: number, { boughtKwh, soldKwh, soldEur }: GridEnergy, postings: Postings): void {
    const { month, year, count, seconds } = this.#calendar;
    if (year[step] !== this.#year) {
      this.#year = year[step];
      this.#share = seconds / (hoursOfYear(this.#year) * HOUR);
    }
    this.#postFixed(postings);
    for (let i = 0; i < boughtKwh.length; i++) {
      this.#boughtKwh[i] += boughtKwh[i];
      this.#soldKwh[i] += soldKwh[i];
      this.#soldEur[i] += soldEur[i];
    }
    this.#monthsSteps++;
    const last = step === count - 1;
    if (last || month[step + 1] !== month[step]) this.#closeMonth(step, postings);
    if (last || year[step + 1] !== year[step]) this.#closeYear(postings);
  }

  #postFixed(postings: Postings): void {
    const { Supplier, Distributor, State } = Institution;
    for (let i = 0; i < this.#suppliersFixed.length; i++) {
      const supplier = this.#suppliersFixed[i] * this.#share;
      const distributor = this.#distributorsFixed[i] * this.#share;
      postings.post(i, Supplier, supplier, "fixed charges");
      postings.post(i, Distributor, distributor, "fixed charges");
      postings.post(i, State, this.#retail.vat[i] * (supplier + distributor), "taxes");
    }
  }

  #closeMonth(step: number, postings: Postings): void {
    const { year, month, seconds } = this.#calendar;
    const share = this.#monthsSteps * seconds / (hoursOfMonth(year[step], month[step]) * HOUR);
    const { figures, vat, excise, relieved } = this.#retail;
    for (let i = 0; i < this.#boughtKwh.length; i++) {
      const kwh = this.#boughtKwh[i];
      const due = figures.excise * taxableKwh(kwh, relieved[i] === 1, share);
      postings.post(i, Institution.State, (1 + vat[i]) * (due - excise[i] * kwh), "taxes");
    }
    this.#boughtKwh.fill(0);
    this.#monthsSteps = 0;
  }

  #closeYear(postings: Postings): void {
    const guaranteed = this.#retail.figures.pmg / KWH_PER_MWH;
    for (let i = 0; i < this.#soldKwh.length; i++) {
      const more = guaranteed * this.#soldKwh[i] - this.#soldEur[i];
      if (more <= 0) continue;
      postings.post(Institution.Gse, i, more, "guaranteed price");
      this.#guaranteedEur += more;
    }
    this.#soldKwh.fill(0);
    this.#soldEur.fill(0);
  }
}

/** By Rome's clock: the months in which it changes are an hour shorter and longer. */
function hoursOfMonth(year: number, month: number): number {
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  const [from, to] = [first, first.add({ months: 1 })].map((day) =>
    day.toZonedDateTime("Europe/Rome").epochMilliseconds
  );
  return (to - from) / (1000 * HOUR);
}
