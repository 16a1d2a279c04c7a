import { textColour } from "../drawing/palette.ts";
import { textElement } from "../drawing/svg.ts";

/** A label that belongs at a height. */
export interface EndLabel {
  /** What it says. */
  readonly text: string;
  /** Where it points to, px. */
  readonly y: number;
  /** That of its line. */
  readonly colour: string;
}

/** px from one label to the next. */
const LINE = 15;

/**
 * Heights for labels such that none covers another, each as near its own as the others let it.
 *
 * @param heights Where the labels belong, px, in any order.
 * @param low The smallest height allowed.
 * @param high The largest.
 * @param spacing From one label to the next.
 * @returns As many heights, in the same order.
 */
export function spreadLabels(
  heights: readonly number[],
  low: number,
  high: number,
  spacing: number = LINE,
): number[] {
  const order = heights.map((_, i) => i).sort((a, b) => heights[a] - heights[b]);
  const placed = [...heights];
  let free = low;
  for (const i of order) {
    placed[i] = Math.max(placed[i], free);
    free = placed[i] + spacing;
  }
  let limit = high;
  for (const i of order.toReversed()) {
    placed[i] = Math.min(placed[i], limit);
    limit = placed[i] - spacing;
  }
  return placed;
}

/** Labels at the right end of lines. */
export function endLabels(
  labels: readonly EndLabel[],
  x: number,
  low: number,
  high: number,
): string {
  const heights = spreadLabels(labels.map(({ y }) => y), low, high);
  return labels.map(({ text, colour }, i) =>
    textElement(text, x, heights[i] + 4, { fill: textColour(colour), "font-weight": 600 })
  ).join("");
}
