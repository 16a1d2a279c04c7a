import { type ParquetField, ParquetStream, type ParquetValues } from "../../parquet.ts";
import type { OutputFile } from "../output/output_file.ts";
import { type Cell, csvLine, kindOf } from "./cells.ts";

/** The formats in which the tables of a run are written. */
export const tableFormats = ["csv", "parquet"] as const;

/** A format of the tables, which is the ending of their names, too. */
export type TableFormat = (typeof tableFormats)[number];

/** A table that is written row by row. */
export interface RowTable {
  /** Adds a row. */
  add(cells: readonly Cell[]): void;
  /** Ends the table. */
  end(): void;
}

/** Begins a table of few rows in a file. */
export function rowTable(
  format: TableFormat,
  file: OutputFile,
  columns: readonly string[],
): RowTable {
  return format === "csv" ? csvTable(file, columns) : parquetTable(file, columns);
}

function csvTable(file: OutputFile, columns: readonly string[]): RowTable {
  file.write(csvLine(columns));
  return {
    add: (cells) => file.write(csvLine(cells)),
    end() {},
  };
}

/** The rows are kept until the table ends: only then is known in which columns cells are empty. */
function parquetTable(file: OutputFile, columns: readonly string[]): RowTable {
  const values = columns.map((): Cell[] => []);
  return {
    add: (cells) => cells.forEach((cell, column) => values[column].push(cell)),
    end() {
      const fields = columns.map((name, i) => parquetField(name, values[i].includes("")));
      const stream = new ParquetStream(fields);
      const written = values.map((column): ParquetValues =>
        column.map((cell) => cell === "" ? null : cell)
      );
      if (values[0].length > 0) file.writeBytes(stream.write(written));
      file.writeBytes(stream.end());
    },
  };
}

/** A column of the result tables as a field of a Parquet file. */
export function parquetField(name: string, nullable: boolean): ParquetField {
  const kind = kindOf(name);
  const type = kind === "text" ? "STRING" : kind === "integer" ? "INT32" : "DOUBLE";
  return { name, type, nullable };
}
