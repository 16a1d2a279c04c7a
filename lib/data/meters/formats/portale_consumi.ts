import { InputError } from "../../../input_error.ts";
import { dayValues } from "../day_values.ts";
import type { MeterFormat } from "../format.ts";
import { readingOf, semicolonCells } from "../numbers.ts";
import { dayOf } from "../rome_clock.ts";
import { DayRows } from "./day_rows.ts";

/**
 * "Scarica Letture" of ARERA's Portale Consumi: a day a row, quarters `ea1` … `ea96` (to `ea100`), kWh
 * with a decimal dot. Days come again when readings were corrected: the last row counts.
 */
export const portaleConsumi: MeterFormat = {
  name: "Portale Consumi",
  recognises: (head) => {
    const header = head.split("\n")[0];
    return /data_lettura/i.test(header) && /(^|;)\s*"?ea1"?\s*;/i.test(header);
  },
  read(text, file) {
    const [header, ...lines] = text.split(/\r?\n/);
    const names = semicolonCells(header).map((name) => name.toLowerCase());
    const [day, month, pod] = ["data_lettura", "annomese_riferimento", "pod"].map((name) =>
      names.indexOf(name)
    );
    const quarters = Array.from({ length: 100 }, (_, q) => names.indexOf(`ea${q + 1}`))
      .filter((at) => at >= 0);
    if (quarters.length < 96) {
      throw new InputError(
        `Cannot read "${file}" as a load curve has the quarters ea1 to ea96: found ` +
          `${quarters.length} of them; monthly readings do not show when energy was used`,
      );
    }
    const rows = new DayRows("withdrawn", file, "last");
    let point: string | undefined;
    lines.forEach((line, i) => {
      if (line.trim() === "") return;
      const place = `line ${i + 2} of "${file}"`;
      const cells = semicolonCells(line);
      if (cells.length <= quarters[95]) {
        throw new InputError(
          `Cannot read ${place} as it has ${cells.length} cells and the header names ${names.length}`,
        );
      }
      if (pod >= 0 && (point ??= cells[pod]) !== cells[pod]) {
        throw new InputError(
          `Cannot read "${file}" as a file holds one member's meter: found more than one point of ` +
            "delivery; keep each in a file of its own",
        );
      }
      const date = readDay(cells[day], place);
      if (month >= 0) requireMonth(cells[month], date, place);
      const values = quarters.map((at) =>
        readingOf(cells[at] ?? "", () => `${names[at]} in ${place}`)
      );
      rows.add(date, dayValues(date, values, place, 4), place);
    });
    return { ...rows.raw(), unit: "kWh" };
  },
};

function readDay(text: string, place: string): string {
  const match = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text);
  if (match !== null) return dayOf(match[3], match[2], match[1], place);
  throw new InputError(`Cannot read ${place} as data_lettura is written like 01/09/2024`);
}

function requireMonth(text: string, date: string, place: string): void {
  if (text === "" || text === date.slice(0, 7).replace("-", "")) return;
  const month = Number(text.slice(4));
  throw new InputError(
    !/^\d{6}$/.test(text) || month < 1 || month > 12
      ? `Cannot read ${place} as annomese_riferimento is a year and a month from 01 to 12`
      : `Cannot read ${place} as its day, ${date}, is not in its annomese_riferimento, ${text}`,
  );
}
