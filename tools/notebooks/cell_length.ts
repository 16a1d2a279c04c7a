import { codeCells, type Notebook, textOf } from "./notebook.ts";

/** A cell of code is read at a glance: what is not its point belongs into the library. */
const MOST_LINES = 10;

/** Which cells of a notebook have too many lines of code. */
export function longCells(path: string, notebook: Notebook): string[] {
  return codeCells(notebook).flatMap(({ number, cell }) => {
    const lines = textOf(cell.source).split("\n").length;
    return lines <= MOST_LINES ? [] : [
      `${path} cell ${number}: at most ${MOST_LINES} lines of code a cell, found ${lines}; move what is ` +
      "not its point into lib/",
    ];
  });
}
