/** A part of Italy by what sun it has: the correction of a PV plant's premium. */
export interface Area {
  /** One sentence, for the documentation of the setting. */
  readonly meaning: string;
  /** FC, €/MWh. */
  readonly correction: number;
}

/** The areas, by the name that `cer.area` gives them. */
export const areas = {
  north: { meaning: "10 €/MWh more for PV, as in Piedmont", correction: 10 },
  centre: { meaning: "4 €/MWh more", correction: 4 },
  south: { meaning: "no correction", correction: 0 },
} as const satisfies Readonly<Record<string, Area>>;

/** Fixed part and cap of the premium up to a plant's power, kW and €/MWh; larger plants get none. */
const TIERS = [
  { upTo: 200, fixed: 80, cap: 120 },
  { upTo: 600, fixed: 70, cap: 110 },
  { upTo: 1000, fixed: 60, cap: 100 },
] as const;

/** Above this zonal price the variable part is 0, €/MWh. */
const REFERENCE_PRICE = 180;
/** Highest grant with which a plant may get the premium, % of its cost. */
export const HIGHEST_GRANT = 40;

/**
 * The premium on energy shared (TIP) before a grant reduces it, €/MWh:
 * min(cap, fixed + max(0, 180 − P_z)) + FC.
 *
 * Decree of the Ministry of the Environment, 7 December 2023 n. 414, annex 1; GSE, operational rules.
 *
 * @param plantKw Power of the plant.
 * @param zonalPrice P_z, €/MWh.
 */
export function premiumEurPerMwh(
  plantKw: number,
  zonalPrice: number,
  { correction }: Pick<Area, "correction">,
): number {
  const tier = TIERS.find(({ upTo }) => plantKw <= upTo);
  if (tier === undefined) return 0;
  return Math.min(tier.cap, tier.fixed + Math.max(0, REFERENCE_PRICE - zonalPrice)) + correction;
}

/**
 * F, the share of the premium that a grant towards the plant takes: half of it at 40 %. On what others
 * than businesses took it is not applied: public bodies, the third sector and religious bodies by the
 * decree of 2023, households by that of 16 May 2025 n. 127, for plants of before it too.
 *
 * @throws {RangeError} For more than 40 %, with which there is no premium at all.
 */
export function grantReduction(grantPercent: number): number {
  if (grantPercent >= 0 && grantPercent <= HIGHEST_GRANT) {
    return 0.5 * grantPercent / HIGHEST_GRANT;
  }
  throw new RangeError(
    `A grant is a number from 0 to ${HIGHEST_GRANT} % of a plant's cost, found ${grantPercent}`,
  );
}
