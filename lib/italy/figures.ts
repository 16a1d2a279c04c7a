import year2023 from "../../data/italy/2023.json" with { type: "json" };
import year2024 from "../../data/italy/2024.json" with { type: "json" };
import year2026 from "../../data/italy/2026.json" with { type: "json" };
import { InputError } from "../input_error.ts";

/** A figure of a tariff, as `data/italy/` keeps it. */
export interface DatedFigure {
  /** In `unit`. */
  readonly value: number;
  /** `€/kWh`, `€/a`, `€/kW·a`, `€/MWh`; empty for a share. */
  readonly unit: string;
  /** What it pays for. */
  readonly meaning: string;
  /** Who published or quoted it. */
  readonly source: string;
  /** As of when. */
  readonly date: string;
  /** What its licence allows. */
  readonly licence: string;
  /** What is to be known besides. */
  readonly note?: string;
}

/** The figures of a year by name. */
export type FiguresOfYear = Readonly<Record<string, DatedFigure>>;

const byYear: ReadonlyMap<number, FiguresOfYear> = new Map(
  [year2023, year2024, year2026].map(({ year, figures }) => [year, figures as FiguresOfYear]),
);

/** What a bill takes; the names are those of the Portale Offerte where it has them. */
export const BILL_FIGURES = [
  "loss_share",
  "cdispd",
  "dispbt",
  "pcv",
  "sigma1",
  "sigma2",
  "sigma3",
  "uc3",
  "uc6p",
  "uc6s",
  "asos",
  "arim",
  "excise",
  "vat",
  "vat_other",
  "pmg",
] as const;

/** What the incentive of energy communities takes. */
export const INCENTIVE_FIGURES = ["trase"] as const;

/** The names of all figures. */
export const FIGURE_NAMES = [...BILL_FIGURES, ...INCENTIVE_FIGURES] as const;
/** See {@link FIGURE_NAMES}. */
export type FigureName = typeof FIGURE_NAMES[number];

/** Figures that are stated instead of those of a year. */
export type StatedFigures = Readonly<Partial<Record<FigureName, number>>>;

/** The figures of a bill by name, in the units of `data/italy/`. */
export interface BillFigures extends Readonly<Record<typeof BILL_FIGURES[number], number>> {
  /** System charges of homes that are not lived in, fixed part, €/a; absent in years that do not tell. */
  readonly asos_dnr_f?: number;
}

/** All that is known of a year, with its sources; nothing for a year without figures. */
export function figuresOf(year: number): FiguresOfYear {
  return byYear.get(year) ?? {};
}

/**
 * The years of which all of some figures are known, earliest first.
 *
 * @param stated What need not be known.
 */
export function yearsWith(names: readonly FigureName[], stated: StatedFigures = {}): number[] {
  return [...byYear.keys()].filter((year) => missingIn(year, names, stated).length === 0);
}

/** Which of some figures are neither stated nor known of a year. */
export function missingIn(
  year: number,
  names: readonly FigureName[],
  stated: StatedFigures = {},
): FigureName[] {
  const figures = figuresOf(year);
  return names.filter((name) => stated[name] === undefined && !Object.hasOwn(figures, name));
}

/**
 * The values of some figures in a year.
 *
 * @param stated Take the place of the year's own.
 * @throws {InputError} If one of them is not known, naming the years in which all are.
 */
export function valuesIn<Name extends FigureName>(
  year: number,
  names: readonly Name[],
  stated: StatedFigures = {},
): Readonly<Record<Name, number>> {
  const missing = missingIn(year, names, stated);
  if (missing.length > 0) {
    throw new InputError(
      `Cannot reckon with Italy's tariffs of ${year} as data/italy/ has no ${
        missing.join(", ")
      } of that year: there are ${
        yearsWith(names, stated).join(", ")
      }; set grid.tariff_year to one of them, or state figures in grid.tariff_figures`,
    );
  }
  const figures = figuresOf(year);
  return Object.fromEntries(
    names.map((name) => [name, stated[name] ?? figures[name].value]),
  ) as Record<Name, number>;
}

/** The figures of a household's bill in a year. @throws {InputError} If they are not known. */
export function billFigures(year: number, stated: StatedFigures = {}): BillFigures {
  const known = valuesIn(year, BILL_FIGURES, stated);
  const { asos_dnr_f } = figuresOf(year);
  return asos_dnr_f === undefined ? known : { ...known, asos_dnr_f: asos_dnr_f.value };
}
