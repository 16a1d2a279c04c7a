import { deepEqual, equal, match, rejects } from "node:assert/strict";
import fc from "../made/fast_check.ts";
import { type Import, type ImportGraph, importGraph } from "../../tools/imports/graph.ts";
import {
  circleProblems,
  circlesOf,
  faceProblems,
  loadProblems,
  notebookProblems,
  roomProblems,
} from "../../tools/imports/rules.ts";

/** A graph from arrows such as `a b` (a imports b), `a type b`, `a later b`. */
function graphOf(...arrows: readonly string[]): ImportGraph {
  const graph = new Map<string, Import[]>();
  for (const arrow of arrows) {
    const words = arrow.split(" ");
    const [from, to] = [words[0], words.at(-1)!];
    for (const path of [from, to]) if (!graph.has(path)) graph.set(path, []);
    const typeOnly = words[1] === "type" && words.length === 3;
    const dynamic = words[1] === "later" && words.length === 3;
    graph.get(from)!.push({ to, typeOnly, dynamic });
  }
  return graph;
}

Deno.test("modules that import each other are named in the order in which they do", () => {
  deepEqual(circlesOf(graphOf("a b", "b c", "c a", "c d")), [["a", "b", "c"]]);
  deepEqual(circleProblems(graphOf("a b", "b a")), ["Imports go in a circle: a → b → a"]);
});

Deno.test("a module that imports itself is a circle", () => {
  deepEqual(circlesOf(graphOf("a a")), [["a"]]);
});

Deno.test("a circle through types or through import() is one too", () => {
  deepEqual(circlesOf(graphOf("a b", "b type a")), [["a", "b"]]);
  deepEqual(circlesOf(graphOf("a b", "b later a")), [["a", "b"]]);
});

Deno.test("two ways to the same module are no circle", () => {
  deepEqual(circlesOf(graphOf("a b", "a c", "b d", "c d")), []);
});

Deno.test("circles apart are all found", () => {
  deepEqual(circlesOf(graphOf("a b", "b a", "c d", "d c", "a c")), [["a", "b"], ["c", "d"]]);
});

Deno.test("imports that only go forward make no circle, one that goes back does", () => {
  const forward = fc.uniqueArray(fc.tuple(fc.nat(9), fc.nat(9)).filter(([a, b]) => a < b), {
    minLength: 1,
    selector: (pair) => pair.join(),
  });
  fc.assert(fc.property(forward, (pairs) => {
    const arrows = pairs.map(([a, b]) => `m${a} m${b}`);
    equal(circlesOf(graphOf(...arrows)).length, 0);
    const [a, b] = pairs[0];
    equal(circlesOf(graphOf(...arrows, `m${b} m${a}`)).length >= 1, true);
  }));
});

const ROOMS = [
  { path: "lib/time.ts" },
  { path: "lib/data", besides: ["series.ts"] },
  { path: "lib/forecast" },
  { path: "lib/forecast/network" },
];

Deno.test("a room may import the faces of rooms before it", () => {
  const graph = graphOf(
    "lib/forecast/a.ts lib/data/mod.ts",
    "lib/forecast/a.ts lib/data/series.ts",
    "lib/forecast/a.ts lib/time.ts",
    "lib/forecast/a.ts lib/forecast/price/b.ts",
    "lib/data/a.ts zod",
  );
  deepEqual(roomProblems(graph, ROOMS), []);
});

Deno.test("an import past a face is a problem that names the face", () => {
  deepEqual(roomProblems(graphOf("lib/forecast/a.ts lib/data/files/zip.ts"), ROOMS), [
    "lib/forecast/a.ts imports lib/data/files/zip.ts: other rooms import lib/data by its mod.ts " +
    "(or its series.ts)",
  ]);
});

Deno.test("an import of a later room is a problem, for types too", () => {
  deepEqual(roomProblems(graphOf("lib/data/a.ts type lib/forecast/mod.ts"), ROOMS), [
    "lib/data/a.ts imports lib/forecast/mod.ts: lib/data comes before lib/forecast",
  ]);
});

Deno.test("a room within another is at home there, but not the other way round", () => {
  deepEqual(roomProblems(graphOf("lib/forecast/network/a.ts lib/forecast/b.ts"), ROOMS), []);
  deepEqual(roomProblems(graphOf("lib/forecast/b.ts lib/forecast/network/mod.ts"), ROOMS), [
    "lib/forecast/b.ts imports lib/forecast/network/mod.ts: " +
    "lib/forecast comes before lib/forecast/network",
  ]);
});

Deno.test("a module in no room is a problem; tools and tests are in none and may import all", () => {
  match(roomProblems(graphOf("lib/new/a.ts lib/time.ts"), ROOMS)[0], /^lib\/new\/a\.ts belongs to/);
  deepEqual(
    roomProblems(
      graphOf("tests/a.ts lib/data/files/zip.ts", "lib/data/files/zip.ts lib/time.ts"),
      ROOMS,
    ),
    [],
  );
});

Deno.test("a room that is a folder needs a face", () => {
  const graph = graphOf(
    "lib/forecast/mod.ts lib/time.ts",
    "lib/forecast/network/mod.ts lib/time.ts",
  );
  deepEqual(faceProblems(graph, ROOMS), ["lib/data has no mod.ts"]);
});

Deno.test("notebooks import faces, and packages", () => {
  const imports = (...targets: string[]) =>
    targets.map((to): Import => ({ to, typeOnly: false, dynamic: false }));
  const notebooks = new Map([
    ["notebooks/01.ipynb", imports("lib/mod.ts", "lib/data/mod.ts", "zod")],
    ["notebooks/02.ipynb", imports("lib/data/series.ts")],
  ]);
  deepEqual(notebookProblems(notebooks), [
    "notebooks/02.ipynb imports lib/data/series.ts: notebooks import a room by its mod.ts",
  ]);
});

Deno.test("what is loaded in the end is told with the way to it; types and import() load nothing", () => {
  const light = [{ path: "a", never: ["polars"] }];
  deepEqual(loadProblems(graphOf("a b", "b c", "c polars"), light), [
    "a must not load polars: a → b → c → polars",
  ]);
  deepEqual(
    loadProblems(graphOf("a b", "b type c", "b later d", "c polars", "d polars"), light),
    [],
  );
});

Deno.test("imports are read as Deno resolves them", async () => {
  await inFolder({
    "deno.json": `{ "imports": { "lib/": "./lib/" } }`,
    "lib/a.ts": `
      // import "./no.ts";
      const text = 'import "./neither.ts"';
      import type { B } from "lib/b.ts";
      export * from "./c.ts";
      export const later = () => import("./d.ts");
      export const b: B = text;
    `,
    "lib/b.ts": "export type B = string;",
    "lib/c.ts": "export const c = 1;",
    "lib/d.ts": `import "node:path"; import "./a.ts";`,
  }, async (root) => {
    const graph = await importGraph(root, ["lib/a.ts"]);
    deepEqual(graph.get("lib/a.ts"), [
      { to: "lib/b.ts", typeOnly: true, dynamic: false },
      { to: "lib/c.ts", typeOnly: false, dynamic: false },
      { to: "lib/d.ts", typeOnly: false, dynamic: true },
    ]);
    deepEqual(graph.get("lib/d.ts")?.map(({ to }) => to), ["node:path", "lib/a.ts"]);
    deepEqual(circlesOf(graph), [["lib/a.ts", "lib/d.ts"]]);
  });
});

Deno.test("an import of what is not there is told with who imports it", async () => {
  await inFolder({ "deno.json": "{}", "lib/a.ts": `import "./gone.ts";` }, async (root) => {
    await rejects(importGraph(root, ["lib/a.ts"]), /lib\/a\.ts imports "\.\/gone\.ts": Module not/);
  });
});

async function inFolder(
  files: Readonly<Record<string, string>>,
  work: (root: string) => Promise<void>,
): Promise<void> {
  const root = await Deno.realPath(await Deno.makeTempDir());
  try {
    await Deno.mkdir(`${root}/lib`);
    for (const [path, text] of Object.entries(files)) {
      await Deno.writeTextFile(`${root}/${path}`, text);
    }
    await work(root);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}
