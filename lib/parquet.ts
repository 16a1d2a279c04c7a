import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { parquetMetadata, parquetRead } from "hyparquet";
import { ByteWriter, parquetWriteBuffer, ParquetWriter } from "hyparquet-writer";

/** A column of numbers, NaN allowed, or of texts. */
export type ParquetColumn = Float64Array | readonly string[];

/**
 * The bytes of a Parquet file (format version 2, Zstandard) of columns of equal length: numbers as
 * DOUBLE, texts as STRING. Any tool that reads Parquet reads it.
 *
 * @throws {Error} If the columns differ in length.
 */
export function encodeParquet(
  columns: ReadonlyMap<string, ParquetColumn>,
): Uint8Array<ArrayBuffer> {
  return new Uint8Array(parquetWriteBuffer({
    codec: "ZSTD",
    statistics: false,
    compressors: { ZSTD: (input) => zstdCompressSync(input) },
    columnData: Array.from(columns, ([name, data]) => ({
      name,
      data: data instanceof Float64Array ? data : [...data],
      type: data instanceof Float64Array ? "DOUBLE" : "STRING",
      nullable: false,
      ...(data instanceof Float64Array ? { encoding: "PLAIN" as const } : {}),
    })),
  }));
}

/** A column of a {@linkcode ParquetStream}. */
export interface ParquetField {
  /** Its name. */
  readonly name: string;
  /** `INT32`, `DOUBLE`, or `STRING` in UTF-8. */
  readonly type: "INT32" | "DOUBLE" | "STRING";
  /** Whether values may be missing: `null` among them, in a column that is no typed array. */
  readonly nullable?: boolean;
  /** Whether few values occur, each written once a row group and then referred to. */
  readonly few?: boolean;
}

/** Values of a column: texts may be given as their bytes. */
export type ParquetValues =
  | Float64Array
  | Int32Array
  | readonly (number | string | Uint8Array | null)[];

/** Rows of a row group, at most: it is encoded as a whole. */
export const ROWS_OF_A_GROUP: number = 1 << 18;

/** No limit: a column of a row group is a page, of 2 MiB in doubles. */
const A_PAGE_A_GROUP = 0;

/** Of doubles that have little in common, slower levels leave as many bytes. */
const FAST = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** A Parquet file (format version 2, Zstandard) that grows by rows; its bytes are handed out as they come. */
export class ParquetStream {
  readonly #fields: readonly ParquetField[];
  readonly #bytes = new ByteWriter(1 << 16);
  readonly #writer: ParquetWriter;

  /** A file without rows. */
  constructor(fields: readonly ParquetField[]) {
    this.#fields = fields;
    const columns = fields.map(({ name, type, nullable }) => ({
      name,
      repetition_type: nullable ? "OPTIONAL" as const : "REQUIRED" as const,
      ...(type === "STRING"
        ? { type: "BYTE_ARRAY" as const, converted_type: "UTF8" as const }
        : { type }),
    }));
    this.#writer = new ParquetWriter({
      writer: this.#bytes,
      schema: [{ name: "root", num_children: fields.length }, ...columns],
      codec: "ZSTD",
      statistics: false,
      compressors: { ZSTD: (input) => zstdCompressSync(input, FAST) },
    });
  }

  /**
   * Adds rows.
   *
   * @param columns Values of each field, in their order, all of one length.
   * @returns The bytes that the file has grown by.
   * @throws {Error} If the columns differ in length.
   */
  write(columns: readonly ParquetValues[]): Uint8Array<ArrayBuffer> {
    this.#writer.write({
      columnData: this.#fields.map(({ name, few }, i) => ({
        name,
        data: columns[i] as Float64Array,
        ...(few ? {} : { encoding: "PLAIN" as const }),
      })),
      rowGroupSize: ROWS_OF_A_GROUP,
      pageSize: A_PAGE_A_GROUP,
    });
    return this.#taken();
  }

  /** Ends the file. @returns Its last bytes. */
  end(): Uint8Array<ArrayBuffer> {
    this.#writer.finish();
    return this.#taken();
  }

  #taken(): Uint8Array<ArrayBuffer> {
    const bytes = this.#bytes.getBytes().slice();
    this.#bytes.index = 0;
    return bytes as Uint8Array<ArrayBuffer>;
  }
}

/**
 * The numeric columns of a Parquet file, uncompressed or in Snappy or Zstandard; a missing value is
 * NaN.
 *
 * @throws {Error} If it is no such file.
 */
export async function decodeParquet(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<ReadonlyMap<string, Float64Array>> {
  const { numbers } = await readParquet(bytes);
  return numbers;
}

/** The columns of a Parquet file, of numbers or of texts. */
export interface ParquetTable {
  /** Number of rows. */
  readonly height: number;
  /** By name; a missing value is NaN. */
  readonly numbers: ReadonlyMap<string, Float64Array>;
  /** By name; a missing value is empty. */
  readonly texts: ReadonlyMap<string, string[]>;
}

/**
 * The columns of a Parquet file, uncompressed or in Snappy or Zstandard.
 *
 * @throws {Error} If it is no such file.
 */
export async function readParquet(bytes: Uint8Array<ArrayBuffer>): Promise<ParquetTable> {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const metadata = parquetMetadata(file);
  const height = Number(metadata.num_rows);
  const numbers = new Map<string, Float64Array>();
  const texts = new Map<string, string[]>();
  for (const { name, type } of metadata.schema.slice(1)) {
    if (type === "BYTE_ARRAY") texts.set(name, new Array<string>(height).fill(""));
    else numbers.set(name, new Float64Array(height).fill(NaN));
  }
  await parquetRead({
    file,
    metadata,
    compressors: { ZSTD: (input) => zstdDecompressSync(input) },
    onChunk: ({ columnName, columnData, rowStart }) => {
      const column = numbers.get(columnName) ?? texts.get(columnName)!;
      for (let i = 0; i < columnData.length; i++) {
        const value = columnData[i];
        if (value !== null && value !== undefined) column[rowStart + i] = value;
      }
    },
  });
  return { height, numbers, texts };
}
