import { Buffer } from "node:buffer";
import { type KeyObject, sign, verify } from "node:crypto";

/**
 * The one form of an Ed25519 signature, 64 bytes in base64url without padding: of the last
 * character's six bits the lower four belong to no byte and are 0.
 */
export const SIGNATURE_FORM = /^[A-Za-z0-9_-]{85}[AQgw]$/;

/** The signatures of a trade, base64url: the sender's, the receiver's. */
export type Signatures = readonly [string, string];

/**
 * What both parties of a trade sign: the hash of the last block before the trade, in hex, then the
 * transaction's canonical JSON. The hash ties a signature to one place in one chain's history, so
 * it is worth nothing on another chain, even one of the same seed and date; but for hour 0, as
 * chains of the same start and difficulty share their genesis block.
 */
export function signedMessage(previousHash: string, canonical: string): Uint8Array {
  return Buffer.from(previousHash + canonical);
}

/** An Ed25519 signature (RFC 8032) in base64url without padding. It is the same every time. */
export function signatureOf(message: Uint8Array, privateKey: KeyObject): string {
  return sign(null, message, privateKey).toString("base64url");
}

/** Whether a signature is the key's, and written in the one form that its 64 bytes have. */
export function isSignature(message: Uint8Array, key: KeyObject, signature: string): boolean {
  return SIGNATURE_FORM.test(signature) &&
    verify(null, message, key, Buffer.from(signature, "base64url"));
}

/**
 * A transaction as `chain.jsonl` holds it: its canonical JSON with the signatures at their place in
 * the order of keys.
 *
 * @example
 * ```ts
 * import { strictEqual as equal } from "node:assert/strict";
 * equal(
 *   withSignatures('{"sender":1,"step":0,"type":"P2P"}', ["s", "r"]),
 *   '{"sender":1,"signatures":["s","r"],"step":0,"type":"P2P"}',
 * );
 * ```
 */
export function withSignatures(canonical: string, [sender, receiver]: Signatures): string {
  const at = canonical.lastIndexOf('"step":');
  return `${canonical.slice(0, at)}"signatures":["${sender}","${receiver}"],${canonical.slice(at)}`;
}
