import { strictEqual as equal } from "node:assert/strict";
import { hash } from "node:crypto";
import fc from "../../made/fast_check.ts";
import { HASH_BYTES, MessageHasher } from "../../../lib/chain/sha256/messages.ts";

const hasher = new MessageHasher(40_000);

/** Hashes of messages, laid down side by side, four at a time. */
function hashes(messages: readonly Uint8Array[]): string[] {
  const places = new Int32Array(2 * messages.length);
  let end = hasher.free;
  for (const [m, message] of messages.entries()) {
    hasher.bytes.set(message, end);
    places.set([end, end += message.length], 2 * m);
  }
  const found = Int32Array.from(messages, (_, m) => end + HASH_BYTES * m);
  for (let m = 0; m < messages.length; m += 4) {
    hasher.hash(places, found, m, Math.min(4, messages.length - m));
  }
  return Array.from(found, (at) => hasher.bytes.subarray(at, at + HASH_BYTES).toHex());
}

// NIST, FIPS 180-4 examples: one block, two blocks.
Deno.test("the published messages have the published hashes", () => {
  const long = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
  const found = hashes(["", "abc", long].map((text) => new TextEncoder().encode(text)));
  equal(found[0], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  equal(found[1], "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  equal(found[2], "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
});

Deno.test("any messages, of any lengths side by side, have node:crypto's hashes", () => {
  const message = fc.uint8Array({ maxLength: 1000 });
  fc.assert(fc.property(fc.array(message, { maxLength: 11 }), (messages) => {
    for (const [m, found] of hashes(messages).entries()) {
      equal(found, hash("sha256", messages[m], "hex"));
    }
  }));
});

Deno.test("every length around the ends of blocks", () => {
  const messages = Array.from({ length: 200 }, (_, length) => new Uint8Array(length).fill(length));
  for (const [length, found] of hashes(messages).entries()) {
    equal(found, hash("sha256", messages[length], "hex"), `${length} bytes`);
  }
});
