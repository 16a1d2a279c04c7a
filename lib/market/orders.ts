/** The members' orders of the running step, as columns; each step overwrites the one before. */
export class Orders {
  /** What is still to be traded, kWh: > 0 to buy, < 0 to sell. */
  readonly openKwh: Float64Array;
  /** The bid or ask, €/kWh; NaN for a member with nothing to trade. */
  readonly quote: Float64Array;
  /**
   * The most that a buyer pays, the least that a seller takes, fees among peers counted, €/kWh;
   * ±Infinity for members who do not compare.
   */
  readonly reservation: Float64Array;

  /** No orders yet, of so many members. */
  constructor(members: number) {
    this.openKwh = new Float64Array(members);
    this.quote = new Float64Array(members).fill(NaN);
    this.reservation = new Float64Array(members).fill(NaN);
  }
}
