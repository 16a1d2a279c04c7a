import { ParquetStream, type ParquetValues } from "../../parquet.ts";
import { csvLine } from "./cells.ts";
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
  /** The rows of a step as lines of CSV: a function of the row's place. */
  lines(columns: Columns): (row: number) => string;
  /** The values of the Parquet columns, in their order. */
  values(columns: Columns): readonly ParquetValues[];
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

/** Lines that are joined before they are encoded: few, so that they die young. */
const LINES_AT_A_TIME = 128;

/** Bytes of a piece, about. */
const BYTES_OF_A_PIECE = 1 << 20;

/** Most bytes of a UTF-16 code unit in UTF-8. */
const MOST_BYTES_OF_A_UNIT = 3;

function csvEncoder<Columns>(kind: StepTableKind<Columns>): StepEncoder<Columns> {
  const encoder = new TextEncoder();
  return {
    begin: () => encoder.encode(csvLine(kind.csvColumns)),
    step(columns) {
      const count = kind.count(columns);
      const line = kind.lines(columns);
      const pieces: Uint8Array<ArrayBuffer>[] = [];
      let piece = new Uint8Array(0);
      let used = 0;
      for (let from = 0; from < count; from += LINES_AT_A_TIME) {
        const lines = new Array<string>(Math.min(LINES_AT_A_TIME, count - from));
        for (let i = 0; i < lines.length; i++) lines[i] = line(from + i);
        const text = lines.join("");
        const most = MOST_BYTES_OF_A_UNIT * text.length;
        if (used + most > piece.length) {
          if (used > 0) pieces.push(piece.subarray(0, used));
          piece = new Uint8Array(Math.max(BYTES_OF_A_PIECE, most));
          used = 0;
        }
        used += encoder.encodeInto(text, piece.subarray(used)).written;
      }
      if (used > 0) pieces.push(piece.subarray(0, used));
      return pieces;
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
    step: (columns) => kind.count(columns) === 0 ? [] : [stream.write(kind.values(columns))],
    end: () => stream.end(),
  };
}
