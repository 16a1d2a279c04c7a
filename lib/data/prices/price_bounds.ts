import { InputError } from "../../input_error.ts";

/**
 * No day-ahead price lies outside: Europe's coupled market clears from −500 to 4000 €/MWh (SDAC's
 * harmonised limits), single markets went from −3000 before. What does is a mistaken unit or a slip.
 */
const LOWEST_EUR_PER_MWH = -3000;
const HIGHEST_EUR_PER_MWH = 10_000;

/**
 * A price that a day-ahead market can have; NaN, a missing one, passes.
 *
 * @param price €/MWh.
 * @throws {InputError} If it lies outside −3000 … 10 000 €/MWh.
 */
export function checkedPrice(price: number, name: string, place: () => string): number {
  if (Number.isNaN(price)) return price;
  if (price >= LOWEST_EUR_PER_MWH && price <= HIGHEST_EUR_PER_MWH) return price;
  throw new InputError(
    `Cannot read the ${name} price ${price} as prices run from ${LOWEST_EUR_PER_MWH} to ` +
      `${HIGHEST_EUR_PER_MWH} €/MWh: ${place()}`,
  );
}
