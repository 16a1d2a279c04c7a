import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArguments } from "../../lib/cli/arguments.ts";
import type { Command } from "../../lib/cli/command.ts";
import { figuresCommand } from "../../lib/cli/commands/figures.ts";
import { simulateCommand } from "../../lib/cli/commands/simulate.ts";
import { silent } from "../../lib/progress.ts";
import { Chromium } from "./chromium.ts";

const DESK = [1280, 900] as const;
const PHONE = [390, 844] as const;

/** A bar of a figure that tells its values, in the middle of the window. */
const BAR = `[...document.querySelectorAll("figure svg")].find((svg) =>
  svg.querySelector("desc")?.id.startsWith("energy_by_hour")).querySelector("[pointer-events=all] rect:nth-child(12)")`;

/** The figures of the key figures' column of values, as they stand. */
const VALUES = `[...document.querySelectorAll("table.keys td[data-order]")].map((cell) =>
  Number(cell.dataset.order)).filter((value) => !Number.isNaN(value))`;

/**
 * Reads report.html of a new run as people do: with a pointer, on a phone.
 *
 * @param folder Where run, report and pictures of it go.
 * @returns What went wrong.
 */
export async function tryReport(chromium: string, folder: string): Promise<string[]> {
  await command(simulateCommand, "--config", "config.json", "--out", folder);
  await command(figuresCommand, "--results", folder, "--pdf");
  const figures = join(folder, "figures");
  await using page = await Chromium.start(chromium);
  await page.resize(...DESK);
  await page.open(pathToFileURL(join(Deno.cwd(), figures, "report.html")).href);
  await page.waitFor(`document.querySelector("#tip")`, 30);
  const problems = [
    ...await contents(page),
    ...await hovering(page, join(folder, "report-hover.png")),
    ...await sorting(page),
    ...await fonts(page),
    ...await onAPhone(page, join(folder, "report-phone.png")),
  ];
  for (const name of ["energy_flows", "turin_map"]) {
    problems.push(...vectorPdf(name, await Deno.readFile(join(figures, `${name}.pdf`))));
  }
  return problems;
}

async function command(command: Command, ...words: string[]): Promise<void> {
  await command.run(parseArguments(command, words), { print: () => {}, progress: silent });
}

async function contents(page: Chromium): Promise<string[]> {
  const lost = await page.evaluate<string[]>(
    `[...document.querySelectorAll("nav a")].filter((link) => !document.querySelector(link.hash))
      .map((link) => link.hash)`,
  );
  return lost.map((hash) => `the contents lead to ${hash}, which is not there`);
}

async function hovering(page: Chromium, picture: string): Promise<string[]> {
  const [x, y] = await page.evaluate<[number, number]>(
    `(() => { const bar = ${BAR}; bar.scrollIntoView({ block: "center" });
      const { x, y, width, height } = bar.getBoundingClientRect();
      return [x + width / 2, y + height / 2]; })()`,
  );
  await page.movePointer(x, y);
  const told = await page.evaluate<string>(
    `document.querySelector("#tip:not([hidden])")?.innerText ?? ""`,
  );
  await Deno.writeFile(picture, await page.screenshot());
  return /^11:00\nP2P, between neighbours: [\d.]+ kWh per hour\n/.test(told)
    ? []
    : [`where the pointer rests on 11:00 its values must be told, found "${told}"`];
}

async function sorting(page: Chromium): Promise<string[]> {
  const sorted = async (): Promise<number[]> => {
    await page.evaluate(`document.querySelectorAll("table.keys th button")[1].click()`);
    return await page.evaluate<number[]>(VALUES);
  };
  const isSorted = (values: readonly number[]) =>
    values.every((value, i) => i === 0 || values[i - 1] <= value);
  const [up, down] = [await sorted(), await sorted()];
  return up.length > 40 && isSorted(up) && isSorted(down.toReversed())
    ? []
    : ["a click on Value must sort the key figures, a second one the other way"];
}

async function fonts(page: Chromium): Promise<string[]> {
  const loaded = await page.evaluate<string[]>(
    `document.fonts.ready.then((set) => [...set].map(({ status, weight }) => weight + " " + status))`,
  );
  return loaded.join() === "400 loaded,600 loaded" ? [] : [`fonts: ${loaded}`];
}

async function onAPhone(page: Chromium, picture: string): Promise<string[]> {
  await page.resize(...PHONE);
  await page.evaluate("scrollTo(0, 0)");
  await Deno.writeFile(picture, await page.screenshot());
  const width = await page.evaluate<number>("document.documentElement.scrollWidth");
  return width <= PHONE[0] ? [] : [`on ${PHONE[0]} px the report is ${width} px wide`];
}

/** One page, text in its typeface, nothing as pixels. */
function vectorPdf(name: string, file: Uint8Array): string[] {
  const text = new TextDecoder("latin1").decode(file);
  const isWell = text.startsWith("%PDF") && /BaseFont \/\w+\+Inter/.test(text) &&
    !text.includes("/Subtype /Image") && text.match(/\/Type \/Page\b/g)?.length === 1;
  return isWell ? [] : [`${name}.pdf must be one page of lines and of text in Inter`];
}
