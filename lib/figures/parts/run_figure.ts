import type { Results } from "../../results/mod.ts";
import { chartWidth, isNarrow } from "../edition/edition.ts";
import { Figure, type FigureText } from "./figure.ts";
import { colours } from "../drawing/palette.ts";
import { type SvgPart, textElement } from "../drawing/svg.ts";
import { sourceLine } from "./wording.ts";

/** A figure of a run: its source line is written from what the run states. */
export function runFigure(
  results: Results,
  text: Omit<FigureText, "source">,
  chart: SvgPart,
): Figure {
  return new Figure({ ...text, source: sourceLine(results) }, chart);
}

/** Stands where there is nothing to draw, and says why. */
export function emptyChart(reason: string): SvgPart {
  return {
    width: chartWidth(),
    height: 80,
    markup: textElement(reason, chartWidth() / 2, 44, {
      "text-anchor": "middle",
      "font-size": 13,
      fill: colours.faint,
    }),
  };
}

/** Parts beside each other, their tops in line. */
export function sideBySide(parts: readonly SvgPart[], gap = 16): SvgPart {
  let x = 0;
  const markup = parts.map((part) => {
    const moved = `<g transform="translate(${x},0)">${part.markup}</g>`;
    x += part.width + gap;
    return moved;
  });
  return {
    width: x - gap,
    height: Math.max(...parts.map(({ height }) => height)),
    markup: markup.join(""),
  };
}

/** Parts below each other. */
export function stacked(parts: readonly SvgPart[], gap = 8): SvgPart {
  let y = 0;
  const markup = parts.map((part) => {
    const moved = `<g transform="translate(0,${y})">${part.markup}</g>`;
    y += part.height + gap;
    return moved;
  });
  return {
    width: Math.max(...parts.map(({ width }) => width)),
    height: y - gap,
    markup: markup.join(""),
  };
}

/** Parts beside each other, or below each other where the edition is narrow. */
export function besideOrBelow(parts: readonly SvgPart[], gap: number): SvgPart {
  return isNarrow() ? stacked(parts, 14) : sideBySide(parts, gap);
}

/** Width of one of some parts that stand beside or below each other, px. */
export function panelWidth(count: number, gap: number): number {
  return isNarrow() ? chartWidth() : (chartWidth() - gap * (count - 1)) / count;
}
