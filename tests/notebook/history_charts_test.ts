import { deepEqual, equal, match, ok } from "node:assert/strict";
import {
  clockColumns,
  dailyPricesChart,
  dayShapeChart,
  monthlyYieldChart,
  type Point,
  priceMemoryChart,
} from "lib/notebook/mod.ts";
import { midnightInRome } from "lib/time.ts";

Deno.test("columns tell the clock in Rome, through the day of 23 hours", () => {
  const start = midnightInRome("2025-03-30");
  const { year, month, weekday, hour } = clockColumns({ start, values: new Float64Array(24) });
  deepEqual([year[0], month[0], weekday[0]], [2025, 3, 7]);
  deepEqual(hour.slice(0, 4), [0, 1, 3, 4]);
  deepEqual([hour[23], weekday[23]], [0, 1]);
});

Deno.test("the dearest day is named with its price, against the cheapest", () => {
  const days = [["2022-08-26", 600], ["2022-08-27", 50]] as const;
  const daily = days.map(([date, price]) => [new Date(date), price] as const);
  equal(
    dailyPricesChart(daily, "Made up.").title,
    "In August 2022 a day cost up to 600 €/MWh, 12 times the cheapest day",
  );
  const free = [daily[0], [new Date("2022-08-27"), 0]] as const;
  equal(dailyPricesChart(free, "").title, "In August 2022 a day cost up to 600 €/MWh");
});

Deno.test("the shape of the day is told for the first year", () => {
  const shape = (peak: number) =>
    Array.from({ length: 24 }, (_, hour): Point => [hour, hour === 20 ? peak : 50]);
  const { title, svg } = dayShapeChart([[2025, shape(100)], [2024, shape(500)]], "Made up.");
  equal(title, "In 2025 the dearest hour of the day cost 2.0 times the cheapest");
  ok(svg.includes(">in 2025<") && svg.includes(">in 2024<"));
});

Deno.test("a daily cycle is remembered for a day, a weekly one for a week alone", () => {
  const hours = Array.from({ length: 24 * 60 }, (_, i) => i);
  const daily = priceMemoryChart(hours.map((i) => Math.cos(2 * Math.PI * i / 24)), 2023, "");
  match(daily.title, /more of the same hour tomorrow \((0\.9\d|1\.00)\) than of six hours later/);
  const slow = priceMemoryChart(hours.map((i) => Math.cos(2 * Math.PI * i / 168)), 2023, "");
  match(slow.title, /more of six hours later .* than of the same hour tomorrow/);
});

Deno.test("the best month is told against the worst", () => {
  const yields = Array.from({ length: 12 }, (_, i) => i === 7 ? 150 : i === 10 ? 60 : 100);
  equal(monthlyYieldChart(yields, "").title, "August yields 2.5 times as much as November");
});
