import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { parseArguments } from "lib/cli/arguments.ts";
import type { Command } from "lib/cli/command.ts";
import { sweepMergeCommand } from "lib/cli/commands/sweep/merge.ts";
import { sweepPlanCommand } from "lib/cli/commands/sweep/plan.ts";
import { sweepRunCommand } from "lib/cli/commands/sweep/run.ts";
import { sweepStatusCommand } from "lib/cli/commands/sweep/status.ts";
import { sweepSubmitCommand } from "lib/cli/commands/sweep/submit.ts";
import { parseChunks } from "lib/experiment/plan/chunk_list.ts";
import { blocksOf, readDocument } from "../made/documents.ts";

const text = await readDocument("docs/scaling.md");
const COMMANDS: Readonly<Record<string, Command>> = {
  plan: sweepPlanCommand,
  run: sweepRunCommand,
  status: sweepStatusCommand,
  submit: sweepSubmitCommand,
  merge: sweepMergeCommand,
};

/** Sees that an action of sweep takes words. */
function accepted(action: string, words: readonly string[]) {
  return parseArguments(COMMANDS[action], words);
}

Deno.test("every line of the page that sweeps is one that the command takes", () => {
  const lines = blocksOf(text, "sh").flatMap((block) => block.split("\n"));
  const used = lines.flatMap((line) => {
    const match = /deno task (?:--quiet )?sweep (\w+) (.*?)(?:; done)?$/.exec(line);
    if (match === null) return [];
    accepted(match[1], match[2].split(" "));
    return [match[1]];
  });
  deepEqual([...new Set(used)].sort(), Object.keys(COMMANDS).sort());
  equal(used.length, lines.filter((line) => line.includes(" sweep ")).length);
});

Deno.test("GNU parallel and the loop count the chunks of the plan", () => {
  const chunks = /--chunks (\d+)/.exec(text)![1];
  const counts = [...text.matchAll(/seq 0 (\d+)/g)].map(([, last]) => Number(last) + 1);
  deepEqual(counts, [Number(chunks), Number(chunks)]);
});

Deno.test("Kubernetes' manifest is an Indexed Job with a pod for each chunk of the plan", () => {
  const [block] = blocksOf(text, "json");
  const { apiVersion, kind, spec } = JSON.parse(block);
  deepEqual([apiVersion, kind, spec.completionMode], ["batch/v1", "Job", "Indexed"]);
  equal(spec.completions, Number(/--chunks (\d+)/.exec(text)![1]));
  // Kubernetes demands it of a Job that counts failures by index.
  equal(spec.template.spec.restartPolicy, "Never");
  const { containers, volumes } = spec.template.spec;
  const [{ command, volumeMounts }] = containers;
  deepEqual(
    [...new Set(volumeMounts.map(({ name }: { name: string }) => name))],
    volumes.map(({ name }: { name: string }) => name),
  );

  const at = command.indexOf("sweep");
  deepEqual(command.slice(0, 2), ["deno", "run"]);
  ok(command.slice(2, at - 1).every((word: string) => word.startsWith("--")));
  equal(command[at - 1], "lib/cli/start.ts");
  const words = command.slice(at + 2).map((word: string) =>
    word.replace("$(JOB_COMPLETION_INDEX)", "7")
  );
  const args = accepted(command[at + 1], words);
  deepEqual(parseChunks(args.text("chunk")!, spec.completions), [7]);
  const mounted = volumeMounts.map(({ mountPath }: { mountPath: string }) => mountPath);
  ok(mounted.includes(args.text("plan")));
  const writable = command.find((word: string) => word.startsWith("--allow-write="))!;
  deepEqual(writable.slice("--allow-write=".length).split(","), mounted);
});
