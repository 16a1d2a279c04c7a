import { parseArgs } from "node:util";
import { InputError } from "../input_error.ts";
import type { Arguments, Command } from "./command.ts";

/**
 * The words after a command, checked against its options.
 *
 * @throws {InputError} For an option that it does not have, or one without its value.
 */
export function parseArguments(command: Command, words: readonly string[]): Arguments {
  const options = Object.fromEntries(
    Object.entries(command.options).map(([name, { value, multiple = false }]) => [
      name,
      { type: value === undefined ? "boolean" as const : "string" as const, multiple },
    ]),
  );
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: { ...options, help: { type: "boolean", short: "h" } },
      allowPositionals: command.positionals !== undefined,
    });
    return new CheckedArguments(values, positionals);
  } catch (cause) {
    throw new InputError(`${complaintOf(cause)}. See \`deno task ${command.name} --help\``, {
      cause,
    });
  }
}

/** Node's words in short; its words on a missing value take several lines. */
function complaintOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const { code } = cause as Error & { code?: string };
  const option = /--[\w-]+/.exec(cause.message)?.[0];
  if (code === "ERR_PARSE_ARGS_INVALID_OPTION_VALUE" && option !== undefined) {
    return /does not take/.test(cause.message)
      ? `${option} takes no value`
      : `${option} needs a value, ${option}=-1 if it begins with a dash`;
  }
  return cause.message.split(". ")[0];
}

/** What `--help` prints. */
export function helpOf(command: Command): string {
  const options = { ...command.options, help: { help: "Print this" } };
  const labels = Object.entries(options).map(([name, option]) =>
    "value" in option && option.value !== undefined ? `--${name} ${option.value}` : `--${name}`
  );
  const width = Math.max(...labels.map((label) => label.length));
  const lines = Object.values(options).map(({ help }, i) =>
    `  ${labels[i].padEnd(width)}  ${help}`
  );
  const positionals = command.positionals === undefined ? "" : ` ${command.positionals}`;
  return [
    command.summary,
    "",
    `Usage: deno task ${command.name}${positionals} [options]`,
    "",
    ...lines,
  ].join("\n");
}

class CheckedArguments implements Arguments {
  readonly positionals: readonly string[];
  readonly #values: Readonly<Record<string, unknown>>;

  constructor(values: Readonly<Record<string, unknown>>, positionals: readonly string[]) {
    this.#values = values;
    this.positionals = positionals;
  }

  text(name: string): string | undefined {
    return this.#values[name] as string | undefined;
  }

  wholeNumber(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    if (!/^-?\d+$/.test(text)) {
      throw new InputError(`--${name} must be a whole number, found "${text}"`);
    }
    return Number(text);
  }

  all(name: string): readonly string[] {
    return (this.#values[name] as string[] | undefined) ?? [];
  }

  flag(name: string): boolean {
    return this.#values[name] === true;
  }
}
