import { DUST_KWH, type Energy } from "../community/energy.ts";
import type { Terms } from "./round.ts";

/** Who has something to trade in an hour, and how much. */
export interface Participation {
  /** What prosumers have to sell, barred ones included, kWh. */
  readonly surplusKwh: number;
  /** What prosumers have to buy, barred ones included, kWh. */
  readonly deficitKwh: number;
  /** The most that peers could trade: the smaller of the two, kWh. */
  readonly feasibleKwh: number;
  /** Prosumers with something to trade. */
  readonly traders: number;
  /** Those of them whom the regulator bars from the P2P market. */
  readonly barredTraders: number;
}

/** The participation of the hour, after self-balancing and before the audit. */
export function participation({ imbalanceKwh }: Energy, { barred }: Terms): Participation {
  let surplusKwh = 0;
  let deficitKwh = 0;
  let traders = 0;
  let barredTraders = 0;
  for (let i = 0; i < imbalanceKwh.length; i++) {
    const imbalance = imbalanceKwh[i];
    if (Math.abs(imbalance) < DUST_KWH) continue;
    if (imbalance > 0) deficitKwh += imbalance;
    else surplusKwh -= imbalance;
    traders++;
    barredTraders += barred[i];
  }
  const feasibleKwh = Math.min(surplusKwh, deficitKwh);
  return { surplusKwh, deficitKwh, feasibleKwh, traders, barredTraders };
}
