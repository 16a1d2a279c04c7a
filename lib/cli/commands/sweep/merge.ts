import { mergePlan, readPlan } from "../../../experiment/mod.ts";
import type { Command } from "../../command.ts";
import { formatAsked, resultOptions } from "../../experiment/options.ts";
import { writeAll } from "../../experiment/run.ts";
import { sweepText } from "../../experiment/sweep_text.ts";
import { figuresOf, kpiOption, planFolder, planOption } from "./options.ts";

/** `deno task sweep merge`: makes the results of a plan whose chunks are all finished. */
export const sweepMergeCommand: Command = {
  name: "sweep merge",
  summary: "Merge the chunks of a plan into its results, once all are finished.",
  options: {
    ...planOption,
    ...kpiOption,
    ...resultOptions,
    quiet: { help: "Print nothing" },
  },
  async run(args, { print }) {
    const folder = planFolder(args);
    const figures = figuresOf(args);
    const format = formatAsked(args);
    const results = mergePlan(folder, readPlan(folder));
    const written = await writeAll(args.text("out") ?? "results", results, format);
    if (args.flag("quiet")) return;
    print(sweepText(results, figures));
    print(written);
  },
};
