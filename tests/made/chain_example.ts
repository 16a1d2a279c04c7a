import { blockText } from "../../lib/chain/block.ts";
import { Chain, type ChainSettings } from "../../lib/chain/chain.ts";
import {
  keysJson,
  parseKeys,
  type PublicKeys,
  type Validator,
} from "../../lib/chain/format/key_file.ts";
import { type TradeColumns, TradeType } from "../../lib/market/trades.ts";
import { randomStream, uniform, uniformInteger } from "../../lib/random.ts";
import { HOUR } from "../../lib/time.ts";

/** 2024-08-15 00:00 in Rome. */
export const EXAMPLE_START = 1723672800;

/** A chain as files hold it. */
export interface ExampleChain {
  readonly text: string;
  /** Of an unsigned chain, nobody's. */
  readonly keys: PublicKeys;
  readonly validators: readonly Validator[] | undefined;
  readonly keysText: string;
}

/** A chain of random trades, `tradesPerHour[k]` in hour k, among 20 prosumers. */
export async function exampleChain(
  tradesPerHour: readonly number[],
  settings: Partial<ChainSettings> & { readonly stepSeconds?: number } = {},
): Promise<ExampleChain> {
  const { stepSeconds = HOUR } = settings;
  using chain = await Chain.begin({
    seed: 7,
    difficulty: 2,
    miners: 10,
    start: EXAMPLE_START,
    signatures: true,
    prosumers: PROSUMERS,
    ...settings,
  });
  const blocks = tradesPerHour.map((count, step) => {
    const trades = randomTrades(step, count);
    return chain.append({ step, timestamp: EXAMPLE_START + step * stepSeconds, trades });
  });
  let text = blockText(chain.genesis);
  for (const block of await Promise.all(blocks)) {
    if (block) text += blockText(block);
  }
  const keysText = keysJson(await chain.publishedKeys());
  const nobody = { of: () => undefined, encoded: { aggregator: "", prosumers: [] } };
  const keys = chain.keys ? parseKeys(keysText) : nobody;
  return { text, keysText, keys, validators: chain.validators };
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
