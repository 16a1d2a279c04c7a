import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { cachedModel } from "lib/forecast/model_cache.ts";

/** A model of one price. */
class Price {
  constructor(readonly eurPerMwh: number) {}
  static fromJSON(json: unknown): Price {
    const { eurPerMwh } = json as { eurPerMwh: unknown };
    if (typeof eurPerMwh !== "number") throw new TypeError("no price");
    return new Price(eurPerMwh);
  }
  toJSON(): unknown {
    return { eurPerMwh: this.eurPerMwh };
  }
}

/** A cache in a new folder: its models, its one file, and how often was trained. */
function withCache(use: (open: () => number, file: () => string, folder: string) => void): void {
  const folder = Deno.makeTempDirSync();
  let trained = 0;
  const open = () =>
    cachedModel(`${folder}/cache`, ["v1"], Price.fromJSON, () => new Price(100 + ++trained))
      .eurPerMwh;
  const file = () => {
    const names = Array.from(Deno.readDirSync(`${folder}/cache`), ({ name }) => name);
    return `${folder}/cache/${names.find((name) => name.startsWith("model-"))}`;
  };
  try {
    use(open, file, folder);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

Deno.test("a model is trained once", () =>
  withCache((open) => {
    deepEqual([open(), open()], [101, 101]);
  }));

Deno.test("a digit changed in a kept model is found: it is trained again, and kept", () =>
  withCache((open, file) => {
    open();
    const text = Deno.readTextFileSync(file());
    Deno.writeTextFileSync(file(), text.replace("101", "901"));
    deepEqual([open(), open()], [102, 102]);
  }));

Deno.test("a model that is cut, empty, another's or without its checksum is trained again", () =>
  withCache((open, file) => {
    open();
    const text = Deno.readTextFileSync(file());
    const spoiled = [text.slice(0, -1), "", "{}", text.slice(text.indexOf("\n") + 1), "\n\n\n"];
    spoiled.forEach((content, i) => {
      Deno.writeTextFileSync(file(), content);
      equal(open(), 102 + i);
    });
  }));

Deno.test("where nothing can be kept, a model is trained each time, and nothing is left", () =>
  withCache((open, _file, folder) => {
    Deno.writeTextFileSync(`${folder}/cache`, "a file where the folder would be");
    deepEqual([open(), open()], [101, 102]);
    deepEqual(Array.from(Deno.readDirSync(folder), ({ name }) => name), ["cache"]);
  }));

Deno.test("a folder in the place of a model is done without, and no temporary file stays", () =>
  withCache((open, file, folder) => {
    open();
    const path = file();
    Deno.removeSync(path);
    Deno.mkdirSync(path);
    deepEqual([open(), open()], [102, 103]);
    equal(Array.from(Deno.readDirSync(`${folder}/cache`)).length, 1);
  }));

Deno.test("what a stopped run left goes, what another one is writing stays", () =>
  withCache((open, _file, folder) => {
    Deno.mkdirSync(`${folder}/cache`);
    for (const name of ["old", "new"]) {
      Deno.writeTextFileSync(`${folder}/cache/.unfinished-${name}`, "half");
    }
    Deno.utimeSync(`${folder}/cache/.unfinished-old`, 1e9, 1e9);
    open();
    const names = Array.from(Deno.readDirSync(`${folder}/cache`), ({ name }) => name);
    deepEqual(names.filter((name) => name.startsWith(".")), [".unfinished-new"]);
  }));
