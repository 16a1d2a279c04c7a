/**
 * Writes what follows from lib/config/schema.ts: lib/config/config.schema.json, by which editors
 * check and complete config.json, and the table of settings in README.md.
 */
import { configJsonSchema } from "../lib/config/schema.ts";

const SCHEMA = new URL("../lib/config/config.schema.json", import.meta.url);
const README = new URL("../README.md", import.meta.url);
const TABLE = /(<!-- settings -->\n)[^]*(\n<!-- \/settings -->)/;

interface SchemaNode {
  readonly description?: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
}

/** The text of lib/config/config.schema.json. */
export function schemaText(): string {
  return `${JSON.stringify(configJsonSchema(), null, 2)}\n`;
}

/** README.md with its table of settings made anew. */
export function withSettings(readme: string): string {
  const rows = settingsOf(configJsonSchema() as SchemaNode, "");
  const table = ["| setting | default | meaning |", "| --- | --- | --- |", ...rows].join("\n");
  return readme.replace(TABLE, (_, begin, end) => `${begin}\n${table}\n${end}`);
}

function settingsOf(node: SchemaNode, path: string): string[] {
  return Object.entries(node.properties ?? {}).flatMap(([name, child]) => {
    const childPath = path === "" ? name : `${path}.${name}`;
    if (name === "$schema") return [];
    if (child.properties !== undefined) return settingsOf(child, childPath);
    return [`| \`${childPath}\` | ${shown(child.default)} | ${child.description ?? ""} |`];
  });
}

function shown(value: unknown): string {
  if (value === undefined) return "the objective's";
  const text = JSON.stringify(value);
  return text.length > 60 ? "ten boxes" : `\`${text}\``;
}

if (import.meta.main) {
  Deno.writeTextFileSync(SCHEMA, schemaText());
  Deno.writeTextFileSync(README, withSettings(Deno.readTextFileSync(README)));
}
