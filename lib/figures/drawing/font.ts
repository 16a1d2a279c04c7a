// Imported so that the package is there: its files are found beside it.
import shipped from "@expo-google-fonts/inter/package.json" with { type: "json" };
import { createRequire } from "node:module";

/** The typeface of the figures, and what stands in for it where a browser does not have it. */
export const FONT_FAMILY = "Inter, 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif";

/** Its name within the files. */
export const FONT_NAME = "Inter";

/** The shipped font files: TrueType, SIL Open Font License 1.1. */
export function fontFiles(): string[] {
  const { resolve } = createRequire(import.meta.url);
  return ["400Regular/Inter_400Regular.ttf", "600SemiBold/Inter_600SemiBold.ttf"]
    .map((file) => resolve(`${shipped.name}/${file}`));
}
