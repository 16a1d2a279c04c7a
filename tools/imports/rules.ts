import type { Import, ImportGraph } from "./graph.ts";
import type { LightModule, Room } from "./rooms.ts";

/**
 * Modules that import each other in a circle, whichever way they import: the members of each circle
 * in an order in which one imports the next and the last the first.
 */
export function circlesOf(graph: ImportGraph): string[][] {
  const circles: string[][] = [];
  const done = new Set<string>();
  for (const start of [...graph.keys()].sort()) {
    if (done.has(start)) continue;
    const circle = wayBackTo(start, graph, done);
    if (circle !== undefined) {
      circles.push(circle);
      for (const member of circle) done.add(member);
    }
    done.add(start);
  }
  return circles;
}

/** The shortest way from a module back to itself that passes none of those already done with. */
function wayBackTo(
  start: string,
  graph: ImportGraph,
  done: ReadonlySet<string>,
): string[] | undefined {
  const cameFrom = new Map<string, string>();
  const waiting = [start];
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    for (const { to } of graph.get(at) ?? []) {
      if (to === start) return way(at, start, cameFrom);
      if (cameFrom.has(to) || done.has(to)) continue;
      cameFrom.set(to, at);
      waiting.push(to);
    }
  }
  return undefined;
}

function way(end: string, start: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const path = [end];
  while (path[0] !== start) path.unshift(cameFrom.get(path[0])!);
  return path;
}

/** The circles as problems. */
export function circleProblems(graph: ImportGraph): string[] {
  return circlesOf(graph).map((circle) =>
    `Imports go in a circle: ${[...circle, circle[0]].join(" → ")}`
  );
}

/**
 * What is wrong between the rooms of `lib/`: a module that belongs to no room, an import of a room
 * that comes later, an import past the other room's face. A room within another is at home there.
 *
 * @param rooms In their order.
 */
export function roomProblems(graph: ImportGraph, rooms: readonly Room[]): string[] {
  const problems: string[] = [];
  for (const [path, imports] of graph) {
    if (!path.startsWith("lib/")) continue;
    const room = roomOf(path, rooms);
    if (room === undefined) {
      problems.push(`${path} belongs to no room: tools/imports/rooms.ts must name it in its order`);
      continue;
    }
    for (const { to } of imports) {
      const other = roomOf(to, rooms);
      if (other === undefined || other === room) continue;
      const within = room.path.startsWith(`${other.path}/`);
      if (rooms.indexOf(other) > rooms.indexOf(room)) {
        problems.push(`${path} imports ${to}: ${room.path} comes before ${other.path}`);
      } else if (!within && !isFace(to, other)) {
        problems.push(
          `${path} imports ${to}: other rooms import ${other.path} by its mod.ts` +
            (other.besides === undefined ? "" : ` (or its ${other.besides.join(", ")})`),
        );
      }
    }
  }
  return problems;
}

/** The room whose path is the longest that a module's begins with. */
function roomOf(path: string, rooms: readonly Room[]): Room | undefined {
  return rooms.filter((room) => path === room.path || path.startsWith(`${room.path}/`))
    .sort((a, b) => b.path.length - a.path.length)[0];
}

function isFace(path: string, { path: room, besides = [] }: Room): boolean {
  return path === room || ["mod.ts", ...besides].some((file) => path === `${room}/${file}`);
}

/** Rooms that are folders without a face. */
export function faceProblems(graph: ImportGraph, rooms: readonly Room[]): string[] {
  return rooms.filter(({ path }) => !path.endsWith(".ts") && !graph.has(`${path}/mod.ts`))
    .map(({ path }) => `${path} has no mod.ts`);
}

/**
 * Notebooks that import past a face.
 *
 * @param imports What each notebook imports, by its path.
 */
export function notebookProblems(imports: ReadonlyMap<string, readonly Import[]>): string[] {
  return [...imports].flatMap(([notebook, targets]) =>
    targets.filter(({ to }) => to.startsWith("lib/") && !/\/mod\.ts$/.test(to))
      .map(({ to }) => `${notebook} imports ${to}: notebooks import a room by its mod.ts`)
  );
}

/** Modules that load a package they must not load, with the way by which they do. */
export function loadProblems(graph: ImportGraph, modules: readonly LightModule[]): string[] {
  return modules.flatMap(({ path, never }) => {
    const loaded = loadedBy(path, graph);
    return never.filter((name) => loaded.has(name)).map((name) =>
      `${path} must not load ${name}: ${[...way(name, path, loaded)].join(" → ")}`
    );
  });
}

/** All that a module loads as it starts, each with the module that imports it. */
function loadedBy(start: string, graph: ImportGraph): ReadonlyMap<string, string> {
  const cameFrom = new Map<string, string>();
  const waiting = [start];
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    for (const { to, typeOnly, dynamic } of graph.get(at) ?? []) {
      if (typeOnly || dynamic || cameFrom.has(to) || to === start) continue;
      cameFrom.set(to, at);
      waiting.push(to);
    }
  }
  return cameFrom;
}
