import { deepStrictEqual as deepEqual, throws } from "node:assert/strict";
import fc from "../../made/fast_check.ts";
import { unsignedBytes } from "../../../lib/chain/entries/entries.ts";
import { rootsOf } from "../../../lib/chain/entries/slice_tree.ts";
import { GrowingTree, leafHash } from "../../../lib/chain/format/merkle.ts";

Deno.test("the roots over a slice are those of a tree that grows leaf by leaf", () => {
  const text = fc.string({ unit: "binary-ascii", maxLength: 300 });
  fc.assert(fc.property(fc.array(text, { maxLength: 70 }), (texts) => {
    const tree = new GrowingTree();
    for (const entry of texts) tree.add(leafHash(entry));
    deepEqual(rootsOf(texts, unsignedBytes(texts)), [...tree.roots]);
  }));
});

Deno.test("bytes that are not those of the entries are noticed", () => {
  throws(() => rootsOf(["ab", "cd"], unsignedBytes(["aX", "cd"])), /node:crypto says/);
});
