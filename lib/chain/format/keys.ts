import { Buffer } from "node:buffer";
import { createHash, createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { InputError } from "../../input_error.ts";
import { AGGREGATOR, type Party } from "../../market/mod.ts";

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
 * The private keys of everyone in a simulated community.
 *
 * They follow from the run's seed, so that a run can be repeated to the byte. They are therefore no
 * secret: who knows the seed can sign for anyone.
 */
export class KeyRing {
  readonly #seed: number;
  readonly #prosumers: KeyObject[] = [];
  #aggregator: KeyObject | undefined;

  /** A ring of keys that follow from the run's seed. */
  constructor(seed: number) {
    this.#seed = seed;
  }

  /** The key pair of a party, derived at its first use. */
  of(party: Party): KeyObject {
    return party === AGGREGATOR
      ? this.#aggregator ??= this.#derive(party)
      : this.#prosumers[party] ??= this.#derive(party);
  }

  #derive(party: Party): KeyObject {
    const name = `${this.#seed}/Ed25519/${party}`;
    return privateKeyOf(createHash("sha256").update(name).digest());
  }
}

/** Public keys by party. */
export interface PublicKeys {
  /** The party's key; undefined if it is unknown. */
  of(party: Party): KeyObject | undefined;
}

/**
 * The text of `keys.json`: the public keys of the aggregator and of prosumers 0 … n − 1.
 *
 * @param prosumers Their number, n.
 */
export function keysJson(keys: KeyRing, prosumers: number): string {
  const encoded = Array.from({ length: prosumers }, (_, id) => encodePublicKey(keys.of(id)));
  const aggregator = encodePublicKey(keys.of(AGGREGATOR));
  return JSON.stringify({ algorithm: "Ed25519", aggregator, prosumers: encoded }, null, 1) + "\n";
}

/**
 * The public keys in the text of a `keys.json`.
 *
 * @throws {InputError} If it is not what {@linkcode keysJson} writes.
 */
export function parseKeys(text: string): PublicKeys {
  const { aggregator, prosumers } = keyFile(text);
  const keys = prosumers.map((key, id) => publicKeyFrom(key, `prosumers[${id}]`));
  const aggregatorKey = publicKeyFrom(aggregator, "aggregator");
  return { of: (party) => party === AGGREGATOR ? aggregatorKey : keys[party] };
}

function keyFile(text: string): { aggregator: unknown; prosumers: unknown[] } {
  const rule = 'must be {"algorithm":"Ed25519","aggregator":KEY,"prosumers":[KEY, …]}';
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch (cause) {
    throw new InputError(`The file of public keys ${rule}, but is not JSON`, { cause });
  }
  if (typeof file !== "object" || file === null) {
    throw new InputError(`The file of public keys ${rule}, found ${JSON.stringify(file)}`);
  }
  const { algorithm, aggregator, prosumers } = file as Record<string, unknown>;
  if (algorithm !== "Ed25519" || !Array.isArray(prosumers)) {
    throw new InputError(`The file of public keys ${rule}, found ${Object.keys(file)}`);
  }
  return { aggregator, prosumers };
}

function publicKeyFrom(text: unknown, field: string): KeyObject {
  const bytes = typeof text === "string" ? Buffer.from(text, "base64url") : undefined;
  if (bytes?.length !== 32) {
    throw new InputError(
      `Public key ${field} must be 32 bytes in base64url, found ${JSON.stringify(text)}`,
    );
  }
  return publicKeyOf(bytes);
}
