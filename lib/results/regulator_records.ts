import type { Step } from "../simulation.ts";
import type { Cell } from "./tables/cells.ts";

/**
 * Columns of regulator.csv, a row per hour: the share of the bonuses that the budget paid, the
 * fund's balance after the hour and what it received and paid so far, €; prosumers with something to
 * trade and those of them who were barred.
 */
export const regulatorColumns: readonly string[] = [
  "hour",
  "bonus_share",
  "fund_balance",
  "fund_taken_in",
  "fund_paid_out",
  "traders",
  "barred_traders",
  "step",
];

/** The row of regulator.csv for a step of an hour of the run. */
export function regulatorRow(
  { step, bonusShare, accounts, participation }: Step,
  hour: number,
): Cell[] {
  const { regulatorFund, fundTakenIn, fundPaidOut } = accounts;
  const { traders, barredTraders } = participation;
  return [
    hour,
    bonusShare,
    regulatorFund,
    fundTakenIn,
    fundPaidOut,
    traders,
    barredTraders,
    step,
  ];
}
