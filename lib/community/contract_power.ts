import { HOURS_OF_YEAR } from "./load_profile.ts";

/** Above this annual consumption, kWh, a household has the larger of the two usual contracts. */
const LARGE_KWH = 3500;

/** Consumption that no home has needs a contract of this many times its mean power. */
const PER_MEAN_POWER = 4;

/** The contract power of a member of whom only its consumption is known, kW. */
export function contractPowerKw(annualKwh: number): number {
  const usual = annualKwh > LARGE_KWH ? 4.5 : 3;
  return Math.max(usual, PER_MEAN_POWER * annualKwh / HOURS_OF_YEAR);
}
