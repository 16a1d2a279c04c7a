import { Buffer } from "node:buffer";
import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { InputError } from "../../input_error.ts";

/** DER of an Ed25519 private key (RFC 8410 §7), up to its 32 bytes. */
const PRIVATE_PREFIX = Uint8Array.fromHex("302e020100300506032b657004220420");

/** DER of an Ed25519 public key (RFC 8410 §4), up to its 32 bytes. */
const PUBLIC_PREFIX = Uint8Array.fromHex("302a300506032b6570032100");

/** An Ed25519 key pair from its 32 secret bytes (RFC 8032 §5.1.5). */
export function privateKeyOf(secret: Uint8Array): KeyObject {
  const key = Buffer.concat([PRIVATE_PREFIX, secret]);
  return createPrivateKey({ key, format: "der", type: "pkcs8" });
}

/** An Ed25519 public key from its 32 bytes. */
export function publicKeyOf(bytes: Uint8Array): KeyObject {
  const key = Buffer.concat([PUBLIC_PREFIX, bytes]);
  return createPublicKey({ key, format: "der", type: "spki" });
}

/** The 32 bytes of an Ed25519 public key, in base64url without padding; of a pair, its public half. */
export function encodePublicKey(key: KeyObject): string {
  const publicKey = key.type === "private" ? createPublicKey(key) : key;
  const der = publicKey.export({ format: "der", type: "spki" });
  return der.subarray(PUBLIC_PREFIX.length).toString("base64url");
}

/**
 * A public key from its text.
 *
 * @param field Names it in the error.
 * @throws {InputError} If it is not 32 bytes in base64url.
 */
export function publicKeyFrom(text: unknown, field: string): KeyObject {
  const bytes = typeof text === "string" ? Buffer.from(text, "base64url") : undefined;
  if (bytes?.length !== 32) {
    throw new InputError(
      `Public key ${field} must be 32 bytes in base64url, found ${JSON.stringify(text)}`,
    );
  }
  return publicKeyOf(bytes);
}
