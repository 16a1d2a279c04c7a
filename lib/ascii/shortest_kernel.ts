import { I32, instanceOf } from "../wasm.ts";
import { decimalText, pairsOfDigits, PLACE_OF_PAIRS } from "./decimal_text.ts";
import { others, parameter } from "./locals.ts";
import { nearestDecimal, powersOfTen, roundedToOdd, upperHalf } from "./nearest_decimal.ts";

/** Prints a double at `PLACE_OF_TEXT`. */
export interface ShortestKernel {
  /** A page. */
  readonly memory: WebAssembly.Memory;
  /** @returns Number of characters; 0 of a double that is none of these: zero, whole, not finite, beyond. */
  readonly run: (x: number) => number;
}

/** A new instance. */
export function shortestKernel(): ShortestKernel {
  const print = {
    parameters: [parameter],
    result: I32,
    locals: others,
    code: [...nearestDecimal(), ...decimalText()],
  };
  const kernel = instanceOf([upperHalf(), roundedToOdd(), print], 1) as unknown as ShortestKernel;
  const bytes = new Uint8Array(kernel.memory.buffer);
  bytes.set(new Uint8Array(powersOfTen().buffer));
  bytes.set(pairsOfDigits(), PLACE_OF_PAIRS);
  return kernel;
}
