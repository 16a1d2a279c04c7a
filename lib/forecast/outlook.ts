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

/** Prices that become known, or are forecast anew, at a step: from then on these are expected. */
export interface PriceIssue {
  /** The step from which on they are known. */
  readonly knownFrom: number;
  /** The step of the first price. */
  readonly first: number;
  /** P_z, €/kWh, likewise; where it is absent it is expected to differ from P as it does now. */
  readonly zonalPrice?: Float64Array;
  /** P, €/kWh, by step; to the end of the day after `knownFrom`'s at least. */
  readonly marketPrice: Float64Array;
}

/**
 * What members expect of the steps after the running one: to plan with. It reaches a day beyond the run.
 * Of the running step itself they know what the outlook's forecast says.
 */
export interface LookAhead {
  /** In the order in which they become known; the first before the run. */
  readonly prices: readonly PriceIssue[];
  /** By step, then by site, kWh per kW of capacity; as known a day before. */
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
  /**
   * What members plan with; where it is left out, the forecasts of the run's steps, as if all were
   * known from the first, and nothing beyond its end.
   */
  readonly ahead?: LookAhead | undefined;
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
export function perfect({ forecast, actual, ahead }: Outlook): Outlook {
  const came = actual ?? forecast;
  return {
    forecast: came,
    actual,
    foreseesLoads: true,
    ahead: ahead && foreseen(came, ahead),
  };
}

/** What comes in the run, then what is expected at its end. */
function foreseen(came: StepValues, ahead: LookAhead): LookAhead {
  const { marketPrice, pvKwhPerKw, zonalPrice = marketPrice } = came;
  const count = marketPrice.length;
  const spread = zonalPrice[count - 1] - marketPrice[count - 1];
  const last = ahead.prices[ahead.prices.length - 1];
  const beyond = last.marketPrice.subarray(count - last.first);
  const prices = new Float64Array(count + beyond.length);
  prices.set(marketPrice);
  prices.set(beyond, count);
  const zonal = prices.map((price, step) => step < count ? zonalPrice[step] : price + spread);
  return {
    prices: [{ knownFrom: 0, first: 0, marketPrice: prices, zonalPrice: zonal }],
    pvKwhPerKw: [...pvKwhPerKw, ...ahead.pvKwhPerKw.slice(count)],
  };
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
