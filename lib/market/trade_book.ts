import { Institution } from "./parties.ts";
import { type TradeColumns, TradeType } from "./trades.ts";

/** The trades of the running step. Its columns are made once and used again every step. */
export class TradeBook implements TradeColumns {
  /** As in `TradeColumns`. */
  readonly sender: Int32Array;
  /** As in `TradeColumns`. */
  readonly receiver: Int32Array;
  /** As in `TradeColumns`. */
  readonly amountKwh: Float64Array;
  /** As in `TradeColumns`. */
  readonly eurPerKwh: Float64Array;
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

  /** Records that a seller delivers to a buyer at a price agreed between the two. */
  addP2P(seller: number, buyer: number, amountKwh: number, eurPerKwh: number): void {
    this.#add(seller, buyer, amountKwh, eurPerKwh, TradeType.P2P);
  }

  /** Records that the aggregator delivers to a buyer. */
  addGridBuy(buyer: number, amountKwh: number, eurPerKwh: number): void {
    this.#add(Institution.Aggregator, buyer, amountKwh, eurPerKwh, TradeType.GridBuy);
  }

  /** Records that a seller delivers to the aggregator. */
  addGridSell(seller: number, amountKwh: number, eurPerKwh: number): void {
    this.#add(seller, Institution.Aggregator, amountKwh, eurPerKwh, TradeType.GridSell);
  }

  #add(sender: number, receiver: number, amount: number, price: number, type: number): void {
    const at = this.#count;
    if (at === this.capacity) throw new RangeError(`The trade book is full: ${at} trades`);
    this.sender[at] = sender;
    this.receiver[at] = receiver;
    this.amountKwh[at] = amount;
    this.eurPerKwh[at] = price;
    this.type[at] = type;
    this.#count = at + 1;
  }
}
