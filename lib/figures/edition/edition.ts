import { ITALIAN } from "./italian/mod.ts";

/** Languages that figures can speak: English, and those of which there is a dictionary. */
export type Language = "en" | "it";

/** For what a figure is drawn: what surrounds it says how wide it is, whether it has a title, and its language. */
export interface Edition {
  /** `full`: over two columns of print, 180 mm; `column`: one, 89 mm. */
  readonly width: "full" | "column";
  /** Whether the finding stands above the chart, or is left to a caption. */
  readonly title: boolean;
  /** Of every word and number. */
  readonly language: Language;
}

const DEFAULT: Edition = { width: "full", title: true, language: "en" };

/** px at 96 px per inch: the figure, and room beside everything. */
const WIDTHS = { full: { figure: 680, margin: 16 }, column: { figure: 336, margin: 8 } };

const DICTIONARIES = { en: {}, it: ITALIAN } satisfies Record<
  Language,
  Readonly<Record<string, string>>
>;

const LOCALES: Readonly<Record<Language, string>> = { en: "en-US", it: "it-IT" };

/** Every language by its code. */
export const LANGUAGES = Object.keys(DICTIONARIES) as readonly Language[];

let current = DEFAULT;

/**
 * Draws figures for an edition other than the default one, which is wide, titled and English. Like
 * matplotlib's `rc_context`: what is drawn meanwhile follows, what is drawn later does not.
 *
 * @param draw Draws at once; what it does after an `await` would belong to no edition.
 * @example
 * ```ts
 * import { strictEqual as equal } from "node:assert/strict";
 * import { say } from "./say.ts";
 * equal(inEdition({ language: "it" }, () => say`Day`), "Giorno");
 * equal(say`Day`, "Day");
 * ```
 */
export function inEdition<T>(edition: Partial<Edition>, draw: () => T): T {
  const before = current;
  current = { ...before, ...edition };
  try {
    return draw();
  } finally {
    current = before;
  }
}

/** The edition for which a figure is being drawn. */
export function edition(): Edition {
  return current;
}

/** Width of the figure, px. */
export function figureWidth(): number {
  return WIDTHS[current.width].figure;
}

/** Room beside everything, px. */
export function figureMargin(): number {
  return WIDTHS[current.width].margin;
}

/** Room for a chart between the margins, px. */
export function chartWidth(): number {
  return figureWidth() - 2 * figureMargin();
}

/** Whether charts must do with one column: panels go below each other, axes have fewer labels. */
export function isNarrow(): boolean {
  return current.width === "column";
}

/** What the edition's language says for an English message; undefined where it has no words for it. */
export function translation(message: string): string | undefined {
  const dictionary: Readonly<Record<string, string>> = DICTIONARIES[current.language];
  return current.language === "en" ? message : dictionary[message];
}

/** A number as the edition's language writes it, with a true minus. */
export function writeNumber(value: number, options: Intl.NumberFormatOptions = {}): string {
  return value.toLocaleString(LOCALES[current.language], options).replace("-", "−");
}

/** A number with so many digits after the point. */
export function fixed(value: number, digits: number): string {
  return writeNumber(value, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: false,
  });
}
