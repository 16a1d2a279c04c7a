import { HOUR, type Steps } from "../../time.ts";

/**
 * Spreads the energy of hours over steps within them, in proportion to the cloudless-sky power at
 * each step's middle; evenly where the sun is down at all of them.
 *
 * @param hourly By hour from `steps.start` on, then by site: energy.
 * @param steps A whole number of them to the hour.
 * @param clearSkyPower Of a site at an instant (Unix seconds), any unit.
 * @returns By step, then by site: energy; an hour's steps sum to the hour.
 */
export function spreadOverSteps(
  hourly: readonly Float64Array[],
  steps: Steps,
  clearSkyPower: (site: number, instant: number) => number,
): readonly Float64Array[] {
  const perHour = HOUR / steps.seconds;
  if (perHour === 1) return hourly;
  return hourly.flatMap((energies, hour) => {
    const parts = Array.from({ length: perHour }, () => new Float64Array(energies.length));
    for (let site = 0; site < energies.length; site++) {
      const weights = parts.map((_, part) =>
        clearSkyPower(site, steps.start + (hour * perHour + part + 0.5) * steps.seconds)
      );
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      for (let part = 0; part < perHour; part++) {
        parts[part][site] = energies[site] * (total > 0 ? weights[part] / total : 1 / perHour);
      }
    }
    return parts;
  });
}
