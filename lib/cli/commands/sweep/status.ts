import { formatChunks, readPlan, runCount, statusOf } from "../../../experiment/mod.ts";
import type { Command } from "../../command.ts";
import { planFolder, planOption } from "./options.ts";

/** The exit status of a plan that is not complete. */
const STATUS_INCOMPLETE = 3;

/** `deno task sweep status`: how far a plan has come. */
export const sweepStatusCommand: Command = {
  name: "sweep status",
  summary: "Say which chunks of a plan are finished; ends with 0 if all are, with 3 if not.",
  options: {
    ...planOption,
    missing: { help: "Print only the chunks that are missing, as 3,17-19" },
  },
  run(args, { print }) {
    const folder = planFolder(args);
    const plan = readPlan(folder);
    const { missing, refused } = statusOf(folder, plan);
    const status = missing.length === 0 ? 0 : STATUS_INCOMPLETE;
    if (args.flag("missing")) {
      if (missing.length > 0) print(formatChunks(missing));
      return Promise.resolve(status);
    }
    for (const { message } of refused) print(message);
    const done = `${plan.chunks - missing.length} of ${plan.chunks} chunks are finished`;
    const rest = missing.length === 0 ? "" : `; missing: ${formatChunks(missing)}`;
    print(`${done} (${runCount(plan.experiment)} runs in all)${rest}`);
    return Promise.resolve(status);
  },
};
