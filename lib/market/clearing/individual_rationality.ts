import { buyersReservation, sellersReservation } from "../bidding/mod.ts";
import type { Round } from "../round.ts";
import type { TradeBook } from "../trade_book.ts";
import { TradeType } from "../trades.ts";

/** What of a price is the rounding of the sums that it came from. */
const ROUNDING = 1e-12;

/**
 * Drops the pairs that leave a side worse off than the aggregator, network fee, bonus and penalty
 * counted: those in which the buyer pays more than λb·penalty / (1 − δ), p_b(1 + f), or the seller gets
 * less than λs / (1 + δ), p_s(1 − f). What they would have traded is open again. Prices stay what they
 * were: nobody is asked a second time.
 *
 * @param trades A book in which there are trades among peers alone.
 */
export function keepRationalPairs(round: Round, trades: TradeBook): void {
  const { orders: { openKwh } } = round;
  trades.keep((t) => {
    if (trades.type[t] !== TradeType.P2P || isRational(round, trades, t)) return true;
    openKwh[trades.receiver[t]] += trades.amountKwh[t];
    openKwh[trades.sender[t]] -= trades.amountKwh[t];
    return false;
  });
}

function isRational(
  { prices: { ask, pay }, tariff, terms: { bonus, penalty } }: Round,
  { sender, receiver, eurPerKwh, sellersEurPerKwh }: TradeBook,
  t: number,
): boolean {
  const [seller, buyer] = [sender[t], receiver[t]];
  const fee = tariff.networkFee(seller, buyer);
  const most = buyersReservation(ask[buyer], bonus[buyer], penalty[buyer]);
  const least = sellersReservation(pay[seller], bonus[seller]);
  const [paid, got] = [eurPerKwh[t] * (1 + fee), sellersEurPerKwh[t] * (1 - fee)];
  return paid <= most + ROUNDING * Math.abs(most) && got >= least - ROUNDING * Math.abs(least);
}
