import { deepStrictEqual as deepEqual, match, ok, strictEqual as equal } from "node:assert/strict";
import { arrayScript, mergeScript } from "lib/experiment/engines/slurm.ts";

const places = {
  deno: "/opt/deno/deno",
  denoDir: "/shared/ada/deno",
  project: "/shared/ada/market",
  plan: "/scratch/ada's 50%, plan",
};
const request = { name: "sweep-1a2b", options: ["time=00:10:00", "partition=cpu"] };

Deno.test("an array's script asks for just the chunks, a requeue, and what else is asked of sbatch", () => {
  const lines = arrayScript(places, request, [0, 1, 2, 5]).split("\n");
  equal(lines[0], "#!/bin/bash");
  deepEqual(lines.filter((line) => line.startsWith("#SBATCH")), [
    "#SBATCH --job-name=sweep-1a2b",
    "#SBATCH --array=0-2,5",
    "#SBATCH --requeue",
    "#SBATCH --open-mode=append",
    `#SBATCH --output="/scratch/ada's 50%%, plan/logs/%a.log"`,
    "#SBATCH --time=00:10:00",
    "#SBATCH --partition=cpu",
  ]);
  // Slurm reads no directive after the first command.
  const command = lines.findIndex((line) => line !== "" && !line.startsWith("#"));
  ok(lines.slice(command).every((line) => !line.startsWith("#SBATCH")));
});

Deno.test("a task runs the chunk of its number, fetches nothing and takes the shell's words literally", () => {
  const script = arrayScript(places, request, [0]);
  match(script, /\nexport DENO_DIR=\/shared\/ada\/deno\n/);
  match(script, /\nexec \/opt\/deno\/deno run .*--cached-only .*--frozen \\\n/);
  match(
    script,
    / sweep run --plan '\/scratch\/ada'\\''s 50%, plan' --chunk "\$SLURM_ARRAY_TASK_ID" /,
  );
  // A comma parts folders unless it is doubled.
  match(script, / '--allow-write=\/scratch\/ada'\\''s 50%,, plan,\/shared\/ada\/market\/\.cache' /);
});

Deno.test("where Deno keeps things in its usual place, nothing is said of it", () => {
  ok(!arrayScript({ ...places, denoDir: null }, request, [0]).includes("DENO_DIR"));
});

Deno.test("the merge is a job of its own with the same options, without an array", () => {
  const script = mergeScript(places, request, "/shared/ada/results");
  ok(!script.includes("--array") && script.includes("#SBATCH --partition=cpu\n"));
  match(script, / sweep merge --plan .* --out \/shared\/ada\/results\n$/);
});
