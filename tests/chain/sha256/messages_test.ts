import { strictEqual as equal, throws } from "node:assert/strict";
import { hash } from "node:crypto";
import fc from "../../made/fast_check.ts";
import { HASH_BYTES, hashMessages, MOST_BYTES } from "../../../lib/chain/sha256/messages.ts";

/** Hashes of messages that all begin with the same byte, in hex. */
function hashes(first: number, rests: readonly Uint8Array[]): string[] {
  const bytes = new Uint8Array(rests.reduce((sum, { length }) => sum + length, 0));
  const places = new Int32Array(2 * rests.length);
  for (let m = 0, at = 0; m < rests.length; m++) {
    bytes.set(rests[m], at);
    places.set([at, at += rests[m].length], 2 * m);
  }
  const found = new Uint8Array(HASH_BYTES * rests.length);
  hashMessages(first, bytes, places, found);
  return rests.map((_, m) => found.subarray(HASH_BYTES * m, HASH_BYTES * (m + 1)).toHex());
}

// NIST, FIPS 180-4 examples: one block, two blocks.
Deno.test("the published messages have the published hashes", () => {
  const text = (message: string) => new TextEncoder().encode(message.slice(1));
  const long = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
  const found = hashes("a".charCodeAt(0), ["abc", long].map(text));
  equal(found[0], "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  equal(found[1], "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
});

Deno.test("any messages, of any lengths side by side, have node:crypto's hashes", () => {
  const rest = fc.uint8Array({ maxLength: MOST_BYTES - 1 });
  fc.assert(fc.property(
    fc.nat(255),
    fc.array(rest, { maxLength: 11 }),
    (first, rests) => {
      for (const [m, found] of hashes(first, rests).entries()) {
        equal(found, hash("sha256", Uint8Array.of(first, ...rests[m]), "hex"));
      }
    },
  ));
});

Deno.test("every length around the ends of blocks", () => {
  const rests = Array.from({ length: 200 }, (_, length) => new Uint8Array(length).fill(length));
  for (const [m, found] of hashes(0, rests).entries()) {
    equal(found, hash("sha256", Uint8Array.of(0, ...rests[m]), "hex"), `${m + 1} bytes`);
  }
});

Deno.test("a message that has no room is refused", () => {
  throws(() => hashes(0, [new Uint8Array(MOST_BYTES)]), /at most 1015/);
});
