import { InputError } from "../../../input_error.ts";
import type { MeterFormat } from "../format.ts";
import { readingOf, semicolonCells } from "../numbers.ts";
import type { Direction } from "../readings.ts";
import { dayOf, RomeClock } from "../rome_clock.ts";

const COLUMNS: Readonly<Record<string, Direction>> = {
  ATTIVA_PRELEVATA: "withdrawn",
  ATTIVA_IMMESSA: "injected",
};
const NEEDED = ["DATA", "ORA", "FL_ORA_LEGALE", "ATTIVA_PRELEVATA"] as const;

/** What `FL_ORA_LEGALE` says. */
const SUMMER = "2", WINTER = "1";

/** A quarter's readings, and whether its flag agrees with the clock of that day. */
interface Row {
  readonly values: readonly number[];
  readonly agrees: boolean;
}

/**
 * The load curve (PCF) of Unareti and Duereti: a quarter a row, start stamps, a flag for winter or
 * summer time, kWh.
 *
 * The day of March keeps rows of zeros for the hour that never was; the day of October may hold every
 * quarter twice, once for each time, of which those of the time that did not apply are zeros. Both
 * kinds of rows are dropped, and refused if they are not zeros.
 */
export const pcf: MeterFormat = {
  name: "PCF (Unareti, Duereti)",
  recognises: (head) => /(^|;)"?DATA"?;"?ORA"?;"?FL_ORA_LEGALE"?;/i.test(head.split("\n")[0]),
  read(text, file) {
    const [header, ...lines] = text.split(/\r?\n/);
    const names = semicolonCells(header).map((name) => name.toUpperCase());
    const missing = NEEDED.filter((name) => !names.includes(name));
    if (missing.length > 0) {
      throw new InputError(
        `Cannot read "${file}" as a PCF has the columns ${NEEDED.join(", ")}: found no ` +
          missing.join(", no "),
      );
    }
    const at = (name: string) => names.indexOf(name);
    const [date, time, flag, pod] = [at("DATA"), at("ORA"), at("FL_ORA_LEGALE"), at("POD")];
    const columns = Object.keys(COLUMNS).filter((name) => names.includes(name));
    const clock = new RomeClock();
    const rows = new Map<number, Row>();
    let point: string | undefined;
    let dropped = 0;
    lines.forEach((line, i) => {
      if (line.trim() === "") return;
      const place = `line ${i + 2} of "${file}"`;
      const cells = semicolonCells(line);
      if (cells.length < names.length - 1) {
        throw new InputError(
          `Cannot read ${place} as it has ${cells.length} cells and the header names ${names.length}`,
        );
      }
      if (pod >= 0 && (point ??= cells[pod]) !== cells[pod]) throw manyPoints(file);
      const values = columns.map((name) => readingOf(cells[at(name)], () => `${name} in ${place}`));
      const step = stepOf(clock, cells[date], cells[time], cells[flag], place);
      const earlier = rows.get(step.instant);
      if (Number.isNaN(step.instant)) {
        dropped += requireNothing(values, `${place} as clocks in Rome skip that quarter`);
      } else if (earlier === undefined) {
        rows.set(step.instant, { values, agrees: step.agrees });
      } else if (earlier.agrees === step.agrees) {
        throw new InputError(`Cannot read ${place} as its quarter is there twice`);
      } else {
        const stray = step.agrees ? earlier.values : values;
        const reason = "as its quarter is there in summer and in winter time";
        dropped += requireNothing(stray, `${place} ${reason}`);
        if (step.agrees) rows.set(step.instant, { values, agrees: true });
      }
    });
    const stamps = [...rows.keys()];
    const channels = columns.map((name, c) => {
      const values = Array.from(rows.values(), (row) => row.values[c]);
      return [COLUMNS[name], { stamps, values }] as const;
    });
    return {
      channels: new Map(channels.filter(([, { values }]) => !values.every(Number.isNaN))),
      unit: "kWh",
      stamp: "start",
      dropped,
      leftOut: names.filter((name) => /^REATTIVA/.test(name)),
    };
  },
};

function stepOf(clock: RomeClock, day: string, time: string, flag: string, place: string) {
  const [, year, month, dayOfMonth] = /^(\d{4})(\d\d)(\d\d)$/.exec(day) ?? [];
  const [, hours, minutes] = /^(\d\d)(\d\d)(?:\d\d)?$/.exec(time.padStart(6, "0")) ?? [];
  if (year === undefined || Number(hours) > 23 || Number(minutes) > 59 || hours === undefined) {
    throw new InputError(
      `Cannot read ${place} as a PCF writes days like 20260501 and times like 001500`,
    );
  }
  if (flag !== SUMMER && flag !== WINTER) {
    throw new InputError(
      `Cannot read ${place} as FL_ORA_LEGALE is ${WINTER} in winter and ${SUMMER} in summer time`,
    );
  }
  const date = dayOf(year, month, dayOfMonth, place);
  const seconds = Number(hours) * 3600 + Number(minutes) * 60;
  const twice = clock.isTwice(date, seconds);
  const instant = clock.instant(date, seconds, flag === WINTER);
  return { instant, agrees: twice || (flag === SUMMER) === clock.isSummer(date, seconds) };
}

function requireNothing(values: readonly number[], problem: string): number {
  if (values.every((value) => Number.isNaN(value) || value === 0)) return 1;
  throw new InputError(`Cannot read ${problem}: one of the two must be 0, found readings in both`);
}

function manyPoints(file: string): InputError {
  return new InputError(
    `Cannot read "${file}" as a file holds one member's meter: found more than one point of ` +
      "delivery; keep each in a file of its own",
  );
}
