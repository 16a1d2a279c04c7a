import { INITIAL_STATE, ROUND_CONSTANTS } from "./constants.ts";
import { messagesKernel, messagesLayout } from "./messages_kernel.ts";
import type { Kernel } from "./vector_code.ts";

/** Bytes of a hash. */
export const HASH_BYTES = 32;

/** Most bytes of a message: with its padding, of at least nine bytes, it must have room. */
export const MOST_BYTES: number = messagesLayout.stride - 9;

/**
 * SHA-256 (FIPS 180-4, doi:10.6028/NIST.FIPS.180-4) of many short messages, four at a time, for the
 * entries of blocks; who uses it checks samples with `node:crypto`.
 *
 * Every message is given in two parts, a first byte and the rest, as RFC 6962 prefixes its leaves and nodes.
 *
 * @param first The first byte of every message.
 * @param bytes Where the rest of each message lies.
 * @param places Message m's rest lies from `places[2m]` to `places[2m + 1]`, at most
 * {@linkcode MOST_BYTES} − 1 bytes.
 * @param hashes Gets 32 bytes a message; may be `bytes` itself where the rests are 64 bytes each, one
 * after another.
 * @throws {RangeError} If a message is too long.
 */
export function hashMessages(
  first: number,
  bytes: Uint8Array,
  places: Int32Array,
  hashes: Uint8Array,
): void {
  const lanes = ours ??= new Lanes();
  const count = places.length / 2;
  for (let m = 0; m < count; m += 4) {
    const used = Math.min(4, count - m);
    for (let lane = 0; lane < used; lane++) {
      const at = 2 * (m + lane);
      lanes.put(lane, first, bytes.subarray(places[at], places[at + 1]));
    }
    lanes.hash(used, hashes, HASH_BYTES * m);
  }
}

/** The initial state, each of its words in four lanes. */
const INITIAL_LANES = Int32Array.from({ length: 32 }, (_, i) => INITIAL_STATE[i >>> 2]);

/** The lanes of this thread, made at their first use. */
let ours: Lanes | undefined;

/** Four places for messages, and the kernel that hashes them. */
class Lanes {
  readonly #kernel: Kernel;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #words: Int32Array;
  readonly #blocks = new Int32Array(4);

  constructor() {
    this.#kernel = messagesKernel();
    const { buffer } = this.#kernel.memory;
    this.#bytes = new Uint8Array(buffer);
    this.#view = new DataView(buffer);
    this.#words = new Int32Array(buffer);
    this.#words.set(ROUND_CONSTANTS, messagesLayout.rounds / 4);
  }

  /** Puts a message into a lane and pads it (§5.1.1). */
  put(lane: number, first: number, rest: Uint8Array): void {
    const length = rest.length + 1;
    if (length > MOST_BYTES) {
      throw new RangeError(`Cannot hash a message of ${length} bytes here, at most ${MOST_BYTES}`);
    }
    const from = messagesLayout.messages + lane * messagesLayout.stride;
    const blocks = Math.ceil((length + 9) / 64);
    const end = from + 64 * blocks;
    this.#bytes[from] = first;
    this.#bytes.set(rest, from + 1);
    this.#bytes[from + length] = 0x80;
    this.#bytes.fill(0, from + length + 1, end - 4);
    this.#view.setUint32(end - 4, 8 * length);
    this.#blocks[lane] = blocks;
  }

  /** Hashes the first lanes; they may differ in their number of blocks. */
  hash(used: number, hashes: Uint8Array, at: number): void {
    const blocks = this.#blocks;
    for (let done = 0; done < used;) {
      // Lanes of as many blocks go together; the others' states are not read.
      let most = 0;
      for (let lane = 0; lane < used; lane++) most = Math.max(most, blocks[lane]);
      this.#words.set(INITIAL_LANES, messagesLayout.state / 4);
      this.#kernel.run(64 * most);
      for (let lane = 0; lane < used; lane++) {
        if (blocks[lane] !== most) continue;
        this.#take(lane, hashes, at + HASH_BYTES * lane);
        blocks[lane] = 0;
        done++;
      }
    }
  }

  #take(lane: number, hashes: Uint8Array, at: number): void {
    for (let name = 0; name < 8; name++) {
      const word = this.#words[4 * name + lane];
      hashes[at + 4 * name] = word >>> 24;
      hashes[at + 4 * name + 1] = word >>> 16;
      hashes[at + 4 * name + 2] = word >>> 8;
      hashes[at + 4 * name + 3] = word;
    }
  }
}
