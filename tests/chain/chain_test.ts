import {
  deepStrictEqual as deepEqual,
  notStrictEqual as notEqual,
  ok,
  strictEqual as equal,
} from "node:assert/strict";
import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { type Block, blockLine, blockText } from "../../lib/chain/block.ts";
import { Chain, type ChainSettings } from "../../lib/chain/chain.ts";
import { NO_HASH } from "../../lib/chain/format/header.ts";
import { contestantsOf } from "../../lib/chain/mining/race.ts";
import { HOUR } from "../../lib/time.ts";
import { EXAMPLE_START, randomTrades } from "../made/chain_example.ts";

const settings: ChainSettings = {
  seed: 42,
  difficulty: 2,
  miners: 10,
  start: EXAMPLE_START,
  signatures: true,
};

/** The blocks of a chain with the given numbers of trades in its hours. */
async function blocksOf(
  counts: readonly number[],
  changes: Partial<ChainSettings> = {},
): Promise<Block[]> {
  using chain = await Chain.begin({ ...settings, ...changes });
  const blocks = [chain.genesis];
  for (const [step, count] of counts.entries()) {
    const timestamp = EXAMPLE_START + step * HOUR;
    const block = await chain.append({ step, timestamp, trades: randomTrades(step, count) });
    equal(block === undefined, count === 0, "an hour without trades has no block");
    if (block) blocks.push(block);
  }
  equal(chain.length, blocks.length);
  equal(chain.tipHash, blocks.at(-1)?.hash);
  return blocks;
}

const transactionsOf = (block: Block) => JSON.parse(blockText(block)).transactions;

const linesOf = (blocks: readonly Block[]) => blocks.map((block) => blockText(block)).join("");

Deno.test("genesis: index 0, previous hash zeros, no transactions, miner 0, mined", async () => {
  const [genesis] = await blocksOf([]);
  const { nonce, ...header } = genesis.header;
  deepEqual(header, {
    previousHash: NO_HASH,
    merkleRoot: createHash("sha256").digest("hex"),
    index: 0,
    timestamp: EXAMPLE_START,
    miner: 0,
    difficulty: 2,
  });
  deepEqual(genesis.transactions, []);
  equal(genesis.work.hashesTried, nonce + 1);
  ok(genesis.hash.startsWith("00"));
});

Deno.test("each hour with trades has a block on the one before, an hour without has none", async () => {
  const blocks = await blocksOf([3, 0, 1, 25]);
  deepEqual(blocks.map(({ header }) => header.index), [0, 1, 2, 3]);
  deepEqual(blocks.map(({ header }) => (header.timestamp - EXAMPLE_START) / HOUR), [0, 0, 2, 3]);
  deepEqual(blocks.map((block) => transactionsOf(block).length), [0, 3, 1, 25]);
  for (const [i, block] of blocks.slice(1).entries()) {
    equal(block.header.previousHash, blocks[i].hash);
  }
});

Deno.test("a block hash is SHA-256 of the 92 bytes of its header, field by field", async () => {
  for (const { header, hash } of await blocksOf([3, 2])) {
    const bytes = Buffer.alloc(92);
    Buffer.from(header.previousHash, "hex").copy(bytes, 0);
    Buffer.from(header.merkleRoot, "hex").copy(bytes, 32);
    bytes.writeUInt32BE(header.index, 64);
    bytes.writeBigUInt64BE(BigInt(header.timestamp), 68);
    bytes.writeUInt32BE(header.miner, 76);
    bytes.writeUInt32BE(header.difficulty, 80);
    bytes.writeBigUInt64BE(BigInt(header.nonce), 84);
    equal(createHash("sha256").update(bytes).digest("hex"), hash);
    ok(hash.startsWith("00"));
  }
});

Deno.test("the work names the hour's miners, the winner's power and the tries", async () => {
  const [, , block] = await blocksOf([3, 2]);
  const { contestants, winnerPower, hashesTried } = block.work;
  deepEqual(contestants, contestantsOf(42, 1, 10));
  equal(winnerPower, contestants[block.header.miner - 1].power);
  equal(hashesTried, block.header.nonce + 1);
});

Deno.test("the same settings and trades give the same bytes, another seed others", async () => {
  const text = linesOf(await blocksOf([3, 2]));
  equal(linesOf(await blocksOf([3, 2])), text);
  notEqual(linesOf(await blocksOf([3, 2], { seed: 43 })), text);
});

Deno.test("a line holds its fields in their order", async () => {
  const blocks = await blocksOf([2], { signatures: false });
  const line = JSON.parse(blockText(blocks[1]));
  const { previousHash, merkleRoot, timestamp, miner, difficulty, nonce } = blocks[1].header;
  equal(
    JSON.stringify(line),
    JSON.stringify({
      index: 1,
      previousHash,
      merkleRoot,
      timestamp,
      miner,
      difficulty,
      nonce,
      hash: blocks[1].hash,
      transactions: transactionsOf(blocks[1]),
    }),
  );
  deepEqual(
    Object.keys(line.transactions[0]).sort(),
    ["amount", "price_per_kWh", "receiver", "sender", "step", "timestamp", "type"],
  );
});

Deno.test("a line of many transactions is written in chunks that join to JSON", async () => {
  const blocks = await blocksOf([9000], { signatures: false, difficulty: 0 });
  const chunks = [...blockLine(blocks[1])];
  ok(chunks.length > 4);
  const text = chunks.map((chunk) => new TextDecoder().decode(chunk)).join("");
  equal(JSON.parse(text).transactions.length, 9000);
});

Deno.test("from difficulty 5 on, threads mine, the progress is told and the chain is the same", async () => {
  const reports: number[] = [];
  using chain = await Chain.begin(
    { ...settings, difficulty: 5 },
    (task, done, total) => {
      equal(task, "Mining block 0");
      equal(total, 100);
      reports.push(done);
    },
  );
  ok(chain.genesis.hash.startsWith("00000"));
  deepEqual(reports, reports.toSorted((a, b) => a - b));
  equal(reports[0], 0);
  equal(reports.at(-1), 100);
});
