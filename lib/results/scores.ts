/**
 * How well a run serves each objective, 0 … 1. One formula each; sums run over the hours h.
 *
 * NaN where there was nothing to score, such as trade among peers when nobody had a surplus.
 */

/** Objective `p2p`: the share of what peers could trade that they did, Σ p2p / Σ min(surplus, deficit). */
export function p2pScore(p2pKwh: number, feasibleKwh: number): number {
  return within01(p2pKwh / feasibleKwh);
}

/**
 * Objective `profit`: what the members and the regulator's fund, which is theirs, have more than
 * without a community, over the most that they could, Σ (λb − λs)·min(surplus, deficit).
 *
 * Money that the fund pays out is no profit: its debt is the members'.
 */
export function profitScore(communityProfitEur: number, feasibleProfitEur: number): number {
  return feasibleProfitEur > 0 ? within01(communityProfitEur / feasibleProfitEur) : NaN;
}

/**
 * Objective `renewables`: the share of the load served by local PV, the physical self-sufficiency.
 *
 * Loads, sun and batteries do not answer to a policy, so none can move it: a contract among
 * neighbours changes who pays whom, not where the current flows.
 */
export function renewablesScore(selfSufficiency: number): number {
  return within01(selfSufficiency);
}

/**
 * Objective `chaos`: half the dispersion of prices, half the rate of exclusion,
 * ½·c/(1 + c) + ½·barred/traders.
 *
 * @param dispersion c, the coefficient of variation of P2P prices over the market price, weighted
 * by energy; NaN (no trade) counts as none.
 * @param exclusionRate Member-hours barred over member-hours with something to trade.
 */
export function chaosScore(dispersion: number, exclusionRate: number): number {
  const c = Number.isNaN(dispersion) ? 0 : dispersion;
  return within01((c / (1 + c) + exclusionRate) / 2);
}

function within01(score: number): number {
  return Math.max(0, Math.min(1, score));
}
