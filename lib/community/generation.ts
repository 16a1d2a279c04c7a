import type { Members } from "./members.ts";

/**
 * Sets each member's generation of a step.
 *
 * @param kwhPerKw By site: kWh per kW of capacity.
 * @param pvKwh Gets one value per member, kWh.
 */
export function generatePv(
  { size, neighbourhood, pvCapacityKw }: Members,
  kwhPerKw: ArrayLike<number>,
  pvKwh: Float64Array,
): void {
  for (let i = 0; i < size; i++) pvKwh[i] = pvCapacityKw[i] * kwhPerKw[neighbourhood[i]];
}
