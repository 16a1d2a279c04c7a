import assert from "node:assert/strict";
import { hoursByDay, meanByClockHour, meanByDay } from "../../lib/notebook/history_tour.ts";
import { kpiTable } from "../../lib/notebook/kpi_table.ts";
import { tradeColumns, tradeRows } from "../../lib/notebook/rows.ts";
import { kpiNames, type Kpis } from "../../lib/results/kpi_definitions.ts";
import { localHours, midnightInRome } from "../../lib/time.ts";

Deno.test("trades are shown with the aggregator by name, only as many as there are", () => {
  const trades = {
    count: 2,
    sender: Int32Array.of(3, -1, 9),
    receiver: Int32Array.of(4, 5, 9),
    amountKwh: Float64Array.of(0.5, 1, 9),
    eurPerKwh: Float64Array.of(0.1, 0.12, 9),
    type: Uint8Array.of(0, 1, 2),
  };
  assert.deepEqual(tradeRows(trades), [
    { seller: "3", buyer: "4", energyKwh: 0.5, eurPerKwh: 0.1, type: "P2P" },
    { seller: "Aggregator", buyer: "5", energyKwh: 1, eurPerKwh: 0.12, type: "GRID_buy" },
  ]);
});

Deno.test("figures of a run are shown in their unit: shares in per cent, counts as counts", () => {
  const zeros = Object.fromEntries(kpiNames.map((name) => [name, 0])) as Kpis;
  const kpis = {
    ...zeros,
    p2p_kwh: 35.25,
    p2p_share: 0.114,
    p2p_trades: 1234,
    p2p_price_mean: NaN,
  };
  const { titles, cells } = kpiTable({ "A run": kpis }, [
    "p2p_kwh",
    "p2p_share",
    "p2p_trades",
    "p2p_price_mean",
  ]);
  assert.deepEqual(titles, ["Figure", "Unit", "A run", "What it is"]);
  assert.deepEqual(cells.map((row) => row.slice(0, 3)), [
    ["P2P trade", "kWh", "35.3"],
    ["P2P share", "%", "11.4"],
    ["P2P trades", "", "1,234"],
    ["Mean P2P price", "€/kWh", "–"],
  ]);
});

Deno.test("days have 24 hours, the day in March on which clocks go forward 23", () => {
  const start = midnightInRome("2025-03-29");
  const values = Float64Array.from({ length: 24 + 23 }, (_, i) => i < 24 ? 10 : 20);
  const series = { start, values };
  assert.deepEqual([...hoursByDay(series)], [["2025-03-29", 24], ["2025-03-30", 23]]);
  assert.deepEqual(meanByDay(series).map(([, mean]) => mean), [10, 20]);
});

Deno.test("means by the hour on the clock take only what is kept", () => {
  const hours = localHours(midnightInRome("2025-06-01"), 48);
  const values = Array.from({ length: 48 }, (_, i) => i);
  assert.deepEqual(meanByClockHour(values, hours)[5], [5, 17]);
  assert.deepEqual(meanByClockHour(values, hours, (at) => at < 24)[5], [5, 5]);
});

Deno.test("trades by hand become columns, and come back as they were", () => {
  const rows = [
    { seller: "3", buyer: "4", energyKwh: 0.5, eurPerKwh: 0.1, type: "P2P" },
    { seller: "Aggregator", buyer: "5", energyKwh: 1, eurPerKwh: 0.12, type: "GRID_buy" },
  ];
  assert.deepEqual(tradeRows(tradeColumns(rows)), rows);
  const [row] = rows;
  assert.throws(() => tradeColumns([{ ...row, type: "gift" }]), /one of P2P, .*found "gift"/);
  assert.throws(() => tradeColumns([{ ...row, buyer: "Anna" }]), /prosumer's id .* found "Anna"/);
});
