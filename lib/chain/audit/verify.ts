import { type AuditedBlock, type AuditSummary, ChainAudit } from "./audit.ts";
import { ChainFault } from "./fault.ts";
import type { ConsensusName } from "../consensus/mod.ts";
import type { PublicKeys, Validator } from "../format/key_file.ts";
import { ParallelSignatures } from "./parallel_signatures.ts";
import { type CanonicalTransaction, Reconciliation } from "./reconciliation.ts";
import { type SettlementHour, settlementHours } from "./settlement_file.ts";

/** A settlement to compare a chain with. */
export interface Settlement {
  /** The text of `prosumer_stats.csv`, in any pieces. */
  readonly text: AsyncIterable<string>;
  /** Share of a trade's value that each side pays when it crosses neighbourhoods. */
  readonly networkFee: number;
  /** By hour, the share of the bonuses that the regulator's budget paid; all of them by default. */
  readonly bonusShares?: readonly number[] | undefined;
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
  /** Hours of the settlement that agree, 0 without one. */
  readonly settledHours: number;
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
    const settledHours = await comparison?.finish() ?? 0;
    await signatures?.finish();
    return { ...summary, settledHours };
  } catch (fault) {
    // A false signature before this fault is the first fault.
    if (fault instanceof ChainFault) await signatures?.finish();
    throw fault;
  }
}

/** Each byte a character: a chain is ASCII, and other bytes are found out as faults. */
const LATIN1 = new TextDecoder("latin1");

/** Walks through a settlement beside the chain, which skips hours without trades. */
class SettlementComparison {
  readonly #hours: AsyncGenerator<SettlementHour>;
  readonly #networkFee: number;
  readonly #bonusShares: readonly number[] | undefined;
  #reconciliation: Reconciliation | undefined;
  /** Hours that agree. */
  #settled = 0;

  constructor({ text, networkFee, bonusShares }: Settlement) {
    this.#hours = settlementHours(text);
    this.#networkFee = networkFee;
    this.#bonusShares = bonusShares;
  }

  /** @param block The genesis block first, then those after it. */
  async takeBlock(
    { header, step, timestamp }: AuditedBlock,
    trades: readonly CanonicalTransaction[],
  ): Promise<void> {
    if (header.index === 0 || !this.#reconciliation) {
      this.#reconciliation = new Reconciliation(this.#networkFee, timestamp, this.#bonusShares);
      return;
    }
    while (this.#settled <= step) {
      const next = await this.#hours.next();
      if (next.done) {
        const expected = "an hour, as the chain has trades of it";
        throw new ChainFault(`Settlement, hour ${this.#settled}`, "rows", expected, "none");
      }
      this.#reconciliation.take(next.value, this.#settled === step ? trades : []);
      this.#settled += 1;
    }
  }

  /** Reads the hours after the last block, which must have no trades. */
  async finish(): Promise<number> {
    for await (const hour of this.#hours) {
      this.#reconciliation?.take(hour, []);
      this.#settled += 1;
    }
    return this.#settled;
  }
}

function push<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
