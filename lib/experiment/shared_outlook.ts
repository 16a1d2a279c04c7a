import type { Outlook } from "../forecast/outlook.ts";

/** By step, then by site, in one column. */
export interface SiteRows {
  /** Number of steps. */
  readonly rows: number;
  /** Step by step, in each site by site. */
  readonly values: Float64Array;
}

/** A value whose columns lie in memory that threads share. */
export type Shared<Value> = Value extends Float64Array ? Float64Array
  : Value extends readonly Float64Array[] ? SiteRows
  : Value extends object ? { readonly [Name in keyof Value]: Shared<Value[Name]> }
  : Value;

/** An outlook in memory that threads share: handed from one to another it is not copied. */
export type SharedOutlook = Shared<Outlook>;

/** What a run's members are told and what comes: an outlook, and which of its sites are theirs. */
export interface RunOutlook {
  /** Of all sites that any run of it can have. */
  readonly outlook: SharedOutlook;
  /** By site of the run: its number in the outlook. */
  readonly sites: readonly number[];
}

/** Copies an outlook once into memory that threads share; what else an object has is left behind. */
export function shareOutlook(
  { forecast, actual, foreseesLoads = false, ahead }: Outlook,
): SharedOutlook {
  const outlook: Record<keyof Outlook, unknown> = { forecast, actual, foreseesLoads, ahead };
  let length = 0;
  pack(outlook, (values) => (length += values.length, values));
  const memory = new Float64Array(
    new SharedArrayBuffer(length * Float64Array.BYTES_PER_ELEMENT),
  );
  let at = 0;
  return pack(outlook, (values) => {
    memory.set(values, at);
    return memory.subarray(at, at += values.length);
  }) as SharedOutlook;
}

/** A shared outlook whose sites are all a run's, in their order. */
export function wholeOutlook(outlook: Outlook): RunOutlook {
  const sites = outlook.forecast.pvKwhPerKw[0] ?? new Float64Array();
  return { outlook: shareOutlook(outlook), sites: Array.from(sites, (_, site) => site) };
}

/** The outlook of a run: of its own sites alone. */
export function outlookOfRun({ outlook, sites }: RunOutlook): Outlook {
  return unpack(outlook, sites) as Outlook;
}

/** Puts every column where `keep` has it; what is by step and by site becomes one column. */
function pack(value: unknown, keep: (values: Float64Array) => Float64Array): unknown {
  if (value instanceof Float64Array) return keep(value);
  if (Array.isArray(value) && value[0] instanceof Float64Array) {
    const width = value[0].length;
    const values = new Float64Array(value.length * width);
    value.forEach((row, step) => values.set(row, step * width));
    return { rows: value.length, values: keep(values) };
  }
  return mapped(value, (part) => pack(part, keep));
}

/** Undoes {@linkcode pack}, for some sites. */
function unpack(value: unknown, sites: readonly number[]): unknown {
  if (value instanceof Float64Array) return value;
  if (isSiteRows(value)) {
    const { rows, values } = value;
    const width = values.length / rows;
    return Array.from(
      { length: rows },
      (_, step) => Float64Array.from(sites, (site) => values[step * width + site]),
    );
  }
  return mapped(value, (part) => unpack(part, sites));
}

function isSiteRows(value: unknown): value is SiteRows {
  return typeof value === "object" && value !== null && "rows" in value;
}

/** A list or record with each part replaced; parts that are undefined are left out. */
function mapped(value: unknown, replaced: (part: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(replaced);
  if (typeof value !== "object" || value === null) return value;
  const parts = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(parts.map(([name, part]) => [name, replaced(part)]));
}
