import type { Loads } from "../community/mod.ts";

/**
 * Loads whose last steps can be asked for again, so that one may look ahead and come back.
 *
 * @param steps How many are kept.
 */
export function remembered(loads: Loads, size: number, steps: number): Loads {
  const rows = Array.from({ length: steps }, () => new Float64Array(size));
  let next = 0;
  return {
    set(step, loadKwh) {
      for (; next <= step; next++) loads.set(next, rows[next % steps]);
      if (step < next - steps) {
        throw new RangeError(`Loads of step ${step} are forgotten: the last ${steps} are kept`);
      }
      loadKwh.set(rows[step % steps]);
    },
  };
}
