import { AsciiWriter } from "../../ascii/mod.ts";
import { partyOf } from "../../market/parties.ts";
import type { TradeColumns } from "../../market/trades.ts";
import type { KeyRing } from "../format/keys.ts";
import { signatureOf, signedMessage, withSignatures } from "../format/signature.ts";
import { CanonicalTrades, MOST_BYTES_OF_TRADE } from "../format/transaction.ts";

/** Trades that stand together in a block. */
export interface Entries {
  /** Step of the scenario, from 0. */
  readonly step: number;
  /** Start of the step, Unix seconds. */
  readonly timestamp: number;
  /** In the order of the block. */
  readonly trades: TradeColumns;
}

/** Most trades of a slice, a power of two: so slices are full trees in the block's Merkle tree. */
export const ENTRIES_PER_SLICE = 1024;

/**
 * A block's trades, copied, in slices that can be hashed and signed apart.
 *
 * @returns Of {@linkcode ENTRIES_PER_SLICE} trades each, the last of what is left.
 */
export function slicesOf({ step, timestamp, trades }: Entries): Entries[] {
  const slices: Entries[] = [];
  for (let from = 0; from < trades.count; from += ENTRIES_PER_SLICE) {
    const to = Math.min(trades.count, from + ENTRIES_PER_SLICE);
    const columns = {
      count: to - from,
      sender: trades.sender.slice(from, to),
      receiver: trades.receiver.slice(from, to),
      amountKwh: trades.amountKwh.slice(from, to),
      eurPerKwh: trades.eurPerKwh.slice(from, to),
      type: trades.type.slice(from, to),
    };
    slices.push({ step, timestamp, trades: columns });
  }
  return slices;
}

/** The buffers of a slice's columns. */
export function buffersOf({ trades }: Entries): ArrayBuffer[] {
  const { sender, receiver, amountKwh, eurPerKwh, type } = trades;
  const columns = [sender, receiver, amountKwh, eurPerKwh, type];
  return columns.map(({ buffer }) => buffer as ArrayBuffer);
}

/** The canonical JSON of each trade of a slice. */
export function textsOf({ step, timestamp, trades }: Entries): string[] {
  const canonical = new CanonicalTrades(step, timestamp);
  const writer = new AsciiWriter(new Uint8Array(MOST_BYTES_OF_TRADE));
  const decoder = new TextDecoder();
  return Array.from({ length: trades.count }, (_, i) => {
    writer.at = 0;
    canonical.write(writer, trades, i);
    return decoder.decode(writer.bytes.subarray(0, writer.at));
  });
}

/**
 * A slice as the block's line holds it, signed by both parties of each trade.
 *
 * @param previousHash Hash of the block before.
 */
export function signedBytes(
  slice: Entries,
  previousHash: string,
  keys: KeyRing,
): Uint8Array<ArrayBuffer> {
  const { sender, receiver } = slice.trades;
  const signed = textsOf(slice).map((text, i) => {
    const message = signedMessage(previousHash, text);
    const senders = signatureOf(message, keys.of(partyOf(sender[i])));
    return withSignatures(text, [senders, signatureOf(message, keys.of(partyOf(receiver[i])))]);
  });
  return new TextEncoder().encode(signed.join(","));
}
