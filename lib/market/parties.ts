/**
 * Institutions that trade or hold an account. In columns members are their ids, 0 … n − 1, and
 * these numbers below 0 stand for institutions.
 */
export const Institution = {
  /** Sells to and buys from whoever is left over. */
  Aggregator: -1,
  /** Gets the network fee. */
  NetworkOperator: -2,
  /** Pays bonuses, gets penalties. */
  RegulatorFund: -3,
  /** Passes on what one side pays to those who get it; it keeps nothing. */
  Clearing: -4,
  /** Keeps what buyers pay more than sellers get, where a clearing mechanism has two prices. */
  MarketOperator: -5,
  /** Sells energy at retail; the aggregator passes its part on. */
  Supplier: -6,
  /** Gets the network's part of a bill. */
  Distributor: -7,
  /** Gets system charges and taxes. */
  State: -8,
  /** Buys what members feed in, and pays the incentive of energy communities. */
  Gse: -9,
} as const;

/** How the aggregator is named in files and on the chain. */
export const AGGREGATOR = "Aggregator";

/** A party of a trade as files name it: a member's id, or the aggregator. */
export type Party = number | typeof AGGREGATOR;

/** The party of a trade that a number in a column stands for. */
export function partyOf(code: number): Party {
  return code === Institution.Aggregator ? AGGREGATOR : code;
}

/** The number that stands for a party in columns; the inverse of {@linkcode partyOf}. */
export function codeOf(party: Party): number {
  return party === AGGREGATOR ? Institution.Aggregator : party;
}
