import { deepEqual, equal } from "node:assert/strict";
import { accountTable, energyTable, memberTable, tradeTable } from "../../lib/notebook/mod.ts";
import { Accounts } from "../../lib/settlement/mod.ts";

Deno.test("columns become a row per member, NaN nothing", () => {
  const { titles, cells } = memberTable({
    "Load, kWh": Float64Array.of(0.5, 1.25),
    "Asks, €/kWh": Float64Array.of(NaN, 0.1),
    Home: ["Centro", "Aurora"],
  });
  deepEqual(titles, ["Prosumer", "Load, kWh", "Asks, €/kWh", "Home"]);
  deepEqual(cells, [["0", "0.50", "–", "Centro"], ["1", "1.25", "0.10", "Aurora"]]);
});

Deno.test("no members give a table of no rows", () => {
  deepEqual(memberTable({ "Load, kWh": new Float64Array() }).cells, []);
});

Deno.test("trades are shown from the first wanted on, and no more than there are", () => {
  const trades = {
    count: 2,
    sender: Int32Array.of(3, -1, 9),
    receiver: Int32Array.of(4, 5, 9),
    amountKwh: Float64Array.of(0.5, 1, 9),
    eurPerKwh: Float64Array.of(0.1, 0.12, 9),
    type: Uint8Array.of(0, 1, 2),
  };
  deepEqual(tradeTable(trades).cells.map(([seller]) => seller), ["3", "Aggregator"]);
  deepEqual(tradeTable(trades, 1).cells, [["Aggregator", "5", "1", "0.1200", "GRID_buy"]]);
});

Deno.test("balances are shown with their sum", () => {
  const accounts = new Accounts(2);
  accounts.post(0, 1, 0.25);
  accounts.post(1, -2, 0.05);
  const cells = accountTable(accounts).cells;
  deepEqual(cells.map(([, balance]) => balance), [
    "-0.2500",
    "0.2000",
    "0.0000",
    "0.0500",
    "0.0000",
    "0.0000",
  ]);
  equal(cells.at(-1)?.[0], "Sum");
});

Deno.test("sources and uses of energy stand beside each other with their sums", () => {
  const balance = {
    pvKwh: 5,
    batteryOutKwh: 0.5,
    gridBuyKwh: 1,
    loadKwh: 5.5,
    batteryInKwh: 0.75,
    gridSellKwh: 0.25,
    p2pKwh: 3,
    netExchangeKwh: 0.75,
    dustKwh: 0,
  };
  deepEqual(energyTable(balance).cells, [
    ["PV", "5.000", "Load", "5.500"],
    ["From batteries", "0.500", "To batteries", "0.750"],
    ["Bought from the aggregator", "1.000", "Sold to the aggregator", "0.250"],
    ["Sum", "6.500", "Sum", "6.500"],
  ]);
});
