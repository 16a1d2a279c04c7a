/** An appliance that runs now and then: its power is even over a run. */
export interface Appliance {
  /** For people. */
  readonly name: string;
  /** Energy of a run, kWh. */
  readonly kwh: number;
  /** Length of a run, a multiple of five minutes. */
  readonly minutes: number;
  /** Runs a day of a household that uses {@link REFERENCE_KWH} a year, outside summer. */
  readonly runsPerDay: number;
  /** The same from June to August. */
  readonly runsPerSummerDay: number;
  /** Whether its runs can be put off, as those of machines that one starts and leaves. */
  readonly deferrable: boolean;
}

/** Annual consumption to which the numbers of runs belong: ARERA's reference household, kWh. */
export const REFERENCE_KWH = 2700;

/**
 * What a household uses besides its even base (stand-by, refrigerator, light): made up, so that the
 * energy of runs is about half of all, and the spread of a single home's hours about its mean profile is as
 * measured (coefficient of variation 0.8 … 1.7). Energy and length of the machines are those that
 * flexible loads shift.
 */
export const appliances: readonly Appliance[] = [
  kind("washing machine", 0.8, 120, 0.5, 0.5, true),
  kind("dishwasher", 1.0, 120, 0.6, 0.6, true),
  kind("dryer", 2.0, 60, 0.35, 0.15, true),
  kind("oven and hob", 1.8, 60, 0.75, 0.45),
  kind("television", 0.2, 150, 1.2, 1.2),
  kind("kettle", 0.15, 5, 1.2, 0.8),
  kind("cooling", 2.1, 180, 0, 0.55),
];

function kind(
  name: string,
  kwh: number,
  minutes: number,
  runsPerDay: number,
  runsPerSummerDay: number,
  deferrable = false,
): Appliance {
  return { name, kwh, minutes, runsPerDay, runsPerSummerDay, deferrable };
}
