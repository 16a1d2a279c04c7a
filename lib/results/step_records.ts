import { sum } from "../mean.ts";
import type { Step } from "../simulation.ts";
import type { Cell } from "./tables/cells.ts";

/** Columns of hours.csv, a row per step: prices in €/kWh, energy of the whole community in kWh. */
export const stepColumns: readonly string[] = [
  "step",
  "hour",
  "start",
  "market_price",
  "actual_price",
  "pv_kwh",
  "pv_actual_kwh",
  "load_kwh",
  "load_actual_kwh",
  "p2p_kwh",
  "grid_buy_kwh",
  "grid_sell_kwh",
  "short_kwh",
  "long_kwh",
  "net_exchange_kwh",
];

/** The columns that follow where Italy's tariffs are reckoned with: P_z, as forecast and as it came. */
export const zonalColumns: readonly string[] = ["zonal_price", "actual_zonal_price"];

/**
 * The row of hours.csv for a step of an hour of the run.
 *
 * @param withZone Whether the columns of the zone's price follow.
 */
export function stepRow(
  { step, start, marketPrice, actualPrice, planned, balance, ...rest }: Step,
  hour: number,
  withZone = false,
): Cell[] {
  const { pvKwh, loadKwh, p2pKwh, gridBuyKwh, gridSellKwh, shortKwh, longKwh } = balance;
  const utc = new Date(1000 * start).toISOString().replace(".000Z", "Z");
  return [
    step,
    hour,
    utc,
    marketPrice,
    actualPrice,
    sum(planned.pvKwh),
    pvKwh,
    sum(planned.loadKwh),
    loadKwh,
    p2pKwh,
    gridBuyKwh,
    gridSellKwh,
    shortKwh,
    longKwh,
    balance.netExchangeKwh,
    ...(withZone ? [rest.zonalPrice, rest.actualZonalPrice] : []),
  ];
}
