/** Market price and generation of a run's steps, forecast or as they came. */
export interface StepValues {
  /** P by step, €/kWh. */
  readonly marketPrice: Float64Array;
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
  /** What is metered in the end. */
  readonly actual: StepValues;
}

/** An outlook in which everything comes as forecast. */
export function asForecast(forecast: StepValues): Outlook {
  return { forecast, actual: forecast };
}

/**
 * Checks that an outlook covers every step and site with numbers.
 *
 * @throws {RangeError} If it does not.
 */
export function assertCovers(outlook: Outlook, steps: number, sites: number): void {
  for (const values of [outlook.forecast, outlook.actual]) {
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

function assertCoversStep({ marketPrice, pvKwhPerKw }: StepValues, step: number, sites: number) {
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
}
