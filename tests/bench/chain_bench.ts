import { createHash, hash } from "node:crypto";
import { ChainAudit } from "../../lib/chain/audit/audit.ts";
import { verifyChain } from "../../lib/chain/audit/verify.ts";
import { blockLine, blockText } from "../../lib/chain/block.ts";
import { BlockQueue } from "../../lib/chain/block_queue.ts";
import { Chain } from "../../lib/chain/chain.ts";
import { consensusRules } from "../../lib/chain/consensus/mod.ts";
import { ENTRIES_PER_SLICE, textsOf } from "../../lib/chain/entries/entries.ts";
import { SliceHasher } from "../../lib/chain/entries/slice_hasher.ts";
import { GrowingTree, leafHash } from "../../lib/chain/format/merkle.ts";
import { headerBytes, NO_HASH } from "../../lib/chain/format/header.ts";
import { keysJson, parseKeys } from "../../lib/chain/format/key_file.ts";
import { raceOfHour } from "../../lib/chain/mining/race.ts";
import { MiningPool } from "../../lib/chain/mining/pool.ts";
import { mine } from "../../lib/chain/mining/proof_of_work.ts";
import { NonceSearch } from "../../lib/chain/mining/nonce_search.ts";
import { HOUR } from "../../lib/time.ts";
import { EXAMPLE_START, randomTrades } from "../made/chain_example.ts";

const template = {
  previousHash: NO_HASH,
  merkleRoot: "ab".repeat(32),
  index: 1,
  timestamp: EXAMPLE_START,
  difficulty: 3,
};
const race = raceOfHour(42, 0, 10);

// 100,000 header hashes: the ratio of these two is what the own kernel is worth.
const HASHES = 100_000;

Deno.bench("100,000 header hashes, own kernel", { group: "hashes", baseline: true }, () => {
  // So difficult that none is found.
  new NonceSearch({ ...template, difficulty: 64 }, race).firstValid(0, HASHES);
});

Deno.bench("100,000 header hashes, node:crypto createHash", { group: "hashes" }, () => {
  const bytes = headerBytes({ ...template, miner: 1, nonce: 0 });
  const view = new DataView(bytes.buffer);
  for (let nonce = 0; nonce < HASHES; nonce++) {
    view.setUint32(88, nonce);
    if (createHash("sha256").update(bytes).digest("hex").startsWith("0".repeat(64))) return;
  }
});

Deno.bench("100,000 header hashes, node:crypto hash", { group: "hashes" }, () => {
  const bytes = headerBytes({ ...template, miner: 1, nonce: 0 });
  const view = new DataView(bytes.buffer);
  for (let nonce = 0; nonce < HASHES; nonce++) {
    view.setUint32(88, nonce);
    if (hash("sha256", bytes, "hex").startsWith("0".repeat(64))) return;
  }
});

// The ratio of these two is what the kernel of messages is worth.
const slice = {
  step: 0,
  timestamp: EXAMPLE_START,
  trades: randomTrades(0, ENTRIES_PER_SLICE, 100),
};
const hasher = new SliceHasher();

Deno.bench(
  `text and Merkle tree of ${ENTRIES_PER_SLICE} trades, own kernel`,
  { group: "tree", baseline: true },
  () => {
    hasher.hash(slice);
  },
);

Deno.bench(
  `text and Merkle tree of ${ENTRIES_PER_SLICE} trades, node:crypto`,
  { group: "tree" },
  () => {
    const tree = new GrowingTree();
    for (const text of textsOf(slice)) tree.add(leafHash(text));
  },
);

/** A day of 130 trades an hour, difficulty 3. */
async function day(signatures: boolean): Promise<string> {
  using chain = await Chain.begin(
    { seed: 42, difficulty: 3, miners: 10, start: EXAMPLE_START, signatures },
  );
  let text = blockText(chain.genesis);
  for (let step = 0; step < 24; step++) {
    const trades = randomTrades(step, 130, 100);
    const block = await chain.append({ step, timestamp: EXAMPLE_START + step * HOUR, trades });
    if (block) text += blockText(block);
  }
  return text;
}

Deno.bench("24 blocks of 130 trades at difficulty 3", { group: "day" }, async () => {
  await day(false);
});

Deno.bench("24 blocks of 130 trades at difficulty 3, signed", { group: "day" }, async () => {
  await day(true);
});

const signedDay = await day(true);
using chain = await Chain.begin(
  { seed: 42, difficulty: 0, miners: 10, start: EXAMPLE_START, signatures: true, prosumers: 100 },
);
const keys = chain.keys && parseKeys(keysJson(await chain.publishedKeys()));

Deno.bench("verify that day without its signatures", { group: "verify" }, () => {
  const audit = new ChainAudit();
  audit.take(signedDay);
  audit.finish();
});

Deno.bench("verify that day with its signatures", { group: "verify" }, () => {
  const audit = new ChainAudit({ keys });
  audit.take(signedDay);
  audit.finish();
});

/** A day of 3,000 trades an hour, as of some 5,000 prosumers. */
async function largeDay(threads: number, signatures: boolean): Promise<number> {
  const settings = {
    seed: 42,
    difficulty: 3,
    miners: 10,
    start: EXAMPLE_START,
    signatures,
    threads,
  };
  using chain = await Chain.begin(settings);
  let bytes = 0;
  const queue = new BlockQueue<number>((_, block) => {
    for (const piece of block ? blockLine(block) : []) bytes += piece.length;
  });
  for (const [step, trades] of largeTrades.entries()) {
    const timestamp = EXAMPLE_START + step * HOUR;
    await queue.put(step, trades.count, chain.append({ step, timestamp, trades }));
  }
  await queue.finish();
  return bytes;
}

const largeTrades = Array.from({ length: 24 }, (_, step) => randomTrades(step, 3000, 5000));

for (const signatures of [true, false]) {
  const group = signatures ? "72,000 trades, signed" : "72,000 trades, unsigned";
  for (const threads of [0, 1, 2]) {
    const baseline = threads === 0;
    Deno.bench(`${group}, ${threads} threads`, { group, baseline, n: 3, warmup: 1 }, async () => {
      await largeDay(threads, signatures);
    });
  }
}

const largeChain = await (async () => {
  const settings = { seed: 42, difficulty: 3, miners: 10, start: EXAMPLE_START, prosumers: 5000 };
  using chain = await Chain.begin({ ...settings, signatures: true });
  const blocks = [chain.genesis];
  for (const [step, trades] of largeTrades.slice(0, 8).entries()) {
    const block = await chain.append({ step, timestamp: EXAMPLE_START + step * HOUR, trades });
    if (block) blocks.push(block);
  }
  const keys = parseKeys(keysJson(await chain.publishedKeys()));
  return { pieces: blocks.flatMap((block) => [...blockLine(block)]), keys };
})();

for (const threads of [0, 1, 2]) {
  const group = "verify 24,000 signed trades";
  const baseline = threads === 0;
  Deno.bench(`${group}, ${threads} threads`, { group, baseline, n: 3, warmup: 1 }, async () => {
    const { pieces, keys } = largeChain;
    await verifyChain(ReadableStream.from(pieces), { keys, threads });
  });
}

Deno.bench("100 blocks by stake: draw, reveal, seal", { group: "stake" }, async () => {
  using sealer = consensusRules["proof-of-stake"].sealer(
    { seed: 42, difficulty: 0, miners: 10 },
    () => {},
  );
  const { difficulty: _, ...unsealed } = template;
  await sealer.sealGenesis({ ...unsealed, index: 0 });
  for (let index = 1; index <= 100; index++) await sealer.seal({ ...unsealed, index }, index);
});

for (const difficulty of [3, 4, 5]) {
  Deno.bench(`rewrite one block at difficulty ${difficulty}`, { group: "rewrite", n: 5 }, () => {
    mine({ ...template, difficulty }, race);
  });
}

for (const threads of [1, 2]) {
  const pool = new MiningPool(threads);
  Deno.bench(
    `a block at difficulty 5, ${threads} threads`,
    { group: "threads", n: 5 },
    async () => {
      await pool.mine({ ...template, difficulty: 5, index: 2 }, race);
    },
  );
}
