/** The documents that people read, from the project's root. */
export const DOCUMENTS = [
  "README.md",
  "CHANGELOG.md",
  "CONTRIBUTING.md",
  "data/README.md",
  "docs/architecture.md",
  "docs/figures.md",
  "docs/glossary.md",
  "docs/lab.md",
  "docs/mechanisms.md",
  "docs/members.md",
  "docs/metering.md",
  "docs/price_forecaster.md",
  "docs/scaling.md",
  "lib/chain/README.md",
] as const;

/** The address of a file of the project. */
export function projectFile(path: string): URL {
  return new URL(`../../${path}`, import.meta.url);
}

export function readDocument(path: string): Promise<string> {
  return Deno.readTextFile(projectFile(path));
}

/** The blocks of code in a language, wherever in a list they stand. */
export function blocksOf(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`^( *)\`\`\`${language}\\n([^]*?)^ *\`\`\`$`, "gm"))].map(
    ([, indent, block]) =>
      block.split("\n").map((line) => line.slice(indent.length)).join("\n").trimEnd(),
  );
}
