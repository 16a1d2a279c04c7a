import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { regulatorColumns, regulatorRow } from "../../lib/results/regulator_records.ts";
import { tradeColumns } from "../../lib/results/tables/trade_steps.ts";
import { close } from "../made/fixtures.ts";
import { tradeLines } from "../made/table_lines.ts";
import { sampleMembers, sampleTrades, stepOf } from "../made/steps.ts";

Deno.test("a row per trade, with gains of the sides that have one", () => {
  const hour = stepOf(sampleMembers, sampleTrades, 0.2, { step: 5 });
  const rows = tradeLines(hour, 1).map((line) => line.slice(0, -1).split(","));
  deepEqual(rows.map((row) => row.length), rows.map(() => tradeColumns.length));
  deepEqual(rows[0].slice(0, 6), ["1", "1", "0", "2", "0.19", "P2P"]);
  close(Number(rows[0][6]), 0.462 - 0.36822);
  close(Number(rows[0][7]), -0.000152);
  deepEqual(rows[1], ["1", "Aggregator", "0", "1", "0.231", "GRID_buy", "0", "", "5", "0.231"]);
  deepEqual(rows[2], ["1", "2", "Aggregator", "0.5", "0.19", "GRID_sell", "", "0", "5", "0.19"]);
});

Deno.test("imbalances are rows too, without gains, whoever traded at their place a step before", () => {
  const before = stepOf(sampleMembers, [[1, 0, 2, 0.19, "P2P"], [2, 0, 0.5, 0.19, "P2P"]], 0.2);
  const { gains } = before;
  const after = stepOf(
    sampleMembers,
    [
      [-1, 0, 0.3, 0.231, "IMB_short"],
      [1, -1, 0.2, 0.171, "IMB_long"],
    ],
    0.2,
    { step: 6 },
  );
  deepEqual(tradeLines({ ...after, gains }, 1), [
    "1,Aggregator,0,0.3,0.231,IMB_short,,,6,0.231\n",
    "1,1,Aggregator,0.2,0.171,IMB_long,,,6,0.171\n",
  ]);
});

Deno.test("a row per step of the fund and of who was barred", () => {
  const members = sampleMembers.map((member, id) => ({ ...member, barred: id === 2 }));
  const hour = stepOf(members, sampleTrades, 0.2, { step: 12, bonusShare: 0.25 });
  const values = regulatorRow(hour, 3).map(Number);
  equal(values.length, regulatorColumns.length);
  const [hours, share, balance, takenIn, paidOut, traders, barred, step] = values;
  deepEqual([hours, share, traders, barred, step], [3, 0.25, 3, 1, 12]);
  close(takenIn, 0.021);
  close(paidOut, 0.026828);
  close(balance, takenIn - paidOut);
});
