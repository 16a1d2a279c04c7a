import type { PublicKeys } from "../format/key_file.ts";
import { codeOf } from "../../market/parties.ts";
import { Threads } from "../../threads.ts";
import type { ChainFault } from "./fault.ts";
import { SequentialSignatures, type SignatureAudit } from "./signature_audit.ts";
import type { SignatureReply, SignatureRequest } from "./signature_worker.ts";
import type { Place, RecordedTransaction } from "./transaction_rules.ts";

/** Trades that a thread checks at a time: some hundredths of a second. */
const BATCH = 256;

/** Batches that may wait for each thread before the reading waits for them. */
const BATCHES_AHEAD = 8;

/** Trades that are checked one by one before threads are worth their start. */
const WORTH_THREADS = 2048;

/** A trade whose signatures are being checked. */
interface Pending {
  readonly recorded: RecordedTransaction;
  readonly previousHash: string;
  readonly place: Place;
}

/**
 * Checks the signatures of trades in worker threads while the chain is read on, and finds the same
 * first fault as one after another: `finish` before another fault is believed.
 */
export class ParallelSignatures implements SignatureAudit, Disposable {
  readonly #keys: PublicKeys;
  readonly #here: SequentialSignatures;
  readonly #threadCount: number;
  #threads: Threads<SignatureRequest, SignatureReply> | undefined;
  #checked = 0;
  #batch: Pending[] = [];
  /** Batches under way, in the order of the chain. */
  readonly #underWay: Promise<ChainFault | undefined>[] = [];
  /** The first that was found. */
  #fault: ChainFault | undefined;

  /**
   * @param keys The parties' public keys.
   * @param threads Their number; 0 for none. It never changes what is found.
   */
  constructor(keys: PublicKeys, threads: number) {
    this.#keys = keys;
    this.#here = new SequentialSignatures(keys);
    this.#threadCount = threads;
  }

  /** See {@linkcode SignatureAudit}. What is not there at all is found here and now. */
  check(recorded: RecordedTransaction, previousHash: string, place: Place): void {
    const { transaction: { sender, receiver }, signatures } = recorded;
    const isChecked = signatures !== undefined && this.#keys.of(sender) !== undefined &&
      this.#keys.of(receiver) !== undefined;
    this.#checked += 1;
    if (!isChecked || this.#threadCount === 0 || this.#checked <= WORTH_THREADS) {
      this.#here.check(recorded, previousHash, place);
      return;
    }
    this.#batch.push({ recorded, previousHash, place });
    if (this.#batch.length === BATCH) this.#send();
  }

  /**
   * Waits until the threads have caught up enough for more.
   *
   * @throws {ChainFault} The first, if one is found meanwhile.
   */
  async keepUp(): Promise<void> {
    while (this.#underWay.length > BATCHES_AHEAD * this.#threadCount) await this.#settleFirst();
  }

  /**
   * Waits until everything so far is checked.
   *
   * @throws {ChainFault} The first, if there is one.
   */
  async finish(): Promise<void> {
    if (this.#fault !== undefined) throw this.#fault;
    if (this.#batch.length > 0) this.#send();
    while (this.#underWay.length > 0) await this.#settleFirst();
  }

  /** Ends the threads. */
  [Symbol.dispose](): void {
    this.#threads?.[Symbol.dispose]();
  }

  async #settleFirst(): Promise<void> {
    this.#fault = await this.#underWay.shift();
    if (this.#fault !== undefined) throw this.#fault;
  }

  #send(): void {
    const batch = this.#batch;
    this.#batch = [];
    const module = new URL("./signature_worker.ts", import.meta.url);
    const { encoded } = this.#keys;
    this.#threads ??= new Threads(module, this.#threadCount, encoded, "that checks signatures");
    const reply = this.#threads.ask(requestOf(batch), batch.length);
    const found = reply.then((at) => at < 0 ? undefined : this.#faultOf(batch[at >>> 1]));
    found.catch(() => {}); // It is told when its turn comes.
    this.#underWay.push(found);
  }

  /** Words the fault as always, by finding it once more. */
  #faultOf({ recorded, previousHash, place }: Pending): ChainFault {
    try {
      this.#here.check(recorded, previousHash, place);
    } catch (fault) {
      return fault as ChainFault;
    }
    throw new Error(`A thread finds a false signature in ${place.where}, ${place.field}: not here`);
  }
}

function requestOf(batch: readonly Pending[]): SignatureRequest {
  const signers = new Int32Array(2 * batch.length);
  for (const [i, { recorded: { transaction } }] of batch.entries()) {
    signers[2 * i] = codeOf(transaction.sender);
    signers[2 * i + 1] = codeOf(transaction.receiver);
  }
  return {
    previousHash: batch.map(({ previousHash }) => previousHash),
    canonical: batch.map(({ recorded }) => recorded.canonical),
    signers,
    signatures: batch.flatMap(({ recorded }) => recorded.signatures ?? []),
  };
}
