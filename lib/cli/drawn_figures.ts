import { createHash } from "node:crypto";
import { join } from "node:path";

/** The folder of a run's figures, in that of its results. */
export const FIGURES = "figures";

/** What it holds, with the SHA-256 of each file, and of which run it is. */
export const FIGURES_LIST = "figures.json";

/** What tells a run from others: the SHA-256 of its `run.json`, which holds those of all its files. */
export async function runDrawn(results: string): Promise<string> {
  const bytes = await Deno.readFile(join(results, "run.json"));
  return createHash("sha256").update(bytes).digest("hex");
}

/**
 * What to tell where figures stand beside results of another run; nothing where they are of this run, or
 * where there are none.
 *
 * @param results The folder of results, as the user names it.
 */
export async function staleFiguresNote(results: string): Promise<string | undefined> {
  const folder = join(results, FIGURES);
  const list = await listIn(folder);
  if (list === undefined || list.run === await runDrawn(results)) return undefined;
  const option = results === "results" ? "" : ` ${results}`;
  return `Figures   those in ${folder} are of an earlier run; anew: deno task figures${option}`;
}

async function listIn(folder: string): Promise<{ run?: unknown } | undefined> {
  try {
    return JSON.parse(await Deno.readTextFile(join(folder, FIGURES_LIST))) ?? {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    const { NotFound, NotADirectory } = Deno.errors;
    if (error instanceof NotFound || error instanceof NotADirectory) return undefined;
    throw error;
  }
}
