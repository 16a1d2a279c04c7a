import { strictEqual as equal } from "node:assert/strict";
import { createHash } from "node:crypto";
import { HashSet } from "../../../lib/chain/audit/hash_set.ts";

const hashOf = (i: number) => createHash("sha256").update(String(i)).digest("hex");

Deno.test("a hash is new once, also after the set has grown", () => {
  const set = new HashSet();
  for (let i = 0; i < 5000; i++) equal(set.add(hashOf(i)), true);
  for (let i = 0; i < 5000; i++) equal(set.add(hashOf(i)), false);
  equal(set.add(hashOf(5000)), true);
});

Deno.test("hashes that fall on the same slot stay apart", () => {
  const set = new HashSet();
  const tails = ["0", "1", "2", "3"].map((digit) => "00000000" + digit.repeat(56));
  for (const hash of tails) equal(set.add(hash), true);
  for (const hash of tails) equal(set.add(hash), false);
});
