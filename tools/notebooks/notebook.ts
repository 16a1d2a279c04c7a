import { basename } from "node:path";

/** What a cell put out, as nbformat 4 stores it. */
export type Output =
  | { output_type: "stream"; name: string; text: Text }
  | { output_type: "display_data"; data: MimeBundle; metadata: Record<string, unknown> }
  | {
    output_type: "execute_result";
    data: MimeBundle;
    metadata: Record<string, unknown>;
    execution_count: number;
  }
  | { output_type: "error"; ename: string; evalue: string; traceback: string[] };

/** Text by lines, each but the last with its line break, or in one piece. */
export type Text = string | string[];

/** One value in several forms, by media type: the front end takes the best it may show. */
export type MimeBundle = Record<string, unknown>;

export interface CodeCell {
  cell_type: "code";
  id: string;
  execution_count: number | null;
  metadata: Record<string, unknown>;
  outputs: Output[];
  source: Text;
}

export interface ProseCell {
  cell_type: "markdown" | "raw";
  id: string;
  metadata: Record<string, unknown>;
  source: Text;
  /** Pictures pasted into it, by name and media type, in base 64. */
  attachments?: Record<string, Record<string, string>>;
}

/** A Jupyter notebook, nbformat 4.5. */
export interface Notebook {
  cells: (CodeCell | ProseCell)[];
  metadata: Record<string, unknown>;
  nbformat: number;
  nbformat_minor: number;
}

/** The folder of the notebooks, from the project's root. */
export const NOTEBOOKS = "notebooks";

/** The notebooks named, by path or by a part of the name; all of them when none is named. */
export async function findNotebooks(names: readonly string[]): Promise<string[]> {
  const paths: string[] = [];
  for await (const { name, isFile } of Deno.readDir(NOTEBOOKS)) {
    if (isFile && name.endsWith(".ipynb")) paths.push(`${NOTEBOOKS}/${name}`);
  }
  for (const name of names) {
    if (!paths.some((path) => path.includes(basename(name)))) {
      throw new Error(`There is no notebook "${name}" in ${NOTEBOOKS}/`);
    }
  }
  const wanted = (path: string) =>
    names.length === 0 || names.some((name) => path.includes(basename(name)));
  return paths.filter(wanted).sort();
}

export async function readNotebook(path: string): Promise<Notebook> {
  return JSON.parse(await Deno.readTextFile(path)) as Notebook;
}

/** A notebook as Jupyter itself writes it, so that saving it there leaves no difference. */
export function formatNotebook(notebook: Notebook): string {
  return JSON.stringify(sortKeys(notebook), null, 1) + "\n";
}

/** Cells of code, each with its number among all cells, counted from 1. */
export function codeCells(notebook: Notebook): { number: number; cell: CodeCell }[] {
  return notebook.cells.flatMap((cell, i) =>
    cell.cell_type === "code" ? [{ number: i + 1, cell }] : []
  );
}

export function textOf(text: Text): string {
  return typeof text === "string" ? text : text.join("");
}

/** Text by lines, as nbformat stores it. */
export function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/).filter((line) => line !== "");
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).sort(([a], [b]) => a < b ? -1 : a > b ? 1 : 0);
  return Object.fromEntries(entries.map(([key, entry]) => [key, sortKeys(entry)]));
}
