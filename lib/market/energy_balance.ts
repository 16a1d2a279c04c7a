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
  /** Deficits less surpluses below 1e-9 kWh each, which nobody trades. */
  readonly dustKwh: number;
}

/**
 * The energy of the hour that the community's columns and its trades describe.
 *
 * @param dustKwh What `clearWithAggregator` found too little to trade.
 */
export function energyBalance(
  community: Community,
  trades: TradeColumns,
  dustKwh = 0,
): EnergyBalance {
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
    dustKwh,
  };
}

/**
 * Checks that energy is neither made nor lost: pv + battery out + grid buy, and dust, equals
 * load + battery in + grid sell.
 *
 * @throws {Error} If the two sides differ by more than 1e-9 of their size.
 */
export function assertEnergyCloses(balance: EnergyBalance): void {
  const { dustKwh } = balance;
  const sources = balance.pvKwh + balance.batteryOutKwh + balance.gridBuyKwh + Math.max(0, dustKwh);
  const uses = balance.loadKwh + balance.batteryInKwh + balance.gridSellKwh - Math.min(0, dustKwh);
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
