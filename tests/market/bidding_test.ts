import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { buyersReservation, sellersReservation } from "../../lib/market/bidding/mod.ts";
import { type RandomStream, randomStream } from "../../lib/random.ts";
import {
  close,
  communityOf,
  configOf,
  type MadeCommunity,
  type Member,
  quotingOf,
} from "../made/fixtures.ts";

const P = 0.2;
const outsideOption = configOf({ market: { bidding: { strategy: "outside-option" } } });

const fixed = (value: number): RandomStream => ({ next: () => value });

function quote(community: MadeCommunity, config = configOf(), stream = fixed(0.5)): void {
  const { strategy, settings } = quotingOf(config);
  strategy.quote(community.round(P, config), settings, stream);
}

function quotesOf(members: readonly Member[], config = configOf(), stream = fixed(0.5)): number[] {
  const community = communityOf(members);
  quote(community, config, stream);
  return [...community.orders.quote];
}

Deno.test("price-band: bids span 0.9 to 1.1 of the market price, asks 0.7 to 0.9", () => {
  const both = [{ imbalance: 1 }, { imbalance: -1 }];
  for (const [draw, bid, ask] of [[0, 0.18, 0.14], [0.5, 0.2, 0.16], [1, 0.22, 0.18]]) {
    const [actualBid, actualAsk] = quotesOf(both, configOf(), fixed(draw));
    close(actualBid, bid);
    close(actualAsk, ask);
  }
});

Deno.test("price-band: both bands are settings", () => {
  const bidding = { seller_band: [0.5, 0.5], buyer_band: [2, 4] };
  const [bid, ask] = quotesOf(
    [{ imbalance: 1 }, { imbalance: -1 }],
    configOf({ market: { bidding } }),
  );
  close(bid, 3 * P);
  close(ask, 0.5 * P);
});

Deno.test("price-band quotes are uniform over the band", () => {
  const quotes = quotesOf(
    Array.from({ length: 10_000 }, () => ({ imbalance: -1 })),
    configOf(),
    randomStream(1, "bids", 0),
  ).map((quote) => quote / P);
  ok(Math.min(...quotes) >= 0.7 && Math.min(...quotes) < 0.7001);
  ok(Math.max(...quotes) <= 0.9 && Math.max(...quotes) > 0.8999);
  const mean = quotes.reduce((sum, quote) => sum + quote, 0) / quotes.length;
  close(mean, 0.8, 5 * 0.2 / Math.sqrt(12 * quotes.length));
});

Deno.test("nothing to trade, or no more than dust, is quoted as NaN", () => {
  const members = [0, 9.9e-10, -9.9e-10, Number.MIN_VALUE].map((imbalance) => ({ imbalance }));
  for (const config of [configOf(), outsideOption]) {
    deepEqual(quotesOf(members, config), [NaN, NaN, NaN, NaN]);
    ok(quotesOf([{ imbalance: 1e-9 }, { imbalance: -1e-9 }], config).every((quote) => quote > 0));
  }
});

Deno.test("one draw per member, whether it quotes or not", () => {
  const alone = quotesOf([{}, { imbalance: 1 }], configOf(), randomStream(1, "bids", 0));
  const both = quotesOf(
    [{ imbalance: -1 }, { imbalance: 1 }],
    configOf(),
    randomStream(1, "bids", 0),
  );
  equal(alone[1], both[1]);
});

Deno.test("both strategies take the same number of draws", () => {
  const [one, other] = [randomStream(1, "bids", 0), randomStream(1, "bids", 0)];
  const members = [{ imbalance: 1 }, {}, { imbalance: -1 }];
  quotesOf(members, configOf(), one);
  quotesOf(members, outsideOption, other);
  equal(one.next(), other.next());
});

Deno.test("outside options by hand, with and without bonus and penalty", () => {
  // P = 0.2, a = 5 %: the aggregator sells at 0.21 and buys at 0.19.
  const { ask: [ask], pay: [pay] } = communityOf([{}]).round(P).prices;
  close(buyersReservation(ask, 1, 1), 0.21);
  close(sellersReservation(pay, 1), 0.19);
  // A bonus of 1.05 makes 0.21/0.95 cost 0.21, and 0.19/1.05 earn 0.19.
  close(buyersReservation(ask, 1.05, 1), 0.221052631578947);
  close(sellersReservation(pay, 1.05), 0.180952380952381);
  // A penalty of 1.10 makes the aggregator cost 0.231.
  close(buyersReservation(ask, 1, 1.1), 0.231);
  close(buyersReservation(ask, 1.05, 1.1), 0.243157894736842);
});

Deno.test("outside-option: quotes are the reservation price less, or plus, the own margin", () => {
  const members = [
    { imbalance: 1, margin: 0.1, bonus: 1.05, penalty: 1.1 },
    { imbalance: -1, margin: 0.1, bonus: 1.05, penalty: 1.1 },
    { imbalance: 2 },
    { imbalance: -2 },
  ];
  const quotes = quotesOf(members, outsideOption);
  // 0.2431579 − 0.1 · 0.2; 0.1809524 + 0.1 · 0.2: a seller's penalty plays no part.
  const expected = [0.223157894736842, 0.200952380952381, 0.21, 0.19];
  for (const [i, quote] of quotes.entries()) close(quote, expected[i]);
});

Deno.test("outside-option quotes do not depend on the hour's draw", () => {
  const members = [{ imbalance: 1, margin: 0.03 }, { imbalance: -1, margin: 0.04 }];
  deepEqual(
    quotesOf(members, outsideOption, fixed(0)),
    quotesOf(members, outsideOption, fixed(0.9)),
  );
});

Deno.test("quotes of an hour before do not linger", () => {
  const community = communityOf([{ quote: 0.3 }]);
  quote(community);
  equal(community.orders.quote[0], NaN);
});

Deno.test("reservations: the outside option, or no limit for who does not compare, or nothing", () => {
  const members = [{ imbalance: 1, margin: 0.1, penalty: 1.1 }, { imbalance: -1, margin: 0.1 }, {}];
  const reservationsOf = (config = configOf()) => {
    const community = communityOf(members);
    quote(community, config);
    return [...community.orders.reservation];
  };
  const [buyers, sellers, nobodys] = reservationsOf(outsideOption);
  close(buyers, 0.231);
  close(sellers, 0.19);
  equal(nobodys, NaN);
  deepEqual(reservationsOf(), [Infinity, -Infinity, NaN]);
});

Deno.test("the highest bid is what a strategy can quote at most, at multipliers up to the own", () => {
  const highestOf = (member: Member, config = configOf()) => {
    const { strategy, settings } = quotingOf(config);
    return strategy.highestBid(communityOf([member]).round(P, config), 0, settings);
  };
  close(highestOf({ imbalance: 1, bonus: 1.05 }), 0.22);
  close(highestOf({ imbalance: 1, bonus: 1.05, penalty: 1.1 }, outsideOption), 0.243157894736842);
  // A bonus or a penalty below 1 may be moved up to 1.
  close(highestOf({ imbalance: 1, bonus: 0.8, penalty: 0.9 }, outsideOption), 0.21);
});
