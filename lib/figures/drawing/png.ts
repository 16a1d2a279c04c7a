import { FONT_NAME, fontFiles } from "./font.ts";
import { indexedPng } from "./indexed_png.ts";

/** CSS pixels in an inch. */
const PIXELS_PER_INCH = 96;

/** Options of {@linkcode renderPng}. */
export interface PngOptions {
  /** Dots per inch at the figure's own size. */
  readonly dpi: number;
  /** Font files to draw text with; without any, no text can be seen. Default: the shipped ones. */
  readonly fonts?: readonly string[];
}

/**
 * An SVG as PNG, drawn with the shipped font alone, so that it looks the same on every machine.
 *
 * @param svg With an opaque background.
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
  return indexedPng(drawing.render(), dpi);
}
