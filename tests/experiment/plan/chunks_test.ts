import {
  deepStrictEqual as deepEqual,
  notStrictEqual as notEqual,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import { formatChunks, parseChunks } from "lib/experiment/plan/chunk_list.ts";
import { chunkPath, readChunk, writeChunk } from "lib/experiment/plan/chunk_file.ts";
import { planOf } from "lib/experiment/plan/plan.ts";
import { writePlan } from "lib/experiment/plan/plan_file.ts";
import { runChunks } from "lib/experiment/plan/run_chunks.ts";
import { mergePlan, statusOf } from "lib/experiment/plan/status.ts";
import { playExperiment } from "lib/experiment/play.ts";
import { InputError } from "lib/input_error.ts";
import { kpiNames } from "lib/results/kpi_definitions.ts";
import { smallComparison, sunnyDays } from "../../made/experiment_setup.ts";
import fc from "../../made/fast_check.ts";
import { inTemporaryFolder } from "../../made/temporary_folder.ts";

const experiment = smallComparison();
const plan = planOf(experiment, null, 4);
const figures = (value: number) => kpiNames.map(() => value);

/** Hands a test a folder with the plan. */
const withPlan = (test: (folder: string) => void | Promise<void>) => () =>
  inTemporaryFolder((folder) => {
    writePlan(folder, plan);
    return test(folder);
  });

/** The chunks' files in a folder, hidden ones too. */
const files = (folder: string) =>
  [...Deno.readDirSync(`${folder}/chunks`)].map(({ name }) => name).sort();

Deno.test("lists of chunks are written as Slurm reads them", () => {
  const cases: [number[], string][] = [
    [[], ""],
    [[0], "0"],
    [[3, 17, 18, 19], "3,17-19"],
    [[0, 1, 3, 5, 6], "0-1,3,5-6"],
  ];
  for (const [chunks, text] of cases) equal(formatChunks(chunks), text);
});

Deno.test("what is written as a list is read as the same chunks", () =>
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(50), { minLength: 1 }), (chunks) => {
      const ascending = chunks.toSorted((a, b) => a - b);
      deepEqual(parseChunks(formatChunks(ascending), 51), ascending);
    }),
  ));

Deno.test("a list may be in any order and overlap, but not name what is not there", () => {
  deepEqual(parseChunks("5, 0-2,1-3", 6), [0, 1, 2, 3, 5]);
  for (const text of ["", "6", "0-6", "3-1", "-1", "1-", "a", "1,,2", "1.5", "0x1"]) {
    throws(() => parseChunks(text, 6), InputError, text);
  }
  throws(() => parseChunks("9", 6), /from 0 to 5, such as 0-2, found "9"/);
});

Deno.test(
  "a chunk is read as it was written, and leaves nothing else behind",
  withPlan((folder) => {
    const kpis = [figures(1), figures(2).with(0, NaN).map((v) => Number.isNaN(v) ? null : v)];
    equal(readChunk(folder, plan, 1), undefined);
    writeChunk(folder, plan, 1, kpis);
    deepEqual(readChunk(folder, plan, 1), kpis);
    deepEqual(files(folder), ["1.json"]);
  }),
);

Deno.test(
  "what a killed writer left half written is no chunk, and does not stand in the way of one",
  withPlan((folder) => {
    Deno.writeTextFileSync(`${folder}/chunks/.1.json-0a1b`, '{"plan":');
    deepEqual(statusOf(folder, plan), { missing: [0, 1, 2, 3], refused: [] });
    writeChunk(folder, plan, 1, [figures(1), figures(2)]);
    deepEqual(statusOf(folder, plan).missing, [0, 2, 3]);
  }),
);

Deno.test(
  "a chunk that was changed, cut off, renamed or of another plan is refused with the reason",
  withPlan((folder) => {
    const path = chunkPath(folder, 1);
    writeChunk(folder, plan, 1, [figures(1), figures(2)]);
    const text = Deno.readTextFileSync(path);
    const write = (others: Parameters<typeof writeChunk>) => {
      writeChunk(...others);
      return Deno.readTextFileSync(path);
    };
    const stale = planOf({ ...experiment, data: ["older"] }, null, 4);
    const cases: [string, RegExp][] = [
      [text.replace("[1,", "[3,"), /it was changed/],
      [text.replace('"chunk":1', '"chunk":2'), /it was changed/],
      [text.slice(0, 100), /it is not whole JSON/],
      ["", /it is not whole JSON/],
      ["null", /it was changed/],
      [write([folder, stale, 1, [figures(1), figures(2)]]), /of another plan, of other settings/],
      [write([folder, plan, 1, [figures(1)]]), /it must hold the figures of 2 runs/],
      [write([folder, plan, 1, [figures(1), [1, 2]]]), /it must hold the figures of 2 runs/],
    ];
    for (const [other, reason] of cases) {
      notEqual(other, text);
      Deno.writeTextFileSync(path, other);
      throws(() => readChunk(folder, plan, 1), reason, other.slice(0, 60));
      throws(() => mergePlan(folder, plan), InputError);
      const { missing, refused } = statusOf(folder, plan, [1]);
      deepEqual([missing, refused.length], [[1], 1]);
    }
    Deno.writeTextFileSync(chunkPath(folder, 2), text);
    throws(() => readChunk(folder, plan, 2), /it is chunk 1/);
  }),
);

Deno.test(
  "chunks run in any order and by any number of workers merge into what one run gives",
  withPlan(async (folder) => {
    throws(() => mergePlan(folder, plan), /4 of 4 chunks are not finished: 0-3/);
    for (const chunks of [[2], [3, 0]]) {
      await runChunks(folder, plan, chunks, sunnyDays, { workers: chunks.length });
    }
    deepEqual(statusOf(folder, plan), { missing: [1], refused: [] });
    throws(() => mergePlan(folder, plan), /1 of 4 chunks are not finished: 1/);
    await runChunks(folder, plan, [1], sunnyDays, { workers: 3 });
    const whole = await playExperiment(experiment, sunnyDays, { workers: 1 });
    deepEqual(mergePlan(folder, plan), whole);
  }),
);

Deno.test(
  "a chunk's bytes are the same however many workers ran it",
  withPlan(async (folder) => {
    const bytes: string[] = [];
    for (const workers of [1, 3]) {
      await runChunks(folder, plan, [3], sunnyDays, { workers });
      bytes.push(Deno.readTextFileSync(chunkPath(folder, 3)));
    }
    equal(bytes[0], bytes[1]);
  }),
);

Deno.test(
  "who is stopped keeps whole chunks and no others",
  withPlan(async (folder) => {
    const stop = new AbortController();
    const kept: number[] = [];
    const complete = await runChunks(folder, plan, [0, 1, 2, 3], sunnyDays, {
      workers: 1,
      signal: stop.signal,
      progress: (_, done) => done === 5 && stop.abort(),
      kept: (chunk) => kept.push(chunk),
    });
    equal(complete, false);
    deepEqual(kept, [0, 1]);
    deepEqual(files(folder), ["0.json", "1.json"]);
    deepEqual(statusOf(folder, plan).missing, [2, 3]);
  }),
);

Deno.test(
  "a chunk that cannot be kept ends the run with the reason",
  withPlan(async (folder) => {
    Deno.removeSync(`${folder}/chunks`);
    const running = runChunks(folder, plan, [0], sunnyDays, { workers: 1 });
    const reason = await running.catch((error) => error);
    equal(reason instanceof InputError, true);
    equal(/^Cannot write chunk 0 to ".*": it does not exist$/.test(reason.message), true);
  }),
);
