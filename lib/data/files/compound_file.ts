const SIGNATURE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const HEADER_BYTES = 512;
/** Sectors of the allocation table that the header itself names. */
const TABLES_IN_HEADER = 109;
/** Larger numbers are no sectors but marks. */
const HIGHEST_SECTOR = 0xfffffffa;

/** Whether a file begins as compound files do, which workbooks of Excel 97–2003 (.xls) are. */
export function isCompoundFile(bytes: Uint8Array): boolean {
  return bytes[0] === SIGNATURE[0] && bytes[1] === SIGNATURE[1] && bytes[2] === SIGNATURE[2] &&
    bytes[3] === SIGNATURE[3];
}

/**
 * Whether a compound file has all the sectors that its allocation table speaks of ([MS-CFB] 2.2, 2.3):
 * one that was cut has not. Tables beyond the first 109 (of files above 7 MB) are not looked at.
 */
export function isWholeCompoundFile(bytes: Uint8Array): boolean {
  if (bytes.length < HEADER_BYTES || SIGNATURE.some((byte, at) => bytes[at] !== byte)) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shift = view.getUint16(30, true);
  if (shift !== 9 && shift !== 12) return false;
  const size = 2 ** shift;
  const tables = Math.min(view.getUint32(44, true), TABLES_IN_HEADER);
  let last = -1;
  for (let table = 0; table < tables; table++) {
    const sector = view.getUint32(76 + 4 * table, true);
    if (sector >= HIGHEST_SECTOR) continue;
    const from = (sector + 1) * size;
    if (from + size > bytes.length) return false;
    for (let entry = 0; entry < size / 4; entry++) {
      const next = view.getUint32(from + 4 * entry, true);
      // Some writers fill the table's end with marks, so that only what follows another counts.
      if (next < HIGHEST_SECTOR) last = Math.max(last, next, table * size / 4 + entry);
    }
  }
  return last >= 0 && bytes.length > (last + 1) * size;
}
