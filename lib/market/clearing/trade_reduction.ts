import { type ClearingMechanism, twoEach } from "./mechanism.ts";
import { Ranking } from "../ranking.ts";
import { Crossing } from "./parts/crossing.ts";
import { OrderBook } from "./parts/order_book.ts";
import { Pairing } from "./parts/pairing.ts";
import { PostedPrices } from "./parts/posted_prices.ts";
import { Rationing } from "./parts/rationing.ts";

/**
 * The marginal buyer and the marginal seller, the last that supply and demand accept, set the prices
 * and leave: buyers pay the one's bid, sellers get the other's ask. Those who are better trade
 * min(Σ B, Σ S); on the longer side each gives up the same amount, or all it has if that is less. What
 * buyers pay more than sellers get stays with the market operator.
 *
 * Nobody can move its price by its quote, so that none gains by a quote that is not true: McAfee 1992,
 * doi:10.1016/0022-0531(92)90091-U, for one unit each; Huang, Scheller-Wolf & Sycara 2002,
 * doi:10.1111/1467-8640.t01-1-00206, for many. The price is the loss of the marginal trade. A pair
 * in different neighbourhoods trades if p_b(1 + f) ≤ r_buy and p_s(1 − f) ≥ r_sell.
 *
 * In the test case of docs/mechanisms.md: B2 and S2 leave; B1–S1 2 kWh, pays .20, gets .16; gains B1
 * .08, S1 .10, the operator .08 €; efficiency .619.
 *
 * Time grows with n.
 */
export const tradeReduction: ClearingMechanism = {
  meaning: "the marginal buyer and seller set the prices and leave, the better ones trade",
  pricedWithin: "quotes",
  capacity: twoEach,
  for(members) {
    const book = new OrderBook(members.size);
    const crossing = new Crossing();
    const rationing = new Rationing(members.size);
    const ranking = new Ranking(members.size);
    const byAmount = new Uint32Array(members.size);
    const pairing = new Pairing(members);
    const prices = new PostedPrices();
    return (round, trades) => {
      const { openKwh } = round.orders;
      book.takeByQuote(round);
      crossing.find(book.sellers, book.buyers, round.orders);
      if (crossing.buyers < 2 || crossing.sellers < 2) return;
      const sellers = book.sellers.subarray(0, crossing.sellers - 1);
      const buyers = book.buyers.subarray(0, crossing.buyers - 1);
      const offered = total(openKwh, sellers);
      const wanted = total(openKwh, buyers);
      const longer = wanted > offered ? buyers : sellers;
      const largestFirst = byAmount.subarray(0, longer.length);
      largestFirst.set(longer);
      ranking.sort(largestFirst.sort(), openKwh, longer === buyers ? -1 : 1);
      const giveUp = equalShare(openKwh, largestFirst, Math.min(wanted, offered));
      for (let k = 0; k < longer.length; k++) {
        const open = openKwh[longer[k]];
        rationing.allot(openKwh, longer[k], Math.sign(open) * Math.max(0, Math.abs(open) - giveUp));
      }
      prices.post(crossing.lastBid, crossing.lastAsk);
      pairing.match(sellers, buyers, round, prices, trades);
      rationing.giveBack(openKwh, longer);
    };
  },
};

/** What some members have open, kWh, without the sign. */
function total(openKwh: Float64Array, members: Uint32Array): number {
  let sum = 0;
  for (let k = 0; k < members.length; k++) sum += Math.abs(openKwh[members[k]]);
  return sum;
}

/**
 * What each member gives up so that all together keep so much: t with Σ max(0, q − t) = kept. Who has
 * less than t keeps nothing.
 *
 * @param largestFirst The members, who has most first.
 * @param keptKwh At most Σ q.
 */
function equalShare(openKwh: Float64Array, largestFirst: Uint32Array, keptKwh: number): number {
  let sum = 0;
  let share = 0;
  for (let k = 0; k < largestFirst.length; k++) {
    const amount = Math.abs(openKwh[largestFirst[k]]);
    if (amount <= share) break;
    sum += amount;
    share = Math.max(0, (sum - keptKwh) / (k + 1));
  }
  return share;
}
