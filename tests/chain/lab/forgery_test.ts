import assert from "node:assert/strict";
import type { KeyObject } from "node:crypto";
import { blockText } from "../../../lib/chain/block.ts";
import { Chain } from "../../../lib/chain/chain.ts";
import { keysJson, parseKeys } from "../../../lib/chain/format/key_file.ts";
import { type Effort, forge, stolenKeys, verdictOn } from "../../../lib/chain/lab/forgery.ts";
import { validatorKey } from "../../../lib/chain/stake/validators.ts";

/** A chain of three hours with two trades each, as the text of its file. */
async function honestChain(signatures: boolean) {
  const start = 1723672800;
  const chain = await Chain.begin({
    seed: 1,
    difficulty: 2,
    miners: 10,
    start,
    signatures,
    prosumers: 2,
  });
  const lines = [blockText(chain.genesis)];
  for (let step = 0; step < 3; step++) {
    const trades = {
      count: 2,
      sender: Int32Array.of(0, -1),
      receiver: Int32Array.of(1, 1),
      amountKwh: Float64Array.of(0.5 + step, 0.25),
      eurPerKwh: Float64Array.of(0.1, 0.12),
      type: Uint8Array.of(0, 1),
    };
    const block = await chain.append({ step, timestamp: start + 3600 * step, trades });
    assert.ok(block);
    lines.push(blockText(block));
  }
  const keys = chain.keys && parseKeys(keysJson(await chain.publishedKeys()));
  return { text: lines.join(""), keys };
}

const target = { block: 2, trade: 0, change: { amount: 9 } };

Deno.test("an unchanged chain is written back to the byte", async () => {
  const { text } = await honestChain(true);
  assert.equal(forge(text, { ...target, change: {} }, "edit").text, text);
});

const faults: [Effort, RegExp][] = [
  ["edit", /^Block 2, merkleRoot: /],
  ["root", /^Block 2, hash: expected 2 zeros/],
  ["seal", /^Block 3, previousHash: /],
];
for (const [effort, fault] of faults) {
  Deno.test(`a forger of effort "${effort}" is caught by ${fault}`, async () => {
    const { text } = await honestChain(true);
    assert.match(verdictOn(forge(text, target, effort).text), fault);
  });
}

Deno.test("a chain rewritten to its end is caught by the signature of the trade", async () => {
  const { text, keys } = await honestChain(true);
  const forged = forge(text, target, "rewrite").text;
  assert.match(verdictOn(forged, { keys }), /^Block 2, transactions\[0\]\.signatures/);
});

Deno.test("a rewritten chain without signatures passes, at the price of the work", async () => {
  const { text } = await honestChain(false);
  const forged = forge(text, target, "rewrite");
  assert.equal(verdictOn(forged.text), "valid: 4 blocks with 6 trades");
  assert.ok(forged.hashesTried >= 2);
  assert.notEqual(forged.text.trimEnd().split("\n").at(-1), text.trimEnd().split("\n").at(-1));
});

Deno.test("a trade that is not there cannot be forged", async () => {
  const { text } = await honestChain(false);
  assert.throws(() => forge(text, { ...target, trade: 2 }, "edit"), RangeError);
  assert.throws(() => forge(text, { ...target, block: 4 }, "edit"), RangeError);
});

Deno.test("stolen keys are those of the first validators, each its own", () => {
  const keys = stolenKeys(1, 3);
  assert.deepEqual([...keys.keys()], [1, 2, 3]);
  const own = (key: KeyObject) => key.export({ format: "jwk" }).d;
  assert.equal(own(keys.get(2)!), own(validatorKey(1, 2)));
  assert.equal(new Set([...keys.values()].map(own)).size, 3);
  assert.equal(stolenKeys(1, 0).size, 0);
});
