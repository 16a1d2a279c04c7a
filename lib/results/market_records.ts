import { partyOf, TradeType, tradeTypeNames } from "../market/mod.ts";
import type { Step } from "../simulation.ts";

/**
 * Columns of trades.csv, a row per trade: who delivers and who takes (an id or `Aggregator`), kWh,
 * €/kWh before fees and multipliers, and what each side gained against trading the same energy with
 * the aggregator, €. A side that is the aggregator has no gain.
 */
export const tradeColumns: readonly string[] = [
  "hour",
  "sender",
  "receiver",
  "amount",
  "price_per_kWh",
  "type",
  "buyer_gain",
  "seller_gain",
];

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
];

/** The lines of trades.csv for a step, each with its line break. */
export function* tradeRows({ step, trades, gains }: Step): Generator<string> {
  for (let t = 0; t < trades.count; t++) {
    const type = trades.type[t];
    const buyerGain = type === TradeType.GridSell ? "" : gains.buyerEur[t];
    const sellerGain = type === TradeType.GridBuy ? "" : gains.sellerEur[t];
    yield `${step},${partyOf(trades.sender[t])},${partyOf(trades.receiver[t])},` +
      `${trades.amountKwh[t]},${trades.eurPerKwh[t]},${tradeTypeNames[type]},` +
      `${buyerGain},${sellerGain}\n`;
  }
}

/** The line of regulator.csv for a step, with its line break. */
export function regulatorRow({ step, bonusShare, accounts, participation }: Step): string {
  const { regulatorFund, fundTakenIn, fundPaidOut } = accounts;
  const { traders, barredTraders } = participation;
  return `${step},${bonusShare},${regulatorFund},${fundTakenIn},${fundPaidOut},${traders},` +
    `${barredTraders}\n`;
}
