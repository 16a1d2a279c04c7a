import { InputError } from "../input_error.ts";
import { sum } from "../mean.ts";
import { isRelieved, taxableKwh } from "./excise.ts";
import type { BillFigures } from "./figures.ts";

/** A home's year. */
export interface HomesYear {
  /** Taken from the network by month, kWh. */
  readonly kwhByMonth: readonly number[];
  /** What the supplier asks for the energy itself, losses and spread included, before tax, €. */
  readonly energyEur: number;
  /** What the supplier asks a year besides, €. */
  readonly feeEur: number;
  /** What it gives back before tax, €. */
  readonly discountEur?: number;
  /** Contract power, kW. */
  readonly contractKw: number;
  /** Whether somebody lives there. */
  readonly resident: boolean;
}

/** A year's bill by part, €. */
export interface Bill {
  /** The supplier's: energy, fee, dispatching. */
  readonly sales: number;
  /** The network's. */
  readonly network: number;
  /** System charges. */
  readonly charges: number;
  /** Excise. */
  readonly excise: number;
  /** Value added tax on all of it. */
  readonly vat: number;
  /** What is to be paid. */
  readonly total: number;
}

/** Amounts by who gets them. */
export interface ByParty {
  /** Sells the energy. */
  readonly supplier: number;
  /** Has the network. */
  readonly distributor: number;
  /** Gets system charges; taxes come on top. */
  readonly state: number;
}

/** What a kWh costs a home besides energy and taxes, €/kWh, by who gets it. */
export function chargesPerKwh(figures: BillFigures): ByParty {
  const { cdispd, sigma3, uc3, uc6p, asos, arim } = figures;
  return { supplier: cdispd, distributor: sigma3 + uc3 + uc6p, state: asos + arim };
}

/** What a year costs a home whatever it takes, before tax, €, by who gets it. */
export function fixedPerYear(figures: BillFigures, contractKw: number): ByParty {
  const { pcv, dispbt, sigma1, sigma2, uc6s } = figures;
  return { supplier: pcv + dispbt, distributor: sigma1 + (sigma2 + uc6s) * contractKw, state: 0 };
}

/**
 * A home's bill of a year, as the Portale Offerte reckons it. What the supplier asks for selling (PCV) is
 * part of `feeEur` where the offer has it.
 *
 * @throws {InputError} If nobody lives there and the fixed charges of such homes are not known.
 */
export function homesBill(home: HomesYear, figures: BillFigures): Bill {
  const kwh = sum(home.kwhByMonth);
  const perKwh = chargesPerKwh(figures);
  const fixed = fixedPerYear(figures, home.contractKw);
  const relieved = isRelieved(home);
  const taxable = sum(home.kwhByMonth.map((month) => taxableKwh(month, relieved)));
  const sales = home.energyEur + home.feeEur + perKwh.supplier * kwh;
  const network = fixed.distributor + perKwh.distributor * kwh;
  const charges = perKwh.state * kwh + (home.resident ? 0 : chargesOfNonResidents(figures));
  const excise = figures.excise * taxable;
  const before = sales + network + charges + excise - (home.discountEur ?? 0);
  const vat = figures.vat * before;
  return { sales, network, charges, excise, vat, total: before + vat };
}

function chargesOfNonResidents({ asos_dnr_f }: BillFigures): number {
  if (asos_dnr_f !== undefined) return asos_dnr_f;
  throw new InputError(
    "Cannot reckon the bill of a home that nobody lives in as the year's figures have no asos_dnr_f, " +
      "its fixed system charges",
  );
}
