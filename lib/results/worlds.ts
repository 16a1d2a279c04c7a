import { TradeType } from "../market/mod.ts";
import { type Accounts, type Billing, gridEnergyOf, type Postings } from "../settlement/mod.ts";
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

/** What members would have had everyone only the aggregator, without penalties, €. */
export class AloneWorld {
  /** What they would have traded. */
  readonly #trades: Float64Array;
  readonly #billing: Billing | undefined;
  readonly #bills: MembersLedger;
  readonly #energy;

  /** Before a run's first step, which is not added yet. */
  constructor({ members: { size }, charges }: Pick<Step, "members" | "charges">) {
    this.#trades = new Float64Array(size);
    this.#billing = charges.otherBilling();
    this.#bills = new MembersLedger(size);
    this.#energy = gridEnergyOf(this.#billing === undefined ? 0 : size);
  }

  /** By member, trades and bills, €. */
  get money(): Float64Array {
    return this.#trades.map((eur, i) => eur + this.#bills.eur[i]);
  }

  /** By member, what it has of trades and bills beyond what it would have alone, €. */
  benefitsOf({ prosumers, bills }: Accounts): Float64Array {
    return prosumers.map((eur, i) => (eur - this.#trades[i]) + (bills[i] - this.#bills.eur[i]));
  }

  /** Takes a step: alone, a member would have the same contracts in sum, and the same imbalances. */
  add(
    { step, planned: { imbalanceKwh }, prices, actualPrices, trades }: Pick<
      Step,
      "step" | "planned" | "prices" | "actualPrices" | "trades"
    >,
  ): void {
    const { ask, pay } = prices;
    for (let i = 0; i < imbalanceKwh.length; i++) {
      const imbalance = imbalanceKwh[i];
      this.#trades[i] -= imbalance * (imbalance > 0 ? ask[i] : pay[i]);
    }
    for (let t = 0; t < trades.count; t++) {
      const value = trades.amountKwh[t] * trades.eurPerKwh[t];
      if (trades.type[t] === TradeType.ImbalanceShort) this.#trades[trades.receiver[t]] -= value;
      else if (trades.type[t] === TradeType.ImbalanceLong) this.#trades[trades.sender[t]] += value;
    }
    if (this.#billing === undefined) return;
    const { boughtKwh, soldKwh, soldEur } = this.#energy;
    for (let i = 0; i < imbalanceKwh.length; i++) {
      boughtKwh[i] = Math.max(0, imbalanceKwh[i]);
      soldKwh[i] = Math.max(0, -imbalanceKwh[i]);
      soldEur[i] = soldKwh[i] * pay[i];
    }
    for (let t = 0; t < trades.count; t++) {
      const kwh = trades.amountKwh[t];
      if (trades.type[t] === TradeType.ImbalanceShort) boughtKwh[trades.receiver[t]] += kwh;
      else if (trades.type[t] === TradeType.ImbalanceLong) {
        soldKwh[trades.sender[t]] += kwh;
        soldEur[trades.sender[t]] += kwh * actualPrices.pay[trades.sender[t]];
      }
    }
    this.#billing.take(step, this.#energy, this.#bills);
  }
}

/** What members would have without panels and battery: all they consume from the aggregator, €. */
export class WithoutPanelsWorld {
  readonly #trades: Float64Array;
  readonly #billing: Billing | undefined;
  readonly #bills: MembersLedger;
  readonly #energy;

  /** Before a run's first step, which is not added yet. */
  constructor({ members: { size }, charges }: Pick<Step, "members" | "charges">) {
    this.#trades = new Float64Array(size);
    this.#billing = charges.otherBilling();
    this.#bills = new MembersLedger(size);
    this.#energy = gridEnergyOf(this.#billing === undefined ? 0 : size);
  }

  /** By member, €. */
  get money(): Float64Array {
    return this.#trades.map((eur, i) => eur + this.#bills.eur[i]);
  }

  /** Takes a step, at the price that came. */
  add({ step, metered: { loadKwh }, actualPrices: { ask } }: Step): void {
    for (let i = 0; i < loadKwh.length; i++) this.#trades[i] -= loadKwh[i] * ask[i];
    if (this.#billing === undefined) return;
    this.#energy.boughtKwh.set(loadKwh);
    this.#billing.take(step, this.#energy, this.#bills);
  }
}
