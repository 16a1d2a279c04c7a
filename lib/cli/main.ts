import { helpOf, parseArguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { Interrupted, InterruptionWatch, STATUS_INTERRUPTED } from "./interruption.ts";
import { ProgressBar } from "./progress_bar.ts";
import { problemLine, showable } from "./terminal_text.ts";
import { InputError } from "../input_error.ts";
import { silent } from "../progress.ts";

/** Loaded only when called, so that no command pays for what another needs. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  simulate: async () => (await import("./commands/simulate.ts")).simulateCommand,
  evaluate: async () => (await import("./commands/evaluate.ts")).evaluateCommand,
  compare: async () => (await import("./commands/compare.ts")).compareCommand,
  sweep: async () => (await import("./commands/sweep/sweep.ts")).sweepCommand,
  figures: async () => (await import("./commands/figures.ts")).figuresCommand,
  verify: async () => (await import("./commands/verify.ts")).verifyCommand,
  prove: async () => (await import("./commands/prove.ts")).proveCommand,
  members: async () => (await import("./commands/members.ts")).membersCommand,
  import: async () => (await import("./commands/import.ts")).importCommand,
  download: async () => (await import("./commands/download.ts")).downloadCommand,
  sample: async () => (await import("./commands/sample.ts")).sampleCommand,
};

/** What can follow a command's name and makes another command of it. */
const actions: Readonly<Record<string, () => Promise<Command>>> = {
  "sweep plan": async () => (await import("./commands/sweep/plan.ts")).sweepPlanCommand,
  "sweep run": async () => (await import("./commands/sweep/run.ts")).sweepRunCommand,
  "sweep status": async () => (await import("./commands/sweep/status.ts")).sweepStatusCommand,
  "sweep submit": async () => (await import("./commands/sweep/submit.ts")).sweepSubmitCommand,
  "sweep merge": async () => (await import("./commands/sweep/merge.ts")).sweepMergeCommand,
};

/**
 * Runs a command line: the command's name, then its words.
 *
 * @returns The exit status: the command's own or 0, 1 after telling on standard error what the user can
 * mend, or 130 after Ctrl-C.
 */
export async function main(words: readonly string[]): Promise<number> {
  const [name, action] = words;
  const bar = new ProgressBar();
  try {
    if (!Object.hasOwn(commands, name ?? "")) {
      const known = Object.keys(commands).join(", ");
      const found = name === undefined ? "A command is missing" : `There is no command "${name}"`;
      throw new InputError(`${found}; the commands are ${known}`);
    }
    const acts = Object.hasOwn(actions, `${name} ${action}`);
    const rest = words.slice(acts ? 2 : 1);
    const command = await (acts ? actions[`${name} ${action}`] : commands[name])();
    if (rest.includes("--help") || rest.includes("-h")) {
      console.log(helpOf(command));
      return 0;
    }
    const args = parseArguments(command, rest);
    const progress = args.flag("quiet") ? silent : bar.progress;
    using watch = command.stoppable ? new InterruptionWatch() : undefined;
    const status = await command.run(args, {
      print: (text) => console.log(showable(text)),
      progress: watch?.stopping(progress) ?? progress,
    });
    return status ?? 0;
  } catch (error) {
    bar.clear();
    if (error instanceof Interrupted) {
      console.error(error.message);
      return STATUS_INTERRUPTED;
    }
    if (!(error instanceof InputError)) throw error;
    for (const problem of error.problems) console.error(problemLine(problem));
    return 1;
  }
}
