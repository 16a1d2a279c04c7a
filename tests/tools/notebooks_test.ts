import assert from "node:assert/strict";
import { longCells } from "../../tools/notebooks/cell_length.ts";
import { differences } from "../../tools/notebooks/differences.ts";
import { formatSources } from "../../tools/notebooks/format.ts";
import { throwIfFailed } from "../../tools/notebooks/kernel.ts";
import { cellModule, lintCells, placeOf, typeCheckCells } from "../../tools/notebooks/modules.ts";
import { formatNotebook, type Notebook, type Output } from "../../tools/notebooks/notebook.ts";
import { type KernelMessage, Outputs } from "../../tools/notebooks/outputs.ts";
import { problemsOfState } from "../../tools/notebooks/state.ts";

const config = new URL("../../deno.json", import.meta.url).pathname;

/** A notebook of a title and these cells, executed in order. */
function notebook(...sources: string[]): Notebook {
  return {
    cells: [
      { cell_type: "markdown", id: "title", metadata: {}, source: ["# Title"] },
      ...sources.map((source, i) => ({
        cell_type: "code" as const,
        id: `cell-${i}`,
        execution_count: i + 1,
        metadata: {},
        outputs: [],
        source,
      })),
    ],
    metadata: { kernelspec: { name: "deno", language: "typescript", display_name: "Deno" } },
    nbformat: 4,
    nbformat_minor: 5,
  };
}

function withOutput(notebook: Notebook, output: Output): Notebook {
  const copy = structuredClone(notebook);
  const cell = copy.cells.at(-1)!;
  if (cell.cell_type === "code") cell.outputs = [output];
  return copy;
}

async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await Deno.makeTempDir();
  try {
    return await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("a line of a module is placed in the cell that holds it", () => {
  const module = cellModule("notebooks/x.ipynb", notebook("a;\nb;", "c;\n\nd;"), "/tmp");
  assert.equal(module.text, "a;\nb;\nc;\n\nd;\nexport {};\n");
  assert.equal(placeOf(module, 2), "notebooks/x.ipynb cell 2 line 2");
  assert.equal(placeOf(module, 5), "notebooks/x.ipynb cell 3 line 3");
});

Deno.test("a wrong type and a lint error in a cell are reported with cell and line", async () => {
  const broken = notebook(
    'import { meanAbsoluteError } from "lib/learn/metrics.ts";',
    'const error = meanAbsoluteError([1], ["2"]);\nawait Promise.resolve(error);',
    "var old = 1;\nold;",
  );
  await inFolder(async (folder) => {
    const module = cellModule("notebooks/x.ipynb", broken, folder);
    await Deno.writeTextFile(module.file, module.text);
    const [typeProblem, ...moreTypes] = await typeCheckCells([module], config);
    assert.match(typeProblem, /TS2322/);
    assert.match(typeProblem, /notebooks\/x\.ipynb cell 3 line 1 column 39/);
    assert.deepEqual(moreTypes, []);
    assert.deepEqual(await lintCells([module], config), [
      "notebooks/x.ipynb cell 4 line 1: `var` keyword is not allowed. (no-var)",
    ]);
  });
});

Deno.test("cells that await, import late and end with a value are sound", async () => {
  const sound = notebook(
    "await Promise.resolve(1);",
    'import { join } from "node:path";',
    'join("a");',
  );
  await inFolder(async (folder) => {
    const module = cellModule("notebooks/x.ipynb", sound, folder);
    await Deno.writeTextFile(module.file, module.text);
    assert.deepEqual(await typeCheckCells([module], config), []);
    assert.deepEqual(await lintCells([module], config), []);
  });
});

Deno.test("sources are formatted by the project's settings, outputs kept", async () => {
  const output: Output = { output_type: "stream", name: "stdout", text: ["1\n"] };
  const ugly = withOutput(notebook("const a = 'x'", "a"), output);
  await inFolder(async (folder) => {
    assert.deepEqual(await formatSources(ugly, folder), [2, 3]);
    assert.deepEqual(ugly.cells[1].source, ['const a = "x";']);
    assert.deepEqual(ugly, withOutput(ugly, output));
    assert.deepEqual(await formatSources(ugly, folder), []);
  });
});

Deno.test("a notebook must be executed in order, without error, and stay small", () => {
  const sound = notebook("1;", "2;");
  assert.deepEqual(problemsOfState("x", sound, 1000), []);
  assert.match(problemsOfState("x", sound, 2 ** 21)[0], /below 1\.5 MiB, found 2\.00 MiB/);
  const failed = withOutput(sound, {
    output_type: "error",
    ename: "Error",
    evalue: "",
    traceback: [],
  });
  assert.deepEqual(problemsOfState("x", failed, 1000), ["x cell 3: its output is an error"]);
  const shuffled = structuredClone(sound);
  Object.assign(shuffled.cells[2], { execution_count: 5 });
  assert.match(problemsOfState("x", shuffled, 1000)[0], /x cell 3: .* as 2, found 5/);
});

Deno.test("a cell of eleven lines is too long, one of ten is not", () => {
  const lines = (count: number) => Array(count).fill("1;").join("\n");
  const [problem, ...others] = longCells("x", notebook(lines(10), lines(11)));
  assert.match(problem, /^x cell 3: at most 10 lines of code a cell, found 11; move/);
  assert.deepEqual(others, []);
});

Deno.test("an output that changed is shown against the committed one", () => {
  const stream = (text: string[]): Output => ({ output_type: "stream", name: "stdout", text });
  const before = withOutput(notebook("1;"), stream(["a\n", "b\n"]));
  assert.deepEqual(differences("x", before, structuredClone(before)), []);
  assert.deepEqual(differences("x", before, withOutput(before, stream(["a\n", "c\n"]))), [
    "x cell 2: output changed\n  committed: b\n  now:       c",
  ]);
  assert.deepEqual(differences("x", before, notebook("1;")), [
    "x cell 2: output changed\n  committed: stdout:\n  now:       (nothing)",
  ]);
});

Deno.test("a notebook is written as Jupyter writes it: keys sorted, one blank of indent", () => {
  const text = formatNotebook({ ...notebook(), cells: [], metadata: { b: 1, a: [] } });
  const lines = ["{", ' "cells": [],', ' "metadata": {', '  "a": [],', '  "b": 1', " },"];
  assert.deepEqual(text.split("\n").slice(0, 6), lines);
  assert.ok(text.endsWith("}\n"));
});

Deno.test("messages become outputs: pieces of a stream joined, displays updated in place", () => {
  const message = (msg_type: string, content: Record<string, unknown>): KernelMessage => ({
    channel: "iopub",
    header: { msg_type, msg_id: "1" },
    parent_header: {},
    content,
  });
  const display = (type: string, text: string) =>
    message(type, {
      data: { "text/html": text },
      metadata: {},
      transient: { display_id: "progress" },
    });
  const outputs = new Outputs();
  const first = outputs.beginCell();
  outputs.take(message("stream", { name: "stdout", text: "a\nb" }));
  outputs.take(message("stream", { name: "stdout", text: "c\n" }));
  outputs.take(display("display_data", "0 %"));
  outputs.beginCell();
  outputs.take(display("update_display_data", "100 %"));
  assert.deepEqual(first, [
    { output_type: "stream", name: "stdout", text: ["a\n", "bc\n"] },
    { output_type: "display_data", data: { "text/html": ["100 %"] }, metadata: {} },
  ]);
});

Deno.test("a cell that fails is named by its number and its first line", () => {
  const failure = { output_type: "error" as const, ename: "Error", evalue: "no", traceback: [] };
  const { cells: [, cell] } = withOutput(notebook("\nconst a = 1;\nfail(a);"), failure);
  assert.ok(cell.cell_type === "code");
  assert.throws(
    () => throwIfFailed(7, cell),
    { message: "Cell 7, which begins with `const a = 1;`, failed: Error: no" },
  );
});
