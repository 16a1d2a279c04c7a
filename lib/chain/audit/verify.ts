import { type AuditedBlock, type AuditSummary, ChainAudit } from "./audit.ts";
import { ChainFault } from "./fault.ts";
import type { ConsensusName } from "../consensus/mod.ts";
import type { PublicKeys, Validator } from "../format/key_file.ts";
import { ParallelSignatures } from "./parallel_signatures.ts";
import type { CanonicalTransaction } from "./listed_trades.ts";
import { Reconciliation, type SettlementTerms } from "./reconciliation.ts";
import { type SettlementStep, settlementSteps } from "./settlement_file.ts";

/** A settlement to compare a chain with. */
export interface Settlement extends SettlementTerms {
  /** The text of `prosumer_stats.csv`, in any pieces. */
  readonly text: AsyncIterable<string>;
}

/** What is asked of a chain besides being valid in itself. */
export interface VerifyOptions {
  /** With them, every transaction must be signed by both parties. */
  readonly keys?: PublicKeys | undefined;
  /** With them, the draws of a chain by proof of stake are repeated and its seals checked. */
  readonly validators?: readonly Validator[] | undefined;
  /** By which consensus it must have been made; what its genesis block says by default. */
  readonly consensus?: ConsensusName | undefined;
  /** Length of a step, s; what the chain's trades say by default. */
  readonly stepSeconds?: number | undefined;
  /**
   * Threads that check signatures, one per core by default; 0 for none. Their number never changes
   * what is found.
   */
  readonly threads?: number;
  /** With it, every trade and balance must agree. */
  readonly settlement?: Settlement | undefined;
  /** Told of the size of each chunk once it is read. */
  readonly onBytes?: (count: number) => void;
}

/** What a valid chain holds. */
export interface VerifySummary extends AuditSummary {
  /** Steps of the settlement that agree, 0 without one. */
  readonly settledSteps: number;
}

/**
 * Replays a chain from its file, holding one block at a time at most.
 *
 * @param chunks The file's bytes, in any pieces.
 * @throws {ChainFault} At the first fault of the chain, or of the settlement.
 */
export async function verifyChain(
  chunks: AsyncIterable<Uint8Array>,
  options: VerifyOptions = {},
): Promise<VerifySummary> {
  const { keys, settlement, onBytes = () => {}, threads = navigator.hardwareConcurrency } = options;
  const comparison = settlement && new SettlementComparison(settlement);
  /** By block. */
  const trades = new Map<number, CanonicalTransaction[]>();
  using signatures = keys && new ParallelSignatures(keys, threads);
  const audit = new ChainAudit({
    ...options,
    signatures,
    ...(comparison && { onTransaction: ({ header }, trade) => push(trades, header.index, trade) }),
  });
  try {
    for await (const chunk of chunks) {
      for (const block of audit.take(LATIN1.decode(chunk))) {
        await comparison?.takeBlock(block, trades.get(block.header.index) ?? []);
        trades.delete(block.header.index);
      }
      await signatures?.keepUp();
      onBytes(chunk.length);
    }
    const summary = audit.finish();
    const settledSteps = await comparison?.finish() ?? 0;
    await signatures?.finish();
    return { ...summary, settledSteps };
  } catch (fault) {
    // A false signature before this fault is the first fault.
    if (fault instanceof ChainFault) await signatures?.finish();
    throw fault;
  }
}

/** Each byte a character: a chain is ASCII, and other bytes are found out as faults. */
const LATIN1 = new TextDecoder("latin1");

/** Walks through a settlement beside the chain, which skips steps without trades. */
class SettlementComparison {
  readonly #steps: AsyncGenerator<SettlementStep>;
  readonly #terms: SettlementTerms;
  #reconciliation: Reconciliation | undefined;
  /** Steps that agree. */
  #settled = 0;

  constructor({ text, ...terms }: Settlement) {
    this.#steps = settlementSteps(text);
    this.#terms = terms;
  }

  /** @param block The genesis block first, then those after it. */
  async takeBlock(
    { header, step, timestamp }: AuditedBlock,
    trades: readonly CanonicalTransaction[],
  ): Promise<void> {
    if (header.index === 0 || !this.#reconciliation) {
      this.#reconciliation = new Reconciliation(this.#terms, timestamp);
      return;
    }
    while (this.#settled <= step) {
      const next = await this.#steps.next();
      if (next.done) {
        const expected = "a step, as the chain has trades of it";
        throw new ChainFault(`Settlement, step ${this.#settled}`, "rows", expected, "none");
      }
      this.#reconciliation.take(next.value, this.#settled === step ? trades : []);
      this.#settled += 1;
    }
  }

  /** Reads the steps after the last block, which must have no trades. */
  async finish(): Promise<number> {
    for await (const step of this.#steps) {
      this.#reconciliation?.take(step, []);
      this.#settled += 1;
    }
    this.#reconciliation?.finish();
    return this.#settled;
  }
}

function push<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
