import { InputError } from "../../input_error.ts";
import { type MeterAnswers, meterUnits, stampKinds } from "../../data/meters/mod.ts";
import type { Command } from "../command.ts";
import { checkRoster } from "../members/check_roster.ts";
import { initRoster } from "../members/init_roster.ts";

/** `deno task members`: real members, from files. */
export const membersCommand: Command = {
  name: "members",
  summary: "Write a roster from a folder of meter files, a member a file (init DIR), or check a " +
    "roster and its meters (check FILE). Nothing leaves the folder.",
  positionals: "init DIR | check FILE",
  options: {
    unit: {
      value: "UNIT",
      help: "init: what the numbers of files are that do not say it: kWh, Wh, kW or W",
    },
    stamp: { value: "KIND", help: "init: whether their times start or end a step: start or end" },
  },
  async run(args, terminal) {
    const [action, path, ...more] = args.positionals;
    const answers: MeterAnswers = {
      ...oneOf("unit", args.text("unit"), meterUnits),
      ...oneOf("stamp", args.text("stamp"), stampKinds),
    };
    if (path === undefined || more.length > 0 || (action !== "init" && action !== "check")) {
      throw new InputError(
        "Cannot tell what to do as members takes `init DIR` or `check FILE`: " +
          (args.positionals.length === 0 ? "found nothing" : `found ${args.positionals.join(" ")}`),
      );
    }
    terminal.print(action === "init" ? await initRoster(path, answers) : checkRoster(path));
  },
};

function oneOf<Name extends string, Word extends string>(
  name: Name,
  text: string | undefined,
  words: readonly Word[],
): { [K in Name]?: Word } {
  if (text === undefined) return {};
  const word = words.find((candidate) => candidate.toLowerCase() === text.toLowerCase());
  if (word !== undefined) return { [name]: word } as { [K in Name]?: Word };
  throw new InputError(`--${name} must be one of ${words.join(", ")}, found "${text}"`);
}
