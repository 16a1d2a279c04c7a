import { isAbsolute, join } from "node:path";

/**
 * A path as the user means it, from where they stand: `deno task` runs commands in the project's
 * folder, and says in INIT_CWD where it was called.
 */
export function userPath(path: string): string {
  const folder = callersFolder();
  return folder === undefined || folder === Deno.cwd() || isAbsolute(path)
    ? path
    : join(folder, path);
}

function callersFolder(): string | undefined {
  const { state } = Deno.permissions.querySync({ name: "env", variable: "INIT_CWD" });
  return state === "granted" ? Deno.env.get("INIT_CWD") : undefined;
}
