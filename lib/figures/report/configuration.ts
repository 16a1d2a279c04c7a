import { type Config, parseConfig } from "../../config/mod.ts";
import { escapeXml } from "../drawing/svg.ts";
import { say } from "../edition/say.ts";
import { tableHtml } from "./markup.ts";

/** A setting that a run was given other than by default. */
export interface Difference {
  /** Such as `community.num_prosumers`. */
  readonly path: string;
  /** As JSON. */
  readonly value: string;
  /** As JSON. */
  readonly byDefault: string;
}

/** The settings of a configuration that differ from the defaults, in the order of the file. */
export function differencesFromDefault(config: Config): Difference[] {
  return differences(config, parseConfig("{}"), "");
}

function differences(value: unknown, byDefault: unknown, path: string): Difference[] {
  if (isSection(value) && isSection(byDefault)) {
    const keys = new Set([...Object.keys(byDefault), ...Object.keys(value)]);
    return [...keys].flatMap((key) =>
      differences(value[key], byDefault[key], path === "" ? key : `${path}.${key}`)
    );
  }
  const [given, normal] = [json(value), json(byDefault)];
  return given === normal ? [] : [{ path, value: given, byDefault: normal }];
}

/** The differences as a table, and the whole configuration folded away. */
export function configurationHtml(config: Config): string {
  const rows = differencesFromDefault(config)
    .map(({ path, value, byDefault }): [string, string, string] => [path, value, byDefault]);
  const changed = rows.length === 0
    ? `<p>${escapeXml(say`Every setting has its default value.`)}</p>`
    : tableHtml([say`Setting`, say`This run`, say`By default`], rows, "settings");
  return `${changed}\n<details><summary>${
    escapeXml(say`The whole configuration`)
  }</summary>\n<pre>${escapeXml(JSON.stringify(config, null, 2))}</pre>\n</details>`;
}

function isSection(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function json(value: unknown): string {
  return value === undefined ? "–" : JSON.stringify(value);
}
