import type { Community } from "../community/community.ts";
import { CLOSING_TOLERANCE } from "./accounts.ts";
import { type TradeColumns, TradeType } from "./trades.ts";

/** Where the community's energy of an hour came from and went, kWh. */
export interface EnergyBalance {
  readonly pvKwh: number;
  readonly loadKwh: number;
  readonly batteryInKwh: number;
  readonly batteryOutKwh: number;
  readonly gridBuyKwh: number;
  readonly gridSellKwh: number;
  /** Traded among peers; it stays inside. */
  readonly p2pKwh: number;
}

/** The energy of the hour that the community's columns and its trades describe. */
export function energyBalance(community: Community, trades: TradeColumns): EnergyBalance {
  const byType = [0, 0, 0];
  for (let t = 0; t < trades.count; t++) byType[trades.type[t]] += trades.amountKwh[t];
  return {
    pvKwh: sum(community.pvKwh),
    loadKwh: sum(community.loadKwh),
    batteryInKwh: sum(community.batteryInKwh),
    batteryOutKwh: sum(community.batteryOutKwh),
    gridBuyKwh: byType[TradeType.GridBuy],
    gridSellKwh: byType[TradeType.GridSell],
    p2pKwh: byType[TradeType.P2P],
  };
}

/**
 * Checks that energy is neither made nor lost: pv + battery out + grid buy equals
 * load + battery in + grid sell.
 *
 * @throws {Error} If the two sides differ by more than 1e-9 of their size.
 */
export function assertEnergyCloses(balance: EnergyBalance): void {
  const sources = balance.pvKwh + balance.batteryOutKwh + balance.gridBuyKwh;
  const uses = balance.loadKwh + balance.batteryInKwh + balance.gridSellKwh;
  if (Math.abs(sources - uses) <= CLOSING_TOLERANCE * Math.max(sources, uses)) return;
  throw new Error(
    `The energy does not close: sources of ${sources} kWh must equal uses of ${uses} kWh`,
  );
}

function sum(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total;
}
