import { deepStrictEqual as deepEqual, strictEqual as equal, throws } from "node:assert/strict";
import { createHash } from "node:crypto";
import fc from "../../made/fast_check.ts";
import {
  auditPath,
  leafHash,
  merkleRoot,
  nodeHash,
  rootFromPath,
} from "../../../lib/chain/format/merkle.ts";

// Leaves, roots and paths of the reference implementation of RFC 6962,
// google/certificate-transparency, cpp/merkletree/merkle_tree_test.cc.
const leaves = [
  "",
  "00",
  "10",
  "2021",
  "3031",
  "40414243",
  "5051525354555657",
  "606162636465666768696a6b6c6d6e6f",
].map((hex) => leafHash(Uint8Array.fromHex(hex)));
const roots = [
  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];
const paths = [
  { index: 0, size: 1, path: [] },
  {
    index: 0,
    size: 8,
    path: [
      "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
  },
  {
    index: 5,
    size: 8,
    path: [
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
  },
  {
    index: 2,
    size: 3,
    path: ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
  },
  {
    index: 1,
    size: 5,
    path: [
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
  },
];

Deno.test("roots are those of the reference implementation of RFC 6962", () => {
  for (const [size, root] of roots.entries()) equal(merkleRoot(leaves.slice(0, size)), root);
});

Deno.test("audit paths are those of the reference implementation of RFC 6962", () => {
  for (const { index, size, path } of paths) {
    deepEqual(auditPath(leaves.slice(0, size), index), path);
    equal(rootFromPath(leaves[index], index, size, path), roots[size]);
  }
});

/** RFC 6962 §2.1, word by word, with nothing in common with the module but SHA-256. */
function rootByDefinition(entries: readonly Uint8Array[]): Uint8Array {
  const sha256 = (...parts: Uint8Array[]) =>
    parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest();
  if (entries.length === 0) return sha256();
  if (entries.length === 1) return sha256(Uint8Array.of(0), entries[0]);
  let split = 1;
  while (2 * split < entries.length) split *= 2;
  const left = rootByDefinition(entries.slice(0, split));
  return sha256(Uint8Array.of(1), left, rootByDefinition(entries.slice(split)));
}

Deno.test("any tree has the root that the RFC defines, and every leaf a path to it", () => {
  fc.assert(fc.property(fc.array(fc.uint8Array({ maxLength: 9 }), { maxLength: 70 }), (entries) => {
    const hashes = entries.map(leafHash);
    const root = merkleRoot(hashes);
    equal(root, rootByDefinition(entries).toHex());
    for (const [index, leaf] of hashes.entries()) {
      equal(rootFromPath(leaf, index, hashes.length, auditPath(hashes, index)), root);
    }
  }));
});

Deno.test("a path proves its leaf at its place only", () => {
  const path = auditPath(leaves, 5);
  for (let index = 0; index < 8; index++) {
    if (index !== 5) equal(rootFromPath(leaves[5], index, 8, path) === roots[8], false);
  }
  equal(rootFromPath(leaves[4], 5, 8, path) === roots[8], false);
  equal(rootFromPath(leaves[5], 5, 8, path.slice(1)), undefined);
  equal(rootFromPath(leaves[5], 5, 8, [...path, roots[0]]), undefined);
  equal(rootFromPath(leaves[5], 8, 8, path), undefined);
  equal(rootFromPath(leaves[5], -1, 8, path), undefined);
});

Deno.test("text is hashed as UTF-8, and a leaf cannot pass for a node", () => {
  equal(leafHash("€"), leafHash(new TextEncoder().encode("€")));
  const node = Uint8Array.fromHex(leaves[0] + leaves[1]);
  equal(leafHash(node) === nodeHash(leaves[0], leaves[1]), false);
});

Deno.test("there is no path to a leaf that is not there", () => {
  throws(() => auditPath(leaves, 8), RangeError);
  throws(() => auditPath([], 0), RangeError);
});
