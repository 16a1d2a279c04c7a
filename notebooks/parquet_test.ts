import { deepStrictEqual as deepEqual } from "node:assert/strict";
import { Buffer } from "node:buffer";
import pl from "nodejs-polars";
import { decodeParquet, encodeParquet } from "lib/parquet.ts";

Deno.test("Polars reads the Parquet that is written, numbers to the bit", () => {
  const numbers = [1.5, -0, 5e-324, 1e308, NaN, Infinity];
  const texts = ["none", "p2p", "è", "", ",", '"'];
  const bytes = encodeParquet(
    new Map<string, Float64Array | string[]>([
      ["number", Float64Array.from(numbers)],
      ["text", texts],
    ]),
  );
  const frame = pl.readParquet(Buffer.from(bytes));
  deepEqual(frame.columns, ["number", "text"]);
  deepEqual([...frame.getColumn("number").toTypedArray()], numbers);
  deepEqual(frame.getColumn("text").toArray(), texts);
});

Deno.test("what Polars wrote is read, whatever its compression", async () => {
  const numbers = Float64Array.of(3, 1, NaN, 4);
  for (const compression of ["zstd", "snappy", "uncompressed"] as const) {
    const bytes = pl.DataFrame([pl.Series("x", numbers)]).writeParquet({ compression });
    deepEqual(await decodeParquet(new Uint8Array(bytes)), new Map([["x", numbers]]));
  }
});
