import { chargesPerKwh } from "./bill.ts";
import type { BillFigures } from "./figures.ts";

/** What a further kWh costs a home, €/kWh, by what it is paid for. */
export interface PriceParts {
  /** Energy and what is lost on its way, spread, dispatching. */
  readonly supplier: number;
  /** Network and system charges. */
  readonly networkAndCharges: number;
  /** Of both. */
  readonly vat: number;
  /** All of it: λb. */
  readonly total: number;
}

/**
 * What a further kWh costs a home, λb = (1 + VAT)·[(1 + losses)·P + spread + charges], excise left aside
 * as it depends on the month's consumption.
 *
 * @param price The market's, P, €/kWh.
 * @param spread What the supplier adds to it, €/kWh.
 */
export function partsOfPrice(figures: BillFigures, price: number, spread: number): PriceParts {
  const perKwh = chargesPerKwh(figures);
  const supplier = (1 + figures.loss_share) * price + spread + perKwh.supplier;
  const networkAndCharges = perKwh.distributor + perKwh.state;
  const vat = figures.vat * (supplier + networkAndCharges);
  return { supplier, networkAndCharges, vat, total: supplier + networkAndCharges + vat };
}
