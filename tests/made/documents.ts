/** The documents that people read, from the project's root. */
export const DOCUMENTS = [
  "README.md",
  "CHANGELOG.md",
  "data/README.md",
  "docs/architecture.md",
  "docs/glossary.md",
  "docs/price_forecaster.md",
  "lib/chain/README.md",
] as const;

/** The address of a file of the project. */
export function projectFile(path: string): URL {
  return new URL(`../../${path}`, import.meta.url);
}

export function readDocument(path: string): Promise<string> {
  return Deno.readTextFile(projectFile(path));
}
