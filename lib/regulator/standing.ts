/** What the regulator keeps of the members, a column per quantity; its audit writes it. */
export class Standing {
  /** Multiplier on P2P trades, 1 for none. */
  readonly bonus: Float64Array;
  /** Multiplier on grid purchases, 1 for none. */
  readonly penalty: Float64Array;
  /** 1 for a member who may not trade with peers in the coming step. */
  readonly barred: Uint8Array;
  /** Steps so far with at least one P2P trade. */
  readonly p2pExchanges: Uint32Array;
  /** Steps so far with at least one grid purchase. */
  readonly aggExchanges: Uint32Array;
  /** Steps with a grid purchase in a row. */
  readonly gridStreak: Uint32Array;
  /** Steps that a suspension still lasts. */
  readonly suspendedFor: Uint32Array;

  /** Members of whom nothing is known yet: multipliers 1, counters 0. */
  constructor(members: number) {
    this.bonus = new Float64Array(members).fill(1);
    this.penalty = new Float64Array(members).fill(1);
    this.barred = new Uint8Array(members);
    this.p2pExchanges = new Uint32Array(members);
    this.aggExchanges = new Uint32Array(members);
    this.gridStreak = new Uint32Array(members);
    this.suspendedFor = new Uint32Array(members);
  }
}
