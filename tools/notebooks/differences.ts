import { codeCells, type Notebook, type Output, textOf } from "./notebook.ts";

/** Which cells of an executed notebook put out something else than the committed one, in words. */
export function differences(path: string, committed: Notebook, executed: Notebook): string[] {
  const before = codeCells(committed);
  return codeCells(executed).flatMap(({ number, cell }, i) => {
    const old = before[i].cell;
    if (old.execution_count !== cell.execution_count) {
      return [`${path} cell ${number}: the committed notebook was not executed in order`];
    }
    const difference = firstDifference(describe(old.outputs), describe(cell.outputs));
    return difference === undefined ? [] : [`${path} cell ${number}: ${difference}`];
  });
}

function firstDifference(before: string[], after: string[]): string | undefined {
  const line = before.findIndex((text, i) => text !== after[i]);
  if (line === -1 && before.length === after.length) return undefined;
  const at = line === -1 ? before.length : line;
  return `output changed\n  committed: ${cut(before[at])}\n  now:       ${cut(after[at])}`;
}

function cut(line: string | undefined): string {
  if (line === undefined) return "(nothing)";
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}

/** Outputs line by line. */
function describe(outputs: readonly Output[]): string[] {
  return outputs.flatMap((output) => {
    switch (output.output_type) {
      case "stream":
        return [`${output.name}:`, ...textOf(output.text).split("\n")];
      case "error":
        return [`${output.ename}: ${output.evalue}`];
      default:
        return Object.entries(output.data).sort(([a], [b]) => a < b ? -1 : 1)
          .flatMap(([type, value]) => [`${output.output_type} ${type}:`, ...valueLines(value)]);
    }
  });
}

function valueLines(value: unknown): string[] {
  if (typeof value === "string") return value.split("\n");
  if (Array.isArray(value) && value.every((line) => typeof line === "string")) {
    return value.join("").split("\n");
  }
  return [JSON.stringify(value)];
}
