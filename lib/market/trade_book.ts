import { Institution } from "./parties.ts";
import { type MarketTrades, TradeType } from "./trades.ts";

/** The trades of the running step. Its columns are made once and used again every step. */
export class TradeBook implements MarketTrades {
  /** As in `TradeColumns`. */
  readonly sender: Int32Array;
  /** As in `TradeColumns`. */
  readonly receiver: Int32Array;
  /** As in `TradeColumns`. */
  readonly amountKwh: Float64Array;
  /** As in `TradeColumns`. */
  readonly eurPerKwh: Float64Array;
  /** As in `MarketTrades`. */
  readonly sellersEurPerKwh: Float64Array;
  /** As in `TradeColumns`. */
  readonly type: Uint8Array;
  #count = 0;

  /**
   * An empty book.
   *
   * @param capacity The most trades that a step can have, see `ClearingMechanism.capacity`.
   */
  constructor(capacity: number) {
    this.sender = new Int32Array(capacity);
    this.receiver = new Int32Array(capacity);
    this.amountKwh = new Float64Array(capacity);
    this.eurPerKwh = new Float64Array(capacity);
    this.sellersEurPerKwh = new Float64Array(capacity);
    this.type = new Uint8Array(capacity);
  }

  /** The most trades that fit. */
  get capacity(): number {
    return this.type.length;
  }

  /** Trades so far this step. */
  get count(): number {
    return this.#count;
  }

  /** Forgets the trades of the step before. */
  clear(): void {
    this.#count = 0;
  }

  /**
   * Records that a seller delivers to a buyer.
   *
   * @param eurPerKwh What the buyer pays.
   * @param sellersEurPerKwh What the seller gets, if it is not the same.
   */
  addP2P(
    seller: number,
    buyer: number,
    amountKwh: number,
    eurPerKwh: number,
    sellersEurPerKwh: number = eurPerKwh,
  ): void {
    this.#add(seller, buyer, amountKwh, eurPerKwh, TradeType.P2P);
    this.sellersEurPerKwh[this.#count - 1] = sellersEurPerKwh;
  }

  /** Records that the aggregator delivers to a buyer. */
  addGridBuy(buyer: number, amountKwh: number, eurPerKwh: number): void {
    this.#add(Institution.Aggregator, buyer, amountKwh, eurPerKwh, TradeType.GridBuy);
  }

  /** Records that a seller delivers to the aggregator. */
  addGridSell(seller: number, amountKwh: number, eurPerKwh: number): void {
    this.#add(seller, Institution.Aggregator, amountKwh, eurPerKwh, TradeType.GridSell);
  }

  /** Records that the aggregator delivers what a member took beyond its contracts. */
  addShort(member: number, amountKwh: number, eurPerKwh: number): void {
    this.#add(Institution.Aggregator, member, amountKwh, eurPerKwh, TradeType.ImbalanceShort);
  }

  /** Records that the aggregator takes what a member left of its contracts. */
  addLong(member: number, amountKwh: number, eurPerKwh: number): void {
    this.#add(member, Institution.Aggregator, amountKwh, eurPerKwh, TradeType.ImbalanceLong);
  }

  /**
   * Keeps some of the trades, in their order, and forgets the others.
   *
   * @param isKept Asked once for each trade, by its place, before any later one moves.
   */
  keep(isKept: (trade: number) => boolean): void {
    let kept = 0;
    for (let t = 0; t < this.#count; t++) {
      if (!isKept(t)) continue;
      this.sender[kept] = this.sender[t];
      this.receiver[kept] = this.receiver[t];
      this.amountKwh[kept] = this.amountKwh[t];
      this.eurPerKwh[kept] = this.eurPerKwh[t];
      this.sellersEurPerKwh[kept] = this.sellersEurPerKwh[t];
      this.type[kept] = this.type[t];
      kept++;
    }
    this.#count = kept;
  }

  #add(sender: number, receiver: number, amount: number, price: number, type: number): void {
    const at = this.#count;
    if (at === this.capacity) throw new RangeError(`The trade book is full: ${at} trades`);
    this.sender[at] = sender;
    this.receiver[at] = receiver;
    this.amountKwh[at] = amount;
    this.eurPerKwh[at] = price;
    this.sellersEurPerKwh[at] = price;
    this.type[at] = type;
    this.#count = at + 1;
  }
}
