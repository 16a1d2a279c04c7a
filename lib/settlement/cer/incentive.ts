import type { Members } from "../../community/mod.ts";
import { named } from "../../config/registry.ts";
import type { Config } from "../../config/settings.ts";
import { Institution } from "../../market/mod.ts";
import { memberKinds } from "../../member_kind.ts";
import { HOUR, type LocalSteps, localSteps, type Steps } from "../../time.ts";
import type { Postings } from "../postings.ts";
import { type Area, areas, grantReduction, premiumEurPerMwh } from "./premium.ts";
import { type SharedHour, type Split, splits } from "./splits.ts";
import { reserve, reservedShare } from "./threshold.ts";

const KWH_PER_MWH = 1000;
const BUSINESS = memberKinds.indexOf("business");

/** What the community has shared and got so far. */
export interface IncentiveTotals {
  /** Σ of what members fed in, kWh. */
  readonly injectedKwh: number;
  /** Σ E_h, kWh. */
  readonly sharedKwh: number;
  /** Premium, €. */
  readonly premiumEur: number;
  /** Refund of transmission on energy shared, €. */
  readonly refundEur: number;
  /** What of the premium went to social purposes, €. */
  readonly socialEur: number;
  /** By member, what others of the community used of what it fed in, kWh. */
  readonly sharedInjectedKwh: Float64Array;
  /** By member, what it used of what the community fed in, kWh. */
  readonly sharedWithdrawnKwh: Float64Array;
}

/**
 * The incentive of Italy's energy communities, beside the market. In each hour, and under each primary
 * substation, energy is shared as far as some feed in what others take: E_h = min(Σ fed in, Σ taken). For it
 * GSE pays a premium, by the plant's power and the zone's price, and refunds transmission. It
 * rests on meters alone: whom members traded with changes nothing.
 *
 * Where plants had a grant the premium is reduced, but not on what exempt members took: they are served
 * first, and only businesses are not exempt. A year's end, or the run's, settles, substation by substation,
 * what is reserved for members that are no businesses.
 */
export class Incentive {
  readonly #members: Members;
  readonly #calendar: LocalSteps;
  readonly #refund: number;
  readonly #area: Area;
  readonly #grantPercent: number;
  readonly #split: Split;
  readonly #bySubstation: readonly (readonly number[])[];
  readonly #isBusiness: Uint8Array;
  readonly #injectedKwh: Float64Array;
  readonly #withdrawnKwh: Float64Array;
  readonly #yearsPremiumEur: Float64Array;
  /** By primary substation, kWh of the year so far. */
  readonly #yearsSharedKwh: Float64Array;
  readonly #yearsInjectedKwh: Float64Array;
  readonly #total = { injectedKwh: 0, sharedKwh: 0, premiumEur: 0, refundEur: 0, socialEur: 0 };
  readonly #sharedInjectedKwh: Float64Array;
  readonly #sharedWithdrawnKwh: Float64Array;
  #zonalPrices = 0;
  #stepsOfHour = 0;

  /**
   * Before the first step.
   *
   * @param refundEurPerMwh TRAS_E.
   */
  constructor(
    members: Members,
    { area, grant_percent, split }: NonNullable<Config["cer"]>,
    refundEurPerMwh: number,
    steps: Steps,
  ) {
    const { size, substation, kind } = members;
    this.#members = members;
    this.#calendar = localSteps(steps);
    this.#refund = refundEurPerMwh;
    this.#area = named<Area>(areas, area);
    this.#grantPercent = grant_percent;
    this.#split = named(splits, split);
    const count = substation.reduce((most, number) => Math.max(most, number + 1), 0);
    const bySubstation: number[][] = Array.from({ length: count }, () => []);
    for (let i = 0; i < size; i++) if (substation[i] >= 0) bySubstation[substation[i]].push(i);
    this.#bySubstation = bySubstation;
    this.#yearsSharedKwh = new Float64Array(count);
    this.#yearsInjectedKwh = new Float64Array(count);
    this.#isBusiness = Uint8Array.from(kind, (code) => code === BUSINESS ? 1 : 0);
    this.#injectedKwh = new Float64Array(size);
    this.#withdrawnKwh = new Float64Array(size);
    this.#yearsPremiumEur = new Float64Array(size);
    this.#sharedInjectedKwh = new Float64Array(size);
    this.#sharedWithdrawnKwh = new Float64Array(size);
  }

  /** So far. */
  get totals(): IncentiveTotals {
    return {
      ...this.#total,
      sharedInjectedKwh: this.#sharedInjectedKwh,
      sharedWithdrawnKwh: this.#sharedWithdrawnKwh,
    };
  }

  /**
   * Takes a step, the next one each time; posts at the end of each hour.
   *
   * @param meteredKwh By member: > 0 taken from the network, < 0 fed in.
   * @param zonalPrice P_z as it came, €/kWh.
   */
  take(step: number, meteredKwh: Float64Array, zonalPrice: number, postings: Postings): void {
    for (let i = 0; i < meteredKwh.length; i++) {
      if (meteredKwh[i] > 0) this.#withdrawnKwh[i] += meteredKwh[i];
      else this.#injectedKwh[i] -= meteredKwh[i];
    }
    this.#zonalPrices += zonalPrice;
    this.#stepsOfHour++;
    const { seconds, count, year } = this.#calendar;
    if (this.#stepsOfHour * seconds < HOUR && step < count - 1) return;
    const price = this.#zonalPrices / this.#stepsOfHour * KWH_PER_MWH;
    for (let at = 0; at < this.#bySubstation.length; at++) this.#share(at, price, postings);
    this.#injectedKwh.fill(0);
    this.#withdrawnKwh.fill(0);
    this.#zonalPrices = 0;
    this.#stepsOfHour = 0;
    if (step === count - 1 || year[step + 1] !== year[step]) this.#closeYear(postings);
  }

  #share(substation: number, zonalPrice: number, postings: Postings): void {
    const members = this.#bySubstation[substation];
    let [injected, withdrawn, exempt, weighted] = [0, 0, 0, 0];
    for (const i of members) {
      injected += this.#injectedKwh[i];
      withdrawn += this.#withdrawnKwh[i];
      if (this.#isBusiness[i] === 0) exempt += this.#withdrawnKwh[i];
      const { pvCapacityKw } = this.#members;
      weighted += this.#injectedKwh[i] *
        premiumEurPerMwh(pvCapacityKw[i], zonalPrice, this.#area);
    }
    this.#yearsInjectedKwh[substation] += injected;
    this.#total.injectedKwh += injected;
    const shared = Math.min(injected, withdrawn);
    if (shared <= 0) return;
    const reduced = 1 - Math.min(shared, exempt) / shared;
    const perMwh = weighted / injected * (1 - grantReduction(this.#grantPercent) * reduced);
    const premium = shared * perMwh / KWH_PER_MWH;
    const refund = shared * this.#refund / KWH_PER_MWH;
    this.#yearsSharedKwh[substation] += shared;
    this.#total.sharedKwh += shared;
    this.#total.premiumEur += premium;
    this.#total.refundEur += refund;
    this.#pay(premium, refund, shared, {
      members,
      injectedKwh: this.#injectedKwh,
      withdrawnKwh: this.#withdrawnKwh,
      injected,
      withdrawn,
    }, postings);
  }

  #pay(
    premium: number,
    refund: number,
    shared: number,
    hour: SharedHour,
    postings: Postings,
  ): void {
    for (const i of hour.members) {
      const share = this.#split.share(i, hour);
      this.#sharedInjectedKwh[i] += shared * hour.injectedKwh[i] / hour.injected;
      this.#sharedWithdrawnKwh[i] += shared * hour.withdrawnKwh[i] / hour.withdrawn;
      if (share === 0) continue;
      this.#yearsPremiumEur[i] += premium * share;
      postings.post(Institution.Gse, i, premium * share, "premium");
      postings.post(Institution.Gse, i, refund * share, "refund");
    }
  }

  #closeYear(postings: Postings): void {
    for (const [substation, members] of this.#bySubstation.entries()) {
      const share = reservedShare(
        this.#yearsSharedKwh[substation],
        this.#yearsInjectedKwh[substation],
        this.#grantPercent,
      );
      const { changes, leftOver } = reserve(
        members,
        this.#yearsPremiumEur,
        this.#isBusiness,
        share,
      );
      for (const [k, i] of members.entries()) {
        postings.post(Institution.Clearing, i, changes[k], "threshold");
      }
      postings.post(Institution.Clearing, Institution.State, leftOver, "social purposes");
      this.#total.socialEur += leftOver;
    }
    this.#yearsPremiumEur.fill(0);
    this.#yearsSharedKwh.fill(0);
    this.#yearsInjectedKwh.fill(0);
  }
}
