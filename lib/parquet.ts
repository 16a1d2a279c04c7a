import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { parquetMetadata, parquetRead } from "hyparquet";
import { parquetWriteBuffer } from "hyparquet-writer";

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

/**
 * The numeric columns of a Parquet file, uncompressed or in Snappy or Zstandard; a missing value is
 * NaN.
 *
 * @throws {Error} If it is no such file.
 */
export async function decodeParquet(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<ReadonlyMap<string, Float64Array>> {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const metadata = parquetMetadata(file);
  const names = metadata.schema.slice(1).map(({ name }) => name);
  const columns = new Map(
    names.map((name) => [name, new Float64Array(Number(metadata.num_rows)).fill(NaN)]),
  );
  await parquetRead({
    file,
    metadata,
    compressors: { ZSTD: (input) => zstdDecompressSync(input) },
    onChunk: ({ columnName, columnData, rowStart }) => {
      const column = columns.get(columnName)!;
      for (let i = 0; i < columnData.length; i++) column[rowStart + i] = columnData[i] ?? NaN;
    },
  });
  return columns;
}
