import { InputError } from "../input_error.ts";
import {
  AGGREGATOR,
  codeOf,
  type Party,
  partyOf,
  type TradeColumns,
  tradeTypeNames,
} from "../market/mod.ts";

/** A trade as a row, for people to read. */
export interface TradeRow {
  /** Who delivers: a prosumer's id, or `Aggregator`. */
  readonly seller: string;
  /** Who takes: a prosumer's id, or `Aggregator`. */
  readonly buyer: string;
  /** Energy, kWh. */
  readonly energyKwh: number;
  /** Price before network fee and bonuses, €/kWh; for a grid purchase what the buyer pays. */
  readonly eurPerKwh: number;
  /** `P2P`, `GRID_buy` or `GRID_sell`. */
  readonly type: string;
}

/** The trades of an hour as rows, in their order. */
export function tradeRows(trades: TradeColumns): TradeRow[] {
  return Array.from({ length: trades.count }, (_, t) => ({
    seller: String(partyOf(trades.sender[t])),
    buyer: String(partyOf(trades.receiver[t])),
    energyKwh: trades.amountKwh[t],
    eurPerKwh: trades.eurPerKwh[t],
    type: tradeTypeNames[trades.type[t]],
  }));
}

/**
 * Trades made up by hand in columns, as an hour of the simulation has them.
 *
 * @throws {InputError} If a type is none of a trade, or a party is neither a prosumer's id nor
 * `Aggregator`.
 */
export function tradeColumns(rows: readonly TradeRow[]): TradeColumns {
  return {
    count: rows.length,
    sender: Int32Array.from(rows, ({ seller }) => codeOf(partyNamed(seller))),
    receiver: Int32Array.from(rows, ({ buyer }) => codeOf(partyNamed(buyer))),
    amountKwh: Float64Array.from(rows, ({ energyKwh }) => energyKwh),
    eurPerKwh: Float64Array.from(rows, ({ eurPerKwh }) => eurPerKwh),
    type: Uint8Array.from(rows, ({ type }) => typeNamed(type)),
  };
}

function partyNamed(name: string): Party {
  if (name === AGGREGATOR) return AGGREGATOR;
  if (/^\d+$/.test(name)) return Number(name);
  throw new InputError(`A party of a trade is a prosumer's id or "${AGGREGATOR}", found "${name}"`);
}

function typeNamed(name: string): number {
  const type = (tradeTypeNames as readonly string[]).indexOf(name);
  if (type >= 0) return type;
  throw new InputError(`A trade is one of ${tradeTypeNames.join(", ")}, found "${name}"`);
}
