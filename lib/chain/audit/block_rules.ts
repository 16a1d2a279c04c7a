import { STEP_LENGTHS } from "../../time.ts";
import { LINE_TAIL, lineHead } from "../block.ts";
import { ChainFault, shown } from "./fault.ts";
import {
  type BlockHeader,
  HASH_DIGITS,
  headerHash,
  meetsDifficulty,
  NO_HASH,
} from "../format/header.ts";

/** A block's header and the hash that its line states. */
export interface SealedHeader {
  /** What the hash must be computed from. */
  readonly header: BlockHeader;
  /** As stated, hex. */
  readonly hash: string;
}

const UINT32_MAX = 2 ** 32 - 1;

/** What each field of a line's head must be, in the order of the line. */
const headRules: Readonly<Record<string, { rule: string; holds: (value: unknown) => boolean }>> = {
  index: wholeNumber(UINT32_MAX),
  previousHash: hash(),
  merkleRoot: hash(),
  timestamp: wholeNumber(Number.MAX_SAFE_INTEGER),
  miner: wholeNumber(UINT32_MAX),
  difficulty: wholeNumber(HASH_DIGITS),
  nonce: wholeNumber(Number.MAX_SAFE_INTEGER),
  hash: hash(),
};

/**
 * The head of a line of `chain.jsonl`.
 *
 * A head has one form only, to the byte, so that nobody can read it in two ways.
 *
 * @param text The line up to the bracket that opens its transactions.
 * @param where Such as `Block 3`.
 * @throws {ChainFault} For a field that is missing, unknown or not what it must be.
 */
export function parseHead(text: string, where: string): SealedHeader {
  const head = parseObject(text + LINE_TAIL, where, "line");
  for (const [field, { rule, holds }] of Object.entries(headRules)) {
    if (!holds(head[field])) throw new ChainFault(where, field, rule, shown(head[field]));
  }
  for (const field of Object.keys(head)) {
    if (!Object.hasOwn(headRules, field) && field !== "transactions") {
      throw new ChainFault(where, field, "no such field", shown(head[field]));
    }
  }
  const { hash, transactions: _, ...header } = head as unknown as
    & BlockHeader
    & { hash: string; transactions: unknown };
  demandForm(where, "line", lineHead(header, hash), text);
  return { header, hash };
}

/**
 * Checks a header against the block before it and the genesis block.
 *
 * @param previous The block before; undefined for the genesis block.
 * @throws {ChainFault} For the first field that breaks a rule.
 */
export function checkHeader(
  { header, hash }: SealedHeader,
  previous: SealedHeader | undefined,
  genesis: SealedHeader,
): void {
  const index = previous ? previous.header.index + 1 : 0;
  const where = `Block ${index}`;
  const demand = (holds: boolean, field: keyof BlockHeader, rule: unknown) => {
    if (!holds) throw new ChainFault(where, field, String(rule), shown(header[field]));
  };
  const before = previous?.hash ?? NO_HASH;
  demand(header.index === index, "index", index);
  demand(header.previousHash === before, "previousHash", before);
  if (previous) {
    const [shortest] = STEP_LENGTHS;
    const earliest = previous.header.timestamp + (index === 1 ? 0 : shortest);
    const wholeSteps = (header.timestamp - genesis.header.timestamp) % shortest === 0;
    const rule = `a whole number of steps after the genesis block, at least ${earliest}`;
    demand(wholeSteps && header.timestamp >= earliest, "timestamp", rule);
    demand(header.miner >= 1, "miner", "1 or more");
  } else {
    demand(header.miner === 0, "miner", 0);
  }
  const { difficulty } = genesis.header;
  demand(header.difficulty === difficulty, "difficulty", `${difficulty}, as in the genesis block`);
  checkHash(where, header, hash);
}

function checkHash(where: string, header: BlockHeader, found: string): void {
  const expected = headerHash(header);
  if (found !== expected) {
    throw new ChainFault(where, "hash", `${expected}, the SHA-256 of the header`, found);
  }
  if (!meetsDifficulty(found, header.difficulty)) {
    throw new ChainFault(where, "hash", `${header.difficulty} zeros at its start`, found);
  }
}

/**
 * The object that a text is the JSON of.
 *
 * @throws {ChainFault} If it is not that of an object.
 */
export function parseObject(text: string, where: string, field: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ChainFault(where, field, "JSON", shown(text));
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ChainFault(where, field, "a JSON object", shown(text));
  }
  return value as Record<string, unknown>;
}

/**
 * Checks that a text is written as it must be.
 *
 * @throws {ChainFault} If it says the right thing in another form.
 */
export function demandForm(where: string, field: string, form: string, found: string): void {
  if (found === form) return;
  let at = 0;
  while (form[at] === found[at]) at += 1;
  const excerpt = (text: string) => shown(text.slice(Math.max(0, at - 24), at + 24));
  throw new ChainFault(where, field, `its one form, with ${excerpt(form)}`, excerpt(found));
}

function wholeNumber(highest: number) {
  return {
    rule: `a whole number 0 … ${highest}`,
    holds: (value: unknown) =>
      Number.isInteger(value) && value as number >= 0 && value as number <= highest,
  };
}

function hash() {
  return {
    rule: `${HASH_DIGITS} lower-case hex digits`,
    holds: (value: unknown) => typeof value === "string" && /^[0-9a-f]{64}$/.test(value),
  };
}
