import { basename, join } from "node:path";
import type { JupyterServer } from "../notebooks/jupyter.ts";
import { type Notebook, NOTEBOOKS, readNotebook, textOf } from "../notebooks/notebook.ts";
import { Chromium } from "./chromium.ts";
import { LabPage } from "./lab_page.ts";

/** What a notebook needs of the project, to be run in a copy of it that may be changed. */
const PROJECT = [
  "lib",
  "data/sample",
  "data/italy",
  "deno.json",
  "deno.lock",
  "import_map.json",
  "config.json",
];

/** What a user does to a notebook by hand, and must find. */
export interface Trial {
  readonly name: string;
  /** @returns What went wrong. */
  run(trials: Trials): Promise<string[]>;
}

/** A copy of the project, and the means to open its notebooks in a browser. */
export class Trials {
  readonly #server: JupyterServer;
  /** The browser's program. */
  readonly chromium: string;
  /** The copy's folder, from the server's root. */
  readonly folder: string;

  private constructor(server: JupyterServer, chromium: string, folder: string) {
    this.#server = server;
    this.chromium = chromium;
    this.folder = folder;
  }

  /** @param folder Where the copy goes, from the server's root, which is the project's. */
  static async prepare(server: JupyterServer, chromium: string, folder: string): Promise<Trials> {
    for (const path of PROJECT) await copy(path, join(folder, path));
    await Deno.mkdir(join(folder, NOTEBOOKS));
    for await (const { name, isFile } of Deno.readDir(NOTEBOOKS)) {
      if (isFile) await Deno.copyFile(join(NOTEBOOKS, name), join(folder, NOTEBOOKS, name));
    }
    return new Trials(server, chromium, folder);
  }

  /** Opens a notebook of the copy and does something to it. */
  async open<T>(name: string, use: (page: LabPage, notebook: Notebook) => Promise<T>): Promise<T> {
    const path = join(this.folder, NOTEBOOKS, name);
    const notebook = await readNotebook(path);
    await using browser = await Chromium.start(this.chromium);
    const page = await LabPage.open(this.#server, browser, path, notebook.cells.length);
    return await use(page, notebook);
  }

  /** Changes config.json of the copy as a user does in an editor. */
  async edit(changes: readonly (readonly [from: string, to: string])[]): Promise<void> {
    const path = join(this.folder, "config.json");
    let text = await Deno.readTextFile(path);
    for (const [from, to] of changes) {
      if (!text.includes(from)) throw new Error(`${path} holds no ${from}`);
      text = text.replace(from, to);
    }
    await Deno.writeTextFile(path, text);
  }
}

/** The place of the cell that holds some code. */
export function cellWith(notebook: Notebook, code: string): number {
  const at = notebook.cells.findIndex((cell) => textOf(cell.source).includes(code));
  if (at < 0) throw new Error(`No cell holds ${code}`);
  return at;
}

async function copy(from: string, to: string): Promise<void> {
  if (!(await Deno.stat(from)).isDirectory) {
    await Deno.mkdir(join(to, ".."), { recursive: true });
    return await Deno.copyFile(from, to);
  }
  await Deno.mkdir(to, { recursive: true });
  for await (const { name } of Deno.readDir(from)) {
    await copy(join(from, name), join(to, basename(name)));
  }
}
