import { match, strictEqual as equal } from "node:assert/strict";
import { programHash, sourcesHash } from "lib/experiment/plan/program.ts";
import { projectPath } from "lib/project.ts";
import { inTemporaryFolder } from "../../made/temporary_folder.ts";

Deno.test("a change of what figures follow from changes the sources' hash, another does not", () =>
  inTemporaryFolder((root) => {
    const write = (path: string, text: string) => {
      Deno.mkdirSync(`${root}/${path}`.replace(/[^/]*$/, ""), { recursive: true });
      Deno.writeTextFileSync(`${root}/${path}`, text);
    };
    write("deno.lock", "{}");
    write("lib/simulation.ts", "1");
    write("lib/market/clearing/mid.ts", "2");
    const before = sourcesHash(root);
    for (
      const path of ["lib/cli/main.ts", "lib/figures/a.ts", "lib/market/README.md", "docs/a.ts"]
    ) {
      write(path, "3");
      equal(sourcesHash(root), before, path);
    }
    const hashes = new Set([before]);
    const changes = [
      ["deno.lock", "{ }"],
      ["lib/market/clearing/mid.ts", "3"],
      ["lib/simulation.ts", "1 "],
      ["lib/market/cli/new.ts", ""],
    ];
    for (const [path, text] of changes) {
      write(path, text);
      hashes.add(sourcesHash(root));
    }
    Deno.renameSync(`${root}/lib/simulation.ts`, `${root}/lib/simulations.ts`);
    hashes.add(sourcesHash(root));
    equal(hashes.size, changes.length + 2);
  }));

Deno.test("the program's own hash is of its own sources", () => {
  equal(programHash(), sourcesHash(projectPath(".")));
  match(programHash(), /^[0-9a-f]{64}$/);
});
