import {
  deepStrictEqual as deepEqual,
  match,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import { headerOf } from "lib/experiment/experiment.ts";
import { headerLine, readRuns, runLine } from "lib/experiment/finished_runs.ts";
import { Journal } from "lib/experiment/journal.ts";
import { InputError } from "lib/input_error.ts";
import { kpiNames } from "lib/results/kpi_definitions.ts";
import { smallComparison } from "../made/experiment_setup.ts";

const header = headerOf(smallComparison(["none"], { seeds: 3 }));
const figures = (value: number) => kpiNames.map(() => value);
const text = headerLine(header) + runLine(header.identity, 0, figures(1)) +
  runLine(header.identity, 1, figures(2));

function withFile(content: string, test: (path: string) => void): void {
  const folder = Deno.makeTempDirSync();
  try {
    Deno.writeTextFileSync(`${folder}/journal.jsonl`, content);
    test(`${folder}/journal.jsonl`);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

Deno.test("lines as they were written are read, a last one that was cut off is not", () => {
  withFile(text, (path) => deepEqual([...readRuns(path).runs.keys()], [0, 1]));
  withFile(text.slice(0, -20), (path) => deepEqual([...readRuns(path).runs.keys()], [0]));
});

Deno.test("a line that is not as it was written is refused, with its number and why", () => {
  const lines = text.trimEnd().split("\n");
  const of = header.identity;
  const other = headerOf(smallComparison(["none"], { seeds: 4 })).identity;
  const cases: [string, string, RegExp][] = [
    ["a figure changed", lines[2].replace("[2,", "[3,"), /line 3: it was changed/],
    ["no figures", lines[2].replace(/\[.*\]/, "[]"), /line 3: it was changed/],
    ["another run's number", lines[2].replace('"run":1', '"run":2'), /line 3: it was changed/],
    ["of another experiment", runLine(other, 1, figures(2)).trimEnd(), /of another experiment/],
    ["too few figures", runLine(of, 1, [1, 2]).trimEnd(), /it must hold \d+ figures/],
    ["a run beyond the last", runLine(of, 3, figures(2)).trimEnd(), /there is no run 3/],
    ["a run before the first", runLine(of, -1, figures(2)).trimEnd(), /there is no run -1/],
    ["half a run", runLine(of, 0.5, figures(2)).trimEnd(), /there is no run 0\.5/],
    ["twice the same", lines[1], /line 3: run 0 is there twice/],
    ["no checksum", JSON.stringify({ of, run: 1, kpis: figures(2) }), /line 3: it was changed/],
    ["not an object", "null", /line 3: it was changed/],
    ["no JSON", "{", /line 3: it is not whole JSON/],
  ];
  for (const [name, line, reason] of cases) {
    withFile(
      [...lines.with(2, line), ""].join("\n"),
      (path) =>
        throws(() => readRuns(path), (error: unknown) => {
          match(String(error), reason, name);
          return error instanceof InputError;
        }),
    );
  }
  withFile(
    text.replace('"seeds":[7', '"seeds":[8'),
    (path) => throws(() => readRuns(path), /line 1: it was changed/),
  );
});

Deno.test("a journal is one command's at a time, and never written through a link", () =>
  withFile("", (path) => {
    Deno.removeSync(path);
    const first = Journal.begin(path, header);
    throws(() => Journal.begin(path, header), /another run is writing there/);
    throws(() => Journal.resume(path, header), /another run is writing there/);
    first.add(0, figures(1));
    first.close();
    const second = Journal.resume(path, header);
    deepEqual(second.remaining, [1, 2]);
    second.remove();

    Deno.writeTextFileSync(`${path}.txt`, "precious");
    Deno.symlinkSync(`${path}.txt`, path);
    throws(() => Journal.begin(path, header), /but a link or a folder: move it away/);
    equal(Deno.readTextFileSync(`${path}.txt`), "precious");
  }));

Deno.test("a journal without a run leaves no file, and no folder that was made for it", () =>
  withFile("", (path) => {
    const made = `${path}.d/deep/journal.jsonl`;
    Journal.begin(made, header).close();
    throws(() => Deno.statSync(`${path}.d`), Deno.errors.NotFound);
  }));
