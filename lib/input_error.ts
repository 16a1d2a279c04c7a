/**
 * What the user gave cannot be used: a setting, an argument, a file.
 *
 * The command line prints its problems, one a line, without a stack trace, and exits with status 1.
 * Anything else that is thrown is a fault of this program, and is shown with its stack.
 */
export class InputError extends Error {
  /** Tells it from faults of the program. */
  override readonly name = "InputError";
  /** One sentence each: what could not be done, the rule, the value found. */
  readonly problems: readonly string[];

  /** An error from its problems: one sentence each, one may be given alone. */
  constructor(problems: string | readonly string[], options?: ErrorOptions) {
    const list = typeof problems === "string" ? [problems] : problems;
    super(list.join("\n"), options);
    this.problems = list;
  }
}
