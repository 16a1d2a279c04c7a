// Makes slides of a notebook: one HTML file that loads nothing from outside, and a PDF of it.
import { basename, dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { findChromium } from "../../lib/cli/chromium.ts";
import { Chromium } from "../browser/chromium.ts";
import { findJupyter, JupyterServer } from "../notebooks/jupyter.ts";
import { executeNotebook } from "../notebooks/kernel.ts";
import { findNotebooks, type Notebook, readNotebook } from "../notebooks/notebook.ts";
import { slidesOf } from "./deck.ts";
import { openSlides, overflows, slidesPdf } from "./look.ts";
import { withOwnRun } from "./own_run.ts";
import { slidesPage } from "./page.ts";
import { otherSettingsNote } from "./settings.ts";
import { SLIDE_SIZE } from "./slide_size.ts";

const help = `Make slides of a notebook, "presentation" unless another is named: it is executed, and
its cells that have a slide type become slides in one HTML file that works without a network, and in
a PDF where Chromium is installed. The notebook itself is left as it is.

Usage: deno task slides [notebook] [options]

  --run FOLDER  Show a run of yours, such as "results", instead of running config.json's scenario
  --executed    Do not execute the notebook: take the outputs that are in it
  --out FOLDER  Where the files go; results-slides by default
  --no-pdf      Make no PDF
  --help        Print this`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    args: Deno.args,
    options: {
      run: { type: "string" },
      executed: { type: "boolean", default: false },
      out: { type: "string", default: "results-slides" },
      "no-pdf": { type: "boolean", default: false },
      help: { type: "boolean", short: "h" },
    },
    allowPositionals: true,
  });
  if (values.help) return console.log(help);
  const path = await notebookNamed(positionals);
  if (values.executed && values.run !== undefined) {
    throw new Error("With --executed nothing is run: --run has no meaning beside it");
  }
  const read = await readNotebook(path);
  const notebook = values.run === undefined ? read : withOwnRun(read, values.run);
  if (!values.executed) await execute(path, notebook);
  else {
    const note = await otherSettingsNote(path, notebook);
    if (note !== undefined) console.error(note);
  }
  const slides = slidesOf(notebook);
  await Deno.mkdir(values.out, { recursive: true });
  const name = basename(path, ".ipynb");
  const file = join(values.out, `${name}.html`);
  await Deno.writeTextFile(
    file,
    await slidesPage(slides, name.replaceAll("_", " "), dirname(path)),
  );
  console.log(`${slides.length} slides in ${file}`);
  await look(file, !values["no-pdf"]);
}

async function notebookNamed(names: readonly string[]): Promise<string> {
  if (names.length > 1) throw new Error(`One notebook at a time, found: ${names.join(", ")}`);
  const paths = await findNotebooks(names.length === 0 ? ["presentation"] : names);
  if (paths.length === 1) return paths[0];
  throw new Error(`"${names[0]}" is a part of several notebooks' names: ${paths.join(", ")}`);
}

async function execute(path: string, notebook: Notebook): Promise<void> {
  console.log(`Executing ${path} …`);
  await using server = await JupyterServer.start(await findJupyter(), Deno.cwd());
  await executeNotebook(server, path, notebook);
}

/** What a browser says of the slides, and the PDF that it prints. */
async function look(file: string, pdf: boolean): Promise<void> {
  const chromium = await findChromium();
  const target = file.replace(/\.html$/, ".pdf");
  if (!pdf || chromium === undefined) await tellEarlier(target);
  if (chromium === undefined) {
    console.log("Chromium is not installed: no PDF. In a browser, open the file with ?print-pdf");
    return;
  }
  await using browser = await Chromium.start(chromium);
  await openSlides(browser, file);
  for (const { slide, beyond, what } of await overflows(browser)) {
    console.error(
      `Slide ${slide} does not fit ${SLIDE_SIZE.width} × ${SLIDE_SIZE.height} px: "${what}" ` +
        `reaches ${Math.ceil(beyond)} px beyond its edge`,
    );
  }
  if (!pdf) return;
  await Deno.writeFile(target, await slidesPdf(browser, file));
  console.log(`The same as ${target}`);
}

/** A PDF that stays beside new slides is not theirs. */
async function tellEarlier(pdf: string): Promise<void> {
  const there = await Deno.stat(pdf).then(() => true, () => false);
  if (there) console.log(`${pdf} is of earlier slides, not of these`);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  Deno.exit(1);
}
