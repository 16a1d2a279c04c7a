import { element, type SvgPart, textElement } from "../drawing/svg.ts";
import { colours } from "../drawing/palette.ts";
import { textWidth } from "../drawing/text_width.ts";

/** What a mark in the figure stands for. */
export interface LegendItem {
  /** Its words. */
  readonly label: string;
  /** `#rrggbb`. */
  readonly colour: string;
  /** How it is drawn; `area` by default. */
  readonly mark?: "area" | "line" | "dashed" | "dotted" | "dot" | "ring" | "tick";
  /** Dashes of a line, as SVG writes them; those of its mark by default. */
  readonly dash?: string;
  /** Of an area, 0 … 1. */
  readonly opacity?: number;
}

const FONT_SIZE = 12;
const ROW = 20;
const SWATCH = 18;
const GAP = 18;
const DASHES: Readonly<Record<string, string>> = { dashed: "6 3", dotted: "2 3" };

/** A row of swatches with their labels; as many rows as the width asks for. */
export function legend(items: readonly LegendItem[], width: number): SvgPart {
  let x = 0;
  let y = 0;
  const parts = items.map((item) => {
    const room = SWATCH + 6 + textWidth(item.label, FONT_SIZE);
    if (x > 0 && x + room > width) {
      x = 0;
      y += ROW;
    }
    const part = swatch(item, x, y) +
      textElement(item.label, x + SWATCH + 6, y + 13, { "font-size": FONT_SIZE });
    x += room + GAP;
    return part;
  });
  return { width, height: items.length === 0 ? 0 : y + ROW, markup: parts.join("") };
}

function swatch(
  { colour, mark = "area", opacity, dash }: LegendItem,
  x: number,
  y: number,
): string {
  const middle = y + 9;
  const centre = x + SWATCH / 2;
  switch (mark) {
    case "area":
      return element("rect", {
        x,
        y: y + 3,
        width: SWATCH,
        height: 12,
        fill: colour,
        "fill-opacity": opacity,
        stroke: colours.faint,
        "stroke-width": 0.5,
      });
    case "dot":
      return element("circle", { cx: centre, cy: middle, r: 4, fill: colour });
    case "ring":
      return element("circle", {
        cx: centre,
        cy: middle,
        r: 4,
        fill: "none",
        stroke: colour,
        "stroke-width": 1.75,
      });
    case "tick":
      return element("path", {
        d: `M${centre},${y + 2}V${y + 16}`,
        stroke: colour,
        "stroke-width": 2.5,
      });
    default:
      return element("path", {
        d: `M${x},${middle}h${SWATCH}`,
        stroke: colour,
        "stroke-width": 2.25,
        "stroke-dasharray": dash ?? DASHES[mark],
      });
  }
}
