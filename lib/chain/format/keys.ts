import { createHash, type KeyObject } from "node:crypto";
import { privateKeyOf } from "./ed25519.ts";
import { AGGREGATOR, type Party } from "../../market/parties.ts";

/**
 * The private keys of everyone in a simulated community.
 *
 * They follow from the run's seed, so that a run can be repeated to the byte. They are therefore no
 * secret: who knows the seed can sign for anyone.
 */
export class KeyRing {
  /** The run's seed, from which all of them follow. */
  readonly seed: number;
  readonly #prosumers: KeyObject[] = [];
  #aggregator: KeyObject | undefined;

  /** A ring of keys that follow from the run's seed. */
  constructor(seed: number) {
    this.seed = seed;
  }

  /** The key pair of a party, derived at its first use. */
  of(party: Party): KeyObject {
    return party === AGGREGATOR
      ? this.#aggregator ??= this.#derive(party)
      : this.#prosumers[party] ??= this.#derive(party);
  }

  #derive(party: Party): KeyObject {
    const name = `${this.seed}/Ed25519/${party}`;
    return privateKeyOf(createHash("sha256").update(name).digest());
  }
}
