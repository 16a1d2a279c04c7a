import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { FONT_FAMILY } from "../drawing/font.ts";
import { colours } from "../drawing/palette.ts";
import { renderPng } from "../drawing/png.ts";
import { element, roundAttributes } from "../drawing/svg.ts";

/** px; that of Observable Plot. */
const FONT_SIZE = 10;
/** As figures have it. */
const DPI = 144;

/** What linkedom gives; the DOM's own types are not part of Deno's. */
interface Page {
  readonly document: NonNullable<Plot.PlotOptions["document"]>;
}

/** What is used of what Observable Plot drew. */
interface Drawn {
  readonly tagName: string;
  readonly innerHTML: string;
  readonly outerHTML: string;
  getAttribute(name: string): string | null;
  querySelectorAll(selector: string): Iterable<{ remove(): void }>;
}

/**
 * `Plot.dot(data).plot()`, and `Plot.marks(…).plot(options)` of several, in a kernel: Observable Plot
 * finds a page to draw on, which a kernel has not, and what it drew shows itself as a cell's last value.
 * `Plot.plot({ marks })` cannot be helped likewise: a module's own functions are not to be changed.
 */
Plot.Mark.prototype.plot = function (
  this: Plot.Markish,
  { marks = [], ...options }: Plot.PlotOptions = {},
) {
  const { document } = parseHTML("<!doctype html><html><body></body></html>") as unknown as Page;
  const drawn = Plot.plot({ document, ...options, marks: [...marks, this] });
  return Object.assign(drawn, {
    [Symbol.for("Jupyter.display")]: () => bundleOf(drawn as unknown as Drawn),
  });
};

/** As SVG and PNG, or as HTML where a legend or a title stands around the chart. */
async function bundleOf(drawn: Drawn): Promise<Record<string, string>> {
  if (drawn.tagName.toLowerCase() !== "svg") return { "text/html": drawn.outerHTML };
  for (const style of drawn.querySelectorAll("style")) style.remove();
  const [width, height] = [drawn.getAttribute("width"), drawn.getAttribute("height")].map(Number);
  const svg = element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      "font-family": FONT_FAMILY,
      "font-size": FONT_SIZE,
      "text-anchor": "middle",
      fill: colours.ink,
      color: colours.ink,
    },
    element("rect", { width, height, fill: colours.paper }) + roundAttributes(drawn.innerHTML),
  );
  const png = await renderPng(svg, { dpi: DPI });
  return {
    "image/svg+xml": svg,
    "image/png": png.toBase64(),
    "text/plain":
      "A chart of Observable Plot, without words; `chart` of lib/notebook/mod.ts gives " +
      "it a title, a source and what those hear who cannot see it",
  };
}
