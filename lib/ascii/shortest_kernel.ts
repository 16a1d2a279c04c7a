/**
 * The shortest decimal that is nearest to a double, as ECMAScript prints it (Number::toString), for doubles
 * with a point and no exponent. After Raffaello Giulietti, The Schubfach way to render doubles (2021): the
 * candidates of one digit fewer, then the two neighbours, are compared with the bounds of all that reads
 * as the double, each multiplied by a power of ten. Here the products are exact: of a double that is not
 * whole, the powers of ten needed are 10 to 1 … 22, of which 64 bits hold all that is not zero.
 */
import {
  call,
  type Code,
  F64,
  f64,
  get,
  I32,
  i32,
  I64,
  i64,
  instanceOf,
  leave,
  load16,
  load64,
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

/** Doubles in here are printed: below, ECMAScript writes exponents; beyond, all are whole. */
const LEAST = 1e-6, MOST = 2 ** 53;

/** Powers of ten up to this are needed, eight bytes each. */
const MOST_POWER = 22;

const ZERO = "0".charCodeAt(0);

/** Where the two digits of 00 … 99 stand, after the powers. */
const PLACE_OF_PAIRS = 512;

/** Where the text is written. */
export const PLACE_OF_TEXT = 1024;

/** Prints a double at {@linkcode PLACE_OF_TEXT}. */
export interface ShortestKernel {
  /** A page. */
  readonly memory: WebAssembly.Memory;
  /** @returns Number of characters; 0 of a double that is none of these: zero, whole, not finite, beyond. */
  readonly run: (x: number) => number;
}

/** A new instance. */
export function shortestKernel(): ShortestKernel {
  const kernel = instanceOf([upperHalf(), roundedToOdd(), print()], 1) as unknown as ShortestKernel;
  const powers = new BigUint64Array(kernel.memory.buffer, 0, MOST_POWER + 1);
  for (let e = 0; e <= MOST_POWER; e++) powers[e] = powerOfTen(e);
  const pairs = Array.from({ length: 100 }, (_, pair) => String(pair).padStart(2, "0")).join("");
  new TextEncoder().encodeInto(pairs, new Uint8Array(kernel.memory.buffer, PLACE_OF_PAIRS));
  return kernel;
}

/** 10^e times a power of two, which has 64 bits. */
function powerOfTen(e: number): bigint {
  const power = 10n ** BigInt(e);
  const bits = BigInt(power.toString(2).length);
  return bits > 64n ? power >> bits - 64n : power << 64n - bits;
}

const UPPER_HALF = 0, ROUNDED_TO_ODD = 1;

/** The upper 64 bits of the product of two numbers of 64 bits. */
function upperHalf() {
  const A = 0, B = 1, LOW = 2, MIDDLE = 3;
  const low = (x: Code) => of2(op.i64.and, x, i64(0xffff_ffff));
  const high = (x: Code) => of2(op.i64.shrU, x, i64(32));
  const product = (x: Code, y: Code) => of2(op.i64.mul, x, y);
  const [a, b, middle] = [get(A), get(B), get(MIDDLE)];
  return {
    parameters: [I64, I64],
    result: I64,
    locals: [I64, I64],
    code: [
      ...set(LOW, product(low(a), low(b))),
      ...set(MIDDLE, of2(op.i64.add, product(high(a), low(b)), high(get(LOW)))),
      ...of2(
        op.i64.add,
        of2(op.i64.add, product(high(a), high(b)), high(middle)),
        high(of2(op.i64.add, product(low(a), high(b)), low(middle))),
      ),
    ],
  };
}

/** That, its last bit set if any lower bit of the product is. */
function roundedToOdd() {
  const [a, b] = [0, 1].map(get);
  return {
    parameters: [I64, I64],
    result: I64,
    locals: [],
    code: of2(
      op.i64.or,
      call(UPPER_HALF, a, b),
      of1(unary.i64OfU32, of2(op.i64.gtU, of2(op.i64.mul, a, b), i64(0))),
    ),
  };
}

const TEN_TO_8 = 100_000_000;

/** A double x = c·2^q; d digits, of which the point stands behind the first p. */
function print() {
  const X = 0, BITS = 1, Q = 2, K = 3, AT = 4, C = 5, POWER = 6, SHIFT = 7, LOWER = 8, MIDDLE = 9;
  const UPPER = 10,
    S = 11,
    D = 12,
    DIGITS = 13,
    BOUND = 14,
    POINT = 15,
    START = 16,
    I = 17,
    PART = 18;
  const REST = 19, IS_UNDER = 20, IS_OVER = 21;
  const { i32: w, i64: l } = op;
  const bounds = (multiple: number): Code =>
    call(
      ROUNDED_TO_ODD,
      load64(get(POWER), 0),
      of2(
        l.shl,
        of2(l.add, of2(l.shl, get(C), i64(2)), i64(multiple)),
        of1(unary.i64OfU32, get(SHIFT)),
      ),
    );
  const isOdd = (x: number) => of2(l.and, get(x), i64(1));
  const times = (factor: number, x: number) => of2(l.mul, get(x), i64(factor));
  const add = (x: number, value: Code) => set(x, of2(w.add, get(x), value));
  const characterAt = (place: Code, text: string) => storeByte(place, i32(text.charCodeAt(0)));
  const storePair = (place: Code, pair: Code) =>
    store16(place, load16(of2(w.add, pair, pair), PLACE_OF_PAIRS));
  /** Writes digits of a part, backwards from I: pairs of them as long as there is room, then one. */
  const writeDigits = (until: Code): Code => [
    ...whileTrue(
      of2(w.gtS, get(I), of2(w.add, until, i32(1))),
      add(I, i32(-2)),
      set(REST, of2(w.divU, get(PART), i32(100))),
      storePair(get(I), of2(w.sub, get(PART), of2(w.mul, get(REST), i32(100)))),
      set(PART, get(REST)),
    ),
    ...when(
      of2(w.gtS, get(I), until),
      add(I, i32(-1)),
      storeByte(get(I), of2(w.add, get(PART), i32(ZERO))),
    ),
  ];
  const size = of1(unary.f64.abs, get(X));
  return {
    parameters: [F64],
    result: I32,
    locals: [
      ...[I64, I32, I32, I32, I64, I32, I32, I64, I64],
      ...[I64, I64, I64, I32, I64, I32, I32, I32, I32],
      ...[I32, I32, I32],
    ],
    code: [
      ...when(
        of1(
          unary.i32.eqz,
          of2(
            w.and,
            of2(op.f64.ge, size, f64(LEAST)),
            of2(op.f64.lt, size, f64(MOST)),
          ),
        ),
        leave(i32(0)),
      ),
      ...when(of2(op.f64.eq, get(X), of1(unary.f64.trunc, get(X))), leave(i32(0))),
      ...set(BITS, of1(unary.bitsOfF64, get(X))),
      ...set(C, of2(l.and, get(BITS), i64(0xf_ffff_ffff_ffffn))),
      // Below a power of two, doubles lie half as far apart.
      ...when(of1(unary.i64.eqz, get(C)), leave(i32(0))),
      ...set(C, of2(l.or, get(C), i64(1n << 52n))),
      ...set(
        Q,
        of2(
          w.sub,
          of2(w.and, of1(unary.i32OfI64, of2(l.shrU, get(BITS), i64(52))), i32(0x7ff)),
          i32(1075),
        ),
      ),
      // ⌊q log10 2⌋, and ⌊−k log2 10⌋ for the shift.
      ...set(K, of2(w.shrS, of2(w.mul, get(Q), i32(1_262_611)), i32(22))),
      ...set(
        SHIFT,
        of2(
          w.add,
          of2(w.add, get(Q), i32(1)),
          of2(w.shrS, of2(w.mul, get(K), i32(-1_741_647)), i32(19)),
        ),
      ),
      ...set(POWER, of2(w.mul, get(K), i32(-8))),
      // The bounds themselves, of 18 digits or more, are never met.
      ...set(LOWER, bounds(-2)),
      ...set(MIDDLE, bounds(0)),
      ...set(UPPER, bounds(2)),
      // A digit fewer, if just one of the two neighbours reads as x.
      ...set(S, of2(l.divU, get(MIDDLE), i64(40))),
      ...set(IS_UNDER, of2(l.leU, get(LOWER), times(40, S))),
      ...set(IS_OVER, of2(l.leU, of2(l.add, times(40, S), i64(40)), get(UPPER))),
      ...set(D, of2(l.add, get(S), of1(unary.i64OfU32, get(IS_OVER)))),
      ...when(
        of2(w.eq, get(IS_UNDER), get(IS_OVER)),
        set(K, of2(w.sub, get(K), i32(1))),
        set(S, of2(l.shrU, get(MIDDLE), i64(2))),
        set(IS_UNDER, of2(l.leU, get(LOWER), times(4, S))),
        set(IS_OVER, of2(l.leU, of2(l.add, times(4, S), i64(4)), get(UPPER))),
        // Of two, the nearer, at a tie the even one.
        when(
          of2(w.eq, get(IS_UNDER), get(IS_OVER)),
          set(
            IS_OVER,
            of2(
              l.gtU,
              of2(l.add, get(MIDDLE), isOdd(S)),
              of2(l.add, times(4, S), i64(2)),
            ),
          ),
        ),
        set(D, of2(l.add, get(S), of1(unary.i64OfU32, get(IS_OVER)))),
      ),
      ...set(K, of2(w.add, get(K), i32(1))),
      // How many digits, without zeros at the end.
      ...set(DIGITS, i32(17)),
      ...when(
        of2(l.ltU, get(D), i64(10n ** 16n)),
        set(DIGITS, i32(16)),
        set(BOUND, i64(10n ** 15n)),
        whileTrue(
          of2(l.ltU, get(D), get(BOUND)),
          set(BOUND, of2(l.divU, get(BOUND), i64(10))),
          add(DIGITS, i32(-1)),
        ),
      ),
      ...set(POINT, of2(w.add, get(DIGITS), get(K))),
      ...when(
        of1(unary.i64.eqz, isOdd(D)),
        whileTrue(
          of1(unary.i64.eqz, of2(l.remU, get(D), i64(10))),
          set(D, of2(l.divU, get(D), i64(10))),
          add(DIGITS, i32(-1)),
        ),
      ),
      ...set(AT, i32(PLACE_OF_TEXT)),
      ...when(
        of2(op.f64.lt, get(X), f64(0)),
        characterAt(get(AT), "-"),
        add(AT, i32(1)),
      ),
      // The digits with room before them, in two parts of 32 bits.
      ...set(START, of2(w.add, get(AT), i32(1))),
      ...when(
        of2(w.ltS, get(POINT), i32(1)),
        set(START, of2(w.sub, of2(w.add, get(AT), i32(2)), get(POINT))),
      ),
      ...set(I, of2(w.add, get(START), get(DIGITS))),
      ...when(
        of2(w.gtS, get(DIGITS), i32(8)),
        set(S, of2(l.divU, get(D), i64(TEN_TO_8))),
        set(PART, of1(unary.i32OfI64, of2(l.sub, get(D), times(TEN_TO_8, S)))),
        set(D, get(S)),
        writeDigits(of2(w.sub, of2(w.add, get(START), get(DIGITS)), i32(8))),
      ),
      ...set(PART, of1(unary.i32OfI64, get(D))),
      ...writeDigits(get(START)),
      // What stands before them, and the point.
      ...set(I, get(AT)),
      ...when(
        of2(w.gtS, get(POINT), i32(0)),
        whileTrue(
          of2(w.ltS, get(I), of2(w.add, get(AT), get(POINT))),
          storeByte(get(I), loadByte(of2(w.add, get(I), i32(1)))),
          add(I, i32(1)),
        ),
        characterAt(get(I), "."),
      ),
      ...when(
        of2(w.ltS, get(POINT), i32(1)),
        whileTrue(
          of2(w.ltS, get(I), get(START)),
          characterAt(get(I), "0"),
          add(I, i32(1)),
        ),
        characterAt(of2(w.add, get(AT), i32(1)), "."),
      ),
      ...of2(
        w.sub,
        of2(w.add, get(START), get(DIGITS)),
        i32(PLACE_OF_TEXT),
      ),
    ],
  };
}
