// Opens every notebook, or the ones named, in JupyterLab in a headless Chromium: the figures must be
// visible before the notebook is trusted, and "Run All Cells" must end without an error.
import { basename, join, resolve } from "node:path";
import { Chromium, findChromium } from "./browser/chromium.ts";
import { findJupyter, JupyterServer } from "./notebooks/jupyter.ts";
import {
  codeCells,
  findNotebooks,
  type Notebook,
  NOTEBOOKS,
  readNotebook,
} from "./notebooks/notebook.ts";

/** Copies of the notebooks and screenshots; a folder that git ignores, within the project. */
const FOLDER = "results-browser";

/** All cells are rendered, nothing is saved, nothing pops up. */
const SETTINGS = {
  "@jupyterlab/notebook-extension:tracker": { windowingMode: "none" },
  "@jupyterlab/docmanager-extension:plugin": { autosave: false },
  "@jupyterlab/apputils-extension:notification": { fetchNews: "false", checkForUpdates: false },
};

const SECONDS_TO_OPEN = 60;
const SECONDS_TO_RUN = 300;

async function main(): Promise<boolean> {
  const chromium = await findChromium();
  if (chromium === undefined) {
    console.log("Chromium is not installed: the notebooks were not tried in a browser");
    return true;
  }
  const paths = await findNotebooks(Deno.args);
  const settings = await prepareFolder(paths);
  await using server = await JupyterServer.start(await findJupyter(), Deno.cwd(), settings);
  let allWell = true;
  for (const path of paths) {
    await using browser = await Chromium.start(chromium);
    const problems = await tryNotebook(server, browser, path).catch(async (error) => {
      await screenshot(browser, basename(path), "failed");
      return [String(error)];
    });
    console.log(`${problems.length === 0 ? "ok" : "FAILED"} ${path}`);
    for (const problem of problems) console.error(`${path}: ${problem}`);
    allWell &&= problems.length === 0;
  }
  return allWell;
}

/** @returns The settings by which a server has never trusted anything. */
async function prepareFolder(paths: string[]) {
  await Deno.remove(FOLDER, { recursive: true }).catch(() => {});
  await Deno.mkdir(join(FOLDER, "config", "labconfig"), { recursive: true });
  await Deno.writeTextFile(
    join(FOLDER, "config", "labconfig", "default_setting_overrides.json"),
    JSON.stringify(SETTINGS),
  );
  const packages = ["deno.json", "deno.lock"].map((name) => join(NOTEBOOKS, name));
  for (const path of [...paths, ...packages]) {
    await Deno.copyFile(path, join(FOLDER, basename(path)));
  }
  return {
    args: ["--expose-app-in-browser"],
    env: {
      JUPYTER_CONFIG_DIR: resolve(FOLDER, "config"),
      JUPYTER_DATA_DIR: resolve(FOLDER, "data"),
    },
  };
}

async function tryNotebook(
  server: JupyterServer,
  browser: Chromium,
  path: string,
): Promise<string[]> {
  const name = basename(path);
  const notebook = await readNotebook(path);
  const figures = countFigures(notebook);
  const problems: string[] = [];
  await browser.open(server.labAddress(join(FOLDER, name)));
  await browser.waitFor(`${PANEL}.context.isReady`, SECONDS_TO_OPEN);
  await browser.evaluate(`jupyterapp.shell.activateById(${PANEL}.id)`);
  await browser.waitFor(`${CELLS}.length >= ${notebook.cells.length}`, SECONDS_TO_OPEN);

  if (await browser.evaluate<boolean>(IS_TRUSTED)) problems.push("was trusted from the beginning");
  const untrusted = await visibleFigures(browser);
  if (untrusted !== figures) {
    problems.push(`${figures} figures must be visible before it is trusted, found ${untrusted}`);
  }
  await screenshot(browser, name, "untrusted");

  await browser.waitFor(`${PANEL}.sessionContext.session?.kernel?.status === "idle"`, 60);
  await browser.evaluate(
    `void jupyterapp.commands.execute("notebook:run-all-cells").then(() => window.ran = true)`,
  );
  await browser.waitFor("window.ran", SECONDS_TO_RUN);
  problems.push(...await browser.evaluate<string[]>(ERRORS));
  const afterwards = await visibleFigures(browser);
  if (afterwards !== figures) {
    problems.push(`${figures} figures must be visible after Run All, found ${afterwards}`);
  }
  await screenshot(browser, name, "run");
  return problems;
}

/** The one notebook that is open; without a window nothing has the focus by itself. */
const PANEL = `[...jupyterapp.shell.widgets("main")].find((widget) => widget.context)`;
const CELLS = `[...document.querySelectorAll(".jp-Notebook .jp-Cell")]`;
const IS_TRUSTED = `${PANEL}.content.widgets.filter((cell) => cell.model.type === "code")
  .every((cell) => cell.model.trusted)`;

/** Cells whose output is an error, or that were not executed. */
const ERRORS = `${PANEL}.content.widgets.flatMap((cell, i) => {
  if (cell.model.type !== "code") return [];
  const outputs = cell.model.outputs.toJSON();
  const errors = outputs.filter(({ output_type }) => output_type === "error")
    .map(({ ename, evalue }) => \`cell \${i + 1}: \${ename}: \${evalue}\`);
  return cell.model.executionCount === null ? [...errors, \`cell \${i + 1} did not run\`] : errors;
})`;

/** Figures of a sensible size that the page shows, after its images are loaded. */
function visibleFigures(browser: Chromium): Promise<number> {
  return browser.evaluate<number>(`(async () => {
    const drawings = [...document.querySelectorAll(
      ".jp-OutputArea-output img, .jp-OutputArea-output svg[role=img]")];
    await Promise.all(drawings.map((drawing) => drawing.decode?.().catch(() => {})));
    return drawings.filter((drawing) => {
      const { width, height } = drawing.getBoundingClientRect();
      return width > 300 && height > 80 && drawing.checkVisibility()
        && (drawing.naturalWidth ?? 1) > 0;
    }).length;
  })()`);
}

function countFigures(notebook: Notebook): number {
  return codeCells(notebook).flatMap(({ cell }) => cell.outputs)
    .filter((output) => "data" in output && "image/png" in output.data).length;
}

/** The page from the notebook's first figure on, for people to look at. */
async function screenshot(browser: Chromium, name: string, state: string): Promise<void> {
  await browser.evaluate(
    `void document.querySelector(".jp-OutputArea-output :is(img, svg[role=img])")?.scrollIntoView()`,
  );
  const file = join(FOLDER, `${name.replace(".ipynb", "")}-${state}.png`);
  await Deno.writeFile(file, await browser.screenshot());
}

if (!await main()) Deno.exit(1);
