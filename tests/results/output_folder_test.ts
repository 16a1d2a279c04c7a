import {
  deepStrictEqual as deepEqual,
  match,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import { createHash } from "node:crypto";
import { InputError } from "lib/input_error.ts";
import { OutputFolder } from "lib/results/output_folder.ts";

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

function entries(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
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

Deno.test(
  "publishing removes an optional file that this run did not write, and no other",
  inTemporaryFolder((folder) => {
    for (const name of ["keys.json", "notes.txt"]) Deno.writeTextFileSync(`${folder}/${name}`, "");
    const output = new OutputFolder(folder);
    output.create("a.csv").write("one\n");
    output.publish(["keys.json", "a.csv"]);
    deepEqual(entries(folder), ["a.csv", "notes.txt"]);
  }),
);

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
