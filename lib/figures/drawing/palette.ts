/**
 * Colours by meaning, the same in every figure. Hues after Okabe & Ito (2008, "Color universal
 * design"), shifted in lightness so that those shown together also differ when printed in grey.
 */
export const colours = {
  /** Text and the load, which is what everyone has. */
  ink: "#1a1a1a",
  /** Second-rank text. */
  faint: "#5a5a5a",
  /** Rules and grids. */
  rule: "#d9d9d9",
  paper: "#ffffff",
  pv: "#f3dc3a",
  grid: "#e69f00",
  battery: "#009e73",
  p2p: "#0067a8",
  /** Bought, paid, worse. */
  loss: "#b5410b",
  /** Short of contract; darker than `p2p`, which it may touch. */
  short: "#7d2a0c",
  /** Long of contract. */
  long: "#a04a83",
  /** A second quantity of one kind, lighter than `p2p`. */
  sky: "#56b4e9",
  purple: "#a04a83",
  /** Fill of what is only context. */
  quiet: "#cccccc",
} as const;

/** One hue from light to dark. */
const BLUES: readonly string[] = [
  "#eef4fa",
  "#c9deef",
  "#94c1e0",
  "#539bcb",
  "#2171ad",
  "#083d7a",
];

/** So many steps of one hue from light to dark, for ordered classes; up to 6 are safe in grey. */
export function sequence(count: number): string[] {
  if (count === 1) return [BLUES[2]];
  return Array.from({ length: count }, (_, i) => {
    const place = i * (BLUES.length - 1) / (count - 1);
    const from = Math.min(Math.floor(place), BLUES.length - 2);
    return mix(BLUES[from], BLUES[from + 1], place - from);
  });
}

function mix(from: string, to: string, share: number): string {
  const channels = [1, 3, 5].map((at) => {
    const [a, b] = [from, to].map((hex) => parseInt(hex.slice(at, at + 2), 16));
    return Math.round(a + (b - a) * share).toString(16).padStart(2, "0");
  });
  return `#${channels.join("")}`;
}

/**
 * Lightness L* of a colour (CIE 1976): 0 black … 100 white. What is left of it in a grey print.
 *
 * @param hex `#rrggbb`.
 * @example
 * ```ts
 * import { strictEqual as equal } from "node:assert/strict";
 * equal(lightness("#000000"), 0);
 * equal(Math.round(lightness("#ffffff")), 100);
 * ```
 */
export function lightness(hex: string): number {
  const y = luminance(hex);
  return y <= 216 / 24389 ? y * 24389 / 27 : 116 * Math.cbrt(y) - 16;
}

/** Relative luminance of sRGB (IEC 61966-2-1), 0 black … 1 white. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast that text needs (WCAG 2.2, success criterion 1.4.3). */
const LEGIBLE = 4.5;

/**
 * Contrast of two colours by WCAG 2.2: from 1 for the same to 21 for black and white.
 *
 * @param a `#rrggbb`.
 * @param b `#rrggbb`.
 * @example
 * ```ts
 * import { strictEqual as equal } from "node:assert/strict";
 * equal(contrast("#000000", "#ffffff"), 21);
 * equal(contrast("#767676", "#ffffff").toFixed(2), "4.54"); // the lightest grey that passes
 * ```
 */
export function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

/** The colour in which text can be read on a fill. */
export function inkOn(fill: string): string {
  const inks = [colours.ink, colours.paper];
  return inks.find((ink) => contrast(ink, fill) >= LEGIBLE) ?? "#000000";
}

/** A colour as dark as text in it needs to be on paper: itself, or mixed with ink. */
export function textColour(colour: string): string {
  for (let share = 0; share < 1; share += 0.05) {
    const mixed = mix(colour, colours.ink, share);
    if (contrast(mixed, colours.paper) >= LEGIBLE) return mixed;
  }
  return colours.ink;
}
