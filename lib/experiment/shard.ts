import { InputError } from "../input_error.ts";

/** One of several parts of an experiment, from 1. */
export interface Shard {
  /** Which part, 1 … of. */
  readonly part: number;
  /** How many parts there are. */
  readonly of: number;
}

/** The experiment in one part. */
export const whole: Shard = { part: 1, of: 1 };

/**
 * A shard as written on the command line, `2/4`.
 *
 * @throws {InputError} If it is not one.
 */
export function parseShard(text: string): Shard {
  const match = /^(\d{1,6})\/(\d{1,6})$/.exec(text);
  const [part, of] = match === null ? [0, 0] : [Number(match[1]), Number(match[2])];
  if (part < 1 || part > of) {
    throw new InputError(`--shard must be a part of all parts such as 2/4, found "${text}"`);
  }
  return { part, of };
}

/** The runs of a shard: every `of`-th from `part − 1` on, so that parts take about equally long. */
export function runsOfShard(count: number, { part, of }: Shard): number[] {
  const runs: number[] = [];
  for (let run = part - 1; run < count; run += of) runs.push(run);
  return runs;
}
