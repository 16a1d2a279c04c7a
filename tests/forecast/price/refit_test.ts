import { deepEqual, equal, notDeepEqual, ok } from "node:assert/strict";
import { before } from "../../../lib/data/series.ts";
import { mayKeepTrees } from "../../../lib/forecast/price/kept_trees.ts";
import { loadPun, trainPun } from "../../../lib/forecast/price/pun.ts";
import { HOUR, midnightInRome } from "../../../lib/time.ts";
import { madePrices } from "../../made/prices.ts";

const prices = madePrices("2023-01-01", 160);
const until = (day: string) => before(prices, midnightInRome(day));
const DAY = 24 * HOUR;

Deno.test("trees are kept for 27 days, by the same model of the same past", () => {
  const earlier = { model: "ensemble", weeks: 4, grownUntil: 100 * DAY } as const;
  equal(mayKeepTrees(earlier, "ensemble", 4, 127 * DAY), true);
  equal(mayKeepTrees(earlier, "ensemble", 4, 128 * DAY), false);
  equal(mayKeepTrees(earlier, "ensemble", 4, 99 * DAY), false);
  equal(mayKeepTrees(earlier, "trees", 4, 100 * DAY), false);
  equal(mayKeepTrees(earlier, "ensemble", 1, 100 * DAY), false);
});

for (const horizon of ["hour-ahead", "day-ahead"] as const) {
  const settings = { lookback_hours: 24, horizon };

  Deno.test(`${horizon}: a refit keeps the trees and learns the rest anew`, () => {
    const earlier = trainPun(until("2023-05-20"), settings);
    const refitted = trainPun(until("2023-05-27"), settings, undefined, earlier);
    type Parts = { trees: unknown; kernel: unknown; intervals: unknown };
    const [old, young] = [earlier.toJSON() as Parts, refitted.toJSON() as Parts];
    deepEqual([young.trees, young.intervals], [old.trees, old.intervals]);
    notDeepEqual(young.kernel, old.kernel);
    const later = trainPun(until("2023-06-01"), settings, undefined, loadPun(old));
    const alone = trainPun(until("2023-06-01"), settings);
    deepEqual((later.toJSON() as Parts).trees, old.trees);
    notDeepEqual((alone.toJSON() as Parts).trees, old.trees);
  });

  Deno.test(`${horizon}: a refit sees nothing after its history`, () => {
    const altered = { ...prices, values: prices.values.slice() };
    const end = midnightInRome("2023-05-27");
    altered.values.fill(777, (end - prices.start) / HOUR);
    const refit = (history: typeof prices) => {
      const earlier = trainPun(before(history, midnightInRome("2023-05-20")), settings);
      return trainPun(before(history, end), settings, undefined, earlier);
    };
    equal(JSON.stringify(refit(altered)), JSON.stringify(refit(prices)));
  });
}

Deno.test("day-ahead, what was asked before changes no forecast", () => {
  const settings = { lookback_hours: 24, horizon: "day-ahead" } as const;
  const asked = trainPun(until("2023-05-01"), settings);
  const fresh = loadPun(JSON.parse(JSON.stringify(asked)));
  ok(fresh.horizon === "day-ahead");
  for (const day of ["2023-05-02", "2023-05-03", "2023-05-20", "2023-05-04"]) {
    asked.nextDay(until(day));
  }
  deepEqual(asked.nextDay(until("2023-05-21")), fresh.nextDay(until("2023-05-21")));
  deepEqual(
    asked.nextDayIntervals(until("2023-05-10"), 0.8),
    fresh.nextDayIntervals(until("2023-05-10"), 0.8),
  );
});

Deno.test("day-ahead, only the hours needed are read", () => {
  const model = trainPun(until("2023-05-01"), { lookback_hours: 24, horizon: "day-ahead" });
  const known = until("2023-05-21");
  const first = known.values.length - model.hoursNeeded;
  const trimmed = { start: known.start + first * HOUR, values: known.values.subarray(first) };
  deepEqual(model.nextDay(trimmed), model.nextDay(known));
});

Deno.test("day-ahead, prices that stay above the forecasts draw them up", () => {
  const model = trainPun(until("2023-05-01"), { lookback_hours: 24, horizon: "day-ahead" });
  const known = until("2023-05-21");
  const evening = (at: number) => (at - midnightInRome("2023-05-01")) / HOUR % 24 === 20;
  const risen = {
    start: known.start,
    values: known.values.map((price, i) => {
      const at = known.start + i * HOUR;
      return at >= midnightInRome("2023-05-01") && evening(at) ? price + 60 : price;
    }),
  };
  const added = (hour: number) => model.nextDay(risen)[hour] - model.nextDay(known)[hour];
  ok(added(20) > added(4) + 15, `${added(20)} against ${added(4)}`);
});
