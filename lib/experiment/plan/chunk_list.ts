import { InputError } from "../../input_error.ts";

/**
 * Numbers of chunks as Slurm writes them: `3,17-19`.
 *
 * @param chunks Ascending, each once.
 * @example
 * ```ts
 * import { strictEqual as equal } from "node:assert/strict";
 * equal(formatChunks([3, 17, 18, 19]), "3,17-19");
 * ```
 */
export function formatChunks(chunks: readonly number[]): string {
  const first = chunks.filter((chunk, i) => i === 0 || chunks[i - 1] !== chunk - 1);
  const last = chunks.filter((chunk, i) => chunks[i + 1] !== chunk + 1);
  return first.map((from, i) => from === last[i] ? String(from) : `${from}-${last[i]}`).join(",");
}

/**
 * Numbers of chunks from what {@linkcode formatChunks} makes of them.
 *
 * @param count How many chunks there are.
 * @returns Ascending, each once.
 * @throws {InputError} If it is no such list, or a chunk is not there.
 * @example
 * ```ts
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 * deepEqual(parseChunks("3,17-19", 20), [3, 17, 18, 19]);
 * ```
 */
export function parseChunks(text: string, count: number): number[] {
  const chunks = new Set<number>();
  for (const part of text.split(",")) {
    const match = /^\s*(\d{1,9})(?:-(\d{1,9}))?\s*$/.exec(part);
    const [from, to] = match === null ? [0, -1] : [Number(match[1]), Number(match[2] ?? match[1])];
    if (from > to || to >= count) {
      throw new InputError(
        `--chunk must be numbers from 0 to ${count - 1}, such as ` +
          `${formatChunks(count < 3 ? [0] : [0, 1, 2])}, found "${text}"`,
      );
    }
    for (let chunk = from; chunk <= to; chunk++) chunks.add(chunk);
  }
  return [...chunks].sort((a, b) => a - b);
}
