import { randomStream } from "../../random.ts";
import { catchUpFrom, exactSuccess } from "../lab/attack.ts";
import type { NetworkConditions } from "./conditions.ts";
import { exponential, simulateNetwork } from "./network.ts";

/** An attack on a network, often. */
export interface DoubleSpendSettings extends NetworkConditions {
  /** Of all chance. */
  readonly seed: number;
  /** Share of all hash power that the attacker holds, above 0 and below 0.5. */
  readonly share: number;
  /** Equal miners who share the rest of the power. */
  readonly honestMiners: number;
  /** Blocks on top of the payment, its own included, for which the payee waits. */
  readonly confirmations: number;
}

/** How often a double spend succeeded. */
export interface DoubleSpendResult {
  /** Attacks that were made. */
  readonly attacks: number;
  /** Of these, attacks in which the attacker's chain became as long as the honest one. */
  readonly successes: number;
  /**
   * The chance by Rosenfeld's formula, at the share of the blocks that the honest do not waste.
   * With a delay it is somewhat high: the honest chain then grows more evenly than it assumes.
   */
  readonly inTheory: number;
}

/** Below this chance of ever drawing level, as a plain race gives it, an attacker gives up. */
const HOPELESS = 1e-6;

/**
 * Tries a double spend again and again: the attacker mines a chain of its own from the block before
 * its payment on, in secret and without any delay; the payee waits until the honest chain is
 * `confirmations` blocks longer; then the attacker goes on until its chain has drawn level or that is
 * hopeless (Nakamoto 2008, §11; Rosenfeld 2014, arXiv:1402.2009). The
 * honest meanwhile lose blocks to forks by delay, which helps the attacker.
 *
 * The attacks stand one after another on one history of the honest network, whose `blocks` are
 * those that the honest find.
 */
export function simulateDoubleSpend(settings: DoubleSpendSettings): DoubleSpendResult {
  const { seed, share, honestMiners, confirmations, block_interval_s, delay_s } = settings;
  if (!(share > 0 && share < 0.5)) {
    throw new RangeError(
      `A share of hash power above 0 and below 0.5 is needed, as others always win; found ${share}`,
    );
  }
  const honestInterval = block_interval_s / (1 - share);
  const powers = new Array<number>(honestMiners).fill(1);
  const conditions = { ...settings, block_interval_s: honestInterval, powers };
  const gains = timesOfHeights(simulateNetwork(conditions).tree);
  const ownBlocks = randomStream(seed, "blocks of the attacker");
  const nextOwn = () => exponential(ownBlocks, block_interval_s / share);

  const odds = catchUpFrom(share, 1);
  const mostBehind = Math.ceil(Math.log(HOPELESS) / Math.log(odds));
  let attacks = 0, successes = 0;
  let gained = 0;
  let own = gains.length > 0 ? nextOwn() : Infinity;
  for (;;) {
    let honest = 0, ahead = 0;
    while (honest < confirmations || (ahead < honest && honest - ahead <= mostBehind)) {
      if (gained === gains.length) {
        return { attacks, successes, inTheory: successInTheory(settings, delay_s) };
      }
      if (own < gains[gained]) {
        ahead += 1;
        own += nextOwn();
      } else {
        honest += 1;
        gained += 1;
      }
    }
    attacks += 1;
    if (ahead >= honest) successes += 1;
  }
}

/** When each height was first reached, s, in order. */
function timesOfHeights(
  { height, foundAt }: { readonly height: Int32Array; readonly foundAt: Float64Array },
): number[] {
  const times: number[] = [];
  for (let block = 1; block < height.length; block++) {
    if (height[block] > times.length) times.push(foundAt[block]);
  }
  return times;
}

/**
 * Rosenfeld's chance of success, where the honest chain grows by (1 − q)/(1 + x) blocks for every q
 * of the attacker, x being the delay per interval between honest blocks of different miners.
 */
function successInTheory(
  { share, honestMiners, confirmations, block_interval_s }: DoubleSpendSettings,
  delay: number,
): number {
  const x = delay * (1 - share) / block_interval_s * (1 - 1 / honestMiners);
  const honest = (1 - share) / (1 + x);
  return exactSuccess(share / (share + honest), confirmations);
}
