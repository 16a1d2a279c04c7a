import { join } from "node:path";
import { consensusNamed, consensusRules } from "../chain/mod.ts";
import { TradeType } from "../market/mod.ts";
import { readResults, type Results } from "../results/mod.ts";
import { textTable } from "../text_table.ts";
import { formatInRome, startOfStep } from "../time.ts";

/** What of a block's line is shown. */
interface BlockLine {
  readonly timestamp: number;
  readonly miner: number;
  readonly nonce: number;
}

/**
 * A run step by step, a line each: market price, trades among peers, and who won the block with which
 * nonce after how many tries of all.
 *
 * @param folder Of the run's results.
 */
export async function stepTable(folder: string): Promise<string> {
  const results = await readResults(folder);
  const [, ...blocks] = (await Deno.readTextFile(join(folder, "chain.jsonl"))).trimEnd().split("\n")
    .map((line): BlockLine => JSON.parse(line));
  const blockAt = new Map(blocks.map((block) => [block.timestamp, block]));
  const consensus = consensusNamed(results.config.blockchain.consensus);
  const { words } = consensusRules[consensus];
  // Nonces are tried from 0 on, by whichever miner's turn it is: one tells the tries of all.
  const workOf = ({ nonce }: BlockLine) =>
    consensus === "proof-of-work" ? [String(nonce), String(nonce + 1)] : ["–", "–"];
  const { count, kwh } = peerTrades(results);
  const rows = Array.from(count, (trades, step) => {
    const start = startOfStep(results.calendar, step);
    const block = blockAt.get(start);
    return [
      formatInRome(start),
      results.marketPrice[step].toFixed(4),
      String(trades),
      kwh[step].toFixed(2),
      ...(block === undefined ? ["–", "–", "–"] : [String(block.miner), ...workOf(block)]),
    ];
  });
  const winner = words.node[0].toUpperCase() + words.node.slice(1);
  const header = ["From", "P, €/kWh", "P2P trades", "P2P, kWh", winner, "Nonce", "Tries"];
  return textTable(header, rows);
}

/** Trades among peers by step: their number and kWh. */
function peerTrades({ trades, steps }: Results): { count: Uint32Array; kwh: Float64Array } {
  const [count, kwh] = [new Uint32Array(steps), new Float64Array(steps)];
  for (let t = 0; t < trades.count; t++) {
    if (trades.type[t] !== TradeType.P2P) continue;
    count[trades.step[t]]++;
    kwh[trades.step[t]] += trades.amountKwh[t];
  }
  return { count, kwh };
}
