import { dirname } from "node:path";
import { reasonOf } from "../files.ts";
import { InputError } from "../input_error.ts";
import { FolderLock, makeFolder, removeEmpty } from "../results/mod.ts";
import { allRuns, type ExperimentHeader } from "./experiment.ts";
import { type FinishedRuns, headerLine, readRuns, runLine } from "./finished_runs.ts";
import type { PackedKpis } from "./outcome.ts";

/** Beside a journal: held by the command that writes it. */
const lockBeside = (path: string) => `${path}.lock`;

/**
 * Where finished runs are kept while an experiment goes on, so that what stops it costs only the
 * runs under way: JSON, a line each, written as soon as it is there. One command writes it at a time.
 */
export class Journal {
  readonly #path: string;
  readonly #header: ExperimentHeader;
  readonly #runs = new Map<number, PackedKpis>();
  readonly #encoder = new TextEncoder();
  readonly #lock: FolderLock;
  /** Folders that were made for the journal, the outermost first. */
  readonly #made: readonly string[];
  #file!: Deno.FsFile;
  #closed = false;

  private constructor(path: string, header: ExperimentHeader) {
    this.#path = path;
    this.#header = header;
    try {
      const { made, lock } = makeFolder(dirname(path), lockBeside(path));
      this.#made = made;
      this.#lock = lock;
    } catch (cause) {
      throw this.#failure(cause);
    }
  }

  /** Begins a journal; one that is there already is forgotten. @throws {InputError} If it cannot. */
  static begin(path: string, header: ExperimentHeader): Journal {
    const journal = new Journal(path, header);
    journal.#start(path, []);
    return journal;
  }

  /**
   * Goes on with a journal.
   *
   * @throws {InputError} If there is none, or it is of another experiment.
   */
  static resume(path: string, header: ExperimentHeader): Journal {
    const journal = new Journal(path, header);
    try {
      const kept = readRuns(path);
      if (kept.header.identity !== header.identity) {
        throw new InputError(
          `Cannot resume from "${path}" as settings, data or version have changed since; ` +
            `run without --resume to begin anew`,
        );
      }
      journal.#start(`${path}.new`, kept.runs);
    } catch (error) {
      journal.#release();
      throw error;
    }
    Deno.renameSync(`${path}.new`, path);
    return journal;
  }

  /** The runs finished so far. */
  get finished(): FinishedRuns {
    return { header: this.#header, runs: this.#runs };
  }

  /** The runs that are still to be done. */
  get remaining(): number[] {
    return allRuns(this.#header).filter((run) => !this.#runs.has(run));
  }

  /** Keeps a finished run. @throws {InputError} If it cannot, as on a full disk. */
  add(run: number, kpis: PackedKpis): void {
    this.#write(runLine(this.#header.identity, run, kpis));
    this.#runs.set(run, kpis);
  }

  /** Ends the journal; again is harmless. Its file stays if it holds a run. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#file.close();
    if (this.#runs.size === 0) Deno.removeSync(this.#path);
    this.#release();
  }

  /** Ends the journal and removes its file: the runs are in the results. */
  remove(): void {
    if (!this.#closed) this.#file.close();
    this.#closed = true;
    Deno.removeSync(this.#path);
    this.#release();
  }

  /** Begins the file anew, never through a link, with some runs. */
  #start(path: string, runs: Iterable<readonly [number, PackedKpis]>): void {
    try {
      removeFile(path);
      this.#file = Deno.openSync(path, { write: true, createNew: true });
    } catch (cause) {
      this.#release();
      throw this.#failure(cause);
    }
    this.#write(headerLine(this.#header));
    for (const [run, kpis] of runs) this.add(run, kpis);
  }

  #write(line: string): void {
    let bytes = this.#encoder.encode(line);
    try {
      while (bytes.length > 0) bytes = bytes.subarray(this.#file.writeSync(bytes));
    } catch (cause) {
      throw this.#failure(cause);
    }
  }

  /** Lets go of the lock, which stays, except in a folder that was made for nothing. */
  #release(): void {
    if (this.#made.length === 0) return this.#lock.release();
    const rest = [...Deno.readDirSync(dirname(this.#path))];
    if (rest.length > 1) return this.#lock.release();
    this.#lock.remove();
    removeEmpty(this.#made);
  }

  #failure(cause: unknown): InputError {
    if (cause instanceof InputError) return cause;
    const folder = dirname(this.#path);
    return new InputError(`Cannot write to "${folder}": ${reasonOf(cause)}`, { cause });
  }
}

/** Removes a file that stands in the way; a link or a folder is somebody else's. */
function removeFile(path: string): void {
  try {
    if (!Deno.lstatSync(path).isFile) {
      throw new Error(`"${path}" is no file of ours, but a link or a folder: move it away`);
    }
    Deno.removeSync(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
