import { InputError } from "../input_error.ts";
import { reasonOf } from "../files.ts";
import { kpiNames } from "../results/kpi_definitions.ts";
import { type ExperimentHeader, runCount } from "./experiment.ts";
import { sha256Of } from "./checksum.ts";
import { isPacked, type PackedKpis } from "./outcome.ts";

/** The finished runs of an experiment: a header, then a line per run in the order of finishing. */
export interface FinishedRuns {
  /** Of the whole experiment. */
  readonly header: ExperimentHeader;
  /** The figures by number of the run. */
  readonly runs: ReadonlyMap<number, PackedKpis>;
}

/** The first line: what the runs are of, and the SHA-256 of that. */
export function headerLine(header: ExperimentHeader): string {
  const content = { header };
  return `${JSON.stringify({ ...content, sha256: sha256Of(content) })}\n`;
}

/** The line of a run: which experiment's, its figures, and the SHA-256 of all that. */
export function runLine(identity: string, run: number, kpis: PackedKpis): string {
  const content = { of: identity, run, kpis };
  return `${JSON.stringify({ ...content, sha256: sha256Of(content) })}\n`;
}

/**
 * The runs in a journal. A last line that was cut off does not count.
 *
 * @throws {InputError} If it is not there, not such a file, or a line is not as it was written: of
 * another experiment, changed, or a second one of its run.
 */
export function readRuns(path: string): FinishedRuns {
  let text: string;
  try {
    text = Deno.readTextFileSync(path);
  } catch (cause) {
    throw new InputError(`Cannot read finished runs from "${path}": ${reasonOf(cause)}`, { cause });
  }
  const [first = "", ...lines] = text.split("\n").slice(0, -1);
  const runs = new Map<number, PackedKpis>();
  let line = 1;
  try {
    const header = parseHeader(first);
    for (const text of lines) {
      line += 1;
      const { run, kpis } = parseRun(text, header);
      if (runs.has(run)) throw new TypeError(`run ${run} is there twice`);
      runs.set(run, kpis);
    }
    return { header, runs };
  } catch (cause) {
    throw new InputError(
      `Cannot read "${path}" as the finished runs of an experiment: line ${line}: ` +
        (cause instanceof SyntaxError ? "it is not whole JSON" : reasonOf(cause)),
      { cause },
    );
  }
}

function parseHeader(line: string): ExperimentHeader {
  const { header } = checked(line, ["header"]) as Pick<FinishedRuns, "header">;
  const sound = typeof header?.identity === "string" && Array.isArray(header.seeds) &&
    Array.isArray(header.variants);
  if (!sound) throw new TypeError("it is no header of an experiment");
  return header;
}

function parseRun(
  line: string,
  header: ExperimentHeader,
): { readonly run: number; readonly kpis: PackedKpis } {
  const { of, run, kpis } = checked(line, ["of", "run", "kpis"]);
  if (of !== header.identity) throw new TypeError("it is of another experiment");
  const isThere = Number.isInteger(run) && (run as number) >= 0 &&
    (run as number) < runCount(header);
  if (!isThere) throw new TypeError(`there is no run ${JSON.stringify(run)} in it`);
  if (!isPacked(kpis)) throw new TypeError(`it must hold ${kpiNames.length} figures`);
  return { run: run as number, kpis };
}

/** The fields of a line whose hash is that of these fields. */
function checked(line: string, names: readonly string[]): Record<string, unknown> {
  const fields = JSON.parse(line) as Record<string, unknown> | null;
  const content = Object.fromEntries(names.map((name) => [name, fields?.[name]]));
  if (fields?.sha256 === sha256Of(content)) return content;
  throw new TypeError("it was changed, or another version wrote it: run without --resume");
}
