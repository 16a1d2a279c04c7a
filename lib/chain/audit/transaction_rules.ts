import { AGGREGATOR, type Party } from "../../market/parties.ts";
import { tradeTypeNames } from "../../market/trades.ts";
import { demandForm, parseObject } from "./block_rules.ts";
import { ChainFault, shown } from "./fault.ts";
import type { PublicKeys } from "../format/key_file.ts";
import {
  isSignature,
  SIGNATURE_FORM,
  type Signatures,
  signedMessage,
  withSignatures,
} from "../format/signature.ts";
import {
  canonicalTransaction,
  type Transaction,
  type TransactionType,
} from "../format/transaction.ts";

/** A transaction as a line of `chain.jsonl` holds it. */
export interface RecordedTransaction {
  /** Its fields; signatures may be among them. */
  readonly transaction: Transaction;
  /** Canonical JSON (RFC 8785), signatures left out: what the Merkle tree hashes. */
  readonly canonical: string;
  /** Undefined if it is not signed. */
  readonly signatures: Signatures | undefined;
}

/** Where a transaction stands, for the faults found in it. */
export interface Place {
  /** Such as `Block 3`. */
  readonly where: string;
  /** Such as `transactions[4]`. */
  readonly field: string;
}

/** What each field must be, in the order of the canonical JSON. */
export const fieldRules: Readonly<
  Record<string, { rule: string; holds: (value: unknown) => boolean }>
> = {
  amount: { rule: "a number above 0", holds: (value) => isFiniteNumber(value) && value > 0 },
  price_per_kWh: { rule: "a number", holds: isFiniteNumber },
  receiver: { rule: `a prosumer's number or "${AGGREGATOR}"`, holds: isParty },
  sender: { rule: `a prosumer's number or "${AGGREGATOR}"`, holds: isParty },
  signatures: {
    rule: "the sender's and the receiver's signature, 64 bytes each in base64url",
    holds: (value) => value === undefined || isPairOfSignatures(value),
  },
  step: { rule: "a whole number from 0", holds: isCount },
  timestamp: { rule: "a whole number from 0", holds: isCount },
  type: {
    rule: tradeTypeNames.map((name) => `"${name}"`).join(" or "),
    holds: (value) => (tradeTypeNames as readonly unknown[]).includes(value),
  },
};

/**
 * A transaction of `chain.jsonl`. It has one form only, to the byte.
 *
 * @throws {ChainFault} For a field that is missing, unknown or not what it must be.
 */
export function parseTransaction(text: string, { where, field }: Place): RecordedTransaction {
  const fields = parseObject(text, where, field);
  for (const name in fieldRules) {
    if (fieldRules[name].holds(fields[name])) continue;
    throw new ChainFault(where, `${field}.${name}`, fieldRules[name].rule, shown(fields[name]));
  }
  for (const name in fields) {
    if (!Object.hasOwn(fieldRules, name)) {
      throw new ChainFault(where, `${field}.${name}`, "no such field", shown(fields[name]));
    }
  }
  const transaction = fields as unknown as Transaction & { signatures?: Signatures };
  const { signatures } = transaction;
  const canonical = canonicalTransaction(transaction);
  demandForm(where, field, signatures ? withSignatures(canonical, signatures) : canonical, text);
  return { transaction, canonical, signatures };
}

/**
 * Checks that a transaction belongs to its block's step and to the parties that its type names.
 *
 * @param timestamp The block's.
 * @param step The block's hour, from 0.
 * @throws {ChainFault} For the first field that breaks a rule.
 */
export function checkTransaction(
  transaction: Transaction,
  timestamp: number,
  step: number,
  { where, field }: Place,
): void {
  const demand = (holds: boolean, name: keyof Transaction, rule: string) => {
    if (!holds) throw new ChainFault(where, `${field}.${name}`, rule, shown(transaction[name]));
  };
  const { sender, receiver, type } = transaction;
  demand(transaction.timestamp === timestamp, "timestamp", `${timestamp}, as of the block`);
  demand(transaction.step === step, "step", `${step}, the block's step`);
  demand(typesBetween(sender, receiver).includes(type), "type", ruleOfTypes);
  demand(sender !== receiver, "receiver", "another party than the sender");
}

/**
 * Checks that both parties have signed a transaction for this place in the chain.
 *
 * @param previousHash Hash of the block before the transaction's.
 * @throws {ChainFault} If a party is not known or its signature missing or false.
 */
export function checkSignatures(
  { transaction, canonical, signatures }: RecordedTransaction,
  previousHash: string,
  keys: PublicKeys,
  { where, field }: Place,
): void {
  if (!signatures) {
    throw new ChainFault(where, `${field}.signatures`, "signatures of both parties", "nothing");
  }
  const message = signedMessage(previousHash, canonical);
  for (const [i, role] of (["sender", "receiver"] as const).entries()) {
    const party = transaction[role];
    const key = keys.of(party);
    if (!key) {
      throw new ChainFault(where, `${field}.${role}`, "a party with a public key", shown(party));
    }
    if (!isSignature(message, key, signatures[i])) {
      const expected = `the signature of ${nameOf(party)}`;
      throw new ChainFault(where, `${field}.signatures[${i}]`, expected, shown(signatures[i]));
    }
  }
}

/** A party for people: `prosumer 17`, `the aggregator`. */
export function nameOf(party: Party): string {
  return party === AGGREGATOR ? "the aggregator" : `prosumer ${party}`;
}

const ruleOfTypes =
  "P2P between prosumers, GRID_buy or IMB_short from the aggregator, GRID_sell or " +
  "IMB_long to it";

function typesBetween(sender: Party, receiver: Party): readonly TransactionType[] {
  if (sender !== AGGREGATOR && receiver !== AGGREGATOR) return ["P2P"];
  if (sender === AGGREGATOR && receiver === AGGREGATOR) return [];
  return sender === AGGREGATOR ? ["GRID_buy", "IMB_short"] : ["GRID_sell", "IMB_long"];
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && value as number >= 0;
}

function isParty(value: unknown): boolean {
  return value === AGGREGATOR || isCount(value);
}

function isPairOfSignatures(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 &&
    value.every((item) => typeof item === "string" && SIGNATURE_FORM.test(item));
}
