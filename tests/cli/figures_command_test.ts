import { createHash } from "node:crypto";
import {
  deepStrictEqual as deepEqual,
  match,
  ok,
  rejects,
  strictEqual as equal,
} from "node:assert/strict";
import { parseArguments } from "lib/cli/arguments.ts";
import { CHROMIUM_PATHS, pdfPrinter } from "lib/cli/chromium.ts";
import { figuresCommand } from "lib/cli/commands/figures.ts";
import { staleFiguresNote } from "lib/cli/drawn_figures.ts";
import { InputError } from "lib/input_error.ts";
import { writeMadeResults } from "../made/results.ts";

/** Runs `deno task figures` with some words, and gives what it prints. */
async function figures(...words: string[]): Promise<string> {
  const printed: string[] = [];
  const terminal = { print: (text: string) => void printed.push(text), progress: () => {} };
  await figuresCommand.run(parseArguments(figuresCommand, words), terminal);
  return printed.join("\n");
}

async function withFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function namesIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name)
    .filter((name) => !name.endsWith(".lock")).sort();
}

Deno.test("figures writes each figure twice, and a report that holds them all and needs no other file", () =>
  withFolder(async (folder) => {
    await writeMadeResults(folder, { "community.num_prosumers": 12, "blockchain.difficulty": 0 });
    await Deno.mkdir(`${folder}/figures`);
    const earlier = { "pv_forecast.svg": "of an earlier run" };
    await Deno.writeTextFile(`${folder}/figures/pv_forecast.svg`, earlier["pv_forecast.svg"]);
    await Deno.writeTextFile(
      `${folder}/figures/figures.json`,
      JSON.stringify({ outputs: { "pv_forecast.svg": sha256(earlier["pv_forecast.svg"]) } }),
    );
    const printed = await figures("--results", folder);
    const names = namesIn(`${folder}/figures`);
    const svgs = names.filter((name) => name.endsWith(".svg"));
    equal(names.length, 2 * svgs.length + 2);
    const { outputs } = JSON.parse(await Deno.readTextFile(`${folder}/figures/figures.json`));
    deepEqual([...Object.keys(outputs), "figures.json"].sort(), names);
    ok(!names.includes("pv_forecast.svg"), "a figure of an earlier run stays beside the new ones");
    match(
      printed,
      new RegExp(`^No figures of the forecasts: .*\n${svgs.length} figures .*figures$`),
    );
    const report = await Deno.readTextFile(`${folder}/figures/report.html`);
    for (const name of svgs) {
      const svg = await Deno.readTextFile(`${folder}/figures/${name}`);
      const drawing = svg.trim().replace(/<style>.*?<\/style>/s, "");
      ok(report.includes(drawing), name);
      const id = `id="${name.replace(".svg", "")}-small-title"`;
      equal(report.split(id).length, 2, `${name} for narrow screens`);
      const png = await Deno.readFile(`${folder}/figures/${name.replace(".svg", ".png")}`);
      equal(String.fromCharCode(...png.subarray(1, 4)), "PNG");
      ok(png.length > 10_000, name);
    }
    ok(!/src=|href="(?!#)|url\((?!data:)|@import/.test(report));
    const ids = [...report.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    equal(new Set(ids).size, ids.length, "an id stands once in a page");
    match(report, /prices and weather are not real/);
    match(report, /<th scope="row">Self-sufficiency<\/th><td data-order="0\.\d+">0\.\d+<\/td>/);
    match(
      report,
      /<th scope="row">community\.num_prosumers<\/th><td>12<\/td><td>100<\/td>/,
    );
    match(report, /&quot;num_prosumers&quot;: 12/);
    match(report, /&quot;prosumer_stats\.csv&quot;: &quot;[0-9a-f]{64}&quot;/);
    const said = report.replaceAll(/<(style|script)[^>]*>.*?<\/\1>/gs, "");
    ok(!/NaN|undefined|\[object/.test(said));
  }));

Deno.test("figures of an earlier run are told from those of the run beside them", () =>
  withFolder(async (folder) => {
    const settings = { "community.num_prosumers": 3, "blockchain.difficulty": 0 };
    await writeMadeResults(folder, settings);
    equal(await staleFiguresNote(folder), undefined, "there are none");
    await figures("--results", folder, "--quiet");
    equal(await staleFiguresNote(folder), undefined, "they are of this run");
    await writeMadeResults(folder, { ...settings, seed: 2 });
    match(
      await staleFiguresNote(folder) ?? "",
      /^Figures {3}those in .*figures are of an earlier run; anew: deno task figures /,
    );
  }));

Deno.test("figures --quiet shows nothing, be it progress, list or what is missing", () =>
  withFolder(async (folder) => {
    await writeMadeResults(folder, { "community.num_prosumers": 3, "blockchain.difficulty": 0 });
    const shown: string[] = [];
    const terminal = {
      print: (text: string) => void shown.push(text),
      progress: (task: string) => void shown.push(task),
    };
    const words = ["--results", folder, "--quiet"];
    await figuresCommand.run(parseArguments(figuresCommand, words), terminal);
    equal(shown.join("\n"), "");
    ok(namesIn(`${folder}/figures`).includes("report.html"));
  }));

Deno.test("without results figures says so and writes nothing", () =>
  withFolder(async (folder) => {
    await rejects(figures("--results", folder, "--out", `${folder}/new`), (error) => {
      ok(error instanceof InputError);
      match(error.message, /run\.json.*deno task simulate/);
      return true;
    });
    equal(namesIn(folder).length, 0);
  }));

Deno.test("earlier figures stay as they are when new ones cannot be drawn", () =>
  withFolder(async (folder) => {
    await writeMadeResults(folder, { "community.num_prosumers": 3, "blockchain.difficulty": 0 });
    await Deno.mkdir(`${folder}/figures`);
    await Deno.writeTextFile(`${folder}/figures/report.html`, "earlier");
    const interrupted = {
      print: () => {},
      progress: () => {
        throw new Error("interrupted");
      },
    };
    const args = parseArguments(figuresCommand, ["--results", folder]);
    await rejects(figuresCommand.run(args, interrupted), /interrupted/);
    equal(namesIn(`${folder}/figures`).join(), "report.html");
    equal(await Deno.readTextFile(`${folder}/figures/report.html`), "earlier");
  }));

Deno.test("figures are drawn for one column, without titles, in Italian", () =>
  withFolder(async (folder) => {
    await writeMadeResults(folder, { "community.num_prosumers": 3, "blockchain.difficulty": 0 });
    const words = ["--width", "column", "--no-title", "--language", "it", "--quiet"];
    await figures("--results", folder, ...words);
    const svg = await Deno.readTextFile(`${folder}/figures/energy_by_hour.svg`);
    match(svg, /^<svg [^>]*viewBox="0 0 336 \d+" width="336"[^>]*lang="it"/);
    match(svg, />Energia contrattata ora per ora/);
    const [, title] = svg.match(/<title id="energy_by_hour-title">([^<]+)</)!;
    const finding = new RegExp(`<text[^>]*>${title.split(" ").slice(0, 4).join(" ")}`);
    ok(!finding.test(svg));
    const report = await Deno.readTextFile(`${folder}/figures/report.html`);
    ok(/<html lang="it">.*<text[^>]*>Energia contrattata ora per ora/s.test(report));
    ok(/viewBox="0 0 680 \d+"/.test(report));
    ok(finding.test(report));
  }));

Deno.test("the folder of results may be named alone, but one at a time", () =>
  withFolder(async (folder) => {
    await writeMadeResults(folder, { "community.num_prosumers": 3, "blockchain.difficulty": 0 });
    await figures(folder, "--quiet");
    ok(namesIn(`${folder}/figures`).includes("report.html"));
    await rejects(figures(folder, "--results", "other"), (error) => {
      ok(error instanceof InputError);
      match(error.message, /one run are drawn at a time, found the folders .* and .*other; --out/);
      return true;
    });
  }));

Deno.test("a width or a language that there is not is refused with those that there are", async () => {
  await rejects(
    figures("--width", "narrow"),
    /--width must be one of full, column, found "narrow"/,
  );
  await rejects(figures("--language", "de"), /--language must be one of en, it, found "de"/);
});

Deno.test("without a browser PDF is refused with what is needed, before anything is drawn", async () => {
  await rejects(pdfPrinter([]), (error) => {
    ok(error instanceof InputError);
    match(error.message, /PDF needs Chromium, Google Chrome or Edge, of which none was found/);
    return true;
  });
});

Deno.test("the task may run every browser that PDF looks for, and nothing else", async () => {
  const { tasks } = JSON.parse(await Deno.readTextFile("deno.json"));
  const [, allowed] = tasks.figures.command.match(/"--allow-run=([^"]+)"/);
  deepEqual(allowed.split(","), CHROMIUM_PATHS);
});
