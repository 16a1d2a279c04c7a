import { deepEqual, ok } from "node:assert/strict";
import { ROOMS } from "../../tools/imports/rooms.ts";
import { DOCUMENTS, projectFile, readDocument } from "../made/documents.ts";

Deno.test("every file and folder of the project that a document names is there", async () => {
  for (const document of DOCUMENTS) {
    const named = pathsIn(await readDocument(document));
    const gone = named.filter((path) => !exists(path));
    deepEqual(gone, [], `${document} names what is not there`);
  }
});

Deno.test("every link within the project leads somewhere", async () => {
  for (const document of DOCUMENTS) {
    const folder = document.replace(/[^/]*$/, "");
    const links = [...(await readDocument(document)).matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)];
    const gone = links.map(([, target]) => target).filter((target) => !exists(folder + target));
    deepEqual(gone, [], `${document} links to what is not there`);
  }
});

Deno.test("neither documents nor code speak of a document that is not in the repository", async () => {
  for (const path of [...DOCUMENTS, ...filesIn(["lib", "tests", "tools", "notebooks"])]) {
    const named = [...(await readDocument(path)).matchAll(/\b([A-Z]{4,})(?:\.md\b| §)/g)]
      .map(([, name]) => `${name}.md`).filter((name) => !exists(name) && name !== "README.md");
    deepEqual(named, [], path);
  }
});

Deno.test("the architecture lists the rooms in the order that is checked", async () => {
  const text = await readDocument("docs/architecture.md");
  const [table] = text.slice(text.indexOf("## The rooms")).match(/(?:^\|.*\n)+/m)!;
  const listed = pathsIn(table);
  deepEqual(listed, ROOMS.map(({ path }) => path));
});

Deno.test("a path is recognised whether file or folder, and nothing else is", () => {
  deepEqual(pathsIn("`lib/a.ts`, `tools/b/` and `lib/c/d.ts` but `a/b` and lib/e.ts"), [
    "lib/a.ts",
    "tools/b/",
    "lib/c/d.ts",
  ]);
  ok(exists("lib/mod.ts") && exists("lib/data") && !exists("lib/none.ts"));
});

/** Paths from the root that a text names in code. */
function pathsIn(text: string): string[] {
  return [...text.matchAll(/`((?:lib|tools|tests|docs|notebooks|data)\/[\w./-]*)`/g)]
    .map(([, path]) => path).filter((path) => !MADE.some((made) => path.startsWith(made)));
}

/** Made by running, so not always there. */
const MADE = ["data/imported"];

/** Modules and notebooks below some folders. */
function filesIn(folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    [...Deno.readDirSync(projectFile(folder))].flatMap(({ name, isDirectory }) => {
      const path = `${folder}/${name}`;
      if (isDirectory) return filesIn([path]);
      return /\.(ts|ipynb)$/.test(name) ? [path] : [];
    })
  );
}

function exists(path: string): boolean {
  try {
    Deno.statSync(projectFile(path));
    return true;
  } catch {
    return false;
  }
}
