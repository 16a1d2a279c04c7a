import { InputError } from "../../../input_error.ts";
import { splitCsvLine } from "../../files/text_file.ts";
import type { MeterFormat } from "../format.ts";
import { readingOf, semicolonCells } from "../numbers.ts";
import { type Direction, type MeterUnit, meterUnits } from "../readings.ts";
import { readStamps } from "../stamps.ts";

const COLUMN = /^(withdrawn|injected|consumption|generation)(?:_(kwh|wh|kw|w))?$/;

/**
 * A table with a column `time` and columns `withdrawn_kwh`, `injected_kwh` or `consumption_kwh`,
 * `generation_kwh`; `_wh`, `_w` and `_kw` too. Commas or semicolons; with these also decimal commas.
 */
export const plainCsv: MeterFormat = {
  name: "plain CSV",
  recognises: (head) => {
    const names = headerCells(head.split(/\r?\n/)[0]);
    return names.includes("time") && names.some((name) => COLUMN.test(name));
  },
  read(text, file) {
    const [header, ...lines] = text.trimEnd().split(/\r?\n/);
    const names = headerCells(header);
    const split = cellsOf(header);
    const time = names.indexOf("time");
    const columns = names.flatMap((name, at) => {
      const match = COLUMN.exec(name);
      return match === null ? [] : [{ direction: match[1] as Direction, unit: match[2], at }];
    });
    const units = new Set(columns.map(({ unit }) => unit));
    if (units.size > 1) {
      throw new InputError(
        `Cannot read "${file}" as its columns have one unit: found ${names.join(", ")}`,
      );
    }
    const seen = new Set(columns.map(({ direction }) => direction));
    if (seen.size < columns.length) {
      throw new InputError(`Cannot read "${file}" as a column is there twice: ${names.join(", ")}`);
    }
    const place = (row: number) => `line ${row + 2} of "${file}"`;
    const rows = lines.map((line, row) => {
      const cells = split(line);
      if (cells.length === names.length) return cells;
      throw new InputError(
        `Cannot read ${
          place(row)
        } as it has ${cells.length} cells and the header names ${names.length}`,
      );
    });
    if (rows.length === 0) throw new InputError(`Cannot read "${file}" as it holds no readings`);
    const { instants, clock } = readStamps(rows.map((cells) => cells[time]), file, place);
    const [suffix] = units;
    const unit = meterUnits.find((name) => name.toLowerCase() === suffix);
    return {
      channels: new Map(
        columns.map(({ direction, at }) => {
          const values = Float64Array.from(
            rows,
            (cells, row) => readingOf(cells[at], () => `${names[at]} in ${place(row)}`),
          );
          return [direction, { stamps: instants, values }];
        }),
      ),
      ...(unit === undefined ? {} : { unit: unit as MeterUnit }),
      clock,
      leftOut: names.filter((name, at) => at !== time && !COLUMN.test(name)),
      hints: { unit: "columns such as consumption_kwh say it" },
    };
  },
};

function headerCells(header: string): string[] {
  return cellsOf(header)(header).map((name) => name.toLowerCase());
}

function cellsOf(header: string): (line: string) => string[] {
  if (header.includes(";")) return semicolonCells;
  return splitCsvLine;
}
