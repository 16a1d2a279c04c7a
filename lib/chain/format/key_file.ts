import { createHash, type KeyObject } from "node:crypto";
import { InputError } from "../../input_error.ts";
import { encodePublicKey, publicKeyFrom } from "./ed25519.ts";
import type { KeyRing } from "./keys.ts";
import { AGGREGATOR, type Party } from "../../market/parties.ts";

/** Public keys by party. */
export interface PublicKeys {
  /** The party's key; undefined if it is unknown. */
  of(party: Party): KeyObject | undefined;
  /** All of them as `keys.json` has them, for threads that make their own of it. */
  readonly encoded: EncodedKeys;
}

/** The parties' public keys, 32 bytes each in base64url without padding. */
export interface EncodedKeys {
  /** The aggregator's. */
  readonly aggregator: string;
  /** Of the prosumers 0 … n − 1. */
  readonly prosumers: readonly string[];
}

/** Who may seal blocks under proof of stake, as the public knows it. Its number is its place, from 1. */
export interface Validator {
  /** Ed25519 public key, 32 bytes in base64url without padding. */
  readonly key: string;
  /** What its chance is proportional to, in any unit; above 0. */
  readonly stake: number;
}

/** What a `keys.json` holds. */
export interface KeyFile {
  /** Who signs trades; undefined if trades are not signed. */
  readonly parties: PublicKeys | undefined;
  /** Who signs blocks; undefined if blocks are mined. */
  readonly validators: readonly Validator[] | undefined;
}

/** What is written into a `keys.json`. */
export interface PublishedKeys {
  /** Of those who sign trades; undefined if trades are not signed. */
  readonly parties?: EncodedKeys | undefined;
  /** Of those who sign blocks; undefined if blocks are mined. */
  readonly validators?: readonly Validator[] | undefined;
}

/**
 * The public keys of the aggregator and of prosumers 0 … n − 1.
 *
 * @param prosumers Their number, n.
 */
export function encodedKeys(keys: KeyRing, prosumers: number): EncodedKeys {
  return {
    aggregator: encodePublicKey(keys.of(AGGREGATOR)),
    prosumers: Array.from({ length: prosumers }, (_, id) => encodePublicKey(keys.of(id))),
  };
}

/**
 * The text of `keys.json`: where trades are signed, the public keys of the aggregator and of
 * prosumers 0 … n − 1; where blocks are signed, keys and stakes of the validators 1 … n.
 */
export function keysJson({ parties, validators }: PublishedKeys): string {
  const file = { algorithm: "Ed25519", ...parties, ...(validators && { validators }) };
  return JSON.stringify(file, null, 1) + "\n";
}

/**
 * What the text of a `keys.json` holds.
 *
 * @throws {InputError} If it is not what {@linkcode keysJson} writes.
 */
export function parseKeyFile(text: string): KeyFile {
  const { aggregator, prosumers, validators } = keyFile(text);
  const parties = aggregator === undefined && prosumers === undefined
    ? undefined
    : publicKeysOf({ aggregator, prosumers } as EncodedKeys);
  return {
    parties,
    validators: validators === undefined ? undefined : parseValidators(validators),
  };
}

/**
 * The public keys of those who sign trades, in the text of a `keys.json`.
 *
 * @throws {InputError} If there are none, or the text is not what {@linkcode keysJson} writes.
 */
export function parseKeys(text: string): PublicKeys {
  const { parties } = parseKeyFile(text);
  if (parties !== undefined) return parties;
  throw new InputError(
    "The file of public keys holds those of validators only, as its run's trades are not signed",
  );
}

/**
 * The public keys that were written so.
 *
 * @throws {InputError} If one is not 32 bytes in base64url.
 */
export function publicKeysOf(encoded: EncodedKeys): PublicKeys {
  const keys = encoded.prosumers.map((key, id) => publicKeyFrom(key, `prosumers[${id}]`));
  const aggregatorKey = publicKeyFrom(encoded.aggregator, "aggregator");
  return { of: (party) => party === AGGREGATOR ? aggregatorKey : keys[party], encoded };
}

function keyFile(text: string): Record<"aggregator" | "prosumers" | "validators", unknown> {
  const rule = 'must be {"algorithm":"Ed25519","aggregator":KEY,"prosumers":[KEY, …]}, with ' +
    '"validators":[{"key":KEY,"stake":NUMBER}, …] besides or instead under proof of stake';
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch (cause) {
    throw new InputError(`The file of public keys ${rule}, but is not JSON`, { cause });
  }
  if (typeof file !== "object" || file === null) {
    throw new InputError(`The file of public keys ${rule}, found ${JSON.stringify(file)}`);
  }
  const { algorithm, aggregator, prosumers, validators } = file as Record<string, unknown>;
  const signsTrades = aggregator !== undefined || prosumers !== undefined;
  const isComplete = signsTrades ? Array.isArray(prosumers) : validators !== undefined;
  if (algorithm !== "Ed25519" || !isComplete) {
    throw new InputError(`The file of public keys ${rule}, found ${Object.keys(file)}`);
  }
  return { aggregator, prosumers, validators };
}

/**
 * What the genesis block's line names the validators by: SHA-256 of the list `[{"key":…,"stake":…},
 * …]` as canonical JSON (RFC 8785), 64 lower-case hex digits.
 */
export function validatorsHash(validators: readonly Validator[]): string {
  const canonical = JSON.stringify(validators.map(({ key, stake }) => ({ key, stake })));
  return createHash("sha256").update(canonical).digest("hex");
}

/**
 * The list of validators in a `keys.json`.
 *
 * @param list What stands under `validators`.
 * @throws {InputError} If it is not a list of keys with stakes above 0.
 */
function parseValidators(list: unknown): Validator[] {
  const rule = 'must be a list such as [{"key":KEY,"stake":0.5}, …], stakes above 0';
  if (!Array.isArray(list) || list.length === 0) {
    throw new InputError(`The validators in the file of public keys ${rule}`);
  }
  return list.map((item: unknown, i) => {
    const { key, stake } = (item ?? {}) as Record<string, unknown>;
    publicKeyFrom(key, `validators[${i}].key`);
    if (!(typeof stake === "number" && Number.isFinite(stake) && stake > 0)) {
      throw new InputError(
        `The validators in the file of public keys ${rule}; ` +
          `validators[${i}].stake is ${JSON.stringify(stake)}`,
      );
    }
    return { key: key as string, stake };
  });
}
