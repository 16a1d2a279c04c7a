import { deepEqual, equal, throws } from "node:assert/strict";
import {
  bestLie,
  clearingMechanisms,
  gainByQuoting,
  heldChance,
  outcomeOf,
} from "lib/market/mod.ts";
import { testCase } from "../made/clearing.ts";
import { close } from "../made/fixtures.ts";

// The quotes of docs/mechanisms.md: B1, B2, B3, S1, S2, S3; λb = .25, λs = .10; chance held as it says.
const orders = testCase.map(({ imbalance, quote }) => ({
  energyKwh: imbalance as number,
  quote: quote as number,
}));
const chance = heldChance({
  arrival: [0.5, 0.4, 0.1, 0.6, 0.3, 0.2],
  halves: [0.1, 0.6, 0.2, 0.9, 0.3, 0.7],
});
const surroundings = { ask: 0.25, pay: 0.1, chance };
const B1 = 0;

Deno.test("the test case's gains and efficiency are those of the specification", () => {
  const mid = outcomeOf("mid", orders, surroundings);
  for (const [i, gain] of [0.17, 0.04, 0, 0.13, 0.08, 0].entries()) close(mid.gains[i], gain, 1e-9);
  close(mid.buyersGain, 0.21, 1e-9);
  close(mid.sellersGain, 0.21, 1e-9);
  close(mid.energyKwh, 5, 1e-9);
  const [first] = mid.trades;
  deepEqual([first.seller, first.buyer, first.bid, first.ask], [3, 0, 0.24, 0.11]);
  const expected = { none: 0, mid: 1, "pay-as-bid": 1, cda: 0.619, muda: 0.4286 };
  for (const [name, efficiency] of Object.entries(expected)) {
    close(outcomeOf(name, orders, surroundings).welfare / 0.42, efficiency, 5e-4);
  }
  close(outcomeOf("discriminatory", orders, surroundings).operatorGain, 0.42, 1e-9);
});

Deno.test("under every mechanism buyers, sellers and operator share the welfare", () => {
  for (const name of Object.keys(clearingMechanisms)) {
    const { trades, buyersGain, sellersGain, operatorGain, welfare } = outcomeOf(
      name,
      orders,
      surroundings,
    );
    close(buyersGain + sellersGain + operatorGain, welfare, 1e-12);
    const made = trades.reduce((sum, { energyKwh, bid, ask }) => sum + energyKwh * (bid - ask), 0);
    close(welfare, made, 1e-9);
  }
});

Deno.test("a lie gains at the price of the others under mid, nothing under trade reduction", () => {
  const bids = Array.from({ length: 29 }, (_, k) => 0.1 + k * 0.005);
  close(gainByQuoting("mid", orders, surroundings, B1, 0.24), 0.17, 1e-9);
  const lie = bestLie("mid", orders, surroundings, B1, bids);
  close(lie.honestGain, 0.17, 1e-9);
  // .16 just reaches S2: halves (.16 + .11)/2 … B1 after B2, who takes S1: 3 kWh at .16 of S2.
  close(lie.bestGain, 0.24, 1e-9);
  close(lie.bestQuote, 0.16, 1e-9);
  const truthful = bestLie("trade-reduction", orders, surroundings, B1, bids);
  equal(truthful.bestQuote, 0.24);
  equal(truthful.bestGain, truthful.honestGain);
});

Deno.test("held chance begins anew whenever it is asked, and says when it has run out", () => {
  const held = heldChance({ arrival: [0.5] });
  equal(held("arrival").next(), 0.5);
  equal(held("arrival").next(), 0.5);
  const stream = held("arrival");
  stream.next();
  throws(() => stream.next(), /2 draws for "arrival" are needed, found 1/);
  throws(() => held("halves").next(), /1 draws for "halves"/);
});
