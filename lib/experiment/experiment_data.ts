import type { Catalogue } from "../data/mod.ts";

/**
 * What an experiment says of its data: first the label, then name and SHA-256 of each file.
 *
 * Part of the experiment's identity. So it does not say where the files lie or how they came there:
 * whoever has the same bytes has the same experiment, be it a notebook, or two machines of which one
 * imported the files and the other was given them.
 */
export function experimentData(
  { sources, synthetic }: Pick<Catalogue, "sources" | "synthetic">,
): string[] {
  return [
    synthetic ? "synthetic sample" : "history",
    ...sources.map(({ file, sha256 }) => `${file} ${sha256}`),
  ];
}
