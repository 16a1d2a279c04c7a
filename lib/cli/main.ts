import { helpOf, parseArguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { terminalProgress } from "./terminal_progress.ts";
import { InputError } from "../input_error.ts";

/** Loaded only when called, so that no command pays for what another needs. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  simulate: async () => (await import("./commands/simulate.ts")).simulateCommand,
  evaluate: async () => (await import("./commands/evaluate.ts")).evaluateCommand,
  compare: async () => (await import("./commands/compare.ts")).compareCommand,
  sweep: async () => (await import("./commands/sweep.ts")).sweepCommand,
  figures: async () => (await import("./commands/figures.ts")).figuresCommand,
  verify: async () => (await import("./commands/verify.ts")).verifyCommand,
  prove: async () => (await import("./commands/prove.ts")).proveCommand,
  import: async () => (await import("./commands/import.ts")).importCommand,
  download: async () => (await import("./commands/download.ts")).downloadCommand,
  sample: async () => (await import("./commands/sample.ts")).sampleCommand,
};

/**
 * Runs a command line: the command's name, then its words.
 *
 * @returns The exit status: 0, or 1 after telling on standard error what the user can mend.
 */
export async function main(words: readonly string[]): Promise<number> {
  const [name, ...rest] = words;
  try {
    if (!Object.hasOwn(commands, name ?? "")) {
      const known = Object.keys(commands).join(", ");
      const found = name === undefined ? "A command is missing" : `There is no command "${name}"`;
      throw new InputError(`${found}; the commands are ${known}`);
    }
    const command = await commands[name]();
    if (rest.includes("--help") || rest.includes("-h")) {
      console.log(helpOf(command));
      return 0;
    }
    const args = parseArguments(command, rest);
    await command.run(args, { print: (text) => console.log(text), progress: terminalProgress() });
    return 0;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    for (const problem of error.problems) console.error(problem);
    return 1;
  }
}
