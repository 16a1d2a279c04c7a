import { basename, join } from "node:path";
import { deno } from "../notebooks/deno.ts";
import { openSlides, overflows, printDifferences } from "../slides/look.ts";
import { Chromium } from "./chromium.ts";
import type { Trials } from "./trial.ts";

/** Makes slides of the run that other trials have left, and turns their pages at 1280 × 720. */
export async function slidesOfOwnRun(trials: Trials): Promise<string[]> {
  const out = join(trials.folder, "slides");
  const { success, text } = await deno(
    ...["task", "slides", "--run", join(trials.folder, "results"), "--out", out],
  );
  if (!success) return [text];
  const problems = text.includes("does not fit") ? [text] : [];
  await using browser = await Chromium.start(trials.chromium);
  await openSlides(browser, join(out, "presentation.html"));
  const count = await browser.evaluate<number>("Reveal.getTotalSlides()");
  if (count > 9) problems.push(`There must be at most nine slides, there are ${count}`);
  const said = await browser.evaluate<string>("document.querySelector('.slides').textContent");
  for (const part of ["40 prosumers", "2025-06-15", "Seed 7", "×1.06 from the 5th"]) {
    if (!said.includes(part)) problems.push(`The slides must say "${part}"`);
  }
  const loaded = await browser.evaluate<string[]>(
    "performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => !name.startsWith('data:'))",
  );
  problems.push(...loaded.map((address) => `The slides load ${address}`));
  for (let i = 0; i < count; i++) {
    await browser.evaluate(`void Reveal.slide(${i})`);
    await Deno.writeFile(join(out, `slide-${i + 1}.png`), await browser.screenshot());
  }
  for (const { slide, what } of await overflows(browser)) {
    problems.push(`slide ${slide} overflows: ${what}`);
  }
  problems.push(...await printDifferences(browser, join(out, "presentation.html")));
  await openSlides(browser, join(out, "presentation.html"));
  return [
    ...problems,
    ...await tooMuchIsTold(browser),
    ...await pages(join(out, "presentation.pdf"), count),
  ];
}

/** What is too much for a slide must be found, or the test above would say nothing. */
async function tooMuchIsTold(browser: Chromium): Promise<string[]> {
  await browser.evaluate(
    `document.querySelector("section .said").insertAdjacentHTML("beforeend", "<p>more</p>".repeat(40))`,
  );
  return (await overflows(browser)).some(({ slide }) => slide <= 2)
    ? []
    : ["forty lines too many on a slide are not noticed"];
}

async function pages(pdf: string, expected: number): Promise<string[]> {
  const text = new TextDecoder("latin1").decode(await Deno.readFile(pdf));
  const found = text.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  return found === expected ? [] : [`${basename(pdf)} has ${found} pages for ${expected} slides`];
}
