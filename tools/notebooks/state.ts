import { codeCells, type Notebook, type Output } from "./notebook.ts";

/** A committed notebook must stay below this: it is read in browsers and kept in the history. */
const MAX_BYTES = 1.5 * 2 ** 20;

/** What is wrong with a notebook as it is committed: it must be executed whole and without error. */
export function problemsOfState(path: string, notebook: Notebook, bytes: number): string[] {
  const problems: string[] = [];
  if (bytes > MAX_BYTES) {
    problems.push(`${path}: must stay below 1.5 MiB, found ${(bytes / 2 ** 20).toFixed(2)} MiB`);
  }
  const kernel = (notebook.metadata.kernelspec as { name?: string } | undefined)?.name;
  if (kernel !== "deno") {
    problems.push(`${path}: must name the kernel "deno", found ${JSON.stringify(kernel ?? null)}`);
  }
  for (const [i, { number, cell }] of codeCells(notebook).entries()) {
    if (cell.execution_count !== i + 1) {
      const found = cell.execution_count ?? "none";
      problems.push(
        `${path} cell ${number}: must be executed in order as ${i + 1}, found ${found}; ` +
          "run `deno task notebooks`",
      );
    }
    problems.push(
      ...cell.outputs.filter(isFailure).map(() => `${path} cell ${number}: its output is an error`),
    );
  }
  return problems;
}

function isFailure(output: Output): boolean {
  return output.output_type === "error" ||
    output.output_type === "stream" && output.name === "stderr";
}
