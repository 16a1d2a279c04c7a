/**
 * A number written with decimal digits, sign and exponent allowed; NaN for anything else: `0x1`, a
 * comma, an empty text, `Infinity`.
 *
 * @example
 * ```ts
 * import { strictEqual as equal } from "node:assert/strict";
 * equal(parseDecimal("-1.5e3"), -1500);
 * equal(parseDecimal("0x1"), NaN);
 * ```
 */
export function parseDecimal(text: string): number {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? finite(Number(text)) : NaN;
}

/** As {@link parseDecimal}, with a comma before the decimals and dots between thousands: `1.234,5`. */
export function parseCommaDecimal(text: string): number {
  if (!/^[+-]?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?$/.test(text)) return NaN;
  return finite(Number(text.replaceAll(".", "").replace(",", ".")));
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : NaN;
}
