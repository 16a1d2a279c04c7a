import { createHash, type Hash } from "node:crypto";
import { InputError } from "../input_error.ts";
import { reasonOf } from "../files.ts";

const FLUSH_AT_CHARACTERS = 1 << 20;

/** Within the hidden folder: held by the run that writes there. */
const LOCK = "lock";

/**
 * A folder into which a run's files appear together and whole, or not at all.
 *
 * Files are written into a hidden folder inside it and renamed at the end; until then earlier
 * results stay as they are.
 */
export class OutputFolder {
  readonly #folder: string;
  readonly #partial: string;
  readonly #files = new Map<string, OutputFile>();
  readonly #lock: Deno.FsFile;
  #released = false;

  /**
   * Makes the folder if it is missing and finds out at once whether it can be written. What an
   * interrupted run left unfinished is removed.
   *
   * @param unfinished Name of the hidden folder. Those who write into one folder at the same time,
   * such as the shards of an experiment, need one each.
   * @throws {InputError} If it cannot, or another run is writing there.
   */
  constructor(folder: string, unfinished = ".unfinished") {
    this.#folder = folder;
    this.#partial = `${folder}/${unfinished}`;
    try {
      Deno.mkdirSync(this.#partial, { recursive: true });
      this.#lock = lock(`${this.#partial}/${LOCK}`);
      for (const { name } of Deno.readDirSync(this.#partial)) {
        if (name !== LOCK) removeIfThere(`${this.#partial}/${name}`);
      }
    } catch (cause) {
      throw new InputError(`Cannot write results to "${folder}": ${reasonOf(cause)}`, { cause });
    }
  }

  /** Opens a file for writing. It appears under its name when the folder is published. */
  create(name: string): OutputFile {
    const file = new OutputFile(`${this.#partial}/${name}`);
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
   * Replaces earlier files by the new ones.
   *
   * @param optional Names of files that a folder may hold but that were not written now: earlier
   * ones would belong to other results, and are removed.
   */
  publish(optional: readonly string[] = []): void {
    this.close();
    for (const name of this.#files.keys()) {
      Deno.renameSync(`${this.#partial}/${name}`, `${this.#folder}/${name}`);
    }
    for (const name of optional) {
      if (!this.#files.has(name)) removeIfThere(`${this.#folder}/${name}`);
    }
    this.#release();
  }

  /** Forgets what was written. Earlier files stay; after `publish` there is nothing to forget. */
  discard(): void {
    this.close();
    this.#release();
  }

  #release(): void {
    if (this.#released) return;
    this.#released = true;
    this.#lock.close();
    removeIfThere(this.#partial);
  }
}

/**
 * Opens a file that no other run can hold at the same time.
 *
 * The operating system lets go of it when the process ends, however it ends, so what an
 * interrupted run left is free.
 */
function lock(path: string): Deno.FsFile {
  const file = Deno.openSync(path, { write: true, create: true });
  if (file.tryLockSync(true)) return file;
  file.close();
  throw new Error("another run is writing there");
}

/** A file being written: text in UTF-8, or bytes. */
export class OutputFile {
  readonly #file: Deno.FsFile;
  readonly #hash: Hash = createHash("sha256");
  readonly #encoder = new TextEncoder();
  #pending = "";
  #sha256: string | undefined;

  /** Begins a file that does not exist yet. */
  constructor(path: string) {
    this.#file = Deno.openSync(path, { write: true, createNew: true });
  }

  /** Adds text at the end. */
  write(text: string): void {
    this.#pending += text;
    if (this.#pending.length >= FLUSH_AT_CHARACTERS) this.#flush();
  }

  /** Adds bytes at the end. */
  writeBytes(bytes: Uint8Array): void {
    this.#flush();
    this.#append(bytes);
  }

  /** Ends the file; again is harmless. Gives its SHA-256 in lower-case hex. */
  close(): string {
    if (this.#sha256 === undefined) {
      this.#flush();
      this.#file.close();
      this.#sha256 = this.#hash.digest("hex");
    }
    return this.#sha256;
  }

  #flush(): void {
    const bytes = this.#encoder.encode(this.#pending);
    this.#pending = "";
    this.#append(bytes);
  }

  #append(bytes: Uint8Array): void {
    this.#hash.update(bytes);
    for (let at = 0; at < bytes.length;) at += this.#file.writeSync(bytes.subarray(at));
  }
}

function removeIfThere(path: string): void {
  try {
    Deno.removeSync(path, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
