import { InputError } from "../../input_error.ts";
import type { Command } from "../command.ts";

/** `deno task evaluate`: measures a forecaster on history that it was not trained on. */
export const evaluateCommand: Command = {
  name: "evaluate",
  summary: "Train a forecaster on all history before a date and test it on the rest.",
  positionals: "pun|pv",
  options: {
    data: { value: "DIR", help: "History in DIR/gme/*.xlsx and DIR/pv/* instead of the project's" },
    "test-from": { value: "YYYY-MM-DD", help: "First day of the test" },
    horizon: {
      value: "H",
      help: "pun: hour-ahead (default) or day-ahead; pv: hour-ahead (default) or climatology",
    },
    model: { value: "NAME", help: "pun: one model, or all; all by default, ensemble with --json" },
    refit: { value: "HOW", help: "pun: train anew never (default), monthly, weekly or daily" },
    neighbour: {
      value: "COLUMN",
      help:
        "pun, day-ahead: the second information set, with a neighbour's price of the day itself, " +
        "such as CH",
    },
    "price-type": { value: "NAME", help: "pun: PUN (default) or a zone such as NORD" },
    keep: {
      value: "NAME",
      help:
        "Keep the last model's forecasts in .cache/forecasts/NAME.csv, their reliability in NAME.svg",
    },
    against: { value: "NAME", help: "Test the last model against forecasts kept before" },
    json: { help: "One JSON object on standard output, and nothing else" },
  },
  async run(args, terminal) {
    const [what, ...more] = args.positionals;
    if (more.length === 0 && what === "pun") {
      await (await import("./evaluate_pun.ts")).evaluatePun(args, terminal);
    } else if (more.length === 0 && what === "pv") {
      await (await import("./evaluate_pv.ts")).evaluatePv(args, terminal);
    } else {
      const found = args.positionals.length === 0 ? "nothing" : `"${args.positionals.join(" ")}"`;
      throw new InputError(`evaluate takes one word, pun or pv: found ${found}`);
    }
  },
};
