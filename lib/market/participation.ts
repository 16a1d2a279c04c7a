import { DUST_KWH, type Energy } from "../community/mod.ts";
import type { Round } from "./round.ts";

/** Who has something to trade in an hour, and how much. */
export interface Participation {
  /** What prosumers have to sell, barred ones included, kWh. */
  readonly surplusKwh: number;
  /** What prosumers have to buy, barred ones included, kWh. */
  readonly deficitKwh: number;
  /** The most that peers could trade: the smaller of the two, kWh. */
  readonly feasibleKwh: number;
  /** What that gains the two sides over the aggregator's prices: (λb − λs)·feasible, €. */
  readonly feasibleEur: number;
  /** Prosumers with something to trade. */
  readonly traders: number;
  /** Those of them whom the regulator bars from the P2P market. */
  readonly barredTraders: number;
}

/** The participation of the hour, after self-balancing and before the audit. */
export function participation(
  { imbalanceKwh }: Energy,
  { terms: { barred }, prices }: Pick<Round, "terms" | "prices">,
): Participation {
  let surplusKwh = 0;
  let deficitKwh = 0;
  let surplusEur = 0;
  let deficitEur = 0;
  let traders = 0;
  let barredTraders = 0;
  for (let i = 0; i < imbalanceKwh.length; i++) {
    const imbalance = imbalanceKwh[i];
    if (Math.abs(imbalance) < DUST_KWH) continue;
    if (imbalance > 0) {
      deficitKwh += imbalance;
      deficitEur += imbalance * prices.ask[i];
    } else {
      surplusKwh -= imbalance;
      surplusEur -= imbalance * prices.pay[i];
    }
    traders++;
    barredTraders += barred[i];
  }
  const feasibleKwh = Math.min(surplusKwh, deficitKwh);
  const feasibleEur = feasibleKwh === 0
    ? 0
    : feasibleKwh * (deficitEur / deficitKwh - surplusEur / surplusKwh);
  return { surplusKwh, deficitKwh, feasibleKwh, feasibleEur, traders, barredTraders };
}
