/**
 * What the forecasters say of a scenario's hours. Each entry was made from what was known before
 * its hour, so a run reads them one by one and never looks ahead.
 */
export interface Outlook {
  /** Forecast of the market price by step, €/kWh. */
  readonly marketPrice: Float64Array;
  /** By step, then by neighbourhood: forecast generation, kWh per kW of capacity. */
  readonly pvKwhPerKw: readonly Float64Array[];
}
