import { DUST_KWH, type Members } from "../../../community/mod.ts";
import { RankHeaps } from "./rank_heaps.ts";

const NOBODY = -1;

/**
 * The orders of one side that wait in the book of a continuous auction. Each waits for those of its own
 * neighbourhood, and for all others if its price is worth the network fee to it.
 */
export class RestingOrders {
  readonly #neighbourhood: Uint16Array;
  /** Rank of each order in the order of prices, by member, and the other way round. */
  readonly #rank: Uint32Array;
  readonly #member: Uint32Array;
  readonly #atHome: RankHeaps;
  readonly #abroad: RankHeaps;

  /** An empty book. */
  constructor({ size, neighbourhood, neighbourhoodNames }: Members) {
    this.#neighbourhood = neighbourhood;
    this.#rank = new Uint32Array(size);
    this.#member = new Uint32Array(size);
    const inhabitants = new Uint32Array(neighbourhoodNames.length);
    for (let i = 0; i < size; i++) inhabitants[neighbourhood[i]]++;
    this.#atHome = new RankHeaps(inhabitants);
    this.#abroad = new RankHeaps(Uint32Array.of(size));
  }

  /** Empties the book, for orders that come in this order of preference. */
  begin(members: Uint32Array): void {
    for (let rank = 0; rank < members.length; rank++) {
      this.#rank[members[rank]] = rank;
      this.#member[rank] = members[rank];
    }
    this.#atHome.clear();
    this.#abroad.clear();
  }

  /** Lets an order wait. */
  rest(member: number, goesAbroad: boolean): void {
    this.#atHome.push(this.#neighbourhood[member], this.#rank[member]);
    if (goesAbroad) this.#abroad.push(0, this.#rank[member]);
  }

  /** The best open order of a member's own neighbourhood; −1 for none. */
  bestAtHome(member: number, openKwh: Float64Array): number {
    const rank = this.#first(this.#atHome, this.#neighbourhood[member], openKwh);
    return rank === NOBODY ? NOBODY : this.#member[rank];
  }

  /** The best open order of other neighbourhoods, if it is better than any at home; −1 for none. */
  bestAbroad(member: number, openKwh: Float64Array): number {
    const abroad = this.#first(this.#abroad, 0, openKwh);
    if (abroad === NOBODY) return NOBODY;
    const atHome = this.#first(this.#atHome, this.#neighbourhood[member], openKwh);
    return atHome === NOBODY || abroad < atHome ? this.#member[abroad] : NOBODY;
  }

  #first(heaps: RankHeaps, heap: number, openKwh: Float64Array): number {
    let rank = heaps.first(heap);
    while (rank !== NOBODY && Math.abs(openKwh[this.#member[rank]]) < DUST_KWH) {
      heaps.pop(heap);
      rank = heaps.first(heap);
    }
    return rank;
  }
}
