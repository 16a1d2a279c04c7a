import { basename } from "node:path";
import {
  importFile,
  listImported,
  readWholeFile,
  removeImported,
  type Source,
} from "../../data/mod.ts";
import { InputError } from "../../input_error.ts";
import { placesFor } from "../../project.ts";
import type { Site } from "../../sun/mod.ts";
import type { Arguments, Command, Terminal } from "../command.ts";
import { configuredSites } from "../community_sites.ts";
import { describeImport, describeSource, placeCheck } from "../import_text.ts";
import { readTableOptions, TABLE_OPTIONS } from "../import_options.ts";

/** `deno task import`: files that the user has, checked and kept as the project's history. */
export const importCommand: Command = importInto(
  placesFor(undefined).projectDataDir,
  configuredSites,
);

/**
 * The command that imports into a project's `data/`.
 *
 * @param sites The places that a community may be drawn from: generation of elsewhere is refused.
 */
export function importInto(projectDataDir: string, sites: () => readonly Site[]): Command {
  return {
    name: "import",
    summary: "Import history into data/imported/: GME workbooks (.xlsx, .xls) and XML, also in a " +
      "ZIP, answers of SMARD, energy-charts and PVGIS, tables of prices, PV series and inverters' " +
      "exports (.csv, .csv.gz)",
    positionals: "FILE…",
    options: {
      list: { help: "List what has been imported" },
      remove: { value: "FILE", multiple: true, help: "Take an imported file away again" },
      ...TABLE_OPTIONS,
    },
    async run(args, terminal) {
      const removed = args.all("remove");
      const alone = [args.flag("list"), removed.length > 0, args.positionals.length > 0];
      if (alone.filter(Boolean).length > 1) {
        throw new InputError("Cannot import as FILE…, --list and --remove FILE are given alone");
      }
      if (args.flag("list")) return await list(projectDataDir, terminal);
      if (removed.length > 0) return await remove(removed, projectDataDir, terminal);
      await importFiles(args, projectDataDir, sites(), terminal);
    },
  };
}

async function importFiles(
  args: Arguments,
  projectDataDir: string,
  sites: readonly Site[],
  terminal: Terminal,
): Promise<void> {
  const paths = args.positionals;
  if (paths.length === 0) {
    throw new InputError("Cannot import as at least one file is needed: found none");
  }
  const { table, readAs } = readTableOptions(args);
  const problems: string[] = [];
  for (const [i, path] of paths.entries()) {
    terminal.progress("Importing", i, paths.length);
    try {
      const report = await importFile(await readWholeFile(path), basename(path), projectDataDir, {
        table,
        check: placeCheck(sites),
        ...(readAs === undefined ? {} : { readAs }),
      });
      terminal.print(describeImport(report, sites));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  }
  terminal.progress("Importing", paths.length, paths.length);
  if (problems.length > 0) throw new InputError(problems);
}

async function list(projectDataDir: string, terminal: Terminal): Promise<void> {
  const sources: readonly Source[] = await listImported(projectDataDir);
  terminal.print(sources.map(describeSource).join("\n") || "Nothing has been imported");
}

async function remove(
  files: readonly string[],
  projectDataDir: string,
  terminal: Terminal,
): Promise<void> {
  for (const file of files) {
    for (const source of await removeImported(projectDataDir, file)) {
      terminal.print(`${source.file}: removed`);
    }
  }
}
