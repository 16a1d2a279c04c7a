import { createRequire } from "node:module";
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
  const { Resvg } = await loadResvg();
  const drawing = new Resvg(svg, {
    fitTo: { mode: "zoom", value: dpi / PIXELS_PER_INCH },
    font: {
      loadSystemFonts: false,
      fontBuffers: await Promise.all(fonts.map((path) => Deno.readFile(path))),
      defaultFontFamily: FONT_NAME,
    },
  });
  try {
    return indexedPng(drawing.render(), dpi);
  } finally {
    drawing.free();
  }
}

let loading: Promise<typeof import("@resvg/resvg-wasm")> | undefined;

/**
 * resvg as WebAssembly: unlike its native binding it draws the same on every system and processor, and
 * needs no right to call foreign code.
 */
export function loadResvg(): Promise<typeof import("@resvg/resvg-wasm")> {
  loading ??= (async () => {
    const resvg = await import("@resvg/resvg-wasm");
    const { resolve } = createRequire(import.meta.url);
    await resvg.initWasm(await Deno.readFile(resolve("@resvg/resvg-wasm/index_bg.wasm")));
    return resvg;
  })();
  return loading;
}
