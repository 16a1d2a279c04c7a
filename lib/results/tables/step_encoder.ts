import { ParquetStream, type ParquetValues, ROWS_OF_A_GROUP } from "../../parquet.ts";
import { csvLine } from "./cells.ts";
import { PieceWriter } from "./piece_writer.ts";
import { parquetField, type TableFormat } from "./table_format.ts";

/** A table with many rows a step, whose bytes are made step by step, in a thread where that is worth it. */
export interface StepTableKind<Columns> {
  /** Names of the columns in CSV, in their order. */
  readonly csvColumns: readonly string[];
  /** The columns in Parquet: names, whether cells may be empty, whether few values occur. */
  readonly parquetColumns: readonly {
    readonly name: string;
    readonly nullable?: boolean;
    readonly few?: boolean;
  }[];
  /** Number of rows of a step. */
  count(columns: Columns): number;
  /** Writes the rows of a step as lines of CSV. */
  lines(columns: Columns, to: PieceWriter): (row: number) => void;
  /** The values of the Parquet columns, in their order, of the rows from one up to another. */
  values(columns: Columns, from: number, to: number): readonly ParquetValues[];
}

/** Makes the bytes of a table. */
export interface StepEncoder<Columns> {
  /** The bytes before the first step. */
  begin(): Uint8Array<ArrayBuffer>;
  /** The bytes of a step. */
  step(columns: Columns): Uint8Array<ArrayBuffer>[];
  /** The bytes after the last. */
  end(): Uint8Array<ArrayBuffer>;
}

/** An encoder of a kind of table in a format. */
export function stepEncoder<Columns>(
  kind: StepTableKind<Columns>,
  format: TableFormat,
): StepEncoder<Columns> {
  return format === "csv" ? csvEncoder(kind) : parquetEncoder(kind);
}

function csvEncoder<Columns>(kind: StepTableKind<Columns>): StepEncoder<Columns> {
  return {
    begin: () => new TextEncoder().encode(csvLine(kind.csvColumns)),
    step(columns) {
      const to = new PieceWriter();
      const write = kind.lines(columns, to);
      for (let row = 0; row < kind.count(columns); row++) write(row);
      return to.end();
    },
    end: () => new Uint8Array(0),
  };
}

function parquetEncoder<Columns>(kind: StepTableKind<Columns>): StepEncoder<Columns> {
  const stream = new ParquetStream(
    kind.parquetColumns.map(({ name, nullable = false, few = false }) => ({
      ...parquetField(name, nullable),
      few,
    })),
  );
  return {
    begin: () => new Uint8Array(0),
    step(columns) {
      const count = kind.count(columns);
      const pieces: Uint8Array<ArrayBuffer>[] = [];
      for (let from = 0; from < count; from += ROWS_OF_A_GROUP) {
        const to = Math.min(count, from + ROWS_OF_A_GROUP);
        pieces.push(stream.write(kind.values(columns, from, to)));
      }
      return pieces;
    },
    end: () => stream.end(),
  };
}
