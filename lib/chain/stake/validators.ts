import { createHash, type KeyObject } from "node:crypto";
import { randomStream, uniform } from "../../random.ts";
import { encodePublicKey, privateKeyOf } from "../format/ed25519.ts";
import type { Validator } from "../format/key_file.ts";

/**
 * The stakes of the validators 1 … n, U(0.1, 1.0), drawn once for a whole run.
 *
 * @param seed The run's seed.
 * @param count n. Further validators do not change the stakes of the first.
 */
export function stakesOf(seed: number, count: number): number[] {
  const stream = randomStream(seed, "stakes");
  return Array.from({ length: count }, () => uniform(stream, 0.1, 1));
}

/**
 * The key pair of a validator. It follows from the run's seed, so it is no secret: see
 * {@linkcode KeyRing}.
 *
 * @param validator 1 … n.
 */
export function validatorKey(seed: number, validator: number): KeyObject {
  const name = `${seed}/Ed25519/Validator_Node_${validator}`;
  return privateKeyOf(createHash("sha256").update(name).digest());
}

/** The validators of a run, as the public knows them. */
export function validatorsOf(seed: number, count: number): Validator[] {
  return stakesOf(seed, count).map((stake, i) => ({
    key: encodePublicKey(validatorKey(seed, i + 1)),
    stake,
  }));
}
