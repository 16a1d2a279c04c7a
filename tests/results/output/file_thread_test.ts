import { deepStrictEqual as deepEqual, strictEqual as equal, throws } from "node:assert/strict";
import { createHash } from "node:crypto";
import { inTemporaryFolder } from "../../made/temporary_folder.ts";
import { FileState, FileThread } from "../../../lib/results/output/file_thread.ts";
import { OutputFolder } from "../../../lib/results/output/output_folder.ts";

/** Pieces of few and of many bytes: some wait for others, some are handed over. */
function pieces(): Uint8Array[] {
  const lengths = [3, 0, 32_767, 1, 32_768, 40_000, 5, 1 << 20, 7];
  return lengths.map((length, i) => new Uint8Array(length).fill(i + 1));
}

Deno.test(
  "a thread writes the bytes of several files in their order, and says their SHA-256",
  () =>
    inTemporaryFolder((folder) => {
      using thread = new FileThread();
      const sinks = ["a", "b"].map((name) => thread.open(`${folder}/${name}`));
      const hash = createHash("sha256");
      for (const piece of pieces()) hash.update(piece);
      for (const sink of sinks) {
        for (const piece of pieces()) sink.append(piece);
      }
      const expected = hash.digest("hex");
      deepEqual(sinks.map((sink) => sink.finish()), [expected, expected]);
      for (const sink of sinks) sink.close();
      const written = createHash("sha256").update(Deno.readFileSync(`${folder}/b`)).digest("hex");
      equal(written, expected);
    }),
);

Deno.test(
  "what more bytes are under way than may be is written all the same",
  () =>
    inTemporaryFolder((folder) => {
      using thread = new FileThread();
      const sink = thread.open(`${folder}/large`);
      const hash = createHash("sha256");
      for (let i = 0; i < 20; i++) {
        const piece = new Uint8Array(1 << 24).fill(i);
        hash.update(piece);
        sink.append(piece);
      }
      equal(sink.finish(), hash.digest("hex"));
      sink.close();
      sink.close();
    }),
);

Deno.test(
  "a thread that cannot begin a file or go on with it says why",
  () =>
    inTemporaryFolder((folder) => {
      using thread = new FileThread();
      throws(() => thread.open(`${folder}/none/a`), /No such file|os error/);
      const sink = thread.open(`${folder}/a`);
      sink.close();
      sink.append(new Uint8Array(1 << 20));
      throws(() => sink.finish(), /resource|Bad/i);
      sink.close();
    }),
);

Deno.test(
  "a folder whose files a thread writes is published, or forgotten before it is whole",
  () =>
    inTemporaryFolder((folder) => {
      const published = new OutputFolder(folder);
      published.create("a.csv", { inThread: true }).write("a\n1\n");
      published.publish();
      equal(Deno.readTextFileSync(`${folder}/a.csv`), "a\n1\n");
      const forgotten = new OutputFolder(folder);
      forgotten.create("a.csv", { inThread: true }).write("b\n".repeat(1 << 20));
      forgotten.discard();
      equal(Deno.readTextFileSync(`${folder}/a.csv`), "a\n1\n");
      deepEqual([...Deno.readDirSync(folder)].filter(({ isDirectory }) => isDirectory), []);
    }),
);

Deno.test("the first failure is what is told, whatever is done after it", () => {
  const state = new FileState();
  state.fail(Object.assign(new Error("no space is left"), { code: "ENOSPC" }));
  state.fail(new Error("another"));
  state.advance("ab".repeat(32)); // A hash, of what was written nevertheless.
  state.waitFor(5);
  throws(() => state.text(), (error: unknown) => {
    equal((error as { code?: string }).code, "ENOSPC");
    return /no space/.test(String(error));
  });
});

Deno.test("what has failed is told with the next bytes, and nothing is written after it", () =>
  inTemporaryFolder((folder) => {
    using thread = new FileThread();
    const sink = thread.open(`${folder}/a`);
    sink.close();
    throws(() => {
      for (let i = 0; i < 1000; i++) sink.append(new Uint8Array(1 << 16));
    }, /resource|Bad/i);
  }));
