import { InputError } from "../input_error.ts";
import { HIGHEST_RELATIVE_LOAD, HOURS_OF_YEAR } from "./load_profile.ts";

/** Above this annual consumption, kWh, a household has the larger of the two usual contracts. */
const LARGE_KWH = 3500;

/** Consumption that no home has needs a contract of this many times its mean power. */
const PER_MEAN_POWER = 4;

/** The contract power of a member of whom only its consumption is known, kW. */
export function contractPowerKw(annualKwh: number): number {
  const usual = annualKwh > LARGE_KWH ? 4.5 : 3;
  return Math.max(usual, PER_MEAN_POWER * annualKwh / HOURS_OF_YEAR);
}

/**
 * Demands that stated contracts let through what their members are expected to use at the highest.
 *
 * @param annualKwh By member, kWh.
 * @param contractKw By member, kW; NaN for one that is not stated.
 * @throws {InputError} With a sentence per member.
 */
export function requireContracts(annualKwh: Float64Array, contractKw: Float64Array): void {
  const problems: string[] = [];
  annualKwh.forEach((kwh, member) => {
    const least = HIGHEST_RELATIVE_LOAD * kwh / HOURS_OF_YEAR;
    if (!(contractKw[member] <= least)) return;
    problems.push(
      `Cannot simulate ${kwh} kWh a year of member ${member} with a contract of ` +
        `${contractKw[member]} kW as its mean profile alone reaches ${
          least.toFixed(2)
        } kW: correct ` +
        "annual_kwh or contract_kw",
    );
  });
  if (problems.length > 0) throw new InputError(problems);
}
