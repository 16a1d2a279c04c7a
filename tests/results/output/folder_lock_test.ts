import { strictEqual as equal } from "node:assert/strict";
import { FolderLock } from "lib/results/output/folder_lock.ts";

/** Starts processes as fast as it can: for a moment each has the files that are open here. */
const STARTER = `
  const version = new Deno.Command("deno", { args: ["--version"] });
  for (;;) version.outputSync(), self.postMessage("started");
`;

Deno.test("a lock that was let go is free, even while processes are being started", async () => {
  const folder = Deno.makeTempDirSync();
  const url = "data:text/javascript," + encodeURIComponent(STARTER);
  const starter = new Worker(url, { type: "module" });
  try {
    const started = () => new Promise((resolve) => starter.onmessage = resolve);
    await started();
    let refused = 0;
    for (let round = 0; round < 8; round++) {
      for (let i = 0; i < 1000; i++) {
        try {
          FolderLock.take(`${folder}/a.lock`)?.release();
        } catch {
          refused++;
        }
      }
      await started();
    }
    equal(refused, 0);
  } finally {
    starter.terminate();
    Deno.removeSync(folder, { recursive: true });
  }
});
