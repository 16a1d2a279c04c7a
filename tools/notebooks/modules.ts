import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { deno } from "./deno.ts";
import { codeCells, type Notebook, textOf } from "./notebook.ts";

/** The cells of a notebook as one module, since `deno check` and `deno lint` skip notebooks. */
export interface CellModule {
  /** Path of the notebook. */
  readonly notebook: string;
  /** Path of the module. */
  readonly file: string;
  readonly text: string;
  /** The first line of each cell in the module, counted from 1, ascending. */
  readonly starts: readonly { readonly line: number; readonly cell: number }[];
}

/** @param folder Where the module is going to be. */
export function cellModule(path: string, notebook: Notebook, folder: string): CellModule {
  const lines: string[] = [];
  const starts: { line: number; cell: number }[] = [];
  for (const { number, cell } of codeCells(notebook)) {
    starts.push({ line: lines.length + 1, cell: number });
    lines.push(...textOf(cell.source).split("\n"));
  }
  // A notebook without an import would be a script, where no await stands at the top.
  const text = [...lines, "export {};", ""].join("\n");
  const file = join(folder, basename(path).replace(/\.ipynb$/, ".ts"));
  return { notebook: path, file, text, starts };
}

/** Where a line of the module stands in the notebook: `04_scenario.ipynb cell 3 line 2`. */
export function placeOf(module: CellModule, line: number): string {
  const start = module.starts.findLast((start) => start.line <= line);
  if (start === undefined) return module.notebook;
  return `${module.notebook} cell ${start.cell} line ${line - start.line + 1}`;
}

/** @returns The complaints of the type checker, placed in the notebooks. */
export async function typeCheckCells(
  modules: readonly CellModule[],
  config: string,
): Promise<string[]> {
  const files = modules.map(({ file }) => file);
  const { success, text } = await deno("check", "--quiet", "--config", config, ...files);
  if (success) return [];
  let placed = text;
  for (const module of modules) {
    const address = pathToFileURL(module.file).href;
    placed = placed.replaceAll(
      new RegExp(`${RegExp.escape(address)}:(\\d+):(\\d+)`, "g"),
      (_, line, column) => `${placeOf(module, Number(line))} column ${column}`,
    );
  }
  return placed.split(/\n\n+/).filter((part) => part.includes("[ERROR]")).map((part) => part.trim())
    .concat(placed.includes("[ERROR]") ? [] : [placed]);
}

interface LintReport {
  readonly diagnostics: readonly {
    readonly filename: string;
    readonly range: { readonly start: { readonly line: number } };
    readonly message: string;
    readonly code: string;
  }[];
  readonly errors: readonly { readonly message: string }[];
}

/** @returns The complaints of the linter, placed in the notebooks. */
export async function lintCells(
  modules: readonly CellModule[],
  config: string,
): Promise<string[]> {
  const files = modules.map(({ file }) => file);
  const { success, text } = await deno("lint", "--json", "--config", config, ...files);
  if (success) return [];
  const { diagnostics, errors } = JSON.parse(text.slice(text.indexOf("{"))) as LintReport;
  const byFile = new Map(modules.map((module) => [pathToFileURL(module.file).href, module]));
  return [
    ...diagnostics.map(({ filename, range, message, code }) => {
      const module = byFile.get(filename);
      const place = module === undefined ? filename : placeOf(module, range.start.line);
      return `${place}: ${message} (${code})`;
    }),
    ...errors.map(({ message }) => message),
  ];
}
