// Imported so that the package is there: its files are found beside it.
import shipped from "@expo-google-fonts/inter/package.json" with { type: "json" };
import { createRequire } from "node:module";
import { fontSubset } from "./font_subset.ts";
import { unescapeXml } from "./svg.ts";

/** The typeface of the figures, and what stands in for it where it cannot be read from the file. */
export const FONT_FAMILY = "Inter, 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif";

/** Its name within the files. */
export const FONT_NAME = "Inter";

/** The shipped font files by weight: TrueType, SIL Open Font License 1.1. */
const FILES = { 400: "400Regular/Inter_400Regular.ttf", 600: "600SemiBold/Inter_600SemiBold.ttf" };

/** The paths of the shipped font files. */
export function fontFiles(): string[] {
  return Object.values(FILES).map(pathOf);
}

/**
 * Style rules that bring the typeface along, so that text looks the same where Inter is not
 * installed, and can still be searched, copied and changed, as paths could not.
 *
 * @param markup Of which only the characters are brought along, both weights of each.
 */
export function fontFaces(markup: string): string {
  const text = unescapeXml(markup.replaceAll(/<[^>]*>/g, ""));
  const characters = [...new Set(text)].sort();
  return Object.entries(FILES).map(([weight, file]) => {
    const font = fontSubset(pathOf(file), characters).toBase64();
    return `@font-face{font-family:${FONT_NAME};font-weight:${weight};` +
      `src:url(data:font/woff;base64,${font}) format("woff")}`;
  }).join("");
}

function pathOf(file: string): string {
  return createRequire(import.meta.url).resolve(`${shipped.name}/${file}`);
}
