import { dirname, resolve } from "node:path";

/**
 * A lock file that one process holds at a time. The operating system lets go of it when the process
 * ends, however it ends. The file stays, so that nobody can hold one that another has replaced.
 */
export class FolderLock {
  readonly #path: string;
  readonly #file: Deno.FsFile;

  private constructor(path: string, file: Deno.FsFile) {
    this.#path = path;
    this.#file = file;
  }

  /**
   * Takes the lock.
   *
   * @returns Undefined if its file was removed meanwhile by the one who held it: try again.
   * @throws {Error} With a reason for people, if another holds it or no file of ours stands there.
   */
  static take(path: string): FolderLock | undefined {
    const file = openOwn(path);
    try {
      if (!file.tryLockSync(true)) throw new Error("another run is writing there");
      if (isAt(file, path)) return new FolderLock(path, file);
    } catch (error) {
      file.close();
      throw error;
    }
    file.close();
    return undefined;
  }

  /** Lets go of it; the file stays. */
  release(): void {
    // Closing alone is too late where a process is just being started: until it runs, it has the file.
    this.#file.unlockSync();
    this.#file.close();
  }

  /** Removes the file, while it is still held, and lets go of it. */
  remove(): void {
    Deno.removeSync(this.#path);
    this.#file.close();
  }
}

/** Opens the file, or makes it; never follows a link. */
function openOwn(path: string): Deno.FsFile {
  try {
    return Deno.openSync(path, { write: true, createNew: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
  }
  const { isFile } = Deno.lstatSync(path);
  if (!isFile) {
    throw new Error(`"${path}" is no file of ours, but a link or a folder: move it away`);
  }
  return Deno.openSync(path, { write: true });
}

/** Whether the open file is the one that stands at a path now, not one behind a link. */
function isAt(file: Deno.FsFile, path: string): boolean {
  try {
    const [open, there] = [file.statSync(), Deno.lstatSync(path)];
    return there.isFile && open.ino === there.ino && open.dev === there.dev;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** A folder, and its lock, which is held. */
export interface LockedFolder {
  /** The folders that had to be made for it, the outermost first. */
  readonly made: readonly string[];
  /** Held from now on. */
  readonly lock: FolderLock;
}

/**
 * Makes a folder if need be and takes a lock in it; another run may be removing both just now.
 *
 * @throws {Error} With a reason for people, if it cannot; no folder is left behind.
 */
export function makeFolder(folder: string, lockPath: string): LockedFolder {
  const made = missingFolders(folder);
  try {
    for (let attempt = 0; attempt < 100; attempt++) {
      const lock = tryToLock(folder, lockPath);
      if (lock !== undefined) return { made, lock };
    }
    throw new Error("its lock is taken away again and again");
  } catch (error) {
    removeEmpty(made);
    throw error;
  }
}

function tryToLock(folder: string, lockPath: string): FolderLock | undefined {
  try {
    Deno.mkdirSync(folder, { recursive: true });
    return FolderLock.take(lockPath);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** The folders on the way to one that do not exist yet, the outermost first. */
function missingFolders(folder: string): string[] {
  const missing: string[] = [];
  for (let at = resolve(folder); !exists(at); at = dirname(at)) missing.unshift(at);
  return missing;
}

function exists(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch (error) {
    return !(error instanceof Deno.errors.NotFound);
  }
}

/** Removes folders that are empty, the innermost first. */
export function removeEmpty(folders: readonly string[]): void {
  for (const path of folders.toReversed()) {
    try {
      Deno.removeSync(path);
    } catch {
      return; // it was never made, or somebody has put something there
    }
  }
}
