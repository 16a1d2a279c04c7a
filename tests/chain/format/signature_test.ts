import { notStrictEqual as notEqual, strictEqual as equal, throws } from "node:assert/strict";
import { Buffer } from "node:buffer";
import { encodePublicKey, privateKeyOf, publicKeyOf } from "../../../lib/chain/format/ed25519.ts";
import { encodedKeys, keysJson, parseKeys } from "../../../lib/chain/format/key_file.ts";
import { KeyRing } from "../../../lib/chain/format/keys.ts";
import { isSignature, signatureOf, signedMessage } from "../../../lib/chain/format/signature.ts";
import { InputError } from "../../../lib/input_error.ts";

// RFC 8032 §7.1: secret key, public key, message, signature.
const published = [
  {
    secret: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
    publicKey: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
    message: "",
    signature: "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155" +
      "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
  },
  {
    secret: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
    publicKey: "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
    message: "72",
    signature: "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da" +
      "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
  },
  {
    secret: "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
    publicKey: "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
    message: "af82",
    signature: "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac" +
      "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
  },
].map((vector) => ({
  secret: Uint8Array.fromHex(vector.secret),
  publicKey: Uint8Array.fromHex(vector.publicKey),
  message: Uint8Array.fromHex(vector.message),
  signature: Buffer.from(vector.signature, "hex").toString("base64url"),
}));

Deno.test("keys and signatures are those of RFC 8032 §7.1", () => {
  for (const { secret, publicKey, message, signature } of published) {
    const key = privateKeyOf(secret);
    equal(encodePublicKey(key), Buffer.from(publicKey).toString("base64url"));
    equal(signatureOf(message, key), signature);
    equal(isSignature(message, publicKeyOf(publicKey), signature), true);
  }
});

Deno.test("a signature holds for its message, its key and its one spelling", () => {
  const [{ message, publicKey, signature }, other] = published;
  const key = publicKeyOf(publicKey);
  equal(isSignature(other.message, key, signature), false);
  equal(isSignature(message, publicKeyOf(other.publicKey), signature), false);
  equal(isSignature(message, key, other.signature), false);
  // The last character holds four bits that no byte uses: the same bytes, spelt differently.
  const respelt = signature.slice(0, -1) + String.fromCharCode(signature.charCodeAt(85) + 1);
  equal(Buffer.from(respelt, "base64url").equals(Buffer.from(signature, "base64url")), true);
  equal(isSignature(message, key, respelt), false);
  equal(isSignature(message, key, signature + "="), false);
  equal(isSignature(message, key, ""), false);
});

Deno.test("a signature made on one block is worth nothing on another", () => {
  const key = privateKeyOf(published[0].secret);
  const signature = signatureOf(signedMessage("aa".repeat(32), "{}"), key);
  const publicKey = publicKeyOf(published[0].publicKey);
  equal(isSignature(signedMessage("aa".repeat(32), "{}"), publicKey, signature), true);
  equal(isSignature(signedMessage("bb".repeat(32), "{}"), publicKey, signature), false);
});

Deno.test("keys follow from the seed and the party, and from nothing else", () => {
  const encoded = (seed: number, party: number | "Aggregator") =>
    encodePublicKey(new KeyRing(seed).of(party));
  equal(encoded(42, 3), encoded(42, 3));
  notEqual(encoded(42, 3), encoded(42, 4));
  notEqual(encoded(42, 3), encoded(43, 3));
  notEqual(encoded(42, 3), encoded(42, "Aggregator"));
});

Deno.test("keys.json gives back the public keys of everyone", () => {
  const ring = new KeyRing(42);
  const keys = parseKeys(keysJson({ parties: encodedKeys(ring, 3) }));
  for (const party of [0, 1, 2, "Aggregator"] as const) {
    equal(encodePublicKey(keys.of(party)!), encodePublicKey(ring.of(party)));
  }
  equal(keys.of(3), undefined);
});

Deno.test("a file that is not keys.json is refused in a sentence", () => {
  const key = encodePublicKey(new KeyRing(1).of(0));
  const wrong = [
    "",
    "null",
    "[]",
    "{}",
    `{"algorithm":"RSA","aggregator":"${key}","prosumers":[]}`,
    `{"algorithm":"Ed25519","aggregator":"${key}"}`,
    `{"algorithm":"Ed25519","aggregator":"${key}","prosumers":["abc"]}`,
    `{"algorithm":"Ed25519","aggregator":7,"prosumers":[]}`,
  ];
  for (const text of wrong) throws(() => parseKeys(text), InputError, text);
});
