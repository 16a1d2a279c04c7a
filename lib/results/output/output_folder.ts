import { join } from "node:path";
import { reasonOf } from "../../files.ts";
import { InputError } from "../../input_error.ts";
import { FileThread } from "./file_thread.ts";
import { type FolderLock, makeFolder, removeEmpty } from "./folder_lock.ts";
import { OutputFile } from "./output_file.ts";
import {
  checkTargets,
  decide,
  isHalfPublished,
  isPlainName,
  leftOver,
  rollForward,
  statOf,
} from "./publication.ts";
import { SinkHere } from "./sink.ts";

/** The hidden folder in which a run's files wait until all are whole. */
const UNFINISHED = ".unfinished";

/** Beside a hidden folder: held by the run that writes there. */
const lockBeside = (partial: string) => `${partial}.lock`;

/**
 * A folder into which a run's files appear together and whole, or not at all.
 *
 * Files are written into a hidden folder inside it. Once all are on the disk a marker is set, and
 * they are renamed one after another; a run that is killed before the marker leaves the earlier
 * results, one that is killed after it leaves the rest to the next run, or to who reads the results
 * next ({@linkcode finishPublishing}). Links are never followed, and nothing is removed that earlier
 * results do not list.
 */
export class OutputFolder {
  readonly #folder: string;
  readonly #partial: string;
  readonly #files = new Map<string, OutputFile>();
  readonly #lock: FolderLock;
  /** Folders that were made for this run, the outermost first. */
  readonly #made: readonly string[];
  #thread: FileThread | undefined;
  #released = false;

  /**
   * Makes the folder if it is missing and finds out at once whether it can be written. What an
   * interrupted run left is finished or removed.
   *
   * @param folder Relative to where the user stands.
   * @param unfinished Name of the hidden folder. Those who write into one folder at the same time,
   * such as the shards of an experiment, need one each.
   * @throws {InputError} If it cannot, or another run is writing there.
   */
  constructor(folder: string, unfinished: string = UNFINISHED) {
    refuseNoPath(folder);
    this.#folder = folder;
    this.#partial = join(folder, unfinished);
    try {
      const { made, lock } = makeFolder(folder, lockBeside(this.#partial));
      this.#made = made;
      this.#lock = lock;
    } catch (cause) {
      throw this.#failure(cause);
    }
    try {
      recover(folder, this.#partial);
      Deno.mkdirSync(this.#partial);
    } catch (cause) {
      this.#release();
      throw this.#failure(cause);
    }
  }

  /**
   * Opens a file for writing. It appears under its name when the folder is published.
   *
   * @param inThread Whether a thread hashes and writes it, as is worth it for many bytes.
   */
  create(name: string, { inThread = false } = {}): OutputFile {
    if (!isPlainName(name)) throw new Error(`${JSON.stringify(name)} is no name of a result file`);
    const path = join(this.#partial, name);
    const begin = () =>
      inThread ? (this.#thread ??= new FileThread()).open(path) : new SinkHere(path);
    const file = new OutputFile(begin, (cause) => this.#failure(cause));
    this.#files.set(name, file);
    return file;
  }

  /** Ends every open file and gives the SHA-256 of each, lower-case hex, by name. */
  close(): Record<string, string> {
    const hashes: Record<string, string> = {};
    for (const [name, file] of this.#files) hashes[name] = file.close();
    return hashes;
  }

  /**
   * Replaces earlier files by the new ones, all or none.
   *
   * @param manifest Name of the file that lists the others' SHA-256 as `outputs`. What an earlier one
   * of that name lists, and has no successor, goes; nothing else does.
   * @throws {InputError} If they cannot take their places; earlier results are as they were.
   */
  publish(manifest?: string): void {
    try {
      this.close();
      const names = new Set(this.#files.keys());
      checkTargets(this.#folder, names);
      const remove = manifest === undefined ? [] : leftOver(this.#folder, manifest, names);
      decide(this.#partial, { files: [...names], remove });
      rollForward(this.#folder, this.#partial);
    } catch (cause) {
      throw this.#failure(cause);
    }
    this.#release();
  }

  /** Forgets what was written. Earlier files stay; after `publish` there is nothing to forget. */
  discard(): void {
    for (const file of this.#files.values()) file.abandon();
    this.#release();
  }

  #release(): void {
    if (this.#released) return;
    this.#released = true;
    this.#thread?.[Symbol.dispose]();
    if (!isHalfPublished(this.#partial)) clear(this.#partial);
    const unused = this.#made.length > 0 &&
      [...Deno.readDirSync(this.#folder)].every(({ name }) =>
        join(this.#folder, name) === lockBeside(this.#partial)
      );
    if (!unused) return this.#lock.release();
    this.#lock.remove();
    removeEmpty(this.#made);
  }

  #failure(cause: unknown): InputError {
    if (cause instanceof InputError) return cause;
    return new InputError(`Cannot write results to "${this.#folder}": ${reasonOf(cause)}`, {
      cause,
    });
  }
}

/**
 * Has results that a killed run decided on take their places, so that a folder that is read holds one
 * run's results and not two runs'. Does nothing where there is nothing to finish.
 *
 * @throws {InputError} If it cannot.
 */
export function finishPublishing(folder: string, unfinished: string = UNFINISHED): void {
  const partial = join(folder, unfinished);
  if (!isHalfPublished(partial)) return;
  new OutputFolder(folder, unfinished).discard();
}

/**
 * Sees that a folder that can only be read holds the results of one run.
 *
 * @throws {InputError} If a run was killed while it replaced earlier results.
 */
export function refuseHalfPublished(folder: string, unfinished: string = UNFINISHED): void {
  if (!isHalfPublished(join(folder, unfinished))) return;
  throw new InputError(
    `Cannot read "${folder}" as a run was killed while it replaced earlier results there: ` +
      "`deno task figures` or another `deno task simulate` finishes that",
  );
}

/**
 * @throws {InputError} If a path is empty.
 */
export function refuseNoPath(path: string): void {
  if (path.trim() === "") {
    throw new InputError("A folder must have a name, found an empty one (see --out)");
  }
}

/** Finishes or removes what an interrupted run left. */
function recover(folder: string, partial: string): void {
  const there = statOf(partial);
  if (there === undefined) return;
  if (!there.isDirectory) throw new Error(`"${partial}" is no folder of ours: move it away`);
  rollForward(folder, partial);
  clear(partial);
}

/** Removes a hidden folder with the files in it. A link goes, what it leads to stays. */
function clear(partial: string): void {
  if (!statOf(partial)?.isDirectory) return;
  for (const { name, isDirectory } of Deno.readDirSync(partial)) {
    if (isDirectory) throw new Error(`"${join(partial, name)}" is no file of ours: move it away`);
    Deno.removeSync(join(partial, name));
  }
  Deno.removeSync(partial);
}
