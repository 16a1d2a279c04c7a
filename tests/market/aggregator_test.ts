import { deepStrictEqual as deepEqual } from "node:assert/strict";
import { clearWithAggregator } from "../../lib/market/aggregator.ts";
import { TradeBook } from "../../lib/market/trade_book.ts";
import { close, communityOf, configOf, type Member, rowsOf } from "../made/fixtures.ts";

const withFee = (aggregator_fee: number) => configOf({ grid: { aggregator_fee } });

function cleared(members: readonly Member[], price = 0.25, fee = 0.5) {
  const community = communityOf(members);
  const trades = new TradeBook(members.length);
  const dustKwh = clearWithAggregator(community.round(price, withFee(fee)), trades);
  return { rows: rowsOf(trades), open: [...community.orders.openKwh], dustKwh };
}

Deno.test("the aggregator sells above and buys below the market price, by its fee", () => {
  const { rows, open } = cleared([{ imbalance: 2 }, { imbalance: -3 }]);
  deepEqual(rows, [[-1, 0, 2, 0.375, "GRID_buy"], [1, -1, 3, 0.125, "GRID_sell"]]);
  deepEqual(open, [0, 0]);
});

Deno.test("without a fee both sides get the market price", () => {
  deepEqual(cleared([{ imbalance: 1 }, { imbalance: -1 }], 0.25, 0).rows.map((row) => row[3]), [
    0.25,
    0.25,
  ]);
});

Deno.test("only what peers left open is cleared, the imbalance stays on record", () => {
  const community = communityOf([{ imbalance: 2 }, { imbalance: -2 }]);
  community.orders.openKwh.set([0.5, 0]);
  const trades = new TradeBook(2);
  clearWithAggregator(community.round(0.25, withFee(0)), trades);
  deepEqual(rowsOf(trades), [[-1, 0, 0.5, 0.25, "GRID_buy"]]);
  deepEqual([...community.energy.imbalanceKwh], [2, -2]);
});

Deno.test("all buyers, all sellers, nobody", () => {
  deepEqual(cleared([{ imbalance: 1 }, { imbalance: 2 }]).rows.map((row) => row[4]), [
    "GRID_buy",
    "GRID_buy",
  ]);
  deepEqual(cleared([{ imbalance: -1 }]).rows.map((row) => row[4]), ["GRID_sell"]);
  deepEqual(cleared([]).rows, []);
});

Deno.test("dust is nobody's trade, and is gone afterwards", () => {
  const { rows, open, dustKwh } = cleared([
    { imbalance: 9e-10 },
    { imbalance: -4e-10 },
    { imbalance: 0 },
    { imbalance: 1e-9 },
    { imbalance: -1e-9 },
  ]);
  deepEqual(rows.map(([from, to]) => [from, to]), [[-1, 3], [4, -1]]);
  deepEqual(open, [0, 0, 0, 0, 0]);
  close(dustKwh, 5e-10, 1e-24);
});

Deno.test("the price is what the buyer pays, penalty included; a bar does not keep from the aggregator", () => {
  const { rows } = cleared([{ imbalance: 1, penalty: 1.1, barred: true }]);
  deepEqual(rows, [[-1, 0, 1, 0.375 * 1.1, "GRID_buy"]]);
});

Deno.test("a penalty is no part of what a seller gets", () => {
  const { rows } = cleared([{ imbalance: -1, penalty: 1.1 }]);
  deepEqual(rows, [[0, -1, 1, 0.125, "GRID_sell"]]);
});

Deno.test("where the price is negative the aggregator still earns its fee on either side", () => {
  // P = −0.25, a = 50 %: whoever takes a kWh gets 0.125, whoever delivers one pays 0.375.
  const { rows } = cleared([{ imbalance: 2 }, { imbalance: -3 }], -0.25);
  deepEqual(rows, [[-1, 0, 2, -0.125, "GRID_buy"], [1, -1, 3, -0.375, "GRID_sell"]]);
});
