import { policyVariants } from "../../experiment/mod.ts";
import { policyNames } from "../../config/mod.ts";
import type { Command } from "../command.ts";
import { comparisonText } from "../comparison_text.ts";
import { readConfig } from "../config_file.ts";
import { experimentOptions, experimentOverrides, performExperiment } from "../experiment_run.ts";

/** `deno task compare`: every policy on the same communities, weather, loads and bids. */
export const compareCommand: Command = {
  name: "compare",
  summary: "Compare policies of the regulator on the same communities, weather, loads and bids.",
  options: {
    policies: {
      value: "NAMES",
      help: `Of ${policyNames.join(", ")} and config, the first one compared to; all by default`,
    },
    ...experimentOptions,
  },
  async run(args, terminal) {
    const config = readConfig(args.text("config"), experimentOverrides(args));
    const names = args.text("policies")?.split(",").map((name) => name.trim()) ?? policyNames;
    const variants = policyVariants(config, names);
    const begin = performance.now();
    const design = { name: "compare" as const, factors: ["policy"], variants };
    const { results, written } = await performExperiment(design, args, terminal);
    if (args.flag("quiet")) return;
    const seconds = (performance.now() - begin) / 1000;
    if (results !== undefined) terminal.print(comparisonText(config, results));
    terminal.print(`${written}, after ${seconds.toFixed(1)} s`);
  },
};
