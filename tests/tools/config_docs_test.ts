import { match, strictEqual as equal } from "node:assert/strict";
import { parseConfig } from "lib/config/parse.ts";
import { schemaText, withSettings } from "../../tools/config_docs.ts";

function project(path: string): string {
  return Deno.readTextFileSync(new URL(`../../${path}`, import.meta.url));
}

Deno.test("the committed schema is the one that the settings give: deno task config-docs", () => {
  equal(
    JSON.stringify(JSON.parse(project("lib/config/config.schema.json"))),
    JSON.stringify(JSON.parse(schemaText())),
  );
});

Deno.test("the README's table of settings is the one that they give: deno task config-docs", () => {
  const cells = (text: string) => text.replace(/[ -]+\|/g, " |").replace(/\| +/g, "| ");
  const readme = project("README.md");
  equal(cells(withSettings(readme)), cells(readme));
  match(cells(readme), /\| `blockchain\.difficulty` \| `3` \| Zeros/);
});

Deno.test("the config.json of the project writes the defaults out", () => {
  equal(
    JSON.stringify(sorted(parseConfig(project("config.json")))),
    JSON.stringify(sorted(parseConfig("{}"))),
  );
});

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([key, child]) => [key, sorted(child)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => a < b ? -1 : 1));
}
