import { strictEqual as equal } from "node:assert/strict";
import fc from "../made/fast_check.ts";
import { AsciiWriter } from "../../lib/ascii/mod.ts";

const writer = new AsciiWriter(new Uint8Array(1000));

/** What is written, from some place on. */
function written(write: (to: AsciiWriter) => void): string {
  const from = writer.at = 100;
  write(writer);
  return new TextDecoder().decode(writer.bytes.subarray(from, writer.at));
}

function expectAsEcmaScript(x: number): void {
  equal(written((to) => to.number(x)), String(x));
}

Deno.test("any double is printed as ECMAScript does", () => {
  fc.assert(fc.property(fc.double(), expectAsEcmaScript), { numRuns: 20_000 });
});

Deno.test("doubles with a point and no exponent are, too", () => {
  const exponent = fc.integer({ min: -22, max: 70 });
  const mantissa = fc.bigInt({ min: 0n, max: 2n ** 52n - 1n });
  fc.assert(
    fc.property(mantissa, exponent, fc.boolean(), (mantissa, exponent, isNegative) => {
      const x = (1 + Number(mantissa) * 2 ** -52) * 2 ** exponent;
      expectAsEcmaScript(isNegative ? -x : x);
    }),
    { numRuns: 50_000 },
  );
});

Deno.test("decimals of few digits are printed with few, and so are their neighbours", () => {
  fc.assert(
    fc.property(fc.nat(999_999), fc.nat(11), fc.integer({ min: -2, max: 2 }), (n, digits, ulps) => {
      const bits = new BigInt64Array(Float64Array.of(n / 10 ** digits).buffer);
      if (n > 0) bits[0] += BigInt(ulps);
      expectAsEcmaScript(new Float64Array(bits.buffer)[0]);
    }),
    { numRuns: 50_000 },
  );
});

Deno.test("known cases, and both ends of what has no exponent", () => {
  for (
    const x of [
      ...[0.1 + 0.2, 1 / 3, 5e-324, 2 ** -1074, 1.7976931348623157e308, 9007199254740993.5],
      ...[1e-6, 0.000001000000000000001, 9.999999999999999e-7, 1e21, 999999999999999900000, 1e20],
      ...[
        0.5,
        0.25,
        2 ** -19,
        1 + 2 ** -52,
        1 - 2 ** -53,
        4.35,
        0.3,
        2.5,
        123456.7,
        4503599627370495.5,
      ],
      ...[
        0,
        -0,
        1,
        9,
        10,
        99,
        100,
        2 ** 32 - 1,
        2 ** 32,
        2 ** 53,
        -1,
        -1.5,
        NaN,
        Infinity,
        -Infinity,
      ],
    ]
  ) expectAsEcmaScript(x);
});

Deno.test("texts, bytes and cells stand one after another", () => {
  const text = written((to) => {
    to.text("a");
    to.copy(new TextEncoder().encode("bc"));
    to.cell(0.5);
    to.cell(12);
    to.number(-0.25);
  });
  equal(text, "abc0.5,12,-0.25");
});
