// Executes the notebooks in place, or with --check compares what they put out with what is committed.
import { parseArgs } from "node:util";
import { findJupyter, JupyterServer } from "./notebooks/jupyter.ts";
import { CellError, executeNotebook } from "./notebooks/kernel.ts";
import { differences } from "./notebooks/differences.ts";
import { findNotebooks, formatNotebook, readNotebook } from "./notebooks/notebook.ts";

const help = `Execute the notebooks by a Jupyter of the project, all or the ones named.

Usage: deno task notebooks [names] [options]

  --check  Write nothing; fail when an output differs from the committed one
  --help   Print this`;

async function main(): Promise<boolean> {
  const { values, positionals } = parseArgs({
    args: Deno.args,
    options: { check: { type: "boolean" }, help: { type: "boolean", short: "h" } },
    allowPositionals: true,
  });
  if (values.help) {
    console.log(help);
    return true;
  }
  const paths = await findNotebooks(positionals);
  await using server = await JupyterServer.start(await findJupyter(), Deno.cwd());
  let allWell = true;
  for (const path of paths) {
    const problems = await execute(server, path, values.check === true);
    for (const problem of problems) console.error(problem);
    allWell &&= problems.length === 0;
  }
  return allWell;
}

/** @returns What is wrong with the notebook, nothing if all is well. */
async function execute(server: JupyterServer, path: string, check: boolean): Promise<string[]> {
  const start = performance.now();
  const notebook = await readNotebook(path);
  const committed = structuredClone(notebook);
  const problems: string[] = [];
  try {
    await executeNotebook(server, path, notebook);
  } catch (error) {
    if (!(error instanceof CellError)) throw error;
    problems.push(`${path}: ${error.message}`);
  }
  if (!check) await Deno.writeTextFile(path, formatNotebook(notebook));
  else if (problems.length === 0) problems.push(...differences(path, committed, notebook));
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${problems.length === 0 ? "ok" : "FAILED"} ${path} (${seconds} s)`);
  return problems;
}

if (!await main()) Deno.exit(1);
