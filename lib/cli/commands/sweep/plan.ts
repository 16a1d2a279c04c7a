import {
  configOfRun,
  type Experiment,
  type OutlookOf,
  planOf,
  runAt,
  runCount,
  writePlan,
} from "../../../experiment/mod.ts";
import type { Progress } from "../../../progress.ts";
import type { Command } from "../../command.ts";
import { counted } from "../../counted.ts";
import { designOptions, prepareExperiment } from "../../experiment/options.ts";
import { chunksOption, gridDesign, gridOption, planFolder, planOption } from "./options.ts";

/** `deno task sweep plan`: parts a grid over settings into chunks that any machine can run. */
export const sweepPlanCommand: Command = {
  name: "sweep plan",
  summary: "Plan a grid over settings in chunks, to be run here or on other machines.",
  stoppable: true,
  options: {
    ...planOption,
    ...gridOption,
    ...chunksOption,
    ...designOptions,
    quiet: { help: "No progress, nothing printed" },
  },
  async run(args, { print, progress }) {
    const folder = planFolder(args);
    const design = gridDesign(args);
    const { experiment, outlookFor, dataDir } = await prepareExperiment(design, args, progress);
    const plan = planOf(experiment, dataDir, args.wholeNumber("chunks"));
    forecastAll(experiment, outlookFor, progress);
    writePlan(folder, plan);
    if (args.flag("quiet")) return;
    const runs = counted(runCount(experiment), "run");
    print(`${runs} in ${counted(plan.chunks, "chunk")}, 0 to ${plan.chunks - 1}, in ${folder}`);
  },
};

/**
 * Makes every forecast of the first seed once: what cannot be forecast is told before anything is run,
 * and no chunk has to train a model.
 */
function forecastAll(experiment: Experiment, outlookFor: OutlookOf, progress: Progress): void {
  const { variants, dates = [] } = experiment;
  const days = Math.max(1, dates.length);
  for (let date = 0; date < days; date++) {
    variants.forEach(({ foresight }, variant) => {
      outlookFor(configOfRun(experiment, runAt(experiment, { variant, seed: 0, date })), foresight);
    });
    progress("Making forecasts", date + 1, days);
  }
}
