import type { Members } from "../community/mod.ts";
import type { Config } from "../config/settings.ts";
import {
  billFigures,
  chargesPerKwh,
  isRelieved,
  marginalTaxable,
  yearOfFigures,
} from "../italy/mod.ts";
import { memberKinds } from "../member_kind.ts";
import type { Steps } from "../time.ts";
import type { Tariff } from "./tariff.ts";
import { peerFees } from "./wholesale_tariff.ts";

const MONTHS = 12;
const HOUSEHOLD = memberKinds.indexOf("household");

/**
 * A member buys at λb = (1 + VAT)·[(1 + losses)·P + spread + dispatching + network + system charges +
 * excise] and sells at the zone's price. Excise goes by months: λb has what a further kWh costs in a
 * month of the member's usual consumption, and the bill sets right what the month's rule says else.
 *
 * Households live where they are metered; other members have no relief from excise and another VAT,
 * and pay the network as households do.
 *
 * @throws {InputError} If there are no figures of the year.
 */
export function retailTariff(members: Members, grid: Config["grid"], steps: Steps): Tariff {
  const figures = billFigures(yearOfFigures(grid, steps), grid.tariff_figures);
  const perKwh = chargesPerKwh(figures);
  const vat = new Float64Array(members.size);
  const excise = new Float64Array(members.size);
  const relieved = new Uint8Array(members.size);
  for (let i = 0; i < members.size; i++) {
    const resident = members.kind[i] === HOUSEHOLD;
    const home = { resident, contractKw: members.contractKw[i] };
    vat[i] = resident ? figures.vat : figures.vat_other;
    relieved[i] = isRelieved(home) ? 1 : 0;
    const month = members.annualLoadKwh[i] / MONTHS;
    excise[i] = figures.excise * marginalTaxable(month, relieved[i] === 1);
  }
  const suppliersPrice = (marketPrice: number) =>
    (1 + figures.loss_share) * marketPrice + grid.retail_spread + perKwh.supplier;
  const publicCharges = perKwh.distributor + perKwh.state;
  return {
    quote(marketPrice, { ask, pay }, zonalPrice = marketPrice) {
      const beforeTax = suppliersPrice(marketPrice) + publicCharges;
      for (let i = 0; i < ask.length; i++) ask[i] = (1 + vat[i]) * (beforeTax + excise[i]);
      pay.fill(zonalPrice);
    },
    ...peerFees(members, grid),
    retail: {
      figures,
      suppliersPrice,
      distributorsPrice: perKwh.distributor,
      vat,
      excise,
      relieved,
    },
  };
}
