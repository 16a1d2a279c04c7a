import type { Progress } from "../progress.ts";

/** One option of a command, `--name VALUE`, or `--name` alone for a flag. */
export interface Option {
  /** What stands for the value in the help, such as `DIR`; none for a flag. */
  readonly value?: string;
  /** What it does, for `--help`. */
  readonly help: string;
  /** May be given more than once. */
  readonly multiple?: boolean;
}

/** The words after `deno task NAME`, checked against the command's options. */
export interface Arguments {
  /** Words that belong to no option, in their order. */
  readonly positionals: readonly string[];
  /**
   * The value of an option, or undefined where it was not given; of one that takes a FILE or DIR, the
   * path from where the user stands.
   */
  text(name: string): string | undefined;
  /** The value of an option as a whole number. @throws {InputError} If it is not one. */
  wholeNumber(name: string): number | undefined;
  /** Every value of a `multiple` option. */
  all(name: string): readonly string[];
  /** Whether a flag was given. */
  flag(name: string): boolean;
}

/** Where a command writes for people: results to standard output, progress to standard error. */
export interface Terminal {
  /** Writes a result, with a line break after it. */
  print(text: string): void;
  /** Shows how far a long task has come. */
  readonly progress: Progress;
}

/** A command of the command line: arguments in, functions called, tables out. */
export interface Command {
  /** The name of its task in deno.json, and its action where the task has several. */
  readonly name: string;
  /** One sentence. */
  readonly summary: string;
  /** How positional arguments are shown in the help, such as `pun|pv`. */
  readonly positionals?: string;
  /** Whether Ctrl-C ends it in good order, at the next report of its progress. */
  readonly stoppable?: boolean;
  /** By name, without the dashes. */
  readonly options: Readonly<Record<string, Option>>;
  /**
   * Does it.
   *
   * @returns The exit status; 0 where there is none.
   * @throws {InputError} For anything that the user can mend.
   */
  run(args: Arguments, terminal: Terminal): Promise<number | void>;
}
