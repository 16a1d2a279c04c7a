import { join } from "node:path";
import { deno } from "./deno.ts";
import { linesOf, type Notebook, readNotebook, textOf } from "./notebook.ts";

/**
 * Formats the cells' sources by the project's settings. `deno fmt --check` on the notebook itself
 * gives false alarms, as it also lays out the JSON around them.
 *
 * @param folder Where a copy may be written.
 * @returns The numbers of the cells that changed, counted from 1.
 */
export async function formatSources(notebook: Notebook, folder: string): Promise<number[]> {
  const copy = join(folder, "copy.ipynb");
  await Deno.writeTextFile(copy, JSON.stringify(sourcesOf(notebook)));
  const { success, text } = await deno("fmt", "--quiet", "--config", "deno.json", copy);
  if (!success) throw new Error(`Cannot format a notebook: ${text}`);
  const { cells } = await readNotebook(copy);
  return notebook.cells.flatMap((cell, i) => {
    const formatted = textOf(cells[i].source).trimEnd();
    if (formatted === textOf(cell.source)) return [];
    cell.source = linesOf(formatted);
    return [i + 1];
  });
}

/** The notebook without outputs, in the one form of source and metadata that `deno fmt` reads. */
function sourcesOf(notebook: Notebook): Notebook {
  return {
    ...notebook,
    metadata: { language_info: { name: "typescript" } },
    cells: notebook.cells.map((cell) => {
      const source = linesOf(textOf(cell.source));
      return cell.cell_type === "code" ? { ...cell, source, outputs: [] } : { ...cell, source };
    }),
  };
}
