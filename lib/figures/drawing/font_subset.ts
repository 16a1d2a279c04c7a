// Imported so that the package is there: its subsetter is found beside it.
import type {} from "harfbuzzjs";
import { createRequire } from "node:module";
import { deflateSync } from "node:zlib";

/**
 * HarfBuzz's subsetter, compiled to WebAssembly: it needs no right to call foreign code. Addresses are
 * numbers.
 */
interface Subsetter {
  readonly memory: WebAssembly.Memory;
  _initialize(): void;
  malloc(bytes: number): number;
  hb_blob_create(data: number, length: number, mode: number, user: number, destroy: number): number;
  hb_blob_destroy(blob: number): void;
  hb_blob_get_data(blob: number, length: number): number;
  hb_blob_get_length(blob: number): number;
  hb_face_create(blob: number, index: number): number;
  hb_face_destroy(face: number): void;
  hb_face_reference_blob(face: number): number;
  hb_set_clear(set: number): void;
  hb_set_add(set: number, value: number): void;
  hb_subset_input_create_or_fail(): number;
  hb_subset_input_destroy(input: number): void;
  hb_subset_input_set(input: number, kind: number): number;
  hb_subset_input_set_flags(input: number, flags: number): void;
  hb_subset_input_unicode_set(input: number): number;
  hb_subset_or_fail(face: number, input: number): number;
}

/** Constants of hb-subset.h and hb-blob.h. */
const LAYOUT_FEATURES = 6;
const NO_HINTING = 1;
const MEMORY_WRITABLE = 2;
/** Kerning is all that figures need of a font's features. */
const KERN = 0x6b65726e;

let loaded: Subsetter | undefined;
const faces = new Map<string, number>();

/**
 * The part of a font that draws some characters, as WOFF 1.0 (W3C 2012).
 *
 * @param path A TrueType file.
 */
export function fontSubset(path: string, characters: Iterable<string>): Uint8Array {
  const harfbuzz = loaded ??= load();
  const face = faceOf(harfbuzz, path);
  const input = harfbuzz.hb_subset_input_create_or_fail();
  harfbuzz.hb_subset_input_set_flags(input, NO_HINTING);
  const features = harfbuzz.hb_subset_input_set(input, LAYOUT_FEATURES);
  harfbuzz.hb_set_clear(features);
  harfbuzz.hb_set_add(features, KERN);
  const unicodes = harfbuzz.hb_subset_input_unicode_set(input);
  for (const character of characters) {
    harfbuzz.hb_set_add(unicodes, character.codePointAt(0) as number);
  }
  const subset = harfbuzz.hb_subset_or_fail(face, input);
  harfbuzz.hb_subset_input_destroy(input);
  if (subset === 0) throw new Error(`HarfBuzz cannot take a part of ${path}`);
  const blob = harfbuzz.hb_face_reference_blob(subset);
  const start = harfbuzz.hb_blob_get_data(blob, 0);
  const length = harfbuzz.hb_blob_get_length(blob);
  const font = new Uint8Array(harfbuzz.memory.buffer).slice(start, start + length);
  harfbuzz.hb_blob_destroy(blob);
  harfbuzz.hb_face_destroy(subset);
  return woff(font);
}

/** At once, as figures are drawn: hence without `await`. */
function load(): Subsetter {
  const { resolve } = createRequire(import.meta.url);
  const program = Deno.readFileSync(resolve("harfbuzzjs/dist/harfbuzz-subset.wasm"));
  const instance = new WebAssembly.Instance(new WebAssembly.Module(program));
  const harfbuzz = instance.exports as unknown as Subsetter;
  harfbuzz._initialize();
  return harfbuzz;
}

function faceOf(harfbuzz: Subsetter, path: string): number {
  const known = faces.get(path);
  if (known !== undefined) return known;
  const font = Deno.readFileSync(path);
  const data = harfbuzz.malloc(font.length);
  new Uint8Array(harfbuzz.memory.buffer).set(font, data);
  const blob = harfbuzz.hb_blob_create(data, font.length, MEMORY_WRITABLE, 0, 0);
  const face = harfbuzz.hb_face_create(blob, 0);
  harfbuzz.hb_blob_destroy(blob);
  faces.set(path, face);
  return face;
}

const SFNT_HEADER = 12;
const SFNT_ENTRY = 16;
const WOFF_HEADER = 44;
const WOFF_ENTRY = 20;
const WOFF_SIGNATURE = 0x774f4646;

/** A TrueType font with its tables compressed one by one. */
function woff(sfnt: Uint8Array): Uint8Array {
  const from = new DataView(sfnt.buffer, sfnt.byteOffset, sfnt.length);
  const count = from.getUint16(4);
  const tables = Array.from({ length: count }, (_, i) => {
    const entry = SFNT_HEADER + i * SFNT_ENTRY;
    const [offset, length] = [from.getUint32(entry + 8), from.getUint32(entry + 12)];
    const plain = sfnt.subarray(offset, offset + length);
    const packed = new Uint8Array(deflateSync(plain, { level: 9 }));
    return {
      tag: from.getUint32(entry),
      checksum: from.getUint32(entry + 4),
      length,
      data: packed.length < length ? packed : plain,
    };
  });
  const size = tables.reduce(
    (sum, { data }) => sum + padded(data.length),
    WOFF_HEADER + WOFF_ENTRY * count,
  );
  const file = new Uint8Array(size);
  const to = new DataView(file.buffer);
  const plainSize = tables.reduce(
    (sum, { length }) => sum + padded(length),
    SFNT_HEADER + SFNT_ENTRY * count,
  );
  to.setUint32(0, WOFF_SIGNATURE);
  to.setUint32(4, from.getUint32(0));
  to.setUint32(8, size);
  to.setUint16(12, count);
  to.setUint32(16, plainSize);
  to.setUint16(20, 1);
  let at = WOFF_HEADER + WOFF_ENTRY * count;
  for (const [i, { tag, checksum, length, data }] of tables.entries()) {
    const entry = WOFF_HEADER + i * WOFF_ENTRY;
    for (const [field, value] of [tag, at, data.length, length, checksum].entries()) {
      to.setUint32(entry + 4 * field, value);
    }
    file.set(data, at);
    at += padded(data.length);
  }
  return file;
}

function padded(bytes: number): number {
  return Math.ceil(bytes / 4) * 4;
}
