import { crc32, inflateRawSync } from "node:zlib";
import { zipSync } from "fflate";
import { InputError } from "../../input_error.ts";
import { megabytes, quoted } from "./quoted.ts";

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const LONGEST_COMMENT = 65_535;
const STORED = 0;
const DEFLATED = 8;
/** A year of daily files, with its folders. */
const MOST_MEMBERS = 5000;

/** A member of an archive, as the archive's central directory tells of it. */
export interface ZipMember {
  /** Its path in the archive. */
  readonly name: string;
  /** Its size when decompressed, bytes, as declared. */
  readonly size: number;
}

interface Entry extends ZipMember {
  readonly method: number;
  readonly compressed: number;
  readonly checksum: number;
  readonly headerAt: number;
}

/** Whether a file begins as ZIP archives do, which Excel workbooks are too. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

/**
 * An archive's members; none is decompressed.
 *
 * @throws {InputError} If the archive is cut short or damaged, or has more than 5000 members.
 */
export function zipMembers(bytes: Uint8Array, file: string): ZipMember[] {
  return orDamaged(file, () => directory(bytes, file));
}

/**
 * Decompresses the named members of an archive and compares each with its checksum.
 *
 * @param largest Most bytes that they may have together; what they declare is compared with it before
 * anything is decompressed, and none may grow beyond what it declares.
 * @throws {InputError} If the archive is cut short or damaged, or they are larger.
 */
export function unzip(
  bytes: Uint8Array,
  file: string,
  names: ReadonlySet<string>,
  largest: number,
): Map<string, Uint8Array> {
  return orDamaged(file, () => {
    const wanted = directory(bytes, file).filter(({ name }) => names.has(name));
    const total = wanted.reduce((sum, { size }) => sum + size, 0);
    if (total > largest) {
      throw new InputError(
        `Cannot read ${quoted(file)} as what is read of it may have up to ${megabytes(largest)}, ` +
          `decompressed: it has ${megabytes(total)}`,
      );
    }
    return new Map(wanted.map((entry) => [entry.name, content(bytes, entry)]));
  });
}

/** An archive of the given members without compression. */
export function archiveOf(members: ReadonlyMap<string, Uint8Array>): Uint8Array {
  return zipSync(Object.fromEntries(members), { level: 0 });
}

function content(bytes: Uint8Array, entry: Entry): Uint8Array {
  const { name, size, method, compressed, checksum, headerAt } = entry;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(headerAt, true) !== LOCAL_HEADER) throw new Error(`${name} has no header`);
  const from = headerAt + 30 + view.getUint16(headerAt + 26, true) +
    view.getUint16(headerAt + 28, true);
  if (from + compressed > bytes.length) throw new Error(`${name} is cut short`);
  const packed = bytes.subarray(from, from + compressed);
  if (method !== STORED && method !== DEFLATED) throw new Error(`${name} is packed otherwise`);
  const whole = method === STORED || size === 0
    ? packed.subarray(0, size)
    : new Uint8Array(inflateRawSync(packed, { maxOutputLength: size }));
  if (whole.length !== size || crc32(whole) !== checksum) {
    throw new Error(`${name} is not as it was packed`);
  }
  return whole;
}

/** What a task gives; where it fails, the file is at fault. */
function orDamaged<T>(file: string, task: () => T): T {
  try {
    return task();
  } catch (cause) {
    throw cause instanceof InputError ? cause : damaged(file, cause);
  }
}

/** What to tell of an archive that is not as it was written. */
export function damaged(file: string, cause: unknown): InputError {
  return new InputError(
    `Cannot read ${quoted(file)} as it is not a whole Excel workbook (.xlsx, .xls) or ZIP: ` +
      "it is cut short or damaged",
    { cause },
  );
}

/** The entries of the archive's central directory (PKWARE APPNOTE 6.3.9, 4.3). */
function directory(bytes: Uint8Array, file: string): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  if (count > MOST_MEMBERS) {
    throw new InputError(
      `Cannot read ${
        quoted(file)
      } as a ZIP may hold up to ${MOST_MEMBERS} files: it holds ${count}`,
    );
  }
  const entries = new Map<string, Entry>();
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < count; i++) {
    if (view.getUint32(at, true) !== DIRECTORY_ENTRY) {
      throw new Error(`No directory entry at ${at}`);
    }
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    if (entries.has(name)) throw new Error(`Two members are called ${name}`);
    entries.set(name, {
      name,
      size: view.getUint32(at + 24, true),
      method: view.getUint16(at + 10, true),
      compressed: view.getUint32(at + 20, true),
      checksum: view.getUint32(at + 16, true),
      headerAt: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return [...entries.values()];
}

function findEnd(view: DataView): number {
  const last = view.byteLength - 22;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  }
  throw new Error("No end of the central directory");
}
