import { DUST_KWH, type Members } from "../community/mod.ts";
import type { Tariff } from "./tariff.ts";
import { type TradeColumns, TradeType } from "./trades.ts";

/** What a kWh is worth, by member, €/kWh: λb and λs, or what members quote. */
export interface Valuation {
  /** To a member that has to buy. */
  readonly value: Float64Array;
  /** To a member that has to sell: what it could have instead. */
  readonly cost: Float64Array;
}

/**
 * Welfare of some P2P trades, €: Σ q(value of the buyer − cost of the seller), less the network fee on
 * pairs of different neighbourhoods.
 *
 * It depends on who delivers to whom alone: the price only splits it. So the fee is counted on the
 * middle of value and cost, 2f·q·(value + cost)/2, not on the price that the pair has agreed on.
 */
export function welfareOf(
  { count, type, sender, receiver, amountKwh }: TradeColumns,
  { value, cost }: Valuation,
  tariff: Pick<Tariff, "networkFee">,
): number {
  let sum = 0;
  for (let t = 0; t < count; t++) {
    if (type[t] !== TradeType.P2P) continue;
    const [seller, buyer] = [sender[t], receiver[t]];
    const fee = tariff.networkFee(seller, buyer);
    sum += amountKwh[t] * (value[buyer] * (1 - fee) - cost[seller] * (1 + fee));
  }
  return sum;
}

/** Halvings, as it were, of the range in which the price of energy from elsewhere is looked for. */
const SECTIONS = 72;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * The greatest welfare that members could have by trading with each other: a transport problem, of which
 * a pair within a neighbourhood gains value − cost per kWh and one across value(1 − f) − cost(1 + f), as
 * in {@linkcode welfareOf}.
 *
 * - Where all values are the same and all costs are, as with the aggregator's prices, in linear time:
 *   energy is traded at home as far as it goes, then across if that is worth the fee (and first across
 *   where a negative price makes the fee a gift).
 * - Without a fee the best bid is served by the best ask until they no longer meet, which is optimal (an
 *   exchange argument: any other plan can be changed into this one without loss). n log n.
 * - Else by the dual problem. With μ the price of energy from elsewhere, Σ q·max(0, value(1 − f) − μ) +
 *   Σ q·max(0, μ − cost(1 + f)) plus, in each neighbourhood, what its own market gains at values
 *   min(value, f·value + μ) and costs max(cost, μ − f·cost), is an upper bound for every μ, convex in
 *   μ, and its least is the optimum (strong duality). Golden sections find it, each n log n, to about
 *   1e-12 of the energy's value. Where value + cost < 0 the fee is a gift even to a pair at home, which
 *   the dual does not forbid: there it is an upper bound.
 *
 * Columns are made once.
 */
export class WelfareOptimum {
  readonly #neighbourhood: Uint16Array;
  readonly #homes: number;
  readonly #buyers: Uint32Array;
  readonly #sellers: Uint32Array;
  readonly #value: Float64Array;
  readonly #cost: Float64Array;
  readonly #surplus: Float64Array;
  readonly #deficit: Float64Array;

  /** For these members. */
  constructor({ size, neighbourhood, neighbourhoodNames }: Members) {
    this.#neighbourhood = neighbourhood;
    this.#homes = neighbourhoodNames.length;
    this.#buyers = new Uint32Array(size);
    this.#sellers = new Uint32Array(size);
    this.#value = new Float64Array(size);
    this.#cost = new Float64Array(size);
    this.#surplus = new Float64Array(this.#homes);
    this.#deficit = new Float64Array(this.#homes);
  }

  /**
   * The optimum, €.
   *
   * @param openKwh What each member has to trade: > 0 to buy, < 0 to sell.
   * @param fee f across neighbourhoods.
   */
  of(openKwh: Float64Array, valuation: Valuation, fee: number): number {
    let b = 0;
    let s = 0;
    for (let i = 0; i < openKwh.length; i++) {
      if (openKwh[i] >= DUST_KWH) this.#buyers[b++] = i;
      else if (openKwh[i] <= -DUST_KWH) this.#sellers[s++] = i;
    }
    if (b === 0 || s === 0) return 0;
    const buyers = this.#buyers.subarray(0, b);
    const sellers = this.#sellers.subarray(0, s);
    if (isConstant(valuation.value, buyers) && isConstant(valuation.cost, sellers)) {
      const value = valuation.value[buyers[0]];
      const cost = valuation.cost[sellers[0]];
      return this.#ofOnePrice(openKwh, value - cost, value * (1 - fee) - cost * (1 + fee));
    }
    if (fee === 0) {
      return this.#ofMarket(openKwh, buyers, sellers, valuation, () => 0);
    }
    return this.#ofDual(openKwh, buyers, sellers, valuation, fee);
  }

  /** All pairs at home gain the same, and all across. */
  #ofOnePrice(openKwh: Float64Array, atHome: number, across: number): number {
    this.#surplus.fill(0);
    this.#deficit.fill(0);
    for (let i = 0; i < openKwh.length; i++) {
      const open = openKwh[i];
      if (open >= DUST_KWH) this.#deficit[this.#neighbourhood[i]] += open;
      else if (open <= -DUST_KWH) this.#surplus[this.#neighbourhood[i]] -= open;
    }
    let supply = 0;
    let demand = 0;
    let home = 0;
    let largest = 0;
    for (let k = 0; k < this.#homes; k++) {
      supply += this.#surplus[k];
      demand += this.#deficit[k];
      home += Math.min(this.#surplus[k], this.#deficit[k]);
      largest = Math.max(largest, this.#surplus[k] + this.#deficit[k]);
    }
    const feasible = Math.min(supply, demand);
    if (across <= atHome) {
      return Math.max(0, atHome) * home + Math.max(0, across) * Math.max(0, feasible - home);
    }
    const most = Math.max(0, Math.min(feasible, supply + demand - largest));
    return Math.max(0, across) * most + Math.max(0, atHome) * (feasible - most);
  }

  #ofDual(
    openKwh: Float64Array,
    buyers: Uint32Array,
    sellers: Uint32Array,
    { value, cost }: Valuation,
    fee: number,
  ): number {
    let low = Infinity;
    let high = -Infinity;
    for (const i of buyers) [low, high] = widened(low, high, value[i] * (1 - fee));
    for (const j of sellers) [low, high] = widened(low, high, cost[j] * (1 + fee));
    const homeOf = (member: number) => this.#neighbourhood[member];
    const bound = (mu: number) => {
      let sum = 0;
      for (const i of buyers) {
        sum += openKwh[i] * Math.max(0, value[i] * (1 - fee) - mu);
        this.#value[i] = Math.min(value[i], fee * value[i] + mu);
      }
      for (const j of sellers) {
        sum -= openKwh[j] * Math.max(0, mu - cost[j] * (1 + fee));
        this.#cost[j] = Math.max(cost[j], mu - fee * cost[j]);
      }
      const modified = { value: this.#value, cost: this.#cost };
      return sum + this.#ofMarket(openKwh, buyers, sellers, modified, homeOf);
    };
    return leastOf(bound, low, high);
  }

  /** What markets gain, one for each group of members, by serving the best bid with the best ask. */
  #ofMarket(
    openKwh: Float64Array,
    buyers: Uint32Array,
    sellers: Uint32Array,
    { value, cost }: Valuation,
    groupOf: (member: number) => number,
  ): number {
    buyers.sort((a, b) => groupOf(a) - groupOf(b) || value[b] - value[a]);
    sellers.sort((a, b) => groupOf(a) - groupOf(b) || cost[a] - cost[b]);
    let gain = 0;
    let b = 0;
    let s = 0;
    let wanted = openKwh[buyers[0]];
    let offered = -openKwh[sellers[0]];
    while (b < buyers.length && s < sellers.length) {
      const [buyer, seller] = [buyers[b], sellers[s]];
      const apart = groupOf(buyer) - groupOf(seller);
      const perKwh = value[buyer] - cost[seller];
      const amount = apart === 0 && perKwh > 0 ? Math.min(wanted, offered) : 0;
      gain += amount * perKwh;
      wanted -= amount;
      offered -= amount;
      const done = apart === 0 && perKwh <= 0;
      if (apart < 0 || done || wanted <= 0) wanted = openKwh[buyers[++b]];
      if (apart > 0 || done || offered <= 0) offered = -openKwh[sellers[++s]];
    }
    return gain;
  }
}

function isConstant(column: Float64Array, members: Uint32Array): boolean {
  for (let k = 1; k < members.length; k++) {
    if (column[members[k]] !== column[members[0]]) return false;
  }
  return true;
}

function widened(low: number, high: number, value: number): [number, number] {
  return [Math.min(low, value), Math.max(high, value)];
}

/** The least value of a convex function in a range (golden section search, Kiefer 1953). */
function leastOf(convex: (x: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  let [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
  let [atLeft, atRight] = [convex(left), convex(right)];
  let least = Math.min(convex(low), convex(high), atLeft, atRight);
  for (let k = 0; k < SECTIONS && low < high; k++) {
    if (atLeft <= atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - GOLDEN * (high - low);
      atLeft = convex(left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + GOLDEN * (high - low);
      atRight = convex(right);
    }
    least = Math.min(least, atLeft, atRight);
  }
  return least;
}
