export { Incentive, type IncentiveTotals } from "./incentive.ts";
export { type Area, areas, grantReduction, HIGHEST_GRANT, premiumEurPerMwh } from "./premium.ts";
export { type SharedHour, type Split, splits } from "./splits.ts";
export { reserve, reservedShare } from "./threshold.ts";
