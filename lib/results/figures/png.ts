import { crc32 } from "node:zlib";
import { FONT_NAME, fontFiles } from "./font.ts";

/** CSS pixels in an inch. */
const PIXELS_PER_INCH = 96;
const METRES_PER_INCH = 0.0254;

/** Where the first chunk, IHDR, of every PNG ends. */
const END_OF_HEADER = 33;

/** Options of {@linkcode renderPng}. */
export interface PngOptions {
  /** Dots per inch at the figure's own size. */
  readonly dpi: number;
  /** Font files to draw text with; without any, no text can be seen. Default: the shipped ones. */
  readonly fonts?: readonly string[];
}

/**
 * An SVG as PNG, drawn with the shipped font alone, so that it looks the same on every machine.
 */
export async function renderPng(
  svg: string,
  { dpi, fonts = fontFiles() }: PngOptions,
): Promise<Uint8Array> {
  const { Resvg } = await import("@resvg/resvg-js");
  const drawing = new Resvg(svg, {
    fitTo: { mode: "zoom", value: dpi / PIXELS_PER_INCH },
    font: { loadSystemFonts: false, fontFiles: [...fonts], defaultFontFamily: FONT_NAME },
  });
  return withResolution(drawing.render().asPng(), dpi);
}

/** A PNG with a pHYs chunk, by which word processors print it at the right size. */
function withResolution(png: Uint8Array, dpi: number): Uint8Array {
  const perMetre = Math.round(dpi / METRES_PER_INCH);
  const chunk = new Uint8Array(21);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, 9);
  chunk.set(new TextEncoder().encode("pHYs"), 4);
  view.setUint32(8, perMetre);
  view.setUint32(12, perMetre);
  chunk[16] = 1; // per metre
  view.setUint32(17, crc32(chunk.subarray(4, 17)));
  const result = new Uint8Array(png.length + chunk.length);
  result.set(png.subarray(0, END_OF_HEADER));
  result.set(chunk, END_OF_HEADER);
  result.set(png.subarray(END_OF_HEADER), END_OF_HEADER + chunk.length);
  return result;
}
