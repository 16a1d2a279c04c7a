// Checks the notebooks without executing them: types, lint, formatting, length and state of their cells.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { longCells } from "./notebooks/cell_length.ts";
import { formatSources } from "./notebooks/format.ts";
import { type CellModule, cellModule, lintCells, typeCheckCells } from "./notebooks/modules.ts";
import { findNotebooks, formatNotebook, NOTEBOOKS, readNotebook } from "./notebooks/notebook.ts";
import { problemsOfState } from "./notebooks/state.ts";

const help = `Check every notebook, or the ones named, without executing them.

Usage: deno task check-notebooks [names] [options]

  --fix   Format the sources of the cells
  --help  Print this`;

async function main(): Promise<boolean> {
  const { values, positionals } = parseArgs({
    args: Deno.args,
    options: { fix: { type: "boolean" }, help: { type: "boolean", short: "h" } },
    allowPositionals: true,
  });
  if (values.help) {
    console.log(help);
    return true;
  }
  const paths = await findNotebooks(positionals);
  const folder = await Deno.makeTempDir({ prefix: "notebooks-" });
  try {
    const problems = [
      ...await formatProblems(paths, folder, values.fix === true),
      ...await lengthProblems(paths),
      ...await stateProblems(paths),
      ...await codeProblems(paths, folder),
    ];
    for (const problem of problems) console.error(problem);
    console.log(
      problems.length === 0
        ? `${paths.length} notebooks checked`
        : `${problems.length} problems in ${paths.length} notebooks`,
    );
    return problems.length === 0;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function formatProblems(paths: string[], folder: string, fix: boolean): Promise<string[]> {
  const problems: string[] = [];
  for (const path of paths) {
    const notebook = await readNotebook(path);
    const changed = await formatSources(notebook, folder);
    if (changed.length === 0) continue;
    if (fix) await Deno.writeTextFile(path, formatNotebook(notebook));
    else {
      problems.push(
        `${path} cell ${changed.join(", ")}: not formatted; mend it with ` +
          `\`deno task check-notebooks --fix\``,
      );
    }
  }
  return problems;
}

async function lengthProblems(paths: string[]): Promise<string[]> {
  const problems: string[] = [];
  for (const path of paths) problems.push(...longCells(path, await readNotebook(path)));
  return problems;
}

async function stateProblems(paths: string[]): Promise<string[]> {
  const problems: string[] = [];
  for (const path of paths) {
    const { size } = await Deno.stat(path);
    problems.push(...problemsOfState(path, await readNotebook(path), size));
  }
  return problems;
}

async function codeProblems(paths: string[], folder: string): Promise<string[]> {
  const modules: CellModule[] = [];
  for (const path of paths) {
    const module = cellModule(path, await readNotebook(path), folder);
    await Deno.writeTextFile(module.file, module.text);
    modules.push(module);
  }
  const config = join(Deno.cwd(), NOTEBOOKS, "deno.json");
  return [...await typeCheckCells(modules, config), ...await lintCells(modules, config)];
}

if (!await main()) Deno.exit(1);
