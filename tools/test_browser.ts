// Opens every notebook, or the ones named, in JupyterLab in a headless Chromium: the figures must be
// visible before the notebook is trusted, and "Run All Cells" must end without an error. Then reads a report, and does by
// hand, in a copy of the project, what users do: change config.json, open a run of theirs, press Stop.
import { basename, join, resolve } from "node:path";
import { findChromium } from "../lib/cli/chromium.ts";
import { Chromium } from "./browser/chromium.ts";
import { LAB_SETTINGS, LabPage } from "./browser/lab_page.ts";
import { tryReport } from "./browser/report_trial.ts";
import { Trials } from "./browser/trial.ts";
import { TRIALS } from "./browser/trials.ts";
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
      await screenshot(browser, undefined, basename(path), "failed");
      return [String(error)];
    });
    allWell = tell(path, problems) && allWell;
  }
  if (Deno.args.length > 0) return allWell;
  const report = await tryReport(chromium, join(FOLDER, "report")).catch((
    error,
  ) => [String(error)]);
  allWell = tell("report.html answers the pointer, sorts, fits a phone; PDF is of lines", report) &&
    allWell;
  const trials = await Trials.prepare(server, chromium, join(FOLDER, "project"));
  for (const { name, run } of TRIALS) {
    allWell = tell(name, await run(trials).catch((error) => [String(error)])) && allWell;
  }
  return allWell;
}

/** @returns Whether there are no problems. */
function tell(name: string, problems: readonly string[]): boolean {
  console.log(`${problems.length === 0 ? "ok" : "FAILED"} ${name}`);
  for (const problem of problems) console.error(`${name}: ${problem}`);
  return problems.length === 0;
}

/** @returns The settings by which a server has never trusted anything. */
async function prepareFolder(paths: string[]) {
  await Deno.remove(FOLDER, { recursive: true }).catch(() => {});
  await Deno.mkdir(join(FOLDER, "config", "labconfig"), { recursive: true });
  await Deno.writeTextFile(
    join(FOLDER, "config", "labconfig", "default_setting_overrides.json"),
    JSON.stringify(LAB_SETTINGS),
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
  const page = await LabPage.open(server, browser, join(FOLDER, name), notebook.cells.length);

  if (await page.isTrusted()) problems.push("was trusted from the beginning");
  const untrusted = await page.visibleFigures();
  if (untrusted !== figures) {
    problems.push(`${figures} figures must be visible before it is trusted, found ${untrusted}`);
  }
  await screenshot(browser, page, name, "untrusted");

  await page.runAll();
  problems.push(...await page.problems());
  const afterwards = await page.visibleFigures();
  if (afterwards !== figures) {
    problems.push(`${figures} figures must be visible after Run All, found ${afterwards}`);
  }
  await screenshot(browser, page, name, "run");
  return problems;
}

function countFigures(notebook: Notebook): number {
  return codeCells(notebook).flatMap(({ cell }) => cell.outputs)
    .filter((output) => "data" in output && "image/png" in output.data).length;
}

/** The page from the notebook's first figure on, for people to look at. */
async function screenshot(
  browser: Chromium,
  page: LabPage | undefined,
  name: string,
  state: string,
): Promise<void> {
  await page?.scrollToFigure();
  const file = join(FOLDER, `${name.replace(".ipynb", "")}-${state}.png`);
  await Deno.writeFile(file, await browser.screenshot());
}

if (!await main()) Deno.exit(1);
