import {
  type Code,
  f64,
  get,
  i32,
  i64,
  load16,
  loadByte,
  of1,
  of2,
  op,
  set,
  store16,
  storeByte,
  unary,
  when,
  whileTrue,
} from "../wasm.ts";
import { add, isOdd, local, times } from "./locals.ts";

/** Where the two digits of 00 … 99 stand, after the powers of ten. */
export const PLACE_OF_PAIRS = 512;

/** Where the text is written. */
export const PLACE_OF_TEXT = 1024;

/** The digits of 00 … 99, one pair after another. */
export function pairsOfDigits(): Uint8Array {
  const pairs = Array.from({ length: 100 }, (_, pair) => String(pair).padStart(2, "0"));
  return new TextEncoder().encode(pairs.join(""));
}

const ZERO = "0".charCodeAt(0);

const TEN_TO_8 = 100_000_000;

/** Writes the decimal d·10^k with the sign of x, and leaves the number of characters. */
export function decimalText(): Code {
  const { i32: w, i64: l } = op;
  const characterAt = (place: Code, text: string) => storeByte(place, i32(text.charCodeAt(0)));
  const storePair = (place: Code, pair: Code) =>
    store16(place, load16(of2(w.add, pair, pair), PLACE_OF_PAIRS));
  /** Writes digits of a part, backwards from I: pairs of them as long as there is room, then one. */
  const writeDigits = (until: Code): Code => [
    ...whileTrue(
      of2(w.gtS, get(local.i), of2(w.add, until, i32(1))),
      add(local.i, i32(-2)),
      set(local.rest, of2(w.divU, get(local.part), i32(100))),
      storePair(get(local.i), of2(w.sub, get(local.part), of2(w.mul, get(local.rest), i32(100)))),
      set(local.part, get(local.rest)),
    ),
    ...when(
      of2(w.gtS, get(local.i), until),
      add(local.i, i32(-1)),
      storeByte(get(local.i), of2(w.add, get(local.part), i32(ZERO))),
    ),
  ];
  return [
    // How many digits, without zeros at the end.
    ...set(local.digits, i32(17)),
    ...when(
      of2(l.ltU, get(local.d), i64(10n ** 16n)),
      set(local.digits, i32(16)),
      set(local.bound, i64(10n ** 15n)),
      whileTrue(
        of2(l.ltU, get(local.d), get(local.bound)),
        set(local.bound, of2(l.divU, get(local.bound), i64(10))),
        add(local.digits, i32(-1)),
      ),
    ),
    ...set(local.point, of2(w.add, get(local.digits), get(local.k))),
    ...when(
      of1(unary.i64.eqz, isOdd(local.d)),
      whileTrue(
        of1(unary.i64.eqz, of2(l.remU, get(local.d), i64(10))),
        set(local.d, of2(l.divU, get(local.d), i64(10))),
        add(local.digits, i32(-1)),
      ),
    ),
    ...set(local.at, i32(PLACE_OF_TEXT)),
    ...when(
      of2(op.f64.lt, get(local.x), f64(0)),
      characterAt(get(local.at), "-"),
      add(local.at, i32(1)),
    ),
    // The digits with room before them, in two parts of 32 bits.
    ...set(local.start, of2(w.add, get(local.at), i32(1))),
    ...when(
      of2(w.ltS, get(local.point), i32(1)),
      set(local.start, of2(w.sub, of2(w.add, get(local.at), i32(2)), get(local.point))),
    ),
    ...set(local.i, of2(w.add, get(local.start), get(local.digits))),
    ...when(
      of2(w.gtS, get(local.digits), i32(8)),
      set(local.s, of2(l.divU, get(local.d), i64(TEN_TO_8))),
      set(local.part, of1(unary.i32OfI64, of2(l.sub, get(local.d), times(TEN_TO_8, local.s)))),
      set(local.d, get(local.s)),
      writeDigits(of2(w.sub, of2(w.add, get(local.start), get(local.digits)), i32(8))),
    ),
    ...set(local.part, of1(unary.i32OfI64, get(local.d))),
    ...writeDigits(get(local.start)),
    // What stands before them, and the point.
    ...set(local.i, get(local.at)),
    ...when(
      of2(w.gtS, get(local.point), i32(0)),
      whileTrue(
        of2(w.ltS, get(local.i), of2(w.add, get(local.at), get(local.point))),
        storeByte(get(local.i), loadByte(of2(w.add, get(local.i), i32(1)))),
        add(local.i, i32(1)),
      ),
      characterAt(get(local.i), "."),
    ),
    ...when(
      of2(w.ltS, get(local.point), i32(1)),
      whileTrue(
        of2(w.ltS, get(local.i), get(local.start)),
        characterAt(get(local.i), "0"),
        add(local.i, i32(1)),
      ),
      characterAt(of2(w.add, get(local.at), i32(1)), "."),
    ),
    ...of2(
      w.sub,
      of2(w.add, get(local.start), get(local.digits)),
      i32(PLACE_OF_TEXT),
    ),
  ];
}
