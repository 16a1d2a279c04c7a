import {
  deepStrictEqual as deepEqual,
  match,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import { createHash } from "node:crypto";
import { InputError } from "lib/input_error.ts";
import {
  finishPublishing,
  OutputFolder,
  refuseHalfPublished,
} from "lib/results/output/output_folder.ts";

function inTemporaryFolder(test: (folder: string) => void): () => void {
  return () => {
    const folder = Deno.makeTempDirSync();
    try {
      test(folder);
    } finally {
      Deno.removeSync(folder, { recursive: true });
    }
  };
}

/** The lock stays, so that nobody can hold one that another has replaced. */
function isLock(name: string): boolean {
  return name.startsWith(".") && name.endsWith(".lock");
}

function entries(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name).filter((name) => !isLock(name))
    .sort();
}

Deno.test(
  "files appear under their names only when the folder is published",
  inTemporaryFolder((folder) => {
    const output = new OutputFolder(folder);
    output.create("a.csv").write("one\n");
    output.create("b.csv").write("two\n");
    deepEqual(entries(folder).filter((name) => name !== ".unfinished"), []);
    output.publish();
    deepEqual(entries(folder), ["a.csv", "b.csv"]);
    equal(Deno.readTextFileSync(`${folder}/a.csv`), "one\n");
  }),
);

/** Publishes files and the list of them. */
function publish(folder: string, files: Readonly<Record<string, string>>): void {
  const output = new OutputFolder(folder);
  for (const [name, text] of Object.entries(files)) output.create(name).write(text);
  const outputs = output.close();
  output.create("run.json").write(JSON.stringify({ outputs }));
  output.publish("run.json");
}

Deno.test(
  "publishing removes what the earlier results list and the new ones lack, and nothing else",
  inTemporaryFolder((folder) => {
    publish(folder, { "a.csv": "one", "keys.json": "ours", "b.csv": "ours too" });
    Deno.writeTextFileSync(`${folder}/notes.txt`, "mine");
    Deno.writeTextFileSync(`${folder}/b.csv`, "changed by its reader");
    publish(folder, { "a.csv": "two" });
    deepEqual(entries(folder), ["a.csv", "b.csv", "notes.txt", "run.json"]);
  }),
);

Deno.test(
  "a file or a folder that no earlier results list is never removed",
  inTemporaryFolder((folder) => {
    Deno.writeTextFileSync(`${folder}/keys.json`, "a user's");
    publish(folder, { "a.csv": "one" });
    equal(Deno.readTextFileSync(`${folder}/keys.json`), "a user's");
    Deno.removeSync(`${folder}/keys.json`);
    Deno.mkdirSync(`${folder}/keys.json`);
    Deno.writeTextFileSync(`${folder}/keys.json/inside`, "a user's");
    publish(folder, { "a.csv": "two" });
    equal(Deno.readTextFileSync(`${folder}/keys.json/inside`), "a user's");
    const listed = { "../outside": "0", "/etc/passwd": "0", ".hidden": "0" };
    Deno.writeTextFileSync(`${folder}/run.json`, JSON.stringify({ outputs: listed }));
    publish(folder, { "a.csv": "three" });
  }),
);

Deno.test(
  "a folder or a link in a file's place is found before any file is replaced",
  inTemporaryFolder((folder) => {
    publish(folder, { "a.csv": "one", "z.csv": "one" });
    Deno.removeSync(`${folder}/z.csv`);
    for (const place of [() => Deno.mkdirSync(`${folder}/z.csv`), () => link(folder, "z.csv")]) {
      place();
      const output = new OutputFolder(folder);
      for (const name of ["a.csv", "z.csv"]) output.create(name).write("two");
      throws(() => output.publish("run.json"), /a (folder|link) stands where the file z\.csv/);
      output.discard();
      equal(Deno.readTextFileSync(`${folder}/a.csv`), "one");
      Deno.removeSync(`${folder}/z.csv`);
    }
  }),
);

function link(folder: string, name: string): void {
  Deno.writeTextFileSync(`${folder}/elsewhere.txt`, "precious");
  Deno.symlinkSync("elsewhere.txt", `${folder}/${name}`);
}

Deno.test(
  "links in the places of the hidden folder and of the lock are refused, their targets untouched",
  inTemporaryFolder((folder) => {
    Deno.mkdirSync(`${folder}/precious`);
    Deno.writeTextFileSync(`${folder}/precious/a.txt`, "precious");
    Deno.symlinkSync("precious", `${folder}/.unfinished`);
    throws(() => new OutputFolder(folder), /\.unfinished" is no folder of ours/);
    Deno.removeSync(`${folder}/.unfinished`);
    Deno.removeSync(`${folder}/.unfinished.lock`);
    Deno.symlinkSync("precious/a.txt", `${folder}/.unfinished.lock`);
    throws(() => new OutputFolder(folder), /\.unfinished\.lock" is no file of ours/);
    equal(Deno.readTextFileSync(`${folder}/precious/a.txt`), "precious");
    Deno.removeSync(`${folder}/.unfinished.lock`);
    Deno.mkdirSync(`${folder}/.unfinished`);
    Deno.symlinkSync("../precious/a.txt", `${folder}/.unfinished/a.csv`);
    publish(folder, { "a.csv": "new" });
    equal(Deno.readTextFileSync(`${folder}/precious/a.txt`), "precious");
    equal(Deno.readTextFileSync(`${folder}/a.csv`), "new");
  }),
);

Deno.test(
  "what a run decided on before it was killed takes its place with the next, or with who reads",
  inTemporaryFolder((folder) => {
    for (const next of [(path: string) => new OutputFolder(path).discard(), finishPublishing]) {
      publish(folder, { "a.csv": "one", "b.csv": "one", "old.csv": "one" });
      const partial = `${folder}/.unfinished`;
      Deno.mkdirSync(partial);
      // Killed after the first of three renames.
      Deno.writeTextFileSync(`${folder}/a.csv`, "two");
      for (const name of ["b.csv", "run.json"]) Deno.writeTextFileSync(`${partial}/${name}`, "two");
      const files = ["a.csv", "b.csv", "run.json"];
      Deno.writeTextFileSync(
        `${partial}/publish.json`,
        JSON.stringify({ files, remove: ["old.csv"] }),
      );
      throws(() => refuseHalfPublished(folder), /was killed while it replaced earlier results/);
      next(folder);
      refuseHalfPublished(folder);
      deepEqual(entries(folder), files);
      for (const name of files) equal(Deno.readTextFileSync(`${folder}/${name}`), "two");
    }
  }),
);

Deno.test(
  "a marker that leads elsewhere is refused",
  inTemporaryFolder((folder) => {
    Deno.mkdirSync(`${folder}/.unfinished`);
    const marker = `${folder}/.unfinished/publish.json`;
    for (const text of ['{"files":["../a"],"remove":[]}', '{"files":[]}', "{", "null"]) {
      Deno.writeTextFileSync(marker, text);
      throws(() => new OutputFolder(folder), /publish\.json" is not as a run leaves it/);
    }
  }),
);

Deno.test(
  "a full disk is told in one sentence, and nothing but earlier results is left",
  inTemporaryFolder((folder) => {
    publish(folder, { "a.csv": "earlier" });
    const before = entries(folder);
    const write = Deno.FsFile.prototype.writeSync;
    const output = new OutputFolder(folder);
    const file = output.create("a.csv");
    file.write("new");
    Deno.FsFile.prototype.writeSync = () => {
      throw Object.assign(new Error("No space left on device (os error 28)"), { code: "ENOSPC" });
    };
    try {
      throws(() => output.publish("run.json"), (error: unknown) => {
        match(
          String(error),
          /^InputError: Cannot write results to ".*": no space is left on the disk/,
        );
        return error instanceof InputError;
      });
      output.discard();
    } finally {
      Deno.FsFile.prototype.writeSync = write;
    }
    deepEqual(entries(folder), before);
    equal(Deno.readTextFileSync(`${folder}/a.csv`), "earlier");
  }),
);

Deno.test(
  "a run that comes to nothing leaves no folder that it made, and every one that it did not",
  inTemporaryFolder((folder) => {
    new OutputFolder(`${folder}/some/where/new`).discard();
    deepEqual([...Deno.readDirSync(folder)], []);
    Deno.mkdirSync(`${folder}/some`);
    new OutputFolder(`${folder}/some/where/new`).discard();
    deepEqual(entries(folder), ["some"]);
    deepEqual([...Deno.readDirSync(`${folder}/some`)], []);
  }),
);

Deno.test("an empty path is refused: it would be the root of all files", () => {
  for (const path of ["", " "]) throws(() => new OutputFolder(path), /must have a name/);
});

Deno.test(
  "discarding leaves earlier files as they were and nothing else",
  inTemporaryFolder((folder) => {
    Deno.writeTextFileSync(`${folder}/a.csv`, "earlier");
    const output = new OutputFolder(folder);
    output.create("a.csv").write("new");
    output.discard();
    deepEqual(entries(folder), ["a.csv"]);
    equal(Deno.readTextFileSync(`${folder}/a.csv`), "earlier");
  }),
);

Deno.test(
  "what an interrupted run left is removed by the next, its earlier results are not",
  inTemporaryFolder((folder) => {
    Deno.writeTextFileSync(`${folder}/a.csv`, "earlier");
    Deno.mkdirSync(`${folder}/.unfinished`);
    for (const name of ["a.csv", "lock"]) {
      Deno.writeTextFileSync(`${folder}/.unfinished/${name}`, "half");
    }
    const next = new OutputFolder(folder);
    next.create("b.csv").write("whole");
    next.publish();
    deepEqual(entries(folder), ["a.csv", "b.csv"]);
    equal(Deno.readTextFileSync(`${folder}/a.csv`), "earlier");
  }),
);

Deno.test(
  "a folder that a run is writing to is refused to another, and free again afterwards",
  inTemporaryFolder((folder) => {
    const slow = new OutputFolder(folder);
    const file = slow.create("a.csv");
    file.write("first half, ");
    throws(() => new OutputFolder(folder), (error: unknown) => {
      match(String(error), /Cannot write results to ".*": another run is writing there/);
      return error instanceof InputError;
    });
    file.write("second half");
    slow.publish();
    deepEqual(entries(folder), ["a.csv"]);
    equal(Deno.readTextFileSync(`${folder}/a.csv`), "first half, second half");
    new OutputFolder(folder).discard();
    deepEqual(entries(folder), ["a.csv"]);
  }),
);

Deno.test(
  "the hashes are those of the bytes on disk, also of text longer than a write",
  inTemporaryFolder((folder) => {
    const output = new OutputFolder(folder);
    const file = output.create("long.txt");
    for (let i = 0; i < 200_000; i++) file.write(`line ${i} è\n`);
    const { "long.txt": hash } = output.close();
    output.publish();
    const bytes = Deno.readFileSync(`${folder}/long.txt`);
    equal(hash, createHash("sha256").update(bytes).digest("hex"));
    match(new TextDecoder().decode(bytes), /^line 0 è\n[^]*line 199999 è\n$/);
  }),
);

Deno.test(
  "a file in the folder's place is an input error that names the folder",
  inTemporaryFolder((folder) => {
    const path = `${folder}/results`;
    Deno.writeTextFileSync(path, "in the way");
    throws(() => new OutputFolder(path), (error: unknown) => {
      match(String(error), /Cannot write results to ".*results": a file stands/);
      return error instanceof InputError;
    });
  }),
);
