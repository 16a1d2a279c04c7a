import { ok, strictEqual as equal } from "node:assert/strict";
import { createPublicKey } from "node:crypto";
import { isSignature } from "../../../lib/chain/format/signature.ts";
import { grind, groundShare, signaturesAtWill } from "../../../lib/chain/lab/grinding.ts";
import { validatorKey } from "../../../lib/chain/stake/validators.ts";

Deno.test("a signer can give as many valid signatures of one message as it likes", () => {
  const key = validatorKey(1, 3);
  const message = new TextEncoder().encode("the seed and the index");
  const found = new Set<string>();
  for (const signature of signaturesAtWill(message, key)) {
    ok(isSignature(message, createPublicKey(key), signature));
    found.add(signature);
    if (found.size === 20) break;
  }
  equal(found.size, 20);
});

Deno.test("the share that grinding gives, by hand", () => {
  equal(groundShare(0.25, 1), 0.25);
  equal(groundShare(0.5, 2), 0.5 / 0.75);
  ok(groundShare(0.1, 1000) > 0.999999);
});

for (const tries of [1, 4, 16]) {
  Deno.test(`grinding with ${tries} tries gives the share of the formula`, () => {
    const settings = { seed: 16, validators: 10, grinder: 2, tries, blocks: 1000 };
    const { blockShare, inTheory, stakeShare } = grind(settings);
    // Blocks come in runs: the variance is that of a two-state Markov chain.
    const stay = 1 - (1 - stakeShare) ** tries;
    const correlation = stay - stakeShare;
    const factor = (1 + correlation) / (1 - correlation);
    const error = Math.sqrt(factor * inTheory * (1 - inTheory) / settings.blocks);
    ok(Math.abs(blockShare - inTheory) < 3.3 * error, `${blockShare}, expected ${inTheory}`);
  });
}
