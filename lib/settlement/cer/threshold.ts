/** Of what plants fed in, the share up to which the premium is everybody's, without and with a grant. */
const THRESHOLD = 0.55;
const THRESHOLD_WITH_GRANT = 0.45;

/**
 * The part of a year's premium that businesses may not have: the percentage points by which energy
 * shared, as a share of what was fed in, exceeds 55 %, or 45 % with a grant.
 *
 * @param sharedKwh E_ACI.
 * @param injectedKwh What the plants fed in; nothing is reserved of nothing.
 */
export function reservedShare(
  sharedKwh: number,
  injectedKwh: number,
  grantPercent: number,
): number {
  if (injectedKwh === 0) return 0;
  const threshold = grantPercent > 0 ? THRESHOLD_WITH_GRANT : THRESHOLD;
  return Math.max(0, sharedKwh / injectedKwh - threshold);
}

/**
 * What each member's premium changes by when a share of all of it is reserved under a primary substation:
 * everyone gives that share, and those who are no businesses get it, in proportion to their own premium,
 * or alike where they have none.
 *
 * @param under Numbers of the members under the substation; nobody else gives or gets anything.
 * @param premiumEur By member of the community.
 * @param isBusiness By member, 1 for a business.
 * @returns By position in `under`, €, and what nobody may have, which goes to social purposes.
 */
export function reserve(
  under: readonly number[],
  premiumEur: Float64Array,
  isBusiness: Uint8Array,
  share: number,
): { readonly changes: Float64Array; readonly leftOver: number } {
  let total = 0;
  let others = 0;
  let heads = 0;
  for (const i of under) {
    total += premiumEur[i];
    if (isBusiness[i] === 1) continue;
    others += premiumEur[i];
    heads++;
  }
  const reserved = share * total;
  const changes = Float64Array.from(under, (i) => {
    if (isBusiness[i] === 1) return -share * premiumEur[i];
    return -share * premiumEur[i] +
      reserved * (others > 0 ? premiumEur[i] / others : 1 / heads);
  });
  return { changes, leftOver: heads > 0 ? 0 : reserved };
}
