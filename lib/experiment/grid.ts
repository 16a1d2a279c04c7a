import type { Config } from "../config/settings.ts";
import { parseConfig, settingFrom } from "../config/mod.ts";
import { InputError } from "../input_error.ts";
import type { Variant } from "./experiment.ts";

/** A setting and the values that it takes in turn. */
export interface Axis {
  /** Path of the setting, such as `regulator.p2p_bonus_policy.1`. */
  readonly path: string;
  /** As written: JSON, or plain text. */
  readonly values: readonly string[];
}

/**
 * An axis as written on the command line, `PATH=VALUE,VALUE,…`. Commas within brackets, braces and
 * quotes belong to a value: `community.pv_number_range=[0,10],[0,20]`.
 *
 * @throws {InputError} If there is no path or a value is empty or twice there.
 * @example
 * ```ts
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 * deepEqual(parseAxis("grid.network_fee=0,0.02"), {
 *   path: "grid.network_fee",
 *   values: ["0", "0.02"],
 * });
 * ```
 */
export function parseAxis(text: string): Axis {
  const at = text.indexOf("=");
  const path = text.slice(0, Math.max(0, at)).trim();
  const values = at < 0 ? [] : splitAtCommas(text.slice(at + 1)).map((value) => value.trim());
  if (path === "" || values.length === 0 || values.includes("")) {
    throw new InputError(
      `--grid must be a setting and its values, such as grid.network_fee=0,0.02, found "${text}"`,
    );
  }
  const twice = values.find((value, i) => values.indexOf(value) !== i);
  if (twice !== undefined) {
    throw new InputError(`--grid ${path}: every value may be there once, found ${twice} twice`);
  }
  return { path, values };
}

/**
 * Every combination of the axes' values, the last axis running fastest.
 *
 * @param text The configuration file that the values replace settings of.
 * @param overrides Further settings, by path.
 * @throws {InputError} If an axis is there twice, no setting, or a value is not allowed; or if
 * objectives are to be told apart whose rules the file overrules.
 */
export function gridVariants(
  text: string,
  axes: readonly Axis[],
  overrides: Readonly<Record<string, unknown>> = {},
): Variant[] {
  const paths = axes.map(({ path }) => path);
  const twice = paths.find((path, i) => paths.indexOf(path) !== i);
  if (twice !== undefined) throw new InputError(`--grid ${twice} is there twice`);
  if (paths.includes("seed")) {
    throw new InputError("--grid cannot vary the seed: every cell runs on all seeds, see --seeds");
  }
  const objectives = axes.find(({ path }) => path === OBJECTIVE);
  if (objectives !== undefined) assertObjectiveMatters(text, overrides, objectives);
  return combinations(axes).map((levels) => ({
    levels,
    config: withSettings(text, overrides, levels),
  }));
}

const OBJECTIVE = "regulator.objective";

/** An objective acts only by the rules that the file does not state. */
function assertObjectiveMatters(
  text: string,
  overrides: Readonly<Record<string, unknown>>,
  { values }: Axis,
): void {
  const rules = values.map((value) => {
    const { objective: _, ...policy } =
      withSettings(text, overrides, { [OBJECTIVE]: value }).regulator;
    return JSON.stringify(policy);
  });
  const same = rules.findIndex((policy, i) => rules.indexOf(policy) !== i);
  if (same < 0) return;
  throw new InputError(
    `--grid ${OBJECTIVE}: ${values[rules.indexOf(rules[same])]} and ${
      values[same]
    } mean the same, ` +
      `as the configuration states the rules itself; leave them out of it, or see deno task compare`,
  );
}

function combinations(axes: readonly Axis[]): Record<string, string>[] {
  return axes.reduce<Record<string, string>[]>(
    (cells, { path, values }) =>
      cells.flatMap((cell) => values.map((value) => ({ ...cell, [path]: value }))),
    [{}],
  );
}

function withSettings(
  text: string,
  overrides: Readonly<Record<string, unknown>>,
  levels: Readonly<Record<string, string>>,
): Config {
  const settings = Object.entries(levels).map(([path, value]) => [path, settingFrom(value)]);
  return parseConfig(text, { ...overrides, ...Object.fromEntries(settings) });
}

function splitAtCommas(text: string): string[] {
  const parts = [""];
  let depth = 0;
  let quoted = false;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && "[{".includes(character)) depth++;
    else if (!quoted && "]}".includes(character)) depth--;
    if (character === "," && depth === 0 && !quoted) parts.push("");
    else parts[parts.length - 1] += character;
  }
  return parts;
}
