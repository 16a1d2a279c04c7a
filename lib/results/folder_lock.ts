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
