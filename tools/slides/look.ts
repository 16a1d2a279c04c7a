import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Chromium } from "../browser/chromium.ts";
import { SLIDE_SIZE } from "./slide_size.ts";

/** A slide of which something lies beyond its edge or is too small to read. */
export interface SlideProblem {
  /** From 1. */
  readonly slide: number;
  /** How far, px. */
  readonly beyond: number;
  /** The text that does, or the kind of element. */
  readonly what: string;
}

/** Opens slides at their own size. */
export async function openSlides(browser: Chromium, file: string, query = ""): Promise<void> {
  await browser.resize(SLIDE_SIZE.width, SLIDE_SIZE.height);
  await browser.open(pathToFileURL(resolve(file)).href + query);
  await browser.waitFor("window.Reveal?.isReady() && document.fonts.status === 'loaded'", 60);
}

/** Goes from slide to slide and finds on each what reaches furthest beyond its edge, if anything. */
export function overflows(browser: Chromium): Promise<SlideProblem[]> {
  return browser.evaluate(`(async () => {
    const problems = [];
    const slides = Reveal.getSlides();
    for (const [i, slide] of slides.entries()) {
      Reveal.slide(i);
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const edge = slide.getBoundingClientRect();
      let worst = { slide: i + 1, beyond: 1, what: "" };
      for (const element of slide.querySelectorAll("*")) {
        if (element.closest("svg") && element.localName !== "svg") continue;
        if (element.closest(".katex-mathml, aside")) continue;
        const box = element.getBoundingClientRect();
        if (box.width === 0 || box.height === 0) continue;
        const beyond = Math.max(box.right - edge.right, box.bottom - edge.bottom,
          edge.left - box.left, edge.top - box.top);
        if (beyond <= worst.beyond) continue;
        const text = element.textContent.trim().replaceAll(/\\s+/g, " ").slice(0, 60);
        worst = { slide: i + 1, beyond, what: text || element.localName };
      }
      if (worst.what !== "") problems.push(worst);
    }
    Reveal.slide(0);
    return problems;
  })()`);
}

/** Where the parts of each slide stand, px from its left and top. */
type Places = readonly (readonly string[])[];

/**
 * Where printed slides differ from those on the screen, a sentence a slide; nothing if nowhere.
 */
export async function printDifferences(browser: Chromium, file: string): Promise<string[]> {
  await openSlides(browser, file);
  const onScreen = await places(browser);
  await openToPrint(browser, file);
  const printed = await places(browser);
  return onScreen.flatMap((parts, i) => {
    const at = parts.findIndex((part, j) => part !== printed[i]?.[j]);
    if (at < 0) return [];
    return [
      `Slide ${i + 1} is printed otherwise than shown: ${printed[i]?.[at]} instead of ${parts[at]}`,
    ];
  });
}

/** The places of each slide's headings, columns, paragraphs and figures. */
function places(browser: Chromium): Promise<Places> {
  return browser.evaluate(`(async () => {
    const places = [];
    for (const slide of Reveal.getSlides()) {
      Reveal.slide(places.length);
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const { left, top } = (slide.closest(".pdf-page") ?? slide).getBoundingClientRect();
      const parts = slide.querySelectorAll("h1, h2, h3, .body > *, p, li, tr, figure");
      places.push([...parts].filter((part) => !part.closest("aside")).map((part) => {
        const box = part.getBoundingClientRect();
        const numbers = [box.left - left, box.top - top, box.width, box.height].map(Math.round);
        return part.localName + " at " + numbers.slice(0, 2) + " of " + numbers.slice(2).join(" × ");
      }));
    }
    return places;
  })()`);
}

/** The slides as PDF, a page a slide. */
export async function slidesPdf(browser: Chromium, file: string): Promise<Uint8Array> {
  await openToPrint(browser, file);
  return await browser.pdf();
}

async function openToPrint(browser: Chromium, file: string): Promise<void> {
  await openSlides(browser, file, "?print-pdf");
  await browser.waitFor("document.querySelectorAll('.pdf-page').length > 0", 30);
}
