import { deepStrictEqual as deepEqual, rejects, strictEqual as equal } from "node:assert/strict";
import { blockText } from "../../../lib/chain/block.ts";
import { BlockQueue } from "../../../lib/chain/block_queue.ts";
import { Chain, type ChainSettings } from "../../../lib/chain/chain.ts";
import { keysJson, parseKeys } from "../../../lib/chain/format/key_file.ts";
import { verifyChain } from "../../../lib/chain/audit/verify.ts";
import { HOUR } from "../../../lib/time.ts";
import { EXAMPLE_START, randomTrades } from "../../made/chain_example.ts";

/** Numbers of trades that end within a slice, at its end and one after it. */
const COUNTS = [1500, 0, 256, 257, 2304, 1, 700, 600, 1024, 1025];

const PROSUMERS = 50;

/** The text of a chain and of its keys. */
async function chainBy(settings: Partial<ChainSettings>): Promise<{ text: string; keys: string }> {
  using chain = await Chain.begin({
    seed: 16,
    difficulty: 1,
    miners: 10,
    start: EXAMPLE_START,
    signatures: true,
    prosumers: PROSUMERS,
    ...settings,
  });
  let text = blockText(chain.genesis);
  const queue = new BlockQueue<number>((_, block) => text += block ? blockText(block) : "");
  for (const [step, count] of COUNTS.entries()) {
    const trades = randomTrades(step, count, PROSUMERS);
    const block = chain.append({ step, timestamp: EXAMPLE_START + step * HOUR, trades });
    // As a simulation does: the columns are used again at once.
    trades.amountKwh.fill(NaN);
    await queue.put(step, count, block);
  }
  await queue.finish();
  return { text, keys: keysJson(await chain.publishedKeys()) };
}

const alone = await chainBy({ threads: 0 });

for (const threads of [1, 2, 4]) {
  Deno.test(`${threads} threads write the bytes that none writes`, async () => {
    deepEqual(await chainBy({ threads }), alone);
  });
}

Deno.test("threads that start at once make the keys, and write the same bytes", async () => {
  const many = { prosumers: 3000, difficulty: 0 };
  deepEqual(await chainBy({ ...many, threads: 2 }), await chainBy({ ...many, threads: 0 }));
});

Deno.test("by proof of stake the threads change nothing either", async () => {
  const settings = { consensus: "proof-of-stake" } as const;
  deepEqual(
    await chainBy({ ...settings, threads: 2 }),
    await chainBy({ ...settings, threads: 0 }),
  );
});

Deno.test("unsigned entries are hashed by threads to the same bytes", async () => {
  // 65,536 trades are what unsigned ones take to be worth threads.
  const hashes = [];
  for (const threads of [0, 2]) {
    using chain = await Chain.begin({
      seed: 16,
      difficulty: 0,
      miners: 10,
      start: EXAMPLE_START,
      signatures: false,
      threads,
    });
    const trades = randomTrades(0, 70_001, PROSUMERS);
    const block = await chain.append({ step: 0, timestamp: EXAMPLE_START, trades });
    hashes.push([chain.tipHash, block && blockText(block)]);
  }
  deepEqual(hashes[1], hashes[0]);
});

Deno.test("blocks are written in the order of their steps, whatever comes first", async () => {
  const written: number[] = [];
  const queue = new BlockQueue<number>((step) => written.push(step));
  const later = Promise.withResolvers<undefined>();
  await queue.put(0, 1, later.promise);
  await queue.put(1, 1, Promise.resolve(undefined));
  deepEqual(written, []);
  setTimeout(() => later.resolve(undefined), 5);
  await queue.finish();
  deepEqual(written, [0, 1]);
});

Deno.test("a block that fails is told when its turn comes", async () => {
  const queue = new BlockQueue<number>(() => {});
  await queue.put(0, 1, Promise.resolve(undefined));
  await queue.put(1, 1, Promise.reject(new RangeError("no block")));
  await new Promise((resolve) => setTimeout(resolve, 1));
  await rejects(queue.finish(), /no block/);
});

Deno.test("a full queue waits for the first of its blocks", async () => {
  const written: number[] = [];
  const queue = new BlockQueue<number>((step) => written.push(step));
  for (let step = 0; step < 4; step++) {
    await queue.put(step, 40_000, Promise.resolve(undefined));
  }
  deepEqual(written, [0, 1, 2]);
});

/** What a verification finds with some number of threads. */
async function found(text: string, threads: number): Promise<string> {
  async function* chunks() {
    const bytes = new TextEncoder().encode(text);
    for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
  }
  try {
    const { transactions } = await verifyChain(chunks(), { keys: parseKeys(alone.keys), threads });
    return `${transactions} trades`;
  } catch (fault) {
    return (fault as Error).message;
  }
}

/** The chain with the signatures of some trades exchanged, counted over all blocks. */
function withForgedSignatures(...places: readonly number[]): string {
  let at = -1;
  return alone.text.replaceAll(
    /"signatures":\["([^"]+)","([^"]+)"\]/g,
    (pair, sender, receiver) => {
      at += 1;
      return places.includes(at) ? `"signatures":["${receiver}","${sender}"]` : pair;
    },
  );
}

Deno.test("verification by threads finds the same first fault as without", async () => {
  const chains = {
    honest: alone.text,
    "a false signature early": withForgedSignatures(5),
    "false ones late, two in a batch": withForgedSignatures(4500, 4501, 5000),
    "a false one in the last batch": withForgedSignatures(7666),
    "a false one, and a missing one after it": withForgedSignatures(3000)
      .replace(/"signatures":\[[^\]]+\],("step":6)/, "$1"),
    "a false one, and a broken block after it": withForgedSignatures(4000)
      .replace(/("index":6,.*"nonce":)\d+/, "$1123456"),
    "a broken block before a false one": withForgedSignatures(5500)
      .replace(/("index":5,.*"nonce":)\d+/, "$1123456"),
  };
  const verdicts: string[] = [];
  for (const [name, text] of Object.entries(chains)) {
    const verdict = await found(text, 0);
    verdicts.push(verdict.replace(/: expected.*/, ""));
    equal(await found(text, 2), verdict, name);
  }
  deepEqual(verdicts, [
    "7667 trades",
    "Block 1, transactions[5].signatures[0]",
    "Block 6, transactions[182].signatures[0]",
    "Block 9, transactions[1024].signatures[0]",
    "Block 4, transactions[987].signatures[0]",
    "Block 4, transactions[1987].signatures[0]",
    "Block 5, hash",
  ]);
});
