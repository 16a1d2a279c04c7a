import { blockLine } from "../../lib/chain/block.ts";
import { Chain, type ChainSettings } from "../../lib/chain/chain.ts";
import { keysJson, parseKeys, type PublicKeys } from "../../lib/chain/format/keys.ts";
import { type TradeColumns, TradeType } from "../../lib/market/trades.ts";
import { randomStream, uniform, uniformInteger } from "../../lib/random.ts";
import { HOUR } from "../../lib/time.ts";

/** 2024-08-15 00:00 in Rome. */
export const EXAMPLE_START = 1723672800;

/** A chain as files hold it. */
export interface ExampleChain {
  readonly text: string;
  readonly keys: PublicKeys;
  readonly keysText: string;
}

/** A chain of random trades, `tradesPerHour[k]` in hour k, among 20 prosumers. */
export async function exampleChain(
  tradesPerHour: readonly number[],
  settings: Partial<ChainSettings> = {},
): Promise<ExampleChain> {
  using chain = await Chain.begin({
    seed: 7,
    difficulty: 2,
    miners: 10,
    start: EXAMPLE_START,
    signatures: true,
    ...settings,
  });
  let text = [...blockLine(chain.genesis)].join("");
  for (const [step, count] of tradesPerHour.entries()) {
    const trades = randomTrades(step, count);
    const timestamp = EXAMPLE_START + step * HOUR;
    const block = await chain.append({ step, timestamp, trades });
    if (block) text += [...blockLine(block)].join("");
  }
  const keysText = chain.keys ? keysJson(chain.keys, PROSUMERS) : "";
  return { text, keysText, keys: chain.keys ? parseKeys(keysText) : { of: () => undefined } };
}

const PROSUMERS = 20;

/** Trades of every type between random parties. */
export function randomTrades(step: number, count: number, prosumers = PROSUMERS): TradeColumns {
  const stream = randomStream(1, "example trades", step);
  const trades = {
    count,
    sender: new Int32Array(count),
    receiver: new Int32Array(count),
    amountKwh: Float64Array.from({ length: count }, () => uniform(stream, 0.01, 2)),
    eurPerKwh: Float64Array.from({ length: count }, () => uniform(stream, 0.05, 0.2)),
    type: Uint8Array.from({ length: count }, () => uniformInteger(stream, 0, 2)),
  };
  for (let i = 0; i < count; i++) {
    const one = uniformInteger(stream, 0, prosumers - 1);
    const other = (one + uniformInteger(stream, 1, prosumers - 1)) % prosumers;
    trades.sender[i] = trades.type[i] === TradeType.GridBuy ? -1 : one;
    trades.receiver[i] = trades.type[i] === TradeType.GridSell ? -1 : other;
  }
  return trades;
}
