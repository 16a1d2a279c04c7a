/** The market zone in which Turin lies, a column of the price history. */
export const TURINS_ZONE = "NORD";

/** Market price and generation of a run's steps, forecast or as they came. */
export interface StepValues {
  /** P by step, €/kWh. */
  readonly marketPrice: Float64Array;
  /** P_z by step, €/kWh: the price of the community's zone; P stands in where it is absent. */
  readonly zonalPrice?: Float64Array;
  /** By step, then by site: generation, kWh per kW of capacity. */
  readonly pvKwhPerKw: readonly Float64Array[];
}

/** What is said of a run's steps beforehand, and what came. */
export interface Outlook {
  /**
   * Each entry was made from what was known before its step, so a run reads them one by one and
   * never looks ahead.
   */
  readonly forecast: StepValues;
  /** Whether members foresee their loads too; not by default. */
  readonly foreseesLoads?: boolean;
  /** What came; null where the forecast counts as what came, and nothing is metered. */
  readonly actual: StepValues | null;
}

/** P_z in a step, €/kWh; P where nothing else is known. */
export function zonalPriceAt(
  { marketPrice, zonalPrice = marketPrice }: StepValues,
  step: number,
): number {
  return zonalPrice[step];
}

/** An outlook in which the forecast counts as what came: the coursework's three steps. */
export function asForecast(forecast: StepValues): Outlook {
  return { forecast, actual: null };
}

/** An outlook of someone who foresees what comes. */
export function perfect({ forecast, actual }: Outlook): Outlook {
  return { forecast: actual ?? forecast, actual, foreseesLoads: true };
}

/**
 * Checks that an outlook covers every step and site with numbers.
 *
 * @throws {RangeError} If it does not.
 */
export function assertCovers(outlook: Outlook, steps: number, sites: number): void {
  for (const values of [outlook.forecast, outlook.actual ?? outlook.forecast]) {
    const { marketPrice, pvKwhPerKw } = values;
    if (marketPrice.length !== steps || pvKwhPerKw.length !== steps) {
      throw new RangeError(
        `An outlook for ${steps} steps is needed, ` +
          `found ${marketPrice.length} prices and ${pvKwhPerKw.length} of generation`,
      );
    }
    for (let step = 0; step < steps; step++) assertCoversStep(values, step, sites);
  }
}

function assertCoversStep(values: StepValues, step: number, sites: number) {
  const { marketPrice, pvKwhPerKw, zonalPrice = marketPrice } = values;
  const yields = pvKwhPerKw[step];
  if (yields.length !== sites) {
    throw new RangeError(
      `An outlook for ${sites} sites is needed, found ${yields.length} in step ${step}`,
    );
  }
  if (!Number.isFinite(marketPrice[step]) || !yields.every(Number.isFinite)) {
    throw new RangeError(
      `An outlook consists of numbers, found in step ${step} ` +
        `a price of ${marketPrice[step]} and a generation of ${yields}`,
    );
  }
  if (!Number.isFinite(zonalPrice[step])) {
    throw new RangeError(
      `An outlook consists of numbers, found in step ${step} a zonal price of ${zonalPrice[step]}`,
    );
  }
}
