import {
  deepStrictEqual as deepEqual,
  doesNotThrow,
  notStrictEqual as notEqual,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import { runCount } from "lib/experiment/experiment.ts";
import { planOf, requireSame, runsOfChunk, USUAL_CHUNKS } from "lib/experiment/plan/plan.ts";
import { isPlanned, readPlan, removePlan, writePlan } from "lib/experiment/plan/plan_file.ts";
import { smallComparison } from "../../made/experiment_setup.ts";
import fc from "../../made/fast_check.ts";
import { inTemporaryFolder } from "../../made/temporary_folder.ts";

const experiment = smallComparison();
const plan = planOf(experiment, null, 4);

Deno.test("nine runs in four chunks are 2, 2, 2 and 3 neighbours", () => {
  const runs = [0, 1, 2, 3].map((chunk) => runsOfChunk(plan, chunk));
  deepEqual(runs, [[0, 1], [2, 3], [4, 5], [6, 7, 8]]);
});

Deno.test("chunks part the runs among them, each once, in order, and none is empty", () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0, max: 1 }), (seeds, share) => {
      const many = smallComparison(["none", "p2p"], { seeds });
      const runs = runCount(many);
      const chunks = Math.max(1, Math.ceil(runs * (Number.isNaN(share) ? 1 : share)));
      const parts = Array.from(
        { length: chunks },
        (_, chunk) => runsOfChunk({ experiment: many, chunks }, chunk),
      );
      deepEqual(parts.flat(), Array.from({ length: runs }, (_, run) => run));
      const sizes = parts.map(({ length }) => length);
      equal(Math.max(...sizes) - Math.min(...sizes) <= 1, true);
      equal(Math.min(...sizes) >= 1, true);
    }),
    { numRuns: 50 },
  ));

Deno.test("without a number there are as many chunks as runs, up to the usual number", () => {
  equal(planOf(experiment, null).chunks, 9);
  equal(planOf(smallComparison(undefined, { seeds: 50 }), null).chunks, USUAL_CHUNKS);
});

Deno.test("more chunks than runs, or none, are refused", () => {
  for (const chunks of [0, -1, 10]) {
    throws(() => planOf(experiment, null, chunks), /from 1 to the number of runs, 9, found/);
  }
});

Deno.test("a plan's identity is of what is run and how it is parted, not of where history lies", () => {
  equal(planOf(experiment, "/elsewhere", 4).identity, plan.identity);
  notEqual(planOf(experiment, null, 5).identity, plan.identity);
  notEqual(planOf({ ...experiment, data: ["other"] }, null, 4).identity, plan.identity);
  notEqual(planOf(smallComparison(undefined, { prosumers: 13 }), null, 4).identity, plan.identity);
});

Deno.test("a plan comes back from its folder as it was written, and again is harmless", () =>
  inTemporaryFolder((folder) => {
    writePlan(`${folder}/deep/plan`, plan);
    deepEqual(readPlan(`${folder}/deep/plan`), JSON.parse(JSON.stringify(plan)));
    writePlan(`${folder}/deep/plan`, plan);
    equal(isPlanned(folder), false);
  }));

Deno.test("another plan does not take the place of one that is there", () =>
  inTemporaryFolder((folder) => {
    writePlan(folder, plan);
    throws(() => writePlan(folder, planOf(experiment, null, 5)), /as another plan is there/);
    equal(readPlan(folder).chunks, 4);
  }));

Deno.test("a plan that was changed, cut off or is missing is refused by its folder", () =>
  inTemporaryFolder((folder) => {
    throws(() => readPlan(folder), /Cannot read a plan from ".*": it does not exist/);
    writePlan(folder, plan);
    const text = Deno.readTextFileSync(`${folder}/plan.json`);
    const changed = [
      text.replace('"chunks": 4', '"chunks": 3'),
      text.replace('"num_prosumers": 12', '"num_prosumers": 11'),
      text.slice(0, -20),
      "null",
      "",
    ];
    for (const other of changed) {
      notEqual(other, text);
      Deno.writeTextFileSync(`${folder}/plan.json`, other);
      throws(() => readPlan(folder), /plan\.json was changed, or another version wrote it/);
    }
  }));

Deno.test("a plan goes with its chunks, but not with what is somebody else's", () =>
  inTemporaryFolder((folder) => {
    writePlan(`${folder}/plan`, plan);
    Deno.writeTextFileSync(`${folder}/plan/chunks/0.json`, "{}");
    Deno.writeTextFileSync(`${folder}/plan/chunks/.0.json-abc`, "half");
    Deno.writeTextFileSync(`${folder}/plan/precious`, "");
    throws(() => removePlan(`${folder}/plan`), /precious" is no file of ours: move it away/);
    equal(readPlan(`${folder}/plan`).identity, plan.identity);
    Deno.removeSync(`${folder}/plan/precious`);
    removePlan(`${folder}/plan`);
    deepEqual([...Deno.readDirSync(folder)], []);
  }));

Deno.test("other data or another version of anything is refused by name", () => {
  doesNotThrow(() => requireSame(plan, experiment.data));
  throws(
    () => requireSame(plan, ["made up", "more"]),
    /on other data than it was made with: it lacks nothing and has more besides/,
  );
  throws(() => requireSame(plan, []), /it lacks made up and has nothing besides/);
  for (const name of Object.keys(plan.versions)) {
    const older = { ...plan, versions: { ...plan.versions, [name]: "0" } };
    throws(
      () => requireSame(older, experiment.data),
      new RegExp(`another version of ${name}: there it was 0`),
    );
  }
});
