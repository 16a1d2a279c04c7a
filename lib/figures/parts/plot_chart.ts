import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { chartWidth, edition } from "../edition/edition.ts";
import { element, type SvgPart } from "../drawing/svg.ts";

/** What Observable Plot is told to draw: marks, scales, margins. */
export type ChartOptions = Plot.PlotOptions;

/** What is used of the element that Plot returns; the DOM's own types are not part of Deno's. */
interface DrawnElement {
  readonly tagName: string;
  readonly innerHTML: string;
  getAttribute(name: string): string | null;
  querySelector(selector: string): { remove(): void } | null;
  querySelectorAll(selector: string): Iterable<{ textContent: string }>;
}

/**
 * An Observable Plot as a part of a figure. Labels carry no arrows; text is 12 px.
 *
 * No `clip` (its ids count up, so that the bytes would depend on what was drawn before), no
 * continuous colour legend and no raster (both need a canvas).
 */
export function plotChart(options: ChartOptions): SvgPart {
  const { document } = parseHTML("<!doctype html><html><body></body></html>") as unknown as {
    document: ChartOptions["document"];
  };
  const width = options.width ?? chartWidth();
  const svg = Plot.plot({
    ...options,
    width,
    document,
    style: { fontSize: "12px" },
    x: { labelArrow: "none", labelAnchor: "center", ...options.x },
    y: { labelArrow: "none", ...options.y },
  }) as unknown as DrawnElement;
  if (svg.tagName.toLowerCase() !== "svg") {
    throw new TypeError("A figure's chart must be a single SVG: leave legends to the figure");
  }
  svg.querySelector("style")?.remove();
  if (edition().language === "it") {
    for (const axis of ["x", "y"] as const) {
      // What an axis writes by a function of its own is in the edition's language already.
      if (typeof options[axis]?.tickFormat === "function") continue;
      for (const label of svg.querySelectorAll(`g[aria-label='${axis}-axis tick label'] text`)) {
        label.textContent = inItalian(label.textContent);
      }
    }
  }
  return {
    width,
    height: Number(svg.getAttribute("height")),
    markup: element("g", { "text-anchor": "middle" }, svg.innerHTML),
  };
}

/** A number as Plot writes it on an axis, `1,000.5`, with the marks of Italian; other labels as they are. */
function inItalian(label: string): string {
  if (!/^[−+]?\d[\d,]*(\.\d+)?$/.test(label)) return label;
  return label.replaceAll(/[,.]/g, (mark) => mark === "," ? "." : ",");
}
