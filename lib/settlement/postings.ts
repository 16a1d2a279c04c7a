/** Why money moves. */
export type Reason =
  | "energy"
  | "network fee"
  | "bonus"
  | "penalty"
  | "imbalance"
  | "rebate"
  | "market surplus"
  | "network charges"
  | "fixed charges"
  | "taxes"
  | "guaranteed price"
  | "premium"
  | "refund"
  | "threshold"
  | "social purposes";

/** Takes postings: money that moves from one party to another. */
export interface Postings {
  /**
   * Moves money.
   *
   * @param from Who pays, a member's id or a code of `Institution`.
   * @param to Who gets it.
   * @param eur How much, €; below 0 it moves the other way.
   * @param reason What for.
   */
  post(from: number, to: number, eur: number, reason: Reason): void;
}
