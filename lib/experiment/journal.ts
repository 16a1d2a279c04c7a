import { dirname } from "node:path";
import { InputError } from "../input_error.ts";
import { type ExperimentHeader, runCount } from "./experiment.ts";
import type { PackedKpis } from "./outcome.ts";
import { runsOfShard, type Shard } from "./shard.ts";
import { reasonOf } from "../files.ts";

/** The finished runs of a shard: a header, then a line per run in the order of finishing. */
export interface FinishedRuns {
  /** Of the whole experiment. */
  readonly header: ExperimentHeader;
  /** Which part of it. */
  readonly shard: Shard;
  /** The figures by number of the run. */
  readonly runs: ReadonlyMap<number, PackedKpis>;
}

/**
 * Where finished runs are kept while an experiment goes on, so that what stops it costs only the
 * runs under way: JSON, a line each, written as soon as it is there.
 */
export class Journal {
  readonly #path: string;
  readonly #file: Deno.FsFile;
  readonly #header: ExperimentHeader;
  readonly #shard: Shard;
  readonly #runs: Map<number, PackedKpis>;
  readonly #encoder = new TextEncoder();

  private constructor(path: string, file: Deno.FsFile, finished: FinishedRuns) {
    this.#path = path;
    this.#file = file;
    this.#header = finished.header;
    this.#shard = finished.shard;
    this.#runs = new Map(finished.runs);
  }

  /** Begins a journal; one that is there already is forgotten. @throws {InputError} If it cannot. */
  static begin(path: string, header: ExperimentHeader, shard: Shard): Journal {
    try {
      Deno.mkdirSync(dirname(path), { recursive: true });
      const file = Deno.openSync(path, { write: true, create: true, truncate: true });
      const journal = new Journal(path, file, { header, shard, runs: new Map() });
      journal.#write({ header, shard });
      return journal;
    } catch (cause) {
      throw new InputError(`Cannot write to "${dirname(path)}": ${reasonOf(cause)}`, { cause });
    }
  }

  /**
   * Goes on with a journal.
   *
   * @throws {InputError} If there is none, or it is of another experiment or shard.
   */
  static resume(path: string, header: ExperimentHeader, shard: Shard): Journal {
    const kept = readRuns(path);
    const same = kept.header.identity === header.identity && kept.shard.part === shard.part &&
      kept.shard.of === shard.of;
    if (!same) {
      throw new InputError(
        `Cannot resume from "${path}" as settings, data or version have changed since; ` +
          `run without --resume to begin anew`,
      );
    }
    const journal = Journal.begin(`${path}.new`, header, shard);
    for (const [run, kpis] of kept.runs) journal.add(run, kpis);
    Deno.renameSync(`${path}.new`, path);
    return new Journal(path, journal.#file, { header, shard, runs: journal.#runs });
  }

  /** The runs finished so far. */
  get finished(): FinishedRuns {
    return { header: this.#header, shard: this.#shard, runs: this.#runs };
  }

  /** The runs of the shard that are still to be done. */
  get remaining(): number[] {
    return runsOfShard(runCount(this.#header), this.#shard).filter((run) => !this.#runs.has(run));
  }

  /** Keeps a finished run. */
  add(run: number, kpis: PackedKpis): void {
    this.#runs.set(run, kpis);
    this.#write({ run, kpis });
  }

  /** Ends the journal; its file stays. */
  close(): void {
    this.#file.close();
  }

  /** Removes the file of a journal that was closed. */
  remove(): void {
    Deno.removeSync(this.#path);
  }

  #write(line: object): void {
    let bytes = this.#encoder.encode(`${JSON.stringify(line)}\n`);
    while (bytes.length > 0) bytes = bytes.subarray(this.#file.writeSync(bytes));
  }
}

/** The text of a shard's file: as a journal, the runs in their order. */
export function shardText({ header, shard, runs }: FinishedRuns): string {
  const lines = [...runs].sort(([a], [b]) => a - b).map(([run, kpis]) => ({ run, kpis }));
  return [{ header, shard }, ...lines].map((line) => `${JSON.stringify(line)}\n`).join("");
}

/**
 * The runs in a journal or a shard's file. A last line that was cut off does not count.
 *
 * @throws {InputError} If it is not there or not such a file.
 */
export function readRuns(path: string): FinishedRuns {
  let text: string;
  try {
    text = Deno.readTextFileSync(path);
  } catch (cause) {
    throw new InputError(`Cannot read finished runs from "${path}": ${reasonOf(cause)}`, { cause });
  }
  const [first, ...lines] = text.split("\n").slice(0, -1);
  try {
    const { header, shard } = JSON.parse(first) as FinishedRuns;
    const runs = new Map(lines.map((line): [number, PackedKpis] => {
      const { run, kpis } = JSON.parse(line) as { run: number; kpis: PackedKpis };
      return [run, kpis];
    }));
    if (typeof header.identity !== "string") throw new TypeError("there is no header");
    return { header, shard, runs };
  } catch (cause) {
    throw new InputError(
      `Cannot read "${path}" as the finished runs of an experiment: ${reasonOf(cause)}`,
      { cause },
    );
  }
}
