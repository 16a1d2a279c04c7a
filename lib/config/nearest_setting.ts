import { configJsonSchema } from "./schema.ts";

/**
 * The setting that a path which is none was probably meant to be: one of the same last word in another
 * section, else the one that the fewest typing errors lead to; undefined if none is near.
 */
export function nearestSetting(path: string): string | undefined {
  const settings = allSettings();
  const last = lastOf(path);
  const moved = settings.filter((setting) => lastOf(setting) === last);
  if (moved.length === 1) return moved[0];
  const [best] = settings.map((setting) => ({
    setting,
    errors: Math.min(
      typingErrors(path, setting),
      typingErrors(last, lastOf(setting)) + (firstOf(path) === firstOf(setting) ? 0 : 1),
    ),
  })).sort((a, b) => a.errors - b.errors);
  return best.errors <= Math.max(1, Math.floor(last.length / 3)) ? best.setting : undefined;
}

/** Whether a path is that of a setting or of a section. */
export function isSetting(path: string): boolean {
  return allSettings().includes(path);
}

/** Whether a path is that of a section that may be null: stating one of its settings makes it one. */
export function mayBeNull(path: string): boolean {
  const node = path.split(".").reduce<SchemaNode | undefined>(
    (section, name) => section?.properties?.[name],
    configJsonSchema() as SchemaNode,
  );
  const kinds = node?.anyOf ?? [];
  return kinds.some(({ type }) => type === "null") && kinds.some(({ properties }) => properties);
}

function allSettings(): string[] {
  return settingsOf(configJsonSchema() as SchemaNode, "");
}

interface SchemaNode {
  readonly type?: string;
  readonly anyOf?: readonly SchemaNode[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  /** Of a section whose settings are all alike, such as `grid.tariff_figures`: what they may be called. */
  readonly propertyNames?: { readonly enum?: readonly string[] };
}

function settingsOf({ properties = {}, propertyNames = {} }: SchemaNode, path: string): string[] {
  const alike = (propertyNames.enum ?? []).map((name): [string, SchemaNode] => [name, {}]);
  return [...Object.entries(properties), ...alike].flatMap(([name, child]) => {
    const childPath = path === "" ? name : `${path}.${name}`;
    return [childPath, ...settingsOf(child, childPath)];
  });
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

function firstOf(path: string): string {
  return path.split(".")[0];
}

/**
 * The fewest insertions, deletions, substitutions and swaps of neighbours that make one text of the
 * other (optimal string alignment; Damerau 1964, doi:10.1145/363958.363994).
 */
export function typingErrors(a: string, b: string): number {
  let [beforeLast, last]: number[][] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length];
}
