import { InputError } from "../../../input_error.ts";
import { dayValues } from "../day_values.ts";
import type { MeterFormat, RawReadings } from "../format.ts";
import { readingOf, semicolonCells } from "../numbers.ts";
import { dayOf } from "../rome_clock.ts";
import { DayRows } from "./day_rows.ts";

/**
 * The quarter hours that e-distribuzione's portal exports: a day a row, a month a file, what was
 * withdrawn, kWh. A header of 97 fields over rows of 98, for these end with a semicolon.
 */
export const eDistribuzione: MeterFormat = {
  name: "e-distribuzione",
  recognises: (head) => /^"?Giorno"?\s*;\s*"?00:00-00:15"?\s*;/i.test(head),
  read(text, file) {
    const lines = text.split(/\r?\n/);
    const rows = new DayRows("withdrawn", file);
    let month: string | undefined;
    lines.forEach((line, i) => {
      if (i === 0 || line.trim() === "") return;
      const place = `line ${i + 1} of "${file}"`;
      const [day, ...cells] = semicolonCells(line);
      if (/^giorno$/i.test(day)) throw twoMonths(file, "its header stands in it twice");
      const date = readDay(day, place);
      month ??= date.slice(0, 7);
      if (!date.startsWith(month)) {
        throw twoMonths(file, `found days of ${month} and ${date.slice(0, 7)}`);
      }
      const values = cells.map((cell, c) => readingOf(cell, () => `cell ${c + 2} of ${place}`));
      rows.add(date, dayValues(date, values, place, 4), place);
    });
    return { ...rows.raw(), unit: "kWh" } satisfies RawReadings;
  },
};

function readDay(text: string, place: string): string {
  const match = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text);
  if (match !== null) return dayOf(match[3], match[2], match[1], place);
  throw new InputError(`Cannot read ${place} as a row begins with its day, such as 01/09/2024`);
}

function twoMonths(file: string, found: string): InputError {
  return new InputError(
    `Cannot read "${file}" as e-distribuzione exports a month a file: ${found}; keep each month ` +
      "in a file of its own, all in one folder, and name the folder in the roster",
  );
}
