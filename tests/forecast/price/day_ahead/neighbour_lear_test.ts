import { deepStrictEqual as deepEqual, ok, strictEqual as equal, throws } from "node:assert/strict";
import { before, endOf } from "../../../../lib/data/series.ts";
import { trainNeighbourLear, trainPun } from "../../../../lib/forecast/mod.ts";
import { HOUR, midnightInRome } from "../../../../lib/time.ts";
import { madePrices } from "../../../made/prices.ts";

// The clocks change on 26 March.
const prices = madePrices("2023-01-01", 130);
const split = midnightInRome("2023-03-20");
const last = midnightInRome("2023-04-20");
/** A neighbour that is 7 €/MWh cheaper, and restless. */
const neighbour = {
  column: "CH",
  prices: {
    start: prices.start,
    values: prices.values.map((price, i) => price - 7 + Math.sin(i * i)),
  },
};
const forecaster = trainNeighbourLear(before(prices, split), neighbour);

function midnights(): number[] {
  const days: number[] = [];
  for (let at = split; at < last; at = midnightInRome(nextDay(at))) days.push(at);
  return days;
}

function nextDay(midnight: number): string {
  return new Date((midnight + 30 * HOUR) * 1000).toISOString().slice(0, 10);
}

Deno.test("who sees the neighbour's day errs far less than who does not", () => {
  const alone = trainPun(before(prices, split), {
    lookback_hours: 24,
    horizon: "day-ahead",
    model: "lear",
  });
  let [seen, unseen, hours, held] = [0, 0, 0, 0];
  for (const midnight of midnights()) {
    const known = before(prices, midnight);
    const came = prices.values.subarray(known.values.length);
    const other = alone.nextDay(known);
    const intervals = forecaster.nextDayIntervals(known, 0.8);
    forecaster.nextDay(known).forEach((price, i) => {
      seen += Math.abs(price - came[i]);
      unseen += Math.abs(other[i] - came[i]);
      held += Number(intervals[i].low <= came[i] && came[i] <= intervals[i].high);
      hours++;
    });
  }
  ok(seen < 0.5 * unseen, `${seen / hours} against ${unseen / hours}`);
  ok(Math.abs(held / hours - 0.8) < 0.15, `${held / hours} of the hours in 80 %`);
  equal(forecaster.name, "lear with CH");
});

Deno.test("nothing of one's own later prices is seen, nor of the neighbour's after the day", () => {
  for (const midnight of midnights().slice(0, 8)) {
    const dayAfter = midnightInRome(nextDay(midnight));
    const altered = {
      column: "CH",
      prices: {
        start: prices.start,
        values: neighbour.prices.values.map((price, i) =>
          prices.start + i * HOUR >= dayAfter ? 999 : price
        ),
      },
    };
    const known = before(prices, midnight);
    const other = trainNeighbourLear(before(prices, split), altered);
    deepEqual(other.nextDay(known), forecaster.nextDay(known));
    // But the day itself is.
    const dayToo = { ...altered, prices: before(altered.prices, midnight) };
    throws(() => trainNeighbourLear(known, dayToo).nextDay(known), /prices of CH as there is none/);
  }
});

Deno.test("training reads the neighbour up to the history's end only", () => {
  const cut = { ...neighbour, prices: before(neighbour.prices, split) };
  const other = trainNeighbourLear(before(prices, split), cut);
  equal(JSON.stringify(other), JSON.stringify(forecaster));
});

Deno.test("a day of 23 hours has 23 prices, and a neighbour that begins later is learned from later", () => {
  const spring = midnightInRome("2023-03-26");
  equal(forecaster.nextDay(before(prices, spring)).length, 23);
  const late = midnightInRome("2023-02-01");
  const young = {
    column: "CH",
    prices: {
      start: late,
      values: neighbour.prices.values.subarray((late - prices.start) / HOUR),
    },
  };
  const day = trainNeighbourLear(before(prices, split), young).nextDay(before(prices, split));
  ok(day.every(Number.isFinite));
});

Deno.test("a gap, and a neighbour that ends too early or has nothing in common, are said", () => {
  const gap = {
    column: "CH",
    prices: { start: prices.start, values: neighbour.prices.values.slice() },
  };
  gap.prices.values[1000] = NaN;
  throws(() => trainNeighbourLear(before(prices, split), gap), /none for 2023-02-11 16:00/);
  const ended = { ...neighbour, prices: before(neighbour.prices, split - 24 * HOUR) };
  throws(() => trainNeighbourLear(before(prices, split), ended), /2023-03-19 00:00/);
  const after = {
    column: "CH",
    prices: { start: endOf(prices), values: Float64Array.of(1, 2) },
  };
  throws(() => trainNeighbourLear(before(prices, split), after), /at least 28 days/);
});
