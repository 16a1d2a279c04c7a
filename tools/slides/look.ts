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

/** The slides as PDF, a page a slide. */
export async function slidesPdf(browser: Chromium, file: string): Promise<Uint8Array> {
  await openSlides(browser, file, "?print-pdf");
  await browser.waitFor("document.querySelectorAll('.pdf-page').length > 0", 30);
  return await browser.pdf();
}
