import { crc32 } from "node:zlib";
import { unzipSync, zipSync } from "fflate";
import { InputError } from "../../input_error.ts";

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LONGEST_COMMENT = 65_535;

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
  return orDamaged(file, () => [...checksums(bytes).keys()]);
}

/**
 * Decompresses the wanted members of an archive, by name, and compares each with its checksum.
 *
 * @throws {InputError} If the archive is cut short or damaged.
 */
export function unzip(
  bytes: Uint8Array,
  file: string,
  wanted: (name: string) => boolean = () => true,
): Record<string, Uint8Array> {
  return orDamaged(file, () => {
    const sums = checksums(bytes);
    const members = unzipSync(bytes, { filter: ({ name }) => wanted(name) });
    for (const [name, content] of Object.entries(members)) {
      if (crc32(content) !== sums.get(name)) throw new Error(`${name} is not as it was packed`);
    }
    return members;
  });
}

/**
 * The same archive without compression, each member compared with its checksum.
 *
 * @throws {InputError} If the archive is cut short or damaged.
 */
export function uncompressed(bytes: Uint8Array, file: string): Uint8Array {
  return zipSync(unzip(bytes, file), { level: 0 });
}

/** What a task gives; where it fails, the file is at fault. */
function orDamaged<T>(file: string, task: () => T): T {
  try {
    return task();
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

/** The CRC-32 of each member, from the archive's central directory (PKWARE APPNOTE 6.3.9, 4.3). */
function checksums(bytes: Uint8Array): Map<string, number> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const sums = new Map<string, number>();
  let at = view.getUint32(end + 16, true);
  for (let entry = 0; entry < view.getUint16(end + 10, true); entry++) {
    if (view.getUint32(at, true) !== DIRECTORY_ENTRY) {
      throw new Error(`No directory entry at ${at}`);
    }
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    sums.set(name, view.getUint32(at + 16, true));
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return sums;
}

function findEnd(view: DataView): number {
  const last = view.byteLength - 22;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  }
  throw new Error("No end of the central directory");
}
