import type { PublicKeys } from "../format/key_file.ts";
import { checkSignatures, type Place, type RecordedTransaction } from "./transaction_rules.ts";

/** Checks the signatures of a chain's trades, at once or later. */
export interface SignatureAudit {
  /**
   * Takes the next trade of the chain.
   *
   * @param previousHash Hash of the block before the trade's.
   * @throws {ChainFault} If the signatures of this trade, or of one before it, are found false.
   */
  check(recorded: RecordedTransaction, previousHash: string, place: Place): void;
}

/** Checks each trade when it comes. */
export class SequentialSignatures implements SignatureAudit {
  readonly #keys: PublicKeys;

  /** @param keys The parties' public keys. */
  constructor(keys: PublicKeys) {
    this.#keys = keys;
  }

  /** See {@linkcode SignatureAudit}. */
  check(recorded: RecordedTransaction, previousHash: string, place: Place): void {
    checkSignatures(recorded, previousHash, this.#keys, place);
  }
}
