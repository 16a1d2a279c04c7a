import { InputError } from "../../../input_error.ts";
import type { MeterFormat, RawChannel } from "../format.ts";
import { readingOf } from "../numbers.ts";
import type { Direction, MeterUnit } from "../readings.ts";
import { descendants, parseXml, textOf, type XmlElement } from "../xml.ts";

/** `flowDirection` of ESPI (NAESB REQ.21): which way energy goes. */
const FLOW: Readonly<Record<string, Direction>> = { "1": "withdrawn", "19": "injected" };
/** `uom`: units of energy and of power. */
const UOM: Readonly<Record<string, MeterUnit>> = { "72": "Wh", "38": "W" };
/** `accumulationBehaviour` of registers that count up. */
const REGISTERS = new Set(["1", "2", "3", "9"]);

/** What a `ReadingType` says of the values that follow it. */
interface Kind {
  readonly direction: Direction;
  readonly unit?: MeterUnit;
  /** By which values are multiplied. */
  readonly factor: number;
}

/**
 * Green Button: an Atom feed of ESPI (NAESB REQ.21), intervals of Unix seconds, `uom` 72 for Wh,
 * `powerOfTenMultiplier`, `flowDirection` 1 delivered and 19 received.
 */
export const greenButton: MeterFormat = {
  name: "Green Button",
  recognises: (head) =>
    /<(?:\w+:)?feed\b/.test(head) || /<(?:\w+:)?(IntervalBlock|UsagePoint)\b/.test(head),
  read(text, file) {
    const feed = parseXml(text, file);
    const kindOf = kindsByBlock(feed, file);
    const columns = new Map<Direction, { stamps: number[]; values: number[] }>();
    const units = new Set<MeterUnit | undefined>();
    let seconds: number | undefined;
    let count = 0;
    for (const { block, links } of blocksOf(feed)) {
      const kind = kindOf(links);
      units.add(kind.unit);
      let column = columns.get(kind.direction);
      if (column === undefined) columns.set(kind.direction, column = { stamps: [], values: [] });
      for (const reading of descendants(block, "IntervalReading")) {
        const place = `IntervalReading ${++count} of "${file}"`;
        const start = Number(textOf(reading, "start") ?? NaN);
        const duration = Number(textOf(reading, "duration") ?? seconds ?? NaN);
        if (!Number.isFinite(start) || !(duration > 0)) {
          throw new InputError(
            `Cannot read ${place} as its timePeriod has a start and a duration in seconds`,
          );
        }
        if (duration !== (seconds ??= duration)) {
          throw new InputError(
            `Cannot read ${place} as steps are of one length in a file: found ${seconds} s and ` +
              `${duration} s`,
          );
        }
        column.stamps.push(start);
        column.values.push(
          readingOf(textOf(reading, "value") ?? "", () => place) * kind.factor,
        );
      }
    }
    if (units.size > 1) {
      throw new InputError(`Cannot read "${file}" as its intervals are of different units`);
    }
    const [unit] = units;
    return {
      channels: columns as Map<Direction, RawChannel>,
      ...(seconds === undefined ? {} : { seconds }),
      ...(unit === undefined ? {} : { unit }),
      stamp: "start",
      hints: { unit: "its ReadingType names no uom" },
    };
  },
};

/** Every block of intervals, with the addresses of the entry that holds it. */
function blocksOf(feed: XmlElement): { block: XmlElement; links: readonly string[] }[] {
  const entries = descendants(feed, "entry");
  if (entries.length === 0) {
    return [feed, ...descendants(feed, "IntervalBlock")]
      .filter(({ name }) => name === "IntervalBlock")
      .map((block) => ({ block, links: [] }));
  }
  return entries.flatMap((entry) =>
    descendants(entry, "IntervalBlock").map((block) => ({ block, links: addresses(entry) }))
  );
}

/**
 * How a block's values are meant. One `ReadingType` means all; of several, the one that the block's
 * `MeterReading` names by its links.
 */
function kindsByBlock(feed: XmlElement, file: string): (links: readonly string[]) => Kind {
  const entries = descendants(feed, "entry");
  const types = entries.filter((entry) => descendants(entry, "ReadingType").length > 0);
  const kinds = descendants(feed, "ReadingType").map((type) => toKind(type, file));
  if (kinds.length === 0) {
    throw new InputError(
      `Cannot read "${file}" as Green Button says by a ReadingType what its values are: found none`,
    );
  }
  if (kinds.length === 1) return () => kinds[0];
  const readings = entries.filter((entry) => descendants(entry, "MeterReading").length > 0);
  return (links) => {
    const reading = readings.find((entry) =>
      addresses(entry, "self").some((self) => links.some((link) => link.startsWith(`${self}/`)))
    );
    const related = reading === undefined ? [] : addresses(reading, "related");
    const index = types.findIndex((entry) =>
      addresses(entry, "self").some((self) => related.includes(self))
    );
    if (index >= 0) return kinds[index];
    throw new InputError(
      `Cannot read "${file}" as its links do not say which of its ${kinds.length} ReadingTypes a ` +
        "block of intervals has",
    );
  };
}

function toKind(type: XmlElement, file: string): Kind {
  if (REGISTERS.has(textOf(type, "accumulationBehaviour") ?? "")) {
    throw new InputError(
      `Cannot read "${file}" as its values are registers that count up (accumulationBehaviour), ` +
        "not the energy of each step: download interval data instead",
    );
  }
  const direction = FLOW[textOf(type, "flowDirection") ?? ""];
  if (direction === undefined) {
    throw new InputError(
      `Cannot read "${file}" as energy flows in direction 1 (delivered) or 19 (received) of its ` +
        "ReadingType: found another or none",
    );
  }
  const uom = textOf(type, "uom");
  if (uom !== undefined && UOM[uom] === undefined) {
    throw new InputError(
      `Cannot read "${file}" as energy has the uom 72 (Wh) or 38 (W): found ${uom}`,
    );
  }
  const power = Number(textOf(type, "powerOfTenMultiplier") ?? 0);
  if (!Number.isInteger(power) || Math.abs(power) > 12) {
    throw new InputError(`Cannot read "${file}" as powerOfTenMultiplier is a whole number`);
  }
  const factor = 10 ** power;
  return { direction, factor, ...(uom === undefined ? {} : { unit: UOM[uom] }) };
}

function addresses(entry: XmlElement, relation?: string): string[] {
  return entry.children
    .filter(({ name, attributes }) =>
      name === "link" && (relation === undefined || attributes.rel === relation)
    )
    .map(({ attributes }) => attributes.href ?? "");
}
