import { match, ok, strictEqual as equal, throws } from "node:assert/strict";
import { verify } from "node:crypto";
import { Buffer } from "node:buffer";
import { ChainAudit } from "../../../lib/chain/audit/audit.ts";
import { ChainFault } from "../../../lib/chain/audit/fault.ts";
import { headerBytes, headerHash } from "../../../lib/chain/format/header.ts";
import { publicKeyOf } from "../../../lib/chain/format/ed25519.ts";
import {
  keysJson,
  parseKeyFile,
  parseKeys,
  validatorsHash,
} from "../../../lib/chain/format/key_file.ts";
import { signatureOf } from "../../../lib/chain/format/signature.ts";
import { type BlockRecord, lineOf, parseChain, verdictOn } from "../../../lib/chain/lab/forgery.ts";
import { firstSeed, nextSeed, revealMessage } from "../../../lib/chain/stake/lottery.ts";
import { stakesOf, validatorKey, validatorsOf } from "../../../lib/chain/stake/validators.ts";
import { InputError } from "../../../lib/input_error.ts";
import { exampleChain } from "../../made/chain_example.ts";

const SEED = 7;
const honest = await exampleChain([4, 3, 2, 5, 3, 1, 2], { consensus: "proof-of-stake" });
const { text, keys, validators } = honest;
const trusted = { keys, validators };
const blocks = parseChain(text);

type Changeable<T> = { -readonly [Name in keyof T]: T[Name] };

/** The chain with a block changed. */
function changed(at: number, change: (block: Changeable<BlockRecord>) => void): string {
  return blocks.map((block, i) => {
    const copy = { ...block };
    if (i === at) change(copy);
    return lineOf(copy);
  }).join("");
}

/** The seed from which a block was drawn. */
function seedBefore(at: number): Uint8Array {
  return blocks.slice(1, at).reduce(
    (seed, { reveal }) => nextSeed(seed, reveal as string),
    firstSeed(blocks[0].hash),
  );
}

const validName = (number: number) => `Validator_Node_${number}`;

Deno.test("a chain by proof of stake passes, and nothing was mined for it", () => {
  equal(verdictOn(text, trusted), "valid: 8 blocks with 20 trades");
  const audit = new ChainAudit(trusted);
  audit.take(text);
  const { consensus, sealsChecked, hashesTried, difficulty } = audit.finish();
  equal(consensus, "proof-of-stake");
  equal(sealsChecked, true);
  equal(hashesTried, 0);
  equal(difficulty, 0);
});

Deno.test("each header is signed by its validator, each reveal over seed and index", () => {
  for (const block of blocks.slice(1)) {
    equal(block.difficulty, 0);
    equal(block.nonce, 0);
    const key = publicKeyOf(Buffer.from(validators![block.miner - 1].key, "base64url"));
    const signature = Buffer.from(block.signature!, "base64url");
    ok(verify(null, headerBytes(block), key, signature));
    const reveal = Buffer.from(block.reveal!, "base64url");
    ok(verify(null, revealMessage(seedBefore(block.index), block.index), key, reveal));
  }
});

Deno.test("without the validators the form is checked, and the summary says so", () => {
  const audit = new ChainAudit({ keys });
  audit.take(text);
  equal(audit.finish().sealsChecked, false);
});

Deno.test("another stake table is named", () => {
  const richer = validators!.map(({ key, stake }, i) => ({ key, stake: i === 0 ? 2 : stake }));
  match(
    verdictOn(text, { keys, validators: richer }),
    /^Block 0, validators: expected \w+, the SHA-256 of the validators that are trusted, found that of another table/,
  );
  // A table that the genesis line is made to name: then the draws do not fit.
  const relabelled = changed(0, (block) => block.validators = validatorsHash(richer));
  match(
    verdictOn(relabelled, { keys, validators: richer }),
    /^Block \d, miner: expected \d+, as V/,
  );
});

Deno.test("a replayed reveal is named with the block that it was taken from", () => {
  const again = changed(3, (block) => block.reveal = blocks[1].reveal!);
  match(verdictOn(again, trusted), /^Block 3, reveal: .* found the reveal of block 1 again/);
});

Deno.test("a skipped validator is named", () => {
  const drawnOne = blocks[3].miner;
  const other = drawnOne % 10 + 1;
  const usurped = changed(3, (block) => {
    block.miner = other;
    block.hash = headerHash(block);
    const key = validatorKey(SEED, other);
    block.reveal = signatureOf(revealMessage(seedBefore(3), 3), key);
    block.signature = signatureOf(headerBytes(block), key);
  });
  match(
    verdictOn(usurped, trusted),
    new RegExp(
      `^Block 3, miner: expected ${drawnOne}, as ${validName(drawnOne)} is drawn by the ` +
        `lottery number 0\\.\\d+, found ${other}$`,
    ),
  );
});

Deno.test("a block signed by the wrong validator is named with the one who signed", () => {
  const drawnOne = blocks[3].miner;
  const other = drawnOne % 10 + 1;
  const foreign = changed(3, (block) => {
    block.signature = signatureOf(headerBytes(block), validatorKey(SEED, other));
  });
  match(
    verdictOn(foreign, trusted),
    new RegExp(
      `^Block 3, signature: expected the signature of ${validName(drawnOne)} over the ` +
        `header, found that of ${validName(other)}`,
    ),
  );
});

Deno.test("what was mined, or a number that was searched for, has no place in such a chain", () => {
  const difficult = changed(2, (block) => block.difficulty = 1);
  match(verdictOn(difficult, trusted), /^Block 2, difficulty: expected 0, as nothing is mined/);
  const searched = changed(2, (block) => block.nonce = 9);
  match(verdictOn(searched, trusted), /^Block 2, nonce: expected 0/);
});

Deno.test("the two kinds of chain do not pass for each other", async () => {
  const mined = await exampleChain([2], {});
  const takes = (chain: string, consensus: "proof-of-work" | "proof-of-stake") => () => {
    const audit = new ChainAudit({ consensus });
    audit.take(chain);
  };
  throws(takes(text, "proof-of-work"), ChainFault);
  throws(takes(mined.text, "proof-of-stake"), ChainFault);
  takes(text, "proof-of-stake")();
  takes(mined.text, "proof-of-work")();
  const stripped = changed(0, (block) => delete (block as { validators?: string }).validators);
  match(verdictOn(stripped, trusted), /^Block 1, reveal: expected no such field/);
  const posing = mined.text.replace(
    '"transactions"',
    `"validators":"${"0".repeat(64)}","transactions"`,
  );
  match(verdictOn(posing), /^Block 0, difficulty: expected 0/);
});

Deno.test("the same settings give the same chain, another seed another", async () => {
  const settings = { consensus: "proof-of-stake" } as const;
  equal((await exampleChain([4, 3, 2, 5, 3, 1, 2], settings)).text, text);
  ok((await exampleChain([4, 3, 2, 5, 3, 1, 2], { ...settings, seed: 8 })).text !== text);
});

Deno.test("keys.json holds the validators, beside the parties or alone", async () => {
  const file = parseKeyFile(honest.keysText);
  equal(JSON.stringify(file.validators), JSON.stringify(validatorsOf(SEED, 10)));
  equal(
    JSON.stringify(file.validators!.map(({ stake }) => stake)),
    JSON.stringify(stakesOf(SEED, 10)),
  );
  ok(file.parties !== undefined);

  const unsigned = await exampleChain([2], { consensus: "proof-of-stake", signatures: false });
  const alone = parseKeyFile(unsigned.keysText);
  equal(alone.parties, undefined);
  equal(alone.validators?.length, 10);
  throws(() => parseKeys(unsigned.keysText), /validators only/);
  equal(
    verdictOn(unsigned.text, { validators: alone.validators }),
    "valid: 2 blocks with 2 trades",
  );
});

Deno.test("a list of validators that is none is refused in a sentence", () => {
  const [{ key }] = validatorsOf(SEED, 1);
  const wrong = [
    [],
    {},
    [null],
    [{ key }],
    [{ key, stake: 0 }],
    [{ key, stake: -1 }],
    [{ key, stake: "1" }],
    [{ key: "abc", stake: 1 }],
  ];
  for (const list of wrong) {
    const file = keysJson({ validators: list as never });
    throws(() => parseKeyFile(file), InputError, file);
  }
});
