import { Buffer } from "node:buffer";
import type { KeyObject } from "node:crypto";
import { ChainFault, shown } from "../audit/fault.ts";
import { hashDigits, signatureText } from "../audit/field_rules.ts";
import type {
  Consensus,
  HeaderTemplate,
  Seal,
  SealAudit,
  SealedHeader,
  Sealer,
  SealerSettings,
} from "../consensus/consensus.ts";
import { type BlockHeader, headerBytes, headerHash } from "../format/header.ts";
import { publicKeyOf } from "../format/ed25519.ts";
import { type Validator, validatorsHash } from "../format/key_file.ts";
import { isSignature, signatureOf } from "../format/signature.ts";
import type { Contestant } from "../mining/race.ts";
import { drawn, firstSeed, lotteryNumber, nextSeed, revealMessage } from "./lottery.ts";
import { stakesOf, validatorKey, validatorsOf } from "./validators.ts";

const NODE_NAME = "Validator_Node_";

/**
 * Proof of stake: a lottery gives each block to one validator, with a chance of its share of all
 * stakes, and that one signs the header. The lottery's numbers come from a chain of signatures
 * ("reveals") that starts with the genesis hash, so that everyone can repeat the draw (the idea of
 * follow-the-satoshi with a beacon: Bentov, Gabizon, Mizrahi 2016, doi:10.1007/978-3-662-53357-4_10;
 * a beacon of signatures: Gilad et al. 2017, doi:10.1145/3132747.3132757).
 */
export const proofOfStake: Consensus = {
  meaning: "a lottery draws a validator in proportion to its stake, who signs the block",
  nodeName: NODE_NAME,
  words: { node: "validator", weight: "stake", gets: "proposed", contest: "lottery" },
  genesisMarks: { validators: hashDigits() },
  blockMarks: { reveal: signatureText(), signature: signatureText() },
  contestants: (seed, _step, nodes) => contestantsOf(stakesOf(seed, nodes)),
  sealer: (settings) => new Proposers(settings),
  audit: (genesis, { validators }) => new StakeAudit(genesis, validators),
};

function contestantsOf(stakes: readonly number[]): Contestant[] {
  return stakes.map((power, i) => ({ miner: i + 1, power }));
}

/** All validators of a simulated community with their private keys: each signs when it is drawn. */
class Proposers implements Sealer {
  readonly validators: readonly Validator[];
  readonly #stakes: readonly number[];
  readonly #keys: readonly KeyObject[];
  readonly #contestants: readonly Contestant[];
  /** What the next block is drawn from. */
  #seed: Uint8Array = new Uint8Array(32);

  constructor({ seed, miners }: SealerSettings) {
    this.validators = validatorsOf(seed, miners);
    this.#stakes = this.validators.map(({ stake }) => stake);
    this.#keys = this.#stakes.map((_, i) => validatorKey(seed, i + 1));
    this.#contestants = contestantsOf(this.#stakes);
  }

  // deno-lint-ignore require-await -- sealing by work takes time, and the interface is the same
  async sealGenesis(template: HeaderTemplate): Promise<Seal> {
    const header = { ...template, miner: 0, difficulty: 0, nonce: 0 };
    const hash = headerHash(header);
    this.#seed = firstSeed(hash);
    const work = { contestants: [{ miner: 0, power: 1 }], winnerPower: 1, hashesTried: 0 };
    return { header, hash, marks: { validators: validatorsHash(this.validators) }, work };
  }

  // deno-lint-ignore require-await -- see above
  async seal(template: HeaderTemplate): Promise<Seal> {
    const seed = this.#seed;
    const proposer = drawn(this.#stakes, lotteryNumber(seed));
    const key = this.#keys[proposer];
    const header = { ...template, miner: proposer + 1, difficulty: 0, nonce: 0 };
    const reveal = signatureOf(revealMessage(seed, header.index), key);
    const signature = signatureOf(headerBytes(header), key);
    this.#seed = nextSeed(seed, reveal);
    const work = {
      contestants: this.#contestants,
      winnerPower: this.#stakes[proposer],
      hashesTried: 0,
    };
    return { header, hash: headerHash(header), marks: { reveal, signature }, work };
  }

  [Symbol.dispose](): void {}
}

/** Repeats every draw and checks what the drawn validators signed. */
class StakeAudit implements SealAudit {
  readonly #genesis: SealedHeader;
  readonly #stakes: readonly number[] | undefined;
  readonly #keys: readonly KeyObject[];
  readonly #expectedHash: string | undefined;
  /** By reveal, the block that it was seen in, for a reveal that is used again. */
  readonly #reveals = new Map<string, number>();
  #seed: Uint8Array;

  constructor(genesis: SealedHeader, validators: readonly Validator[] | undefined) {
    this.#genesis = genesis;
    this.#stakes = validators?.map(({ stake }) => stake);
    this.#keys = (validators ?? []).map(({ key }) => publicKeyOf(Buffer.from(key, "base64url")));
    this.#expectedHash = validators && validatorsHash(validators);
    this.#seed = firstSeed(genesis.hash);
  }

  get complete(): boolean {
    return this.#stakes !== undefined;
  }

  checkFields({ difficulty, nonce }: BlockHeader, where: string): void {
    const rule = "0, as nothing is mined under proof of stake";
    if (difficulty !== 0) throw new ChainFault(where, "difficulty", rule, shown(difficulty));
    if (nonce !== 0) throw new ChainFault(where, "nonce", rule, shown(nonce));
  }

  checkSeal(sealed: SealedHeader, where: string): void {
    if (sealed.header.index === 0) this.#checkTable(where);
    else if (this.#stakes !== undefined) this.#checkDraw(sealed, this.#stakes, where);
  }

  hashesTried(): number {
    return 0;
  }

  #checkTable(where: string): void {
    const found = this.#genesis.marks.validators;
    if (this.#expectedHash === undefined || this.#expectedHash === found) return;
    const expected = `${this.#expectedHash}, the SHA-256 of the validators that are trusted`;
    throw new ChainFault(where, "validators", expected, `that of another table, ${found}`);
  }

  #checkDraw({ header, marks }: SealedHeader, stakes: readonly number[], where: string): void {
    const number = lotteryNumber(this.#seed);
    const proposer = drawn(stakes, number) + 1;
    if (header.miner !== proposer) {
      const expected = `${proposer}, as ${NODE_NAME}${proposer} is drawn by the lottery number ` +
        number.toFixed(6);
      throw new ChainFault(where, "miner", expected, shown(header.miner));
    }
    const reveal = revealMessage(this.#seed, header.index);
    this.#checkSigned(where, "reveal", reveal, proposer, marks.reveal);
    this.#checkSigned(where, "signature", headerBytes(header), proposer, marks.signature);
    this.#reveals.set(marks.reveal, header.index);
    this.#seed = nextSeed(this.#seed, marks.reveal);
  }

  #checkSigned(
    where: string,
    field: "reveal" | "signature",
    message: Uint8Array,
    proposer: number,
    found: string,
  ): void {
    if (isSignature(message, this.#keys[proposer - 1], found)) return;
    const over = field === "reveal" ? "the seed and the index" : "the header";
    const expected = `the signature of ${NODE_NAME}${proposer} over ${over}`;
    throw new ChainFault(where, field, expected, this.#origin(message, found));
  }

  /** Whose or which the false signature is, where that can be told. */
  #origin(message: Uint8Array, found: string): string {
    const seen = this.#reveals.get(found);
    if (seen !== undefined) return `the reveal of block ${seen} again, ${found}`;
    const other = this.#keys.findIndex((key) => isSignature(message, key, found));
    return other < 0 ? found : `that of ${NODE_NAME}${other + 1}, ${found}`;
  }
}
