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
  f64,
  get,
  i32,
  I64,
  i64,
  leave,
  load64,
  of1,
  of2,
  op,
  set,
  unary,
  type WasmFunction,
  when,
} from "../wasm.ts";
import { isOdd, local, times } from "./locals.ts";

/** Doubles in here are printed: below, ECMAScript writes exponents; beyond, all are whole. */
const LEAST = 1e-6, MOST = 2 ** 53;

/** Powers of ten up to this are needed, eight bytes each. */
const MOST_POWER = 22;

/** The powers of ten as they stand at the beginning of the memory. */
export function powersOfTen(): BigUint64Array {
  return BigUint64Array.from({ length: MOST_POWER + 1 }, (_, e) => powerOfTen(e));
}

/** 10^e times a power of two, which has 64 bits. */
function powerOfTen(e: number): bigint {
  const power = 10n ** BigInt(e);
  const bits = BigInt(power.toString(2).length);
  return bits > 64n ? power >> bits - 64n : power << 64n - bits;
}

/** Their numbers in the module. */
const UPPER_HALF = 0, ROUNDED_TO_ODD = 1;

/** The upper 64 bits of the product of two numbers of 64 bits. */
export function upperHalf(): WasmFunction {
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
export function roundedToOdd(): WasmFunction {
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

/** Leaves 0 of a double that is none of these, or finds its decimal d·10^k; d may end with zeros. */
export function nearestDecimal(): Code {
  const { i32: w, i64: l } = op;
  const bounds = (multiple: number): Code =>
    call(
      ROUNDED_TO_ODD,
      load64(get(local.power), 0),
      of2(
        l.shl,
        of2(l.add, of2(l.shl, get(local.c), i64(2)), i64(multiple)),
        of1(unary.i64OfU32, get(local.shift)),
      ),
    );
  const size = of1(unary.f64.abs, get(local.x));
  return [
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
    ...when(of2(op.f64.eq, get(local.x), of1(unary.f64.trunc, get(local.x))), leave(i32(0))),
    ...set(local.bits, of1(unary.bitsOfF64, get(local.x))),
    ...set(local.c, of2(l.and, get(local.bits), i64(0xf_ffff_ffff_ffffn))),
    // Below a power of two, doubles lie half as far apart.
    ...when(of1(unary.i64.eqz, get(local.c)), leave(i32(0))),
    ...set(local.c, of2(l.or, get(local.c), i64(1n << 52n))),
    ...set(
      local.q,
      of2(
        w.sub,
        of2(w.and, of1(unary.i32OfI64, of2(l.shrU, get(local.bits), i64(52))), i32(0x7ff)),
        i32(1075),
      ),
    ),
    // ⌊q log10 2⌋, and ⌊−k log2 10⌋ for the shift.
    ...set(local.k, of2(w.shrS, of2(w.mul, get(local.q), i32(1_262_611)), i32(22))),
    ...set(
      local.shift,
      of2(
        w.add,
        of2(w.add, get(local.q), i32(1)),
        of2(w.shrS, of2(w.mul, get(local.k), i32(-1_741_647)), i32(19)),
      ),
    ),
    ...set(local.power, of2(w.mul, get(local.k), i32(-8))),
    // The bounds themselves, of 18 digits or more, are never met.
    ...set(local.lower, bounds(-2)),
    ...set(local.middle, bounds(0)),
    ...set(local.upper, bounds(2)),
    // A digit fewer, if just one of the two neighbours reads as x.
    ...set(local.s, of2(l.divU, get(local.middle), i64(40))),
    ...set(local.isUnder, of2(l.leU, get(local.lower), times(40, local.s))),
    ...set(local.isOver, of2(l.leU, of2(l.add, times(40, local.s), i64(40)), get(local.upper))),
    ...set(local.d, of2(l.add, get(local.s), of1(unary.i64OfU32, get(local.isOver)))),
    ...when(
      of2(w.eq, get(local.isUnder), get(local.isOver)),
      set(local.k, of2(w.sub, get(local.k), i32(1))),
      set(local.s, of2(l.shrU, get(local.middle), i64(2))),
      set(local.isUnder, of2(l.leU, get(local.lower), times(4, local.s))),
      set(local.isOver, of2(l.leU, of2(l.add, times(4, local.s), i64(4)), get(local.upper))),
      // Of two, the nearer, at a tie the even one.
      when(
        of2(w.eq, get(local.isUnder), get(local.isOver)),
        set(
          local.isOver,
          of2(
            l.gtU,
            of2(l.add, get(local.middle), isOdd(local.s)),
            of2(l.add, times(4, local.s), i64(2)),
          ),
        ),
      ),
      set(local.d, of2(l.add, get(local.s), of1(unary.i64OfU32, get(local.isOver)))),
    ),
    ...set(local.k, of2(w.add, get(local.k), i32(1))),
  ];
}
