import { match, ok, rejects, strictEqual as equal } from "node:assert/strict";
import { parseArguments } from "lib/cli/arguments.ts";
import { figuresCommand } from "lib/cli/commands/figures.ts";
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

function namesIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
}

Deno.test("figures writes each figure twice, and a report that holds them all and needs no other file", () =>
  withFolder(async (folder) => {
    await writeMadeResults(folder, { "community.num_prosumers": 12, "blockchain.difficulty": 0 });
    await Deno.mkdir(`${folder}/figures`);
    await Deno.writeTextFile(`${folder}/figures/pv_forecast.svg`, "of an earlier run");
    const printed = await figures("--results", folder);
    const names = namesIn(`${folder}/figures`);
    const svgs = names.filter((name) => name.endsWith(".svg"));
    equal(names.length, 2 * svgs.length + 1);
    ok(!names.includes("pv_forecast.svg"), "a figure of an earlier run stays beside the new ones");
    match(
      printed,
      new RegExp(`^No figures of the forecasts: .*\n${svgs.length} figures .*figures$`),
    );
    const report = await Deno.readTextFile(`${folder}/figures/report.html`);
    for (const name of svgs) {
      const svg = await Deno.readTextFile(`${folder}/figures/${name}`);
      ok(report.includes(svg.trim()), name);
      const png = await Deno.readFile(`${folder}/figures/${name.replace(".svg", ".png")}`);
      equal(String.fromCharCode(...png.subarray(1, 4)), "PNG");
      ok(png.length > 10_000, name);
    }
    ok(!/(src|href)=|url\(|@import/.test(report));
    match(report, /prices and weather are not real/);
    match(report, /<th scope="row">self sufficiency<\/th><td>0\.\d+<\/td>/);
    match(report, /&quot;num_prosumers&quot;: 12/);
    match(report, /&quot;prosumer_stats\.csv&quot;: &quot;[0-9a-f]{64}&quot;/);
    ok(!/NaN|undefined|\[object/.test(report));
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
