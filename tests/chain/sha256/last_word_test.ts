import { deepStrictEqual as deepEqual, strictEqual as equal, throws } from "node:assert/strict";
import { createHash } from "node:crypto";
import fc from "../../made/fast_check.ts";
import { LastWordHasher, midstateOf } from "../../../lib/chain/sha256/last_word.ts";
import { memoryLayout } from "../../../lib/chain/sha256/last_word_kernel.ts";

/** A message of up to 55 bytes padded to the one block that SHA-256 makes of it (FIPS 180-4 §5.1.1). */
function padded(message: Uint8Array): Uint8Array {
  const block = new Uint8Array(64);
  block.set(message);
  block[message.length] = 0x80;
  new DataView(block.buffer).setUint32(60, 8 * message.length);
  return block;
}

function hexOf(state: Int32Array): string {
  return [...state].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

// NIST, FIPS 180-4 example "abc"; CAVP SHA256ShortMsg.rsp, Len = 0, 8 and 32.
const published: readonly (readonly [string, string])[] = [
  ["616263", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
  ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
  ["d3", "28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1"],
  ["74ba2521", "b16aa56be3880d18cd41e68384cf1ec8c17680c45a02b1575dc1518923ae8b0e"],
];

Deno.test("the kernel and node:crypto give the hashes that NIST publishes", () => {
  for (const [message, hash] of published) {
    const bytes = Uint8Array.fromHex(message);
    equal(hexOf(midstateOf(padded(bytes))), hash);
    equal(createHash("sha256").update(bytes).digest("hex"), hash);
  }
});

Deno.test("the midstate of NIST's example of two blocks is the one NIST prints", () => {
  // NIST, SHA256.pdf of the example algorithms: "abcdbcde…nopq", contents of H after block 1.
  const message = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
  const block = new Uint8Array(64);
  block.set(new TextEncoder().encode(message));
  block[56] = 0x80;
  equal(
    hexOf(midstateOf(block)),
    "85e655d6417a17953363376a624cde5c76e09589cac5f811cc4b32c1f20e533a",
  );
  equal(
    createHash("sha256").update(message).digest("hex"),
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
  );
});

Deno.test("headers get the first word that node:crypto computes, whatever their bytes", () => {
  const header = fc.uint8Array({ minLength: 88, maxLength: 88 });
  const words = fc.array(fc.integer(), { minLength: 1, maxLength: 11 });
  fc.assert(
    fc.property(header, words, (bytes, lastWords) => {
      const hasher = new LastWordHasher(midstateOf(bytes.subarray(0, 64)), bytes.subarray(64));
      const message = new Uint8Array(92);
      message.set(bytes);
      const expected = lastWords.map((word) => {
        new DataView(message.buffer).setInt32(88, word);
        return createHash("sha256").update(message).digest().readInt32BE();
      });
      deepEqual([...hasher.firstWords(lastWords)], expected);
    }),
    { numRuns: 500 },
  );
});

Deno.test("as many headers are hashed at once as the kernel's memory holds, and no more", () => {
  const bytes = Uint8Array.from({ length: 88 }, (_, i) => i);
  const hasher = new LastWordHasher(midstateOf(bytes.subarray(0, 64)), bytes.subarray(64));
  const { capacity } = memoryLayout;
  const words = hasher.firstWords(Uint32Array.from({ length: capacity }, (_, i) => i)).slice();
  deepEqual([...hasher.firstWords([capacity - 1])], [words[capacity - 1]]);
  throws(() => hasher.firstWords(new Uint32Array(capacity + 1)), RangeError);
  equal(hasher.firstWords([]).length, 0);
});

Deno.test("bytes that are not a block are refused", () => {
  throws(() => midstateOf(new Uint8Array(63)), RangeError);
  throws(() => new LastWordHasher(new Int32Array(8), new Uint8Array(23)), RangeError);
});
