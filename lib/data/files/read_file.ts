import { reasonOf } from "../../files.ts";
import { InputError } from "../../input_error.ts";
import { megabytes, quoted } from "./quoted.ts";

/** No file of history is larger: a year of GME takes 1 MB, nineteen years of PVGIS in JSON 22 MB. */
export const LARGEST_FILE_BYTES = 48 * 2 ** 20;

/**
 * The bytes of a file that a user names. What it is and how large it is are asked first, so that a
 * pipe, a device or a disk's image is refused, not waited for or loaded.
 *
 * @param largest Most bytes that it may have.
 * @throws {InputError} If it is no regular file, too large, or cannot be read.
 */
export async function readWholeFile(
  path: string,
  largest = LARGEST_FILE_BYTES,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const { isFile, isDirectory, size } = await Deno.stat(path);
    if (!isFile) {
      const found = isDirectory ? "a folder" : "a pipe, a socket or a device";
      throw new InputError(`Cannot read ${quoted(path)} as a file is needed: it is ${found}`);
    }
    if (size > largest) {
      throw new InputError(
        `Cannot read ${quoted(path)} as a file may have up to ${megabytes(largest)}: it has ` +
          megabytes(size),
      );
    }
    return await Deno.readFile(path);
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    throw new InputError(`Cannot read ${quoted(path)}: ${reasonOf(cause)}`, { cause });
  }
}
