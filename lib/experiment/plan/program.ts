import { createHash } from "node:crypto";
import { join } from "node:path";
import { projectPath } from "../../project.ts";

/** Rooms that no run passes through: a change of theirs changes no figure. */
const OUTSIDE_RUNS = ["lib/cli", "lib/figures", "lib/notebook", "lib/synthetic"];

let known: string | undefined;

/** {@linkcode sourcesHash} of this program, as it was when it was first asked for. */
export function programHash(): string {
  known ??= sourcesHash(projectPath("."));
  return known;
}

/**
 * SHA-256 of the sources that figures follow from and of the lock of their packages, lower-case hex: by
 * it no chunk is taken over from code that was changed since.
 *
 * @param root Of the project.
 */
export function sourcesHash(root: string): string {
  const hash = createHash("sha256");
  for (const path of [...sourcesIn(root, "lib"), "deno.lock"].sort()) {
    hash.update(`${path}\n`).update(Deno.readFileSync(join(root, path)));
  }
  return hash.digest("hex");
}

/** Modules below a folder of the project, by path from its root. */
function sourcesIn(root: string, folder: string): string[] {
  return [...Deno.readDirSync(join(root, folder))].flatMap(({ name, isDirectory }) => {
    const path = `${folder}/${name}`;
    if (OUTSIDE_RUNS.includes(path)) return [];
    if (isDirectory) return sourcesIn(root, path);
    return name.endsWith(".ts") ? [path] : [];
  });
}
