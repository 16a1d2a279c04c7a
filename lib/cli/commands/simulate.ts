import { readConfig } from "../config_file.ts";
import type { Command } from "../command.ts";
import { placesFor } from "../../project.ts";
import { runScenario } from "../../run/mod.ts";
import { summaryText } from "../summary_text.ts";

/** `deno task simulate`: runs the scenario and writes its results. */
export const simulateCommand: Command = {
  name: "simulate",
  summary: "Run the scenario of config.json and write its results.",
  options: {
    config: { value: "FILE", help: "Settings to use instead of config.json" },
    data: { value: "DIR", help: "History in DIR/gme/*.xlsx and DIR/pv/* instead of the project's" },
    out: { value: "DIR", help: "Where results go; results/ by default" },
    date: { value: "YYYY-MM-DD", help: "First day, instead of the configured one" },
    hours: { value: "N", help: "Number of hours, instead of the configured one" },
    prosumers: { value: "N", help: "Number of prosumers, instead of the configured one" },
    seed: { value: "N", help: "Seed of all chance, instead of the configured one" },
    quiet: { help: "No progress and no summary" },
  },
  async run(args, terminal) {
    const config = readConfig(args.text("config"), {
      date: args.text("date"),
      hours: args.wholeNumber("hours"),
      "community.num_prosumers": args.wholeNumber("prosumers"),
      seed: args.wholeNumber("seed"),
    });
    const out = args.text("out") ?? "results";
    const quiet = args.flag("quiet");
    const begin = performance.now();
    const result = await runScenario(config, {
      places: placesFor(args.text("data")),
      out,
      ...(quiet ? {} : { progress: terminal.progress }),
    });
    if (quiet) return;
    const seconds = (performance.now() - begin) / 1000;
    terminal.print(summaryText(config, result, { out, seconds }));
  },
};
