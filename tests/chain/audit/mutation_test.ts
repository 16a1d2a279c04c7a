import { ok } from "node:assert/strict";
import { type AuditOptions, ChainAudit } from "../../../lib/chain/audit/audit.ts";
import { ChainFault } from "../../../lib/chain/audit/fault.ts";
import { consensusNames } from "../../../lib/chain/consensus/mod.ts";
import { type RandomStream, randomStream, uniformInteger } from "../../../lib/random.ts";
import { exampleChain } from "../../made/chain_example.ts";

const MUTATIONS = 10_000;

type Json = Record<string, unknown>;
type Line = Json & { transactions: Json[] };

/** A change of a chain's text; it may by chance leave it as it was. */
type Mutation = (text: string, chance: Chance) => string;

/** Random choices. */
interface Chance {
  /** A whole number 0 … n − 1. */
  below(n: number): number;
  of<T>(items: readonly T[]): T;
}

function chanceOf(stream: RandomStream): Chance {
  const below = (n: number) => uniformInteger(stream, 0, n - 1);
  return { below, of: (items) => items[below(items.length)] };
}

const spliced = (text: string, at: number, removed: number, added: string) =>
  text.slice(0, at) + added + text.slice(at + removed);
const anyByte = (chance: Chance) => String.fromCharCode(chance.below(256));

/** A mutation of the lines, which are then written as before. */
const ofLines = (change: (lines: string[], chance: Chance) => void): Mutation => (text, chance) => {
  const lines = text.trimEnd().split("\n");
  change(lines, chance);
  return lines.map((line) => line + "\n").join("");
};

/** A mutation of the parsed blocks that have transactions. */
const ofBlocks = (change: (blocks: Line[], chance: Chance) => void): Mutation => (text, chance) => {
  const blocks: Line[] = text.trimEnd().split("\n").map((line) => JSON.parse(line));
  change(blocks, chance);
  return blocks.map((block) => JSON.stringify(block) + "\n").join("");
};

const swap = <T>(items: T[], i: number, j: number) => [items[i], items[j]] = [items[j], items[i]];

/** Another value of the same kind as a field's. */
function otherValue(value: unknown, chance: Chance): unknown {
  if (typeof value === "number") {
    return chance.of([value + 1, value - 1, -value, value * 2, value + 2 ** -40, 0, null, "x"]);
  }
  if (typeof value !== "string") return chance.of([[], null, ["", ""], {}]);
  const digit = chance.of([..."0123456789abcdefABC_"]);
  return chance.of([
    spliced(value, chance.below(value.length), 1, digit),
    value.toUpperCase(),
    "",
    7,
    "P2P",
    "GRID_buy",
    "Aggregator",
  ]);
}

const mutations: Readonly<Record<string, Mutation>> = {
  "byte replaced": (text, chance) => spliced(text, chance.below(text.length), 1, anyByte(chance)),
  "byte removed": (text, chance) => spliced(text, chance.below(text.length), 1, ""),
  "byte added": (text, chance) => spliced(text, chance.below(text.length + 1), 0, anyByte(chance)),
  "bytes swapped": (text, chance) => {
    const at = chance.below(text.length - 1);
    return spliced(text, at, 2, text[at + 1] + text[at]);
  },
  "file cut short": (text, chance) => text.slice(0, chance.below(text.length)),
  "blocks swapped": ofLines((lines, chance) =>
    swap(lines, chance.below(lines.length), chance.below(lines.length))
  ),
  "block dropped": ofLines((lines, chance) => lines.splice(chance.below(lines.length), 1)),
  "block doubled": ofLines((lines, chance) => {
    const copy = chance.of(lines);
    lines.splice(chance.below(lines.length + 1), 0, copy);
  }),
  "field of a block changed": ofBlocks((blocks, chance) => {
    const block = chance.of(blocks);
    const field = chance.of(Object.keys(block).filter((name) => name !== "transactions"));
    (block as Json)[field] = otherValue(block[field], chance);
  }),
  "field of a trade changed": ofBlocks((blocks, chance) => {
    const trade = chance.of(blocks.flatMap(({ transactions }) => transactions));
    const field = chance.of(Object.keys(trade));
    trade[field] = otherValue(trade[field], chance);
  }),
  "field removed": ofBlocks((blocks, chance) => {
    const trade = chance.of(blocks.flatMap(({ transactions }) => transactions));
    const object: Json = chance.of([chance.of(blocks), trade]);
    delete object[chance.of(Object.keys(object))];
  }),
  "signatures swapped": ofBlocks((blocks, chance) => {
    const trade = chance.of(blocks.flatMap(({ transactions }) => transactions));
    (trade.signatures as string[]).reverse();
  }),
  "trades swapped": ofBlocks((blocks, chance) => {
    const { transactions } = chance.of(blocks.slice(1));
    swap(transactions, chance.below(transactions.length), chance.below(transactions.length));
  }),
  "trade dropped": ofBlocks((blocks, chance) => {
    const { transactions } = chance.of(blocks.slice(1));
    transactions.splice(chance.below(transactions.length), 1);
  }),
  "trade copied or moved": ofBlocks((blocks, chance) => {
    const from = chance.of(blocks.slice(1)).transactions;
    const to = chance.of(blocks).transactions;
    const at = chance.below(from.length);
    const trade = from[at];
    if (chance.below(2) === 0) from.splice(at, 1);
    to.splice(chance.below(to.length + 1), 0, trade);
  }),
  "trades of two blocks exchanged": ofBlocks((blocks, chance) => {
    const one = chance.of(blocks.slice(1)).transactions;
    const other = chance.of(blocks.slice(1)).transactions;
    const i = chance.below(one.length), j = chance.below(other.length);
    [one[i], other[j]] = [other[j], one[i]];
  }),
};

/** A mutation that only a chain whose blocks are signed can have. */
const stakeMutations: Readonly<Record<string, Mutation>> = {
  "marks of two blocks exchanged": ofBlocks((blocks, chance) => {
    const one: Json = chance.of(blocks.slice(1)), other: Json = chance.of(blocks.slice(1));
    const field = chance.of(["reveal", "signature"]);
    [one[field], other[field]] = [other[field], one[field]];
  }),
  "signature put for the reveal": ofBlocks((blocks, chance) => {
    const block: Json = chance.of(blocks.slice(1));
    [block.reveal, block.signature] = [block.signature, block.reveal];
  }),
};

/** Whether an audit finds a fault, or another tip than the one noted. */
function isDetected(text: string, tip: string, options: AuditOptions = {}): boolean {
  const audit = new ChainAudit(options);
  try {
    audit.take(text);
    return audit.finish().tipHash !== tip;
  } catch (error) {
    if (error instanceof ChainFault) return true;
    throw error;
  }
}

for (const consensus of consensusNames) {
  Deno.test(`10,000 random mutations of a chain by ${consensus} are all detected, the chain itself passes`, async () => {
    const example = await exampleChain([4, 3, 0, 5, 3], { difficulty: 1, consensus });
    const { text, keys, validators } = example;
    const tip: string = JSON.parse(text.trimEnd().split("\n").at(-1) ?? "").hash;
    ok(!isDetected(text, tip, { keys, validators }), "the chain as it was written passes");

    const all = consensus === "proof-of-stake" ? { ...mutations, ...stakeMutations } : mutations;
    const kinds = Object.keys(all);
    const found = new Map(kinds.map((kind) => [kind, 0]));
    for (let i = 0; i < MUTATIONS; i++) {
      const kind = kinds[i % kinds.length];
      const mutated = all[kind](text, chanceOf(randomStream(6, "mutations", i)));
      if (mutated === text) continue;
      // Signatures are slow to check: that is left to the mutations which nothing else finds.
      const detected = isDetected(mutated, tip) || isDetected(mutated, tip, { validators }) ||
        isDetected(mutated, tip, { keys, validators });
      ok(detected, `mutation ${i}, ${kind}, was not detected`);
      found.set(kind, (found.get(kind) ?? 0) + 1);
    }
    for (const [kind, count] of found) ok(count > 280, `only ${count} times: ${kind}`);
  });
}
