import { readConfig, setOption, settingsSet } from "../config_file.ts";
import type { Command } from "../command.ts";
import { placesFor } from "../../project.ts";
import { InputError } from "../../input_error.ts";
import { type TableFormat, tableFormats } from "../../results/mod.ts";
import { runScenario } from "../../run/mod.ts";
import { staleFiguresNote } from "../drawn_figures.ts";
import { stepTable } from "../step_table.ts";
import { summaryText } from "../summary_text.ts";

/** `deno task simulate`: runs the scenario and writes its results. */
export const simulateCommand: Command = {
  name: "simulate",
  summary: "Run the scenario of config.json and write its results.",
  stoppable: true,
  options: {
    config: { value: "FILE", help: "Settings to use instead of config.json" },
    data: { value: "DIR", help: "History in DIR/gme/*.xlsx and DIR/pv/* instead of the project's" },
    out: { value: "DIR", help: "Where results go; results/ by default" },
    date: { value: "YYYY-MM-DD", help: "First day, instead of the configured one" },
    hours: { value: "N", help: "Number of hours, instead of the configured one" },
    "step-minutes": { value: "N", help: "Length of a step, 5, 10, 15, 20, 30 or 60 minutes" },
    prosumers: { value: "N", help: "Number of prosumers, instead of the configured one" },
    members: { value: "FILE", help: "Roster of real members instead of drawn ones" },
    seed: { value: "N", help: "Seed of all chance, instead of the configured one" },
    set: setOption,
    format: { value: "csv|parquet", help: "How tables are written; csv by default" },
    verbose: { help: "A line for every step: price, trades, P2P kWh, winner, nonce, tries" },
    quiet: { help: "No progress and no summary" },
  },
  async run(args, terminal) {
    const config = readConfig(args.text("config"), {
      date: args.text("date"),
      hours: args.wholeNumber("hours"),
      step_minutes: args.wholeNumber("step-minutes"),
      "community.num_prosumers": args.wholeNumber("prosumers"),
      "community.members": args.text("members"),
      seed: args.wholeNumber("seed"),
      ...settingsSet(args),
    });
    const out = args.text("out") ?? "results";
    const format = formatOf(args.text("format"));
    const begin = performance.now();
    const result = await runScenario(config, {
      places: placesFor(args.text("data")),
      out,
      format,
      progress: terminal.progress,
    });
    if (args.flag("quiet")) return;
    const seconds = (performance.now() - begin) / 1000;
    if (args.flag("verbose")) terminal.print(`${await stepTable(out)}\n`);
    terminal.print(summaryText(config, result, { out, seconds }));
    const note = await staleFiguresNote(out);
    if (note !== undefined) terminal.print(note);
  },
};

function formatOf(name = "csv"): TableFormat {
  const format = tableFormats.find((known) => known === name);
  if (format !== undefined) return format;
  throw new InputError(`--format must be ${tableFormats.join(" or ")}, found "${name}"`);
}
