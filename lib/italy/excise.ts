/** Up to so much in a month a home bears no excise, kWh. */
const FREE_KWH = 150;
/** Up to here only what lies above the free part is taxed. */
const TAPER_FROM_KWH = 220;
/** From here on all of it is. */
const TAXED_WHOLE_KWH = 370;

/** Homes with more contract power than this, kW, are taxed from the first kWh. */
const RELIEVED_KW = 3;

/** Whether excise spares a member's first kWh: a home that is lived in, with at most 3 kW. */
export function isRelieved({ contractKw, resident }: {
  readonly contractKw: number;
  readonly resident: boolean;
}): boolean {
  return resident && contractKw <= RELIEVED_KW;
}

/**
 * What of a month's consumption bears excise, kWh: for a relieved home nothing up to 150 kWh, c − 150 up
 * to 220, 2c − 370 up to 370, else all; for others all.
 *
 * @param kwh c, ≥ 0.
 * @param share Of the month that was supplied: the limits shrink with it.
 */
export function taxableKwh(kwh: number, relieved: boolean, share = 1): number {
  if (!relieved || kwh > TAXED_WHOLE_KWH * share) return kwh;
  if (kwh > TAPER_FROM_KWH * share) return 2 * kwh - TAXED_WHOLE_KWH * share;
  return Math.max(0, kwh - FREE_KWH * share);
}

/** How much more of a month bears excise with a kWh more, kWh per kWh: 0, 1 or 2. */
export function marginalTaxable(kwh: number, relieved: boolean): number {
  if (!relieved || kwh > TAXED_WHOLE_KWH) return 1;
  if (kwh > TAPER_FROM_KWH) return 2;
  return kwh > FREE_KWH ? 1 : 0;
}
