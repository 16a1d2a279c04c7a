import { openCatalogue } from "../../../data/mod.ts";
import {
  experimentData,
  formatChunks,
  outlooksOn,
  parseChunks,
  readPlan,
  requireSame,
  runChunks,
  statusOf,
} from "../../../experiment/mod.ts";
import { placesFor } from "../../../project.ts";
import type { Command } from "../../command.ts";
import { counted } from "../../counted.ts";
import { workersAsked, workersOption } from "../../experiment/options.ts";
import { untilStopped } from "../../experiment/stopping.ts";
import { planFolder, planOption } from "./options.ts";

/** `deno task sweep run`: runs chunks of a plan, on whatever machine. */
export const sweepRunCommand: Command = {
  name: "sweep run",
  summary: "Run chunks of a plan, those that are not finished yet.",
  stoppable: true,
  options: {
    ...planOption,
    chunk: { value: "LIST", help: "Chunks to run, such as 3,17-19; all by default" },
    data: { value: "DIR", help: "Where the plan's history lies here, if not where it was planned" },
    ...workersOption,
    quiet: { help: "No progress, nothing printed" },
  },
  async run(args, { print, progress }) {
    const folder = planFolder(args);
    const workers = workersAsked(args);
    const plan = readPlan(folder);
    const list = args.text("chunk") ?? `0-${plan.chunks - 1}`;
    const asked = parseChunks(list, plan.chunks);
    const { missing } = statusOf(folder, plan, asked);
    const say = (text: string) => args.flag("quiet") || print(text);
    if (missing.length === 0) return void say(`${chunksText(asked)} finished before`);

    const places = placesFor(args.text("data") ?? plan.dataDir ?? undefined);
    const catalogue = await openCatalogue(places, progress);
    requireSame(plan, experimentData(catalogue));
    const { dates = [] } = plan.experiment;
    const outlookFor = outlooksOn(catalogue, dates, places.cacheDir, progress);
    let kept = 0;
    await untilStopped(
      (signal) =>
        runChunks(folder, plan, missing, outlookFor, {
          workers,
          progress,
          signal,
          kept: () => kept++,
        }),
      () =>
        `Stopped; ${counted(kept, "chunk")} of ${missing.length} finished, the others are not kept`,
    );
    say(`${chunksText(missing)} finished`);
  },
};

function chunksText(chunks: readonly number[]): string {
  return `Chunk${chunks.length === 1 ? "" : "s"} ${formatChunks(chunks)} of the plan`;
}
