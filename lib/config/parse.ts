import type { z } from "zod";
import { InputError } from "../input_error.ts";
import { parseJsonWithComments } from "./json_with_comments.ts";
import { namedPolicies } from "./named_policies.ts";
import { isSetting, mayBeNull, nearestSetting } from "./nearest_setting.ts";
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
  const byDepth = Object.entries(overrides).map(([path, value]) => ({
    keys: path.split("."),
    value,
  }))
    .sort((a, b) => a.keys.length - b.keys.length);
  for (const { keys, value } of byDepth) override(raw, keys, value);
  const result = configSchema.safeParse(raw);
  if (!result.success) {
    const problems = result.error.issues.flatMap((issue) => problemsOf(issue, raw));
    throw new InputError([...new Set(problems)]);
  }
  return result.data;
}

/** Puts a value where a path leads, through sections that the file may not state. */
function override(raw: Record<string, unknown>, keys: readonly string[], value: unknown): void {
  const path = keys.join(".");
  if (keys.includes("__proto__")) throw new InputError(unknownSetting(path));
  let section = raw;
  for (const [i, key] of keys.slice(0, -1).entries()) {
    const stated = Object.hasOwn(section, key) ? section[key] : undefined;
    const isNone = stated === null && mayBeNull(keys.slice(0, i + 1).join("."));
    const there = isNone ? undefined : stated;
    const next = there === undefined ? i === 1 && policyInForce(raw, keys) || {} : there;
    if (!isObject(next)) {
      if (isSetting(path)) return; // what stands in its section's place is told with the rest
      throw new InputError(unknownSetting(path));
    }
    section[key] = next;
    section = next;
  }
  section[keys[keys.length - 1]] = value;
}

/** Of a policy that the file does not state, one tier may be replaced: the others are the objective's. */
function policyInForce(
  raw: Record<string, unknown>,
  [section, policy]: readonly string[],
): unknown {
  if (section !== "regulator") return undefined;
  const { objective = "p2p" } = raw.regulator as { objective?: unknown };
  if (typeof objective !== "string" || !Object.hasOwn(namedPolicies, objective)) return undefined;
  const rules = namedPolicies[objective as keyof typeof namedPolicies];
  const tiers = rules[policy as keyof typeof rules];
  return isObject(tiers) ? { ...tiers } : undefined;
}

function unknownSetting(path: string): string {
  const nearest = nearestSetting(path);
  return `${path}: there is no such setting; ` +
    (nearest === undefined
      ? "look for its right name in the configuration table of the README"
      : `did you mean ${nearest}?`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function problemsOf(issue: z.core.$ZodIssue, raw: unknown): string[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => unknownSetting([...issue.path, key].join(".")));
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

const LONGEST_SHOWN = 200;

function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = typeof value === "number" ? String(value) : JSON.stringify(value);
  return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}…`;
}
