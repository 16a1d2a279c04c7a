import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import {
  regulatorColumns,
  regulatorRow,
  tradeColumns,
  tradeRows,
} from "../../lib/results/market_records.ts";
import { close } from "../made/fixtures.ts";
import { sampleMembers, sampleTrades, stepOf } from "../made/steps.ts";

Deno.test("a row per trade, with gains of the sides that have one", () => {
  const hour = stepOf(sampleMembers, sampleTrades, 0.2, { step: 5 });
  const rows = [...tradeRows(hour)].map((line) => line.slice(0, -1).split(","));
  deepEqual(rows.map((row) => row.length), rows.map(() => tradeColumns.length));
  deepEqual(rows[0].slice(0, 6), ["5", "1", "0", "2", "0.19", "P2P"]);
  close(Number(rows[0][6]), 0.462 - 0.36822);
  close(Number(rows[0][7]), -0.000152);
  deepEqual(rows[1], ["5", "Aggregator", "0", "1", "0.231", "GRID_buy", "0", ""]);
  deepEqual(rows[2], ["5", "2", "Aggregator", "0.5", "0.19", "GRID_sell", "", "0"]);
});

Deno.test("a row per hour of the fund and of who was barred", () => {
  const members = sampleMembers.map((member, id) => ({ ...member, barred: id === 2 }));
  const hour = stepOf(members, sampleTrades, 0.2, { bonusShare: 0.25 });
  const row = regulatorRow(hour);
  equal(row.at(-1), "\n");
  const values = row.trim().split(",").map(Number);
  equal(values.length, regulatorColumns.length);
  const [hours, share, balance, takenIn, paidOut, traders, barred] = values;
  deepEqual([hours, share, traders, barred], [0, 0.25, 3, 1]);
  close(takenIn, 0.021);
  close(paidOut, 0.026828);
  close(balance, takenIn - paidOut);
});
