import { ChainFault } from "../chain/mod.ts";
import { InputError } from "../input_error.ts";
import { reasonOf } from "../files.ts";

/**
 * Reads a file of results.
 *
 * @param read Opens or reads it.
 * @throws {InputError} If that cannot be done.
 */
export function reading<Result>(path: string, read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    throw new InputError(`Cannot read "${path}": ${reasonOf(cause)}`, { cause });
  }
}

/** Opens a file of results. @throws {InputError} If it is not there, or no file. */
export function openFile(path: string): Deno.FsFile {
  const file = reading(path, () => Deno.openSync(path));
  if (file.statSync().isFile) return file;
  file.close();
  throw new InputError(`Cannot read "${path}": it is not a file`);
}

/**
 * What comes of auditing a chain's file.
 *
 * @throws {InputError} Where the chain has a fault, which it names.
 */
export async function audited<Result>(path: string, audit: Promise<Result>): Promise<Result> {
  try {
    return await audit;
  } catch (error) {
    if (!(error instanceof ChainFault)) throw error;
    throw new InputError(`${path} does not pass. ${error.message}`, { cause: error });
  }
}
