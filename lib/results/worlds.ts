import { DUST_KWH } from "../community/mod.ts";
import {
  type Accounts,
  type Billing,
  directionOf,
  gridEnergyOf,
  type Postings,
} from "../settlement/mod.ts";
import type { Step } from "../simulation.ts";

/** Takes postings to and from members alone. */
class MembersLedger implements Postings {
  readonly eur: Float64Array;

  constructor(members: number) {
    this.eur = new Float64Array(members);
  }

  post(from: number, to: number, eur: number): void {
    if (from >= 0) this.eur[from] -= eur;
    if (to >= 0) this.eur[to] += eur;
  }
}

/** What members would contract, and what their meters would say, in a world of their own. */
interface Needs {
  /** By member, c, kWh: > 0 bought. */
  readonly contracted: Float64Array;
  /** By member, m, kWh. */
  readonly metered: Float64Array;
}

/**
 * What members would have had everyone only the aggregator, without penalties, €: all that a member
 * needs by its forecast is contracted at λb and λs, and what its meter differs from that is settled at
 * the imbalance prices of the run.
 */
class AggregatorWorld {
  readonly #trades: Float64Array;
  readonly #billing: Billing | undefined;
  readonly #bills: MembersLedger;
  readonly #energy;
  readonly #needsOf: (step: Step) => Needs;

  /**
   * Before a run's first step, which is not added yet.
   *
   * @param needsOf What members would need in a step.
   */
  constructor({ members: { size }, charges }: Step, needsOf: (step: Step) => Needs) {
    this.#trades = new Float64Array(size);
    this.#billing = charges.otherBilling();
    this.#bills = new MembersLedger(size);
    this.#energy = gridEnergyOf(this.#billing === undefined ? 0 : size);
    this.#needsOf = needsOf;
  }

  /** By member, trades and bills, €. */
  get money(): Float64Array {
    return this.#trades.map((eur, i) => eur + this.#bills.eur[i]);
  }

  /** By member, what it has of trades and bills beyond what it would have here, €. */
  benefitsOf({ prosumers, bills }: Accounts): Float64Array {
    return prosumers.map((eur, i) => (eur - this.#trades[i]) + (bills[i] - this.#bills.eur[i]));
  }

  /** Takes a step, the next one each time. */
  add(step: Step): void {
    const needs = this.#needsOf(step);
    this.#trade(needs, step);
    if (this.#billing === undefined) return;
    this.#count(needs, step);
    this.#billing.take(step.step, this.#energy, this.#bills);
  }

  #trade({ contracted, metered }: Needs, step: Step): void {
    const { prices: { ask, pay }, imbalances } = step;
    for (let i = 0; i < contracted.length; i++) {
      const kwh = contracted[i];
      this.#trades[i] -= kwh * (kwh > 0 ? ask[i] : pay[i]);
    }
    if (imbalances === undefined) return;
    const { pricing, actualPrice, prices, spread } = imbalances;
    const direction = directionOf(step.metered.imbalanceKwh, step.planned.imbalanceKwh);
    for (let i = 0; i < contracted.length; i++) {
      const delta = metered[i] - contracted[i];
      if (Math.abs(delta) < DUST_KWH) continue;
      const price = pricing[delta > 0 ? "short" : "long"](
        i,
        actualPrice,
        prices,
        spread,
        direction,
      );
      this.#trades[i] -= delta * price;
    }
  }

  #count({ contracted, metered }: Needs, { prices, actualPrices }: Step): void {
    const { boughtKwh, soldKwh, soldEur } = this.#energy;
    for (let i = 0; i < contracted.length; i++) {
      const delta = metered[i] - contracted[i];
      const [short, long] = Math.abs(delta) < DUST_KWH
        ? [0, 0]
        : [Math.max(0, delta), Math.max(0, -delta)];
      const sold = Math.max(0, -contracted[i]);
      boughtKwh[i] = Math.max(0, contracted[i]) + short;
      soldKwh[i] = sold + long;
      soldEur[i] = sold * prices.pay[i] + long * actualPrices.pay[i];
    }
  }
}

/** What members would have alone: panels and batteries as they are, the same contracts in sum. */
export class AloneWorld extends AggregatorWorld {
  /** Before a run's first step, which is not added yet. */
  constructor(first: Step) {
    super(first, ({ planned, metered }) => ({
      contracted: planned.imbalanceKwh,
      metered: metered.imbalanceKwh,
    }));
  }
}

/**
 * What members would have alone and without panels and battery: the load they expect is contracted at
 * the same prices, and what it then differs is settled as in the run.
 */
export class WithoutPanelsWorld extends AggregatorWorld {
  /** Before a run's first step, which is not added yet. */
  constructor(first: Step) {
    super(first, ({ planned, metered }) => ({
      contracted: planned.loadKwh,
      metered: metered.loadKwh,
    }));
  }
}
