import { crc32, deflateSync } from "node:zlib";

/** An opaque picture: 4 bytes a pixel, RGBA, row by row from the top. */
export interface Picture {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** RGBA, 4 bytes a pixel. */
  readonly pixels: Uint8Array;
}

const MOST_COLOURS = 256;
const METRES_PER_INCH = 0.0254;
const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/**
 * A picture of few colours as PNG with a palette (ISO/IEC 15948, colour type 3): a third of the size
 * of full colour. The 256 most frequent colours stay exact; the others, shades where edges are
 * smoothed, become the nearest of them.
 *
 * @param dpi Written as pHYs, by which word processors print it at the right size.
 */
export function indexedPng({ width, height, pixels }: Picture, dpi: number): Uint8Array {
  const { palette, placeOf } = paletteOf(pixels);
  const rows = new Uint8Array((width + 1) * height);
  // Neighbours are mostly of one colour: it is looked up where it changes.
  let [colour, entry] = [-1, 0];
  for (let y = 0, at = 0, pixel = 0; y < height; y++) {
    at++; // the row's filter: none
    for (let x = 0; x < width; x++, pixel += 4) {
      const next = colourAt(pixels, pixel);
      if (next !== colour) [colour, entry] = [next, placeOf.get(next) as number];
      rows[at++] = entry;
    }
  }
  const perMetre = Math.round(dpi / METRES_PER_INCH);
  return joined([
    SIGNATURE,
    chunk("IHDR", Uint8Array.of(...bytesOf(width), ...bytesOf(height), 8, 3, 0, 0, 0)),
    chunk("pHYs", Uint8Array.of(...bytesOf(perMetre), ...bytesOf(perMetre), 1)),
    chunk("PLTE", Uint8Array.from(palette.flatMap(channels))),
    chunk("IDAT", deflateSync(rows, { level: 6 })),
    chunk("IEND", new Uint8Array()),
  ]);
}

/** The palette, and for every colour of the picture its place in it. */
function paletteOf(pixels: Uint8Array): { palette: number[]; placeOf: Map<number, number> } {
  const counts = new Map<number, number>();
  let from = 0;
  for (let at = 4; at <= pixels.length; at += 4) {
    const colour = colourAt(pixels, from);
    if (at < pixels.length && colourAt(pixels, at) === colour) continue;
    counts.set(colour, (counts.get(colour) ?? 0) + (at - from) / 4);
    from = at;
  }
  const byFrequency = [...counts.keys()]
    .sort((a, b) => (counts.get(b) as number) - (counts.get(a) as number) || a - b);
  const palette = byFrequency.slice(0, MOST_COLOURS);
  const placeOf = new Map(palette.map((colour, place) => [colour, place]));
  for (const colour of byFrequency.slice(MOST_COLOURS)) {
    placeOf.set(colour, nearest(palette, colour));
  }
  return { palette, placeOf };
}

function nearest(palette: readonly number[], colour: number): number {
  const wanted = channels(colour);
  let best = 0;
  let least = Infinity;
  palette.forEach((candidate, place) => {
    const distance = channels(candidate)
      .reduce((sum, channel, i) => sum + (channel - wanted[i]) ** 2, 0);
    if (distance < least) [best, least] = [place, distance];
  });
  return best;
}

function colourAt(pixels: Uint8Array, at: number): number {
  return pixels[at] << 16 | pixels[at + 1] << 8 | pixels[at + 2];
}

function channels(colour: number): number[] {
  return [colour >> 16, colour >> 8 & 0xff, colour & 0xff];
}

function bytesOf(number: number): number[] {
  return [number >>> 24, number >>> 16 & 0xff, number >>> 8 & 0xff, number & 0xff];
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = joined([new TextEncoder().encode(type), data]);
  return joined([
    Uint8Array.from(bytesOf(data.length)),
    body,
    Uint8Array.from(bytesOf(crc32(body))),
  ]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
