import { codeCells, linesOf, type Notebook, textOf } from "../notebooks/notebook.ts";

/** The line by which a notebook opens a run instead of making one. */
const OWN_RUN = /^const OWN_RUN = (?:["']([^"']*)["'])?.*$/m;

/** The folder of the run that a notebook opens, from the project's root; empty where it makes one. */
export function ownRunOf(notebook: Notebook): string {
  for (const { cell } of codeCells(notebook)) {
    const [, folder] = OWN_RUN.exec(textOf(cell.source)) ?? [];
    if (folder !== undefined) return folder;
  }
  return "";
}

/**
 * The notebook with another run to show: what its user does who edits `const OWN_RUN = "";`.
 *
 * @param folder Of the run, from the project's root.
 * @throws {Error} If no cell has that line.
 */
export function withOwnRun(notebook: Notebook, folder: string): Notebook {
  const changed = structuredClone(notebook);
  const cell = codeCells(changed).map(({ cell }) => cell)
    .find(({ source }) => OWN_RUN.test(textOf(source)));
  if (cell === undefined) {
    throw new Error(
      `Cannot show the run in "${folder}" as no cell of the notebook has a line ` +
        '`const OWN_RUN = "";`',
    );
  }
  const line = `const OWN_RUN = ${JSON.stringify(folder)};`;
  cell.source = linesOf(textOf(cell.source).replace(OWN_RUN, () => line));
  return changed;
}
