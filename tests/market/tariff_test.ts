import { deepStrictEqual as deepEqual, ok } from "node:assert/strict";
import fc from "../made/fast_check.ts";
import { gridPrices } from "../../lib/market/tariff.ts";
import { wholesaleTariff } from "../../lib/market/wholesale_tariff.ts";
import { close, communityOf, configOf } from "../made/fixtures.ts";

/** What the aggregator asks and pays, €/kWh. */
function quoted(price: number, aggregator_fee: number) {
  const { members } = communityOf([{}, {}]);
  const prices = gridPrices(2);
  wholesaleTariff(members, { aggregator_fee, network_fee: 0.02 }).quote(price, prices);
  return prices;
}

Deno.test("the aggregator asks a twentieth more than the market price and pays one less", () => {
  const { ask, pay } = quoted(0.2, 0.05);
  for (const i of [0, 1]) {
    close(ask[i], 0.21);
    close(pay[i], 0.19);
  }
});

Deno.test("below zero too it asks more than it pays: −0.19 and −0.21 around −0.20", () => {
  const { ask, pay } = quoted(-0.2, 0.05);
  close(ask[0], -0.19);
  close(pay[0], -0.21);
});

Deno.test("at a price of 0 there is nothing to take a share of", () => {
  const { ask, pay } = quoted(0, 0.05);
  deepEqual([ask[0], pay[0]], [0, 0]);
});

Deno.test("whatever the price, the fee is a·|P| on either side", () => {
  const price = fc.double({ min: -5, max: 5, noNaN: true });
  const fee = fc.double({ min: 0, max: 0.99, noNaN: true });
  fc.assert(fc.property(price, fee, (P, a) => {
    const { ask: [ask], pay: [pay] } = quoted(P, a);
    ok(ask >= P && P >= pay);
    close(ask - P, a * Math.abs(P), 1e-14);
    close(P - pay, a * Math.abs(P), 1e-14);
  }));
});

Deno.test("only a trade between neighbourhoods bears the network fee", () => {
  const { members, round } = communityOf([{ home: 0 }, { home: 0 }, { home: 1 }]);
  const { tariff } = round(0.2, configOf({ grid: { network_fee: 0.03 } }));
  deepEqual(members.size, 3);
  deepEqual([tariff.networkFee(0, 1), tariff.networkFee(1, 2), tariff.networkFee(2, 0)], [
    0,
    0.03,
    0.03,
  ]);
});
