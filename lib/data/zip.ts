import { unzipSync } from "fflate";
import { InputError } from "../input_error.ts";

/** Whether a file begins as ZIP archives do, which Excel workbooks are too. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

/**
 * The names of an archive's members.
 *
 * @throws {InputError} If the archive is cut short or damaged.
 */
export function zipMemberNames(bytes: Uint8Array, file: string): string[] {
  const names: string[] = [];
  unzip(bytes, file, (name) => names.push(name) < 0);
  return names;
}

/**
 * Decompresses the wanted members of an archive, by name.
 *
 * @throws {InputError} If the archive is cut short or damaged.
 */
export function unzip(
  bytes: Uint8Array,
  file: string,
  wanted: (name: string) => boolean,
): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter: ({ name }) => wanted(name) });
  } catch (cause) {
    throw damaged(file, cause);
  }
}

/** What to tell of an archive that is not as it was written. */
export function damaged(file: string, cause: unknown): InputError {
  return new InputError(
    `Cannot read "${file}" as it is not a whole Excel workbook (.xlsx) or ZIP: ` +
      "it is cut short or damaged",
    { cause },
  );
}
