import { join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { deno } from "../notebooks/deno.ts";

/** That one module imports another. */
export interface Import {
  /** The other: a path from the root with `/`, or the name of a package. */
  readonly to: string;
  /** Whether it is only imported for its types, so that nothing is loaded. */
  readonly typeOnly: boolean;
  /** Whether it is only loaded when asked for, by `import()`. */
  readonly dynamic: boolean;
}

/** What each module imports, by path from the root. */
export type ImportGraph = ReadonlyMap<string, readonly Import[]>;

interface Resolved {
  readonly specifier?: string;
  readonly error?: string;
}

interface ModuleInfo {
  readonly specifier: string;
  readonly error?: string;
  readonly dependencies?: readonly {
    readonly specifier: string;
    readonly code?: Resolved;
    readonly type?: Resolved;
    readonly isDynamic?: boolean;
  }[];
}

/**
 * The imports of modules and of all they import, as Deno itself resolves them: those for types, those
 * by `import()` and exports from elsewhere count.
 *
 * @param root The folder that paths start from, with a deno.json.
 * @param entries Paths of modules, from the root or absolute.
 * @throws {Error} If a module cannot be read, or imports what is not there.
 */
export async function importGraph(root: string, entries: readonly string[]): Promise<ImportGraph> {
  const folder = await Deno.makeTempDir({ prefix: "imports-" });
  try {
    const entry = join(folder, "entry.ts");
    const addresses = entries.map((path) => pathToFileURL(resolve(root, path)).href);
    const lines = addresses.map((address) => `import ${JSON.stringify(address)};\n`);
    await Deno.writeTextFile(entry, lines.join(""));
    const { success, output, text } = await deno(
      "info",
      "--json",
      "--config",
      join(root, "deno.json"),
      entry,
    );
    if (!success) throw new Error(`Cannot read the imports of ${root}: ${text}`);
    const { modules } = JSON.parse(output) as { modules: ModuleInfo[] };
    const faults = new Map(modules.map(({ specifier, error }) => [specifier, error]));
    return new Map(
      modules.filter(({ specifier, error }) => specifier.startsWith("file:") && error === undefined)
        .filter(({ specifier }) => specifier !== pathToFileURL(entry).href)
        .map((module) => [pathOf(root, module.specifier), importsOf(root, module, faults)]),
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function importsOf(
  root: string,
  { specifier, dependencies = [] }: ModuleInfo,
  faults: ReadonlyMap<string, string | undefined>,
): Import[] {
  return dependencies.map(({ specifier: written, code, type, isDynamic = false }) => {
    const resolved = code ?? type;
    const fault = resolved?.error ?? faults.get(resolved?.specifier ?? "");
    if (resolved?.specifier === undefined || fault !== undefined) {
      throw new Error(`${pathOf(root, specifier)} imports "${written}": ${fault}`);
    }
    const to = targetOf(root, resolved.specifier);
    return { to, typeOnly: code === undefined, dynamic: isDynamic };
  });
}

function targetOf(root: string, address: string): string {
  if (address.startsWith("file:")) return pathOf(root, address);
  return /^npm:\/?(@[^/]+\/[^@/]+|[^@/]+)/.exec(address)?.[1] ?? address;
}

function pathOf(root: string, address: string): string {
  return relative(root, fileURLToPath(address)).replaceAll("\\", "/");
}
