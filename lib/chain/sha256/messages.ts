import { INITIAL_STATE, ROUND_CONSTANTS } from "./constants.ts";
import { blockKernel, blockLayout, type Places } from "./block_kernel.ts";
import type { Kernel } from "./vector_code.ts";

/** Bytes of a hash. */
export const HASH_BYTES = 32;

const BLOCK = 64;

/** The end of a message, padded: at most two blocks. */
const TAIL = 2 * BLOCK;

/** Bytes of the padding at least: a bit, and the message's length. */
const LEAST_PADDING = 9;

/** Where the four tails lie. */
const TAILS = blockLayout.free;

/** The initial state, each of its words in four lanes. */
const INITIAL_LANES = Int32Array.from({ length: 32 }, (_, i) => INITIAL_STATE[i >>> 2]);

/**
 * SHA-256 (FIPS 180-4, doi:10.6028/NIST.FIPS.180-4) of messages in its own memory, four at a time: for
 * the many short ones of the entries of blocks. Who uses it checks samples with `node:crypto`.
 */
export class MessageHasher {
  /** The memory. It is free from {@linkcode MessageHasher.free} on. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The first byte of the memory that messages and hashes may take. */
  readonly free: number = TAILS + 4 * TAIL;
  readonly #kernel: Kernel<Places>;
  readonly #words: Int32Array;
  readonly #view: DataView;
  /** By lane: whole blocks of the message, and all blocks with its padded end. */
  readonly #whole = new Int32Array(4);
  readonly #blocks = new Int32Array(4);

  /** @param bytes Of memory for messages and hashes, at least. */
  constructor(bytes: number) {
    this.#kernel = blockKernel(this.free - blockLayout.free + bytes);
    const buffer = this.#kernel.memory.buffer as ArrayBuffer;
    this.bytes = new Uint8Array(buffer);
    this.#view = new DataView(buffer);
    this.#words = new Int32Array(buffer);
    this.#words.set(ROUND_CONSTANTS, blockLayout.rounds / 4);
  }

  /**
   * Hashes up to four messages. All are read before a hash is written, as long as they are of as many
   * blocks.
   *
   * @param messages Where each begins and ends in the memory: begin 0, end 0, begin 1, end 1 …
   * @param hashes Where the hash of each goes, {@linkcode HASH_BYTES} bytes.
   * @param from Index of the first of the messages.
   * @param count Of messages, 1 … 4.
   */
  hash(messages: Int32Array, hashes: Int32Array, from: number, count: number): void {
    const whole = this.#whole, blocks = this.#blocks;
    let most = 0;
    for (let lane = 0; lane < count; lane++) {
      this.#begin(lane, messages[2 * (from + lane)], messages[2 * (from + lane) + 1]);
      most = Math.max(most, blocks[lane]);
    }
    whole.fill(0, count);
    this.#words.set(INITIAL_LANES, blockLayout.state / 4);
    const first = messages[2 * from];
    const second = count > 1 ? messages[2 * from + 2] : first;
    const third = count > 2 ? messages[2 * from + 4] : first;
    const fourth = count > 3 ? messages[2 * from + 6] : first;
    for (let b = 0; b < most; b++) {
      this.#kernel.run(
        placeOfBlock(0, b, first, whole[0]),
        placeOfBlock(1, b, second, whole[1]),
        placeOfBlock(2, b, third, whole[2]),
        placeOfBlock(3, b, fourth, whole[3]),
      );
      for (let lane = 0; lane < count; lane++) {
        if (blocks[lane] === b + 1) this.#take(lane, hashes[from + lane]);
      }
    }
  }

  /** Pads the end of a message (§5.1.1). */
  #begin(lane: number, from: number, to: number): void {
    const bytes = this.bytes, words = this.#words;
    const length = to - from;
    const whole = length >>> 6;
    const rest = length & BLOCK - 1;
    const tail = TAILS + TAIL * lane;
    const tailBlocks = rest + LEAST_PADDING > BLOCK ? 2 : 1;
    const end = tail + BLOCK * tailBlocks;
    for (let w = tail >>> 2; w < end >>> 2; w++) words[w] = 0;
    for (let i = 0, at = to - rest; i < rest; i++) bytes[tail + i] = bytes[at + i];
    bytes[tail + rest] = 0x80;
    this.#view.setUint32(end - 4, 8 * length);
    this.#whole[lane] = whole;
    this.#blocks[lane] = whole + tailBlocks;
  }

  #take(lane: number, at: number): void {
    for (let name = 0; name < 8; name++) {
      this.#view.setInt32(at + 4 * name, this.#words[4 * name + lane]);
    }
  }
}

/** Where block b of a lane's message lies; of a message that has ended, somewhere. */
function placeOfBlock(lane: number, b: number, message: number, whole: number): number {
  if (b < whole) return message + BLOCK * b;
  return TAILS + TAIL * lane + BLOCK * Math.min(1, b - whole);
}
