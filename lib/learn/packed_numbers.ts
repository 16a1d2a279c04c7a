/**
 * Numbers as base64 of little-endian 32-bit floats: a third of the digits that JSON would take.
 *
 * @param numbers Rounded to 32 bits.
 */
export function packFloat32(numbers: ArrayLike<number>): string {
  const bytes = new DataView(new ArrayBuffer(4 * numbers.length));
  for (let i = 0; i < numbers.length; i++) bytes.setFloat32(4 * i, numbers[i], true);
  return new Uint8Array(bytes.buffer).toBase64();
}

/**
 * The numbers of {@link packFloat32}.
 *
 * @throws {TypeError} If the text is not base64 of whole 32-bit floats.
 * @example
 * ```ts
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 * deepEqual([...unpackFloat32(packFloat32([0.5, -2]))], [0.5, -2]);
 * ```
 */
export function unpackFloat32(text: string): Float32Array {
  let bytes: Uint8Array;
  try {
    bytes = Uint8Array.fromBase64(text);
  } catch {
    throw new TypeError("These are not packed numbers: they are no base64");
  }
  if (bytes.length % 4 !== 0) {
    throw new TypeError(`These are not packed numbers: ${bytes.length} bytes are no whole floats`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(4 * i, true));
}
