import { basename } from "node:path";
import { HISTORY_LOSSES_PERCENT } from "../../data/histories.ts";
import { formatUtc, importFile, type ImportReport } from "../../data/mod.ts";
import { InputError } from "../../input_error.ts";
import { formatInRome, HOUR } from "../../time.ts";
import type { Command } from "../command.ts";
import { placesFor } from "../../project.ts";
import { reasonOf } from "../../files.ts";

/** `deno task import`: files that the user has, checked and kept as the project's history. */
export const importCommand: Command = importInto(placesFor(undefined).projectDataDir);

/** The command that imports into a project's `data/`. */
export function importInto(projectDataDir: string): Command {
  return {
    name: "import",
    summary: "Import history into data/imported/: GME workbooks (.xlsx, .zip), answers of PVGIS " +
      "(.json, .csv), PV series (.csv, .csv.gz)",
    positionals: "FILE…",
    options: {},
    async run(args, terminal) {
      const paths = args.positionals;
      if (paths.length === 0) {
        throw new InputError("Cannot import as at least one file is needed: found none");
      }
      const problems: string[] = [];
      for (const [i, path] of paths.entries()) {
        terminal.progress("Importing", i, paths.length);
        try {
          const file = basename(path);
          terminal.print(describeImport(await importFile(await read(path), file, projectDataDir)));
        } catch (error) {
          if (!(error instanceof InputError)) throw error;
          problems.push(...error.problems);
        }
      }
      terminal.progress("Importing", paths.length, paths.length);
      if (problems.length > 0) throw new InputError(problems);
    },
  };
}

/** What an import found and did, for people. */
export function describeImport(report: ImportReport): string {
  const { source, contents, clockChanges } = report;
  const format = source.kind === "prices" ? formatInRome : formatUtc;
  const zone = source.kind === "prices" ? "Rome" : "UTC";
  const changes = clockChanges.map(({ date, hours }) => `${date} (${hours} h)`).join(", ");
  const ignored = report.ignoredColumns.join(", ");
  const { lossesPercent = HISTORY_LOSSES_PERCENT } = report;
  return [
    `${source.file}: ${report.unchanged ? "imported before, nothing changed" : "imported"}`,
    `  ${source.kind === "prices" ? "prices" : "PV generation"} from ${format(source.from)} to ` +
    `${format(source.to - HOUR)} (${zone}): ${contents.join(", ")}`,
    `  rows: ${report.rows}; gaps: ${report.gaps}; duplicates: ${report.duplicates}; ` +
    `clock changes: ${changes || "none"}`,
    ...(ignored === "" ? [] : [`  columns left out: ${ignored}`]),
    ...(lossesPercent === HISTORY_LOSSES_PERCENT ? [] : [
      `  system losses of ${lossesPercent} % are stated, where the PV forecaster reckons with ` +
      `${HISTORY_LOSSES_PERCENT} %: its generation is taken as it stands`,
    ]),
  ].join("\n");
}

async function read(path: string): Promise<Uint8Array> {
  try {
    return await Deno.readFile(path);
  } catch (cause) {
    throw new InputError(`Cannot read "${path}": ${reasonOf(cause)}`, { cause });
  }
}
