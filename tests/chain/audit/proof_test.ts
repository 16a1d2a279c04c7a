import { ok, rejects, strictEqual as equal } from "node:assert/strict";
import { createHash } from "node:crypto";
import { ChainFault } from "../../../lib/chain/audit/fault.ts";
import { explainProof, provesInclusion, proveTrades } from "../../../lib/chain/audit/proof.ts";
import type { Transaction } from "../../../lib/chain/format/transaction.ts";
import { exampleChain } from "../../made/chain_example.ts";

const { text } = await exampleChain([9, 0, 13, 4]);
const blocks = text.trimEnd().split("\n").map((line) => JSON.parse(line));

async function* bytesOf(chain: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(new TextEncoder().encode(chain));
}

Deno.test("every trade of every prosumer is proven by its block hash alone", async () => {
  let proven = 0;
  for (const { hash, transactions } of blocks.slice(1)) {
    const { step } = transactions[0];
    for (let prosumer = 0; prosumer < 20; prosumer++) {
      const own = transactions.filter(({ sender, receiver }: Transaction) =>
        sender === prosumer || receiver === prosumer
      );
      const trades = await proveTrades(bytesOf(text), prosumer, step);
      equal(trades.length, own.length);
      for (const { proof, blockHash } of trades) {
        equal(blockHash, hash);
        ok(provesInclusion(JSON.parse(JSON.stringify(proof)), hash));
        proven += 1;
      }
    }
  }
  ok(proven > 26, "trades between prosumers are proven for both");
});

Deno.test("a proof of another trade, place, header or block does not hold", async () => {
  const { step, sender, receiver } = blocks[2].transactions[5];
  const prosumer = typeof sender === "number" ? sender : receiver;
  const [{ proof, blockHash }] = await proveTrades(bytesOf(text), prosumer, step);
  ok(provesInclusion(proof, blockHash));
  const { transaction, header, path } = proof;
  const wrong = [
    { ...proof, transaction: { ...transaction, amount: transaction.amount + 1 } },
    { ...proof, index: proof.index + 1 },
    { ...proof, size: 2 * proof.size },
    { ...proof, path: path.slice(1) },
    { ...proof, path: path.with(0, "00".repeat(32)) },
    { ...proof, header: { ...header, nonce: header.nonce + 1 } },
    { ...proof, header: { ...header, merkleRoot: "00".repeat(32) } },
  ];
  for (const claim of wrong) equal(provesInclusion(claim, blockHash), false);
  equal(provesInclusion(proof, blocks[1].hash), false);
});

Deno.test("who did not trade, and an hour without a block, have nothing to prove", async () => {
  equal((await proveTrades(bytesOf(text), 999, 0)).length, 0);
  equal((await proveTrades(bytesOf(text), 3, 1)).length, 0);
  equal((await proveTrades(bytesOf(text), 3, 77)).length, 0);
});

Deno.test("nothing is proven from a chain with a fault before or in that hour", async () => {
  const bad = text.replace('"nonce":', '"nonce":9');
  await rejects(() => proveTrades(bytesOf(bad), 3, 0), ChainFault);
});

Deno.test("a person can follow the explanation with nothing but SHA-256", async () => {
  const { step, sender, receiver } = blocks[2].transactions[12];
  const prosumer = typeof sender === "number" ? sender : receiver;
  const trades = await proveTrades(bytesOf(text), prosumer, step);
  const told = trades.map(explainProof).at(-1) as string;
  const sha256 = (hex: string) => createHash("sha256").update(hex, "hex").digest("hex");
  const lines = told.split("\n").map((line) => line.trim());

  const canonical = lines.find((line) => line.startsWith('{"amount"')) as string;
  let hash = sha256("00" + new TextEncoder().encode(canonical).toHex());
  ok(lines.includes(hash));
  for (const [i, line] of lines.entries()) {
    if (!line.startsWith("Node:")) continue;
    const sibling = lines[i + 1].split(/\s+/)[1];
    hash = sha256(
      line.endsWith("ours, then the sibling") ? `01${hash}${sibling}` : `01${sibling}${hash}`,
    );
    equal(lines[i + 2].split(/\s+/)[1], hash);
  }
  const names = [
    "previousHash",
    "merkleRoot",
    "index",
    "timestamp",
    "miner",
    "difficulty",
    "nonce",
  ];
  const fields = names.map((name) =>
    (lines.find((line) => line.startsWith(`${name} `)) as string).split(/\s+/)[1]
  );
  equal(fields[1], hash);
  equal(sha256(fields.join("")), blocks[2].hash);
  ok(lines.includes(blocks[2].hash));
});
