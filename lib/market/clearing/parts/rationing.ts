/** Holds back a part of what members have open while the rest is paired. */
export class Rationing {
  readonly #heldBackKwh: Float64Array;

  /** Nothing held back yet, of so many members. */
  constructor(members: number) {
    this.#heldBackKwh = new Float64Array(members);
  }

  /**
   * Leaves a member only so much to trade.
   *
   * @param allottedKwh With the sign of what is open, and no more than that.
   */
  allot(openKwh: Float64Array, member: number, allottedKwh: number): void {
    this.#heldBackKwh[member] = openKwh[member] - allottedKwh;
    openKwh[member] = allottedKwh;
  }

  /** Gives back what was held back of each of these members. */
  giveBack(openKwh: Float64Array, members: Uint32Array): void {
    for (let k = 0; k < members.length; k++) {
      const member = members[k];
      openKwh[member] += this.#heldBackKwh[member];
      this.#heldBackKwh[member] = 0;
    }
  }
}
