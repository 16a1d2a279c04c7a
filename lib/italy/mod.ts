/**
 * Italy's electricity tariffs: dated figures with their sources, and what a home pays by them. Pure
 * functions; how a run uses them, the market's tariff and the settlement say.
 *
 * @module
 */
export {
  BILL_FIGURES,
  type BillFigures,
  billFigures,
  type DatedFigure,
  FIGURE_NAMES,
  type FigureName,
  figuresOf,
  type FiguresOfYear,
  INCENTIVE_FIGURES,
  missingIn,
  type StatedFigures,
  valuesIn,
  yearsWith,
} from "./figures.ts";
export { figuresOfParameterFile } from "./parameter_file.ts";
export { isRelieved, marginalTaxable, taxableKwh } from "./excise.ts";
export {
  type Bill,
  type ByParty,
  chargesPerKwh,
  fixedPerYear,
  homesBill,
  type HomesYear,
} from "./bill.ts";
export { partsOfPrice, type PriceParts } from "./price_parts.ts";
export { hoursOfYear, notesOnYears, type PartOfYear, partsOfYears, yearOfFigures } from "./year.ts";
