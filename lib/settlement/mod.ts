/**
 * What the trades of a step cost, and that nothing is lost. Given trades and the terms they were made on,
 * a rule per type of trade yields postings (from, to, €, reason), which the {@linkcode Accounts} merely
 * post; energy and money must close in every step. It also measures what each side of a trade gained.
 *
 * @module
 */
export type { Postings, Reason } from "./postings.ts";
export { postRebate } from "./rebate.ts";
export { settle } from "./settle.ts";
export {
  costOfPeerTrade,
  type PeerTrade,
  postPeerTrade,
  proceedsOfPeerTrade,
} from "./peer_trade.ts";
export { postGridBuy, postGridSell } from "./grid_trade.ts";
export { Accounts, CLOSING_TOLERANCE } from "./accounts.ts";
export {
  assertEnergyCloses,
  type EnergyBalance,
  energyBalance,
  energyClosingError,
} from "./energy_balance.ts";
export {
  directionOf,
  type ImbalancePricing,
  imbalancePricings,
  type ImbalanceTerms,
  settleImbalances,
} from "./imbalance.ts";
export { isLoss, TradeGains } from "./gains.ts";
export { Billing, type GridEnergy } from "./billing.ts";
export { countGridEnergy, gridEnergyOf } from "./grid_energy.ts";
export { AGREED, FOUND, type PassedOn, passOn } from "./pass_on.ts";
export {
  type Area,
  areas,
  grantReduction,
  HIGHEST_GRANT,
  Incentive,
  type IncentiveTotals,
  premiumEurPerMwh,
  reserve,
  reservedShare,
  type SharedHour,
  type Split,
  splits,
} from "./cer/mod.ts";
export { Charges, type MeteredStep } from "./charges.ts";
