import { expectedHashes } from "../format/header.ts";

/**
 * Energy of a hash where nothing else is stated, J: one processor core that draws about 12 W and
 * tries 12 million headers a second. Machines made for mining need tens of thousands of times less.
 */
export const CORE_JOULES_PER_HASH = 1e-6;

/** Headers that one core tries in a second, as measured here (`deno task bench`). */
export const CORE_HASHES_PER_SECOND = 12e6;

/** Ed25519 signatures that one core makes in a second, as measured here (22 µs each). */
export const CORE_SIGNATURES_PER_SECOND = 45_000;

/**
 * Power of one busy core, W: an assumption. Cores of servers draw less (280 W for 64 of them, AMD's
 * figure for its EPYC 7763), those of desktops more.
 */
export const CORE_WATTS = 12;

const JOULES_PER_KWH = 3.6e6;

/** What it takes one core to seal blocks. */
export interface SealingCost {
  /** Time, s. */
  readonly seconds: number;
  /** Energy, Wh. */
  readonly wattHours: number;
}

/**
 * What it takes to seal blocks, by hashes where they are mined and by signatures where they are
 * drawn: two a block, the reveal and the one of the header.
 *
 * @param work Hashes tried, or signatures made.
 * @example
 * ```ts
 * import { strictEqual as equal } from "node:assert/strict";
 * equal(sealingCost({ hashes: 12e6 }).seconds, 1);
 * equal(sealingCost({ signatures: 45_000 * 300 }).wattHours, 1);
 * ```
 */
export function sealingCost(
  work: { readonly hashes: number } | { readonly signatures: number },
): SealingCost {
  const seconds = "hashes" in work
    ? work.hashes / CORE_HASHES_PER_SECOND
    : work.signatures / CORE_SIGNATURES_PER_SECOND;
  return { seconds, wattHours: seconds * CORE_WATTS / 3600 };
}

/** What it cost to secure a chain by proof of work. */
export interface SecurityCost {
  /** Tries of all miners. */
  readonly hashesTried: number;
  /** Tries to be expected for as many blocks. */
  readonly expectedHashes: number;
  /** Energy of the tries, kWh. */
  readonly energyKwh: number;
  /** Energy of the tries per kWh traded; NaN if nothing was traded. */
  readonly kwhPerKwhTraded: number;
}

/**
 * The cost of security of a chain.
 *
 * @param chain Its blocks, the genesis block included, and the energy of its trades, kWh. What
 * `verifyChain` says of a chain will do.
 * @param joulesPerHash Energy of a try, J.
 * @example
 * ```ts
 * import { strictEqual as equal } from "node:assert/strict";
 * const chain = { blocks: 25, difficulty: 3, hashesTried: 100_000, energyKwh: 500 };
 * const cost = securityCost(chain, 3.6e-6);
 * equal(cost.expectedHashes, 25 * 4096);
 * equal(cost.energyKwh, 1e-7);
 * equal(cost.kwhPerKwhTraded.toPrecision(3), "2.00e-10");
 * ```
 */
export function securityCost(
  chain: {
    readonly blocks: number;
    readonly difficulty: number;
    readonly hashesTried: number;
    /** Energy traded, kWh. */
    readonly energyKwh: number;
  },
  joulesPerHash: number = CORE_JOULES_PER_HASH,
): SecurityCost {
  const energyKwh = chain.hashesTried * joulesPerHash / JOULES_PER_KWH;
  return {
    hashesTried: chain.hashesTried,
    expectedHashes: chain.blocks * expectedHashes(chain.difficulty),
    energyKwh,
    kwhPerKwhTraded: chain.energyKwh > 0 ? energyKwh / chain.energyKwh : NaN,
  };
}
