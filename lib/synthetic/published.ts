/**
 * Published statistics of Italy's national electricity price and of photovoltaic generation in Turin:
 * what the bundled sample is made from and compared with.
 *
 * Prices: hourly day-ahead PUN, €/MWh, computed from GME's yearly workbooks (mercatoelettrico.org).
 * Generation: PVGIS 5.3, SARAH3 (European Commission, Joint Research Centre), per kW of capacity at
 * the optimal tilt with 14 % losses.
 *
 * @module
 */

/** The years of the sample; the last ends with October. */
export const YEARS = [2021, 2022, 2023, 2024, 2025] as const;

/** Mean PUN by month from January 2021 on, €/MWh. */
export const MONTHLY_MEAN: readonly number[] = [
  ...[60.71, 56.57, 60.39, 69.02, 69.91, 84.80, 102.66, 112.40, 158.59, 217.63, 225.95, 281.24],
  ...[224.50, 211.69, 308.07, 245.97, 230.06, 271.31, 441.65, 543.15, 429.92, 211.50, 224.51],
  ...[294.91],
  ...[174.49, 161.07, 136.38, 134.97, 105.73, 105.34, 112.09, 111.89, 115.70, 134.26, 121.74],
  ...[115.46],
  ...[99.16, 87.63, 88.86, 86.80, 94.88, 103.17, 112.32, 128.44, 117.13, 116.69, 130.89, 135.06],
  ...[143.03, 150.36, 120.55, 99.85, 93.58, 111.78, 113.13, 108.79, 109.08, 111.04],
];

/** Standard deviation of the hourly PUN within each month from January 2021 on, €/MWh. */
export const MONTHLY_DEVIATION: readonly number[] = [
  ...[13.4, 14.3, 10.9, 13.8, 14.1, 16.1, 13.2, 15.3, 28.7, 39.4, 50.4, 79.9],
  ...[46, 36, 92, 56, 36, 73, 96, 114, 99, 90, 81, 107],
  ...[33, 28, 34, 35, 27, 24, 21, 29, 24, 31, 33, 21],
  ...[17, 18, 20, 28, 25, 24, 21, 26, 30, 24, 21, 35],
  ...[26, 20, 26, 32, 39, 29, 21, 20, 22, 25],
];

/** Mean PUN by hour of the day, €/MWh: GME's hours 1 … 24. */
export const HOURLY_MEAN: ReadonlyMap<number, readonly number[]> = new Map([
  [2023, [
    ...[120, 115, 110, 108, 108, 114, 127, 141, 148, 138, 125, 117],
    ...[109, 105, 110, 117, 127, 138, 151, 167, 160, 145, 131, 123],
  ]],
  [2024, [
    ...[102, 97, 94, 92, 93, 97, 109, 121, 126, 116, 105, 98],
    ...[90, 88, 92, 100, 110, 119, 130, 143, 139, 125, 113, 105],
  ]],
  [2025, [
    ...[115, 110, 106, 105, 105, 110, 123, 134, 133, 121, 109, 98],
    ...[89, 86, 91, 98, 111, 124, 137, 149, 148, 136, 126, 118],
  ]],
]);

/** Mean PUN in some hours of the day of earlier years, €/MWh, by GME's hour. */
export const SOME_HOURLY_MEANS: ReadonlyMap<number, ReadonlyMap<number, number>> = new Map([
  [2021, new Map([[4, 102], [9, 142], [14, 118], [20, 151]])],
  [2022, new Map([[4, 255], [9, 340], [14, 274], [20, 379]])],
]);

/** Mean PUN by weekday in 2024 and 2025, Monday … Sunday, €/MWh. */
export const WEEKDAY_MEAN: readonly (readonly number[])[] = [
  [111.9, 112.5, 114.2, 111.2, 110.0, 102.5, 97.2],
  [120.7, 121.2, 122.8, 119.3, 117.4, 109.5, 100.0],
];

/** Mean PUN of weekends over that of weekdays, by year from 2021 on. */
export const WEEKEND_RATIO: readonly number[] = [.858, .856, .889, .892, .871];

/** Autocorrelation of the hourly PUN of 2023–2025, by lag in hours. */
export const PRICE_AUTOCORRELATION: ReadonlyMap<number, number> = new Map([
  ...[[1, .920], [2, .768], [3, .605], [6, .314], [12, .562], [23, .768]] as const,
  ...[[24, .819], [48, .735], [168, .779], [336, .727]] as const,
]);

/** PV generation by month of 2021 and 2022, kWh per kW. */
export const MONTHLY_YIELD: readonly number[] = [
  ...[91.2, 91.6, 146.7, 128.6, 141.3, 136.3, 131.7, 148.7, 119.7, 108.1, 68.9, 91.7],
  ...[121.9, 122.1, 126.7, 138.9, 129.5, 132.3, 153.4, 143.9, 122.2, 91.8, 89.5, 70.8],
];

/** Highest hour of PV generation by month of the year, kW per kW. */
export const HIGHEST_POWER: readonly number[] = [
  ...[.80, .85, .90, .91, .84, .75, .74, .78, .77, .76, .76, .76],
];

/** Daytime clear-sky index, PV power over its clear-sky envelope, by month of the year: mean. */
export const INDEX_MEAN: readonly number[] = [
  ...[.65, .67, .70, .71, .67, .76, .81, .83, .72, .60, .61, .60],
];

/** The same: standard deviation. */
export const INDEX_DEVIATION: readonly number[] = [
  ...[.34, .31, .28, .27, .26, .20, .16, .19, .26, .31, .35, .33],
];

/** The daytime clear-sky index of the whole record. */
export const INDEX = {
  mean: .68,
  deviation: .33,
  shareAbove09: .40,
  shareBelow03: .21,
  hourlyAutocorrelation: .79,
  dailyAutocorrelation: .40,
} as const;

/** Share of all hours in which a PV system generates exactly 0. */
export const ZERO_SHARE = .52;

/** Mean air temperature in Turin, °C. */
export const MEAN_TEMPERATURE = { january: 2.4, july: 22.9 } as const;
