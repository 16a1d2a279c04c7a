// Checks who imports whom: no circles, rooms in their order and by their faces, nothing heavy where
// it must be light, and notebooks by faces only.
import { relative, resolve } from "node:path";
import { type Import, importGraph } from "./imports/graph.ts";
import { LIGHT_MODULES, ROOMS } from "./imports/rooms.ts";
import {
  circleProblems,
  faceProblems,
  loadProblems,
  notebookProblems,
  roomProblems,
} from "./imports/rules.ts";
import { cellModule } from "./notebooks/modules.ts";
import { findNotebooks, NOTEBOOKS, readNotebook } from "./notebooks/notebook.ts";

/** A folder whose modules are run with the notebooks' packages. */
const WITH_PACKAGES_OF_NOTEBOOKS = "tools/slides";

async function main(): Promise<boolean> {
  const modules = await modulesIn(["lib", "tools", "tests"]);
  const isAtHome = (path: string) => !path.startsWith(`${WITH_PACKAGES_OF_NOTEBOOKS}/`);
  const graph = new Map([
    ...await importGraph(
      Deno.cwd(),
      modules.filter((path) => !isAtHome(path)),
      resolve(NOTEBOOKS),
    ),
    ...await importGraph(Deno.cwd(), modules.filter(isAtHome)),
  ]);
  const notebooks = await importsOfNotebooks();
  const problems = [
    ...circleProblems(graph),
    ...faceProblems(graph, ROOMS),
    ...roomProblems(graph, ROOMS),
    ...loadProblems(graph, LIGHT_MODULES),
    ...notebookProblems(notebooks),
  ];
  for (const problem of problems) console.error(problem);
  console.log(
    problems.length === 0
      ? `${modules.length} modules and ${notebooks.size} notebooks import as they should`
      : `${problems.length} imports are not as they should be`,
  );
  return problems.length === 0;
}

/** Paths of the modules below some folders, sorted. */
async function modulesIn(folders: readonly string[]): Promise<string[]> {
  const paths: string[] = [];
  for (const folder of folders) {
    for await (const { name, isDirectory } of Deno.readDir(folder)) {
      const path = `${folder}/${name}`;
      if (isDirectory) paths.push(...await modulesIn([path]));
      else if (name.endsWith(".ts")) paths.push(path);
    }
  }
  return paths.sort();
}

/** What each notebook imports, by its path. */
async function importsOfNotebooks(): Promise<Map<string, readonly Import[]>> {
  const imports = new Map<string, readonly Import[]>();
  const folder = await Deno.makeTempDir({ prefix: "notebooks-" });
  try {
    for (const path of await findNotebooks([])) {
      const { file, text } = cellModule(path, await readNotebook(path), folder);
      await Deno.writeTextFile(file, text);
      const graph = await importGraph(Deno.cwd(), [file], resolve(NOTEBOOKS));
      imports.set(path, graph.get(relative(Deno.cwd(), file).replaceAll("\\", "/")) ?? []);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  return imports;
}

try {
  if (!await main()) Deno.exit(1);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  Deno.exit(1);
}
