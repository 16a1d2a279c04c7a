import { notesOnExperimentsYears, planOf } from "../../../experiment/mod.ts";
import { InputError } from "../../../input_error.ts";
import type { Command } from "../../command.ts";
import {
  experimentOptions,
  formatAsked,
  prepareExperiment,
  workersAsked,
} from "../../experiment/options.ts";
import { sweepHere } from "../../experiment/sweep_here.ts";
import { sweepText } from "../../experiment/sweep_text.ts";
import { chunksOption, figuresOf, gridDesign, gridOption, kpiOption } from "./options.ts";

/** `deno task sweep`: a grid over settings, planned, run and merged on this machine. */
export const sweepCommand: Command = {
  name: "sweep",
  summary: "Run every combination of some settings, here or by plan, run, status, submit, merge.",
  positionals: "[plan|run|status|submit|merge]",
  stoppable: true,
  options: { ...gridOption, ...kpiOption, ...chunksOption, ...experimentOptions },
  async run(args, terminal) {
    const [action] = args.positionals;
    if (action !== undefined) {
      throw new InputError(
        `There is no "sweep ${action}" here: plan, run, status, submit and merge come right after ` +
          "sweep, each with options of its own; see `deno task sweep plan --help`",
      );
    }
    const figures = figuresOf(args);
    const format = formatAsked(args);
    const begin = performance.now();
    const { progress } = terminal;
    const design = gridDesign(args);
    const workers = workersAsked(args);
    const { experiment, outlookFor, dataDir } = await prepareExperiment(design, args, progress);
    const plan = planOf(experiment, dataDir, args.wholeNumber("chunks"));
    const { results, written } = await sweepHere(plan, outlookFor, {
      out: args.text("out") ?? "results",
      resume: args.flag("resume"),
      format,
      workers,
      progress,
    });
    if (args.flag("quiet")) return;
    if (results !== undefined) {
      terminal.print(sweepText(results, figures));
      notesOnExperimentsYears(experiment.variants, results.header.dates).forEach((note) =>
        terminal.print(note)
      );
    }
    terminal.print(`${written}, after ${((performance.now() - begin) / 1000).toFixed(1)} s`);
  },
};
