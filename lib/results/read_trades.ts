import type { Transaction } from "../chain/mod.ts";
import { codeOf, tradeTypeNames } from "../market/mod.ts";
import type { TradeTable } from "./results.ts";

/**
 * Reads the trades from the blocks of a chain.jsonl.
 *
 * It takes the chain at its word; validating it is another matter.
 */
export async function readTrades(path: string): Promise<TradeTable> {
  const step: number[] = [];
  const sender: number[] = [];
  const receiver: number[] = [];
  const amountKwh: number[] = [];
  const eurPerKwh: number[] = [];
  const type: number[] = [];
  for await (const line of linesOf(path)) {
    const { transactions } = JSON.parse(line) as { transactions: Transaction[] };
    for (const trade of transactions) {
      step.push(trade.step);
      sender.push(codeOf(trade.sender));
      receiver.push(codeOf(trade.receiver));
      amountKwh.push(trade.amount);
      eurPerKwh.push(trade.price_per_kWh);
      type.push(tradeTypeNames.indexOf(trade.type));
    }
  }
  return {
    count: step.length,
    step: Int32Array.from(step),
    sender: Int32Array.from(sender),
    receiver: Int32Array.from(receiver),
    amountKwh: Float64Array.from(amountKwh),
    eurPerKwh: Float64Array.from(eurPerKwh),
    type: Uint8Array.from(type),
  };
}

/** The lines of a text file that are not empty, one after another. */
async function* linesOf(path: string): AsyncGenerator<string> {
  const file = await Deno.open(path);
  const pieces: string[] = [];
  for await (const chunk of file.readable.pipeThrough(new TextDecoderStream())) {
    let from = 0;
    for (let end = chunk.indexOf("\n"); end >= 0; end = chunk.indexOf("\n", from)) {
      pieces.push(chunk.slice(from, end));
      const line = pieces.join("");
      pieces.length = 0;
      if (line !== "") yield line;
      from = end + 1;
    }
    pieces.push(chunk.slice(from));
  }
  const last = pieces.join("");
  if (last !== "") yield last;
}
