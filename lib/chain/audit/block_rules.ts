import { LINE_TAIL, lineHead } from "../block.ts";
import type { SealAudit, SealedHeader } from "../consensus/consensus.ts";
import { type ConsensusName, consensusOfGenesis, consensusRules } from "../consensus/mod.ts";
import { ChainFault, shown } from "./fault.ts";
import { type FieldRules, hashDigits, wholeNumber } from "./field_rules.ts";
import { type BlockHeader, HASH_DIGITS, headerHash, NO_HASH } from "../format/header.ts";
import type { StepLength } from "./step_length.ts";

const UINT32_MAX = 2 ** 32 - 1;

/** What each field of a line's head must be, in the order of the line. */
const headRules: FieldRules = {
  index: wholeNumber(UINT32_MAX),
  previousHash: hashDigits(),
  merkleRoot: hashDigits(),
  timestamp: wholeNumber(Number.MAX_SAFE_INTEGER),
  miner: wholeNumber(UINT32_MAX),
  difficulty: wholeNumber(HASH_DIGITS),
  nonce: wholeNumber(Number.MAX_SAFE_INTEGER),
  hash: hashDigits(),
};

/** The head of a line, and the consensus by whose rules it was read. */
export interface ParsedHead extends SealedHeader {
  /** Of the whole chain. */
  readonly consensus: ConsensusName;
}

/**
 * The head of a line of `chain.jsonl`.
 *
 * A head has one form only, to the byte, so that nobody can read it in two ways.
 *
 * @param text The line up to the bracket that opens its transactions.
 * @param where Such as `Block 3`.
 * @param chainConsensus The chain's; undefined for the genesis block, whose fields tell it.
 * @throws {ChainFault} For a field that is missing, unknown or not what it must be.
 */
export function parseHead(text: string, where: string, chainConsensus?: ConsensusName): ParsedHead {
  const head = parseObject(text + LINE_TAIL, where, "line");
  const consensus = chainConsensus ?? consensusOfGenesis(head);
  const { genesisMarks, blockMarks } = consensusRules[consensus];
  const markRules = chainConsensus === undefined ? genesisMarks : blockMarks;
  const rules = { ...headRules, ...markRules };
  for (const [field, { rule, holds }] of Object.entries(rules)) {
    if (!holds(head[field])) throw new ChainFault(where, field, rule, shown(head[field]));
  }
  for (const field of Object.keys(head)) {
    if (!Object.hasOwn(rules, field) && field !== "transactions") {
      throw new ChainFault(where, field, "no such field", shown(head[field]));
    }
  }
  const marks: Record<string, string> = {};
  for (const field of Object.keys(markRules)) marks[field] = head[field] as string;
  const { hash } = head as { readonly hash: string };
  const header = headerIn(head as unknown as BlockHeader);
  demandForm(where, "line", lineHead(header, hash, marks), text);
  return { header, hash, marks, consensus };
}

function headerIn(head: BlockHeader): BlockHeader {
  const { previousHash, merkleRoot, index, timestamp, miner, difficulty, nonce } = head;
  return { previousHash, merkleRoot, index, timestamp, miner, difficulty, nonce };
}

/**
 * Checks a header against the block before it and the genesis block.
 *
 * @param previous The block before; undefined for the genesis block.
 * @param seals What the consensus asks.
 * @param steps What is known of the length of a step.
 * @throws {ChainFault} For the first field that breaks a rule.
 */
export function checkHeader(
  sealed: SealedHeader,
  previous: SealedHeader | undefined,
  seals: SealAudit,
  steps: StepLength,
): void {
  const { header, hash } = sealed;
  const index = previous ? previous.header.index + 1 : 0;
  const where = `Block ${index}`;
  const demand = (holds: boolean, field: keyof BlockHeader, rule: unknown) => {
    if (!holds) throw new ChainFault(where, field, String(rule), shown(header[field]));
  };
  const before = previous?.hash ?? NO_HASH;
  demand(header.index === index, "index", index);
  demand(header.previousHash === before, "previousHash", before);
  if (previous) {
    const earliest = previous.header.timestamp + (index === 1 ? 0 : steps.shortest);
    const rule = `${steps.rule} after the genesis block, at least ${earliest}`;
    const fits = steps.fits(header.timestamp) && header.timestamp >= earliest;
    demand(fits, "timestamp", rule);
    demand(header.miner >= 1, "miner", "1 or more");
  } else {
    demand(header.miner === 0, "miner", 0);
  }
  seals.checkFields(header, where);
  const expected = headerHash(header);
  if (hash !== expected) {
    throw new ChainFault(where, "hash", `${expected}, the SHA-256 of the header`, hash);
  }
  seals.checkSeal(sealed, where);
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
