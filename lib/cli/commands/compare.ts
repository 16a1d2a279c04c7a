import {
  CONFIGURED,
  forecasterVariants,
  notesOnExperimentsYears,
  policyVariants,
  worldNames,
  worldVariants,
} from "../../experiment/mod.ts";
import { policyNames } from "../../config/mod.ts";
import type { Arguments, Command } from "../command.ts";
import { comparisonText } from "../experiment/comparison_text.ts";
import { readConfig } from "../config_file.ts";
import type { Config } from "../../config/settings.ts";
import { InputError } from "../../input_error.ts";
import { experimentOptions, experimentOverrides } from "../experiment/options.ts";
import { performExperiment } from "../experiment/run.ts";

/** `deno task compare`: every policy on the same communities, weather, loads and bids. */
export const compareCommand: Command = {
  name: "compare",
  summary: "Compare policies, or forecasters, on the same communities, weather, loads and bids.",
  stoppable: true,
  options: {
    policies: {
      value: "NAMES",
      help:
        `Of ${policyNames.join(", ")} and ${CONFIGURED}, the first one compared to; p2p is the ` +
        `default rules, ${CONFIGURED} yours; all but ${CONFIGURED} by default`,
    },
    forecasters: {
      value: "NAMES",
      help: "Instead of policies: of perfect, hour-ahead, climatology, persistence",
    },
    against: {
      value: "WORLDS",
      help: `Instead of policies: of ${worldNames.join(", ")}, see docs/italy.md`,
    },
    ...experimentOptions,
  },
  async run(args, terminal) {
    const config = readConfig(args.text("config"), experimentOverrides(args));
    const begin = performance.now();
    const design = { name: "compare" as const, ...contestants(args, config) };
    const { results, written } = await performExperiment(design, args, terminal);
    if (args.flag("quiet")) return;
    const seconds = (performance.now() - begin) / 1000;
    if (results !== undefined) {
      terminal.print(comparisonText(config, results));
      notesOnExperimentsYears(design.variants, results.header.dates).forEach((note) =>
        terminal.print(note)
      );
    }
    terminal.print(`${written}, after ${seconds.toFixed(1)} s`);
  },
};

/** What is compared: forecasters or worlds where some are named, else policies. */
function contestants(args: Arguments, config: Config) {
  const names = (option: string) => args.text(option)?.split(",").map((name) => name.trim());
  const asked = ["policies", "forecasters", "against"].filter((option) =>
    args.text(option) !== undefined
  );
  if (asked.length > 1) {
    throw new InputError(
      `${asked.map((option) => `--${option}`).join(" and ")} are compared one at a time: ` +
        "leave one out",
    );
  }
  const forecasters = names("forecasters");
  if (forecasters !== undefined) {
    return { factors: ["forecaster"], variants: forecasterVariants(config, forecasters) };
  }
  const worlds = names("against");
  if (worlds !== undefined) {
    return { factors: ["world"], variants: worldVariants(config, worlds) };
  }
  return {
    factors: ["policy"],
    variants: policyVariants(config, names("policies") ?? policyNames),
  };
}
