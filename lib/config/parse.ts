import { parse, type ParseError, printParseErrorCode } from "jsonc-parser";
import type { z } from "zod";
import { InputError } from "../input_error.ts";
import { configSchema } from "./schema.ts";
import type { Config } from "./settings.ts";

/**
 * A configuration from the text of a config.json; comments and trailing commas are allowed.
 *
 * @param text JSON with comments.
 * @param overrides Settings that replace the file's, by path: `{ "community.num_prosumers": 10 }`.
 * @throws {InputError} With one sentence per wrong, missing or unknown setting.
 * @example
 * ```ts
 * import { strictEqual as equal } from "node:assert/strict";
 * equal(parseConfig(`{ "hours": 48 } // two days`).hours, 48);
 * equal(parseConfig("{}", { "community.num_prosumers": 7 }).community.num_prosumers, 7);
 * ```
 */
export function parseConfig(
  text: string,
  overrides: Readonly<Record<string, unknown>> = {},
): Config {
  const raw = parseJsonWithComments(text);
  for (const [path, value] of Object.entries(overrides)) assign(raw, path.split("."), value);
  const result = configSchema.safeParse(raw);
  if (!result.success) {
    const problems = result.error.issues.flatMap((issue) => problemsOf(issue, raw));
    throw new InputError([...new Set(problems)]);
  }
  return result.data;
}

function parseJsonWithComments(text: string): Record<string, unknown> {
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, { allowTrailingComma: true });
  if (errors.length > 0) {
    const { error, offset } = errors[0];
    const lines = text.slice(0, offset).split("\n");
    const reason = printParseErrorCode(error).replace(
      /\B[A-Z]/g,
      (letter) => ` ${letter.toLowerCase()}`,
    );
    throw new InputError(
      `Cannot read the configuration as JSON with comments: ${reason} at line ${lines.length}, ` +
        `column ${lines[lines.length - 1].length + 1}`,
    );
  }
  if (!isObject(value)) {
    throw new InputError(`The configuration must be an object, found ${shown(value)}`);
  }
  return value;
}

function assign(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [key, ...rest] = path;
  if (rest.length === 0) target[key] = value;
  else {
    const section = target[key] === undefined ? target[key] = {} : target[key];
    if (isObject(section)) assign(section, rest, value);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function problemsOf(issue: z.core.$ZodIssue, raw: unknown): string[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) =>
      `${[...issue.path, key].join(".")}: there is no such setting; look for its right name ` +
      `in the configuration table of the README`
    );
  }
  const path = issue.path.map(String).join(".");
  return [`${path}: must be ${issue.message}, found ${shown(foundBy(issue, raw))}`];
}

/** The value complained about: a bad key, a default that the file does not show, or what it says. */
function foundBy(issue: z.core.$ZodIssue, raw: unknown): unknown {
  if (issue.code === "invalid_key") return issue.path.at(-1);
  if (issue.code === "custom" && issue.params !== undefined) return issue.params.found;
  return issue.path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key],
    raw,
  );
}

function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  return typeof value === "number" ? String(value) : JSON.stringify(value);
}
