import { type RandomStream, randomStream } from "../../random.ts";
import type { NetworkConditions } from "./conditions.ts";
import { EventQueue } from "./event_queue.ts";

/** Who mines in a network, how fast, and how far apart. */
export interface NetworkSettings extends NetworkConditions {
  /** Of all chance. */
  readonly seed: number;
  /** Hash power by miner, in any unit; at least two miners. */
  readonly powers: readonly number[];
}

/** All blocks that were found, a column per quantity; block 0 is the genesis block. */
export interface BlockTree {
  /** Miner who found it, from 0; −1 for the genesis block. */
  readonly finder: Int32Array;
  /** The block that it stands on; −1 for the genesis block. */
  readonly parent: Int32Array;
  /** Blocks between it and the genesis block, itself included. */
  readonly height: Int32Array;
  /** When it was found, s. */
  readonly foundAt: Float64Array;
  /** Whether it is on the longest chain at the end. */
  readonly onChain: Uint8Array;
}

/** What happened in a network. */
export interface NetworkHistory {
  /** All blocks. */
  readonly tree: BlockTree;
  /**
   * By depth, how often a miner that had taken so many blocks for part of the longest chain had to
   * let go of them; index 0 is unused. Summed over the miners.
   */
  readonly reorganisations: readonly number[];
}

/** A block is found by somebody, or one arrives at everybody else's. */
type Event = { readonly kind: "found" } | { readonly kind: "arrives"; readonly block: number };

/**
 * Simulates a network of miners in proof of work, event by event.
 *
 * Blocks are found as a Poisson process, each by a miner with a chance of its share of the power. A
 * miner builds on the longest chain that it knows, of two equally long ones on the one that it knew
 * first (Nakamoto 2008, §5), and learns of another's block `delay_s` after it was found. When all
 * blocks have been found, what is under way still arrives.
 *
 * @throws {RangeError} If there are fewer than two miners.
 */
export function simulateNetwork(settings: NetworkSettings): NetworkHistory {
  const { seed, powers, delay_s, block_interval_s, blocks } = settings;
  if (powers.length < 2) {
    throw new RangeError(`A network is of at least two miners, found ${powers.length}`);
  }
  const waits = randomStream(seed, "time to the next block");
  const finders = new Lottery(powers, randomStream(seed, "finders of blocks"));
  const network = new Network(powers.length, blocks + 1);
  const events = new EventQueue<Event>();
  const nextFind = (now: number) => events.push(now + exponential(waits, block_interval_s), FOUND);
  nextFind(0);
  for (let next = events.pop(); next !== undefined; next = events.pop()) {
    const { time, event } = next;
    if (event.kind === "arrives") {
      network.spread(event.block);
      continue;
    }
    const block = network.find(finders.draw(), time);
    events.push(time + delay_s, { kind: "arrives", block });
    if (block < blocks) nextFind(time);
  }
  return network.history();
}

const FOUND: Event = { kind: "found" };

/** A draw of the exponential distribution with a mean. */
export function exponential(stream: RandomStream, mean: number): number {
  return -mean * Math.log1p(-stream.next());
}

/** Draws miners with a chance of their share of the power. */
class Lottery {
  readonly #ends: Float64Array;
  readonly #stream: RandomStream;

  constructor(powers: readonly number[], stream: RandomStream) {
    let sum = 0;
    this.#ends = Float64Array.from(powers, (power) => sum += power);
    this.#stream = stream;
  }

  draw(): number {
    const target = this.#stream.next() * this.#ends[this.#ends.length - 1];
    const found = this.#ends.findIndex((end) => target < end);
    return found < 0 ? this.#ends.length - 1 : found;
  }
}

/** The blocks, and which of them each miner takes for the tip of the longest chain. */
class Network {
  readonly #finder: Int32Array;
  readonly #parent: Int32Array;
  readonly #height: Int32Array;
  readonly #foundAt: Float64Array;
  /** By miner. */
  readonly #tips: Int32Array;
  readonly #reorganisations: number[] = [0];
  #blocks = 1;

  constructor(miners: number, capacity: number) {
    this.#finder = new Int32Array(capacity).fill(-1);
    this.#parent = new Int32Array(capacity).fill(-1);
    this.#height = new Int32Array(capacity);
    this.#foundAt = new Float64Array(capacity);
    this.#tips = new Int32Array(miners);
  }

  /** A miner finds the next block, on the tip that it knows. */
  find(miner: number, time: number): number {
    const block = this.#blocks++;
    const parent = this.#tips[miner];
    this.#finder[block] = miner;
    this.#parent[block] = parent;
    this.#height[block] = this.#height[parent] + 1;
    this.#foundAt[block] = time;
    this.#tips[miner] = block;
    return block;
  }

  /** A block reaches all miners. As delays are equal, its parent has reached them before. */
  spread(block: number): void {
    const height = this.#height[block];
    for (let miner = 0; miner < this.#tips.length; miner++) {
      const tip = this.#tips[miner];
      if (this.#height[tip] >= height) continue;
      this.#countReorganisation(this.#blocksLetGo(tip, block));
      this.#tips[miner] = block;
    }
  }

  history(): NetworkHistory {
    const onChain = new Uint8Array(this.#blocks);
    for (let block = this.#longest(); block >= 0; block = this.#parent[block]) onChain[block] = 1;
    const tree = {
      finder: this.#finder,
      parent: this.#parent,
      height: this.#height,
      foundAt: this.#foundAt,
      onChain,
    };
    return { tree, reorganisations: this.#reorganisations };
  }

  /** How many blocks down from a tip are not below another block. */
  #blocksLetGo(tip: number, block: number): number {
    let count = 0;
    let one = tip, other = block;
    while (this.#height[other] > this.#height[one]) other = this.#parent[other];
    while (one !== other) {
      one = this.#parent[one];
      other = this.#parent[other];
      count += 1;
    }
    return count;
  }

  #countReorganisation(depth: number): void {
    if (depth === 0) return;
    while (this.#reorganisations.length <= depth) this.#reorganisations.push(0);
    this.#reorganisations[depth] += 1;
  }

  /** The first found of the highest blocks. */
  #longest(): number {
    let best = 0;
    for (let block = 1; block < this.#blocks; block++) {
      if (this.#height[block] > this.#height[best]) best = block;
    }
    return best;
  }
}
