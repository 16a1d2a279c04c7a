import { deepEqual, ok, throws } from "node:assert/strict";
import { before } from "../../../../lib/data/series.ts";
import { isItalianHoliday } from "../../../../lib/forecast/price/italian_holidays.ts";
import { fitLear, Lear } from "../../../../lib/forecast/price/day_ahead/lear.ts";
import { MarketDays } from "../../../../lib/forecast/price/day_ahead/market_days.ts";
import { HOUR, localHours, midnightInRome } from "../../../../lib/time.ts";
import { madePrices } from "../../../made/prices.ts";

const start = midnightInRome("2023-01-02");
const { hour, weekday } = localHours(start, 24 * 60);

Deno.test("a week that repeats itself is forecast as it repeats", () => {
  const values = Float64Array.from(hour, (h, i) => 100 + 2 * h - (weekday[i] > 5 ? 20 : 0));
  const days = new MarketDays(before({ start, values }, midnightInRome("2023-02-25")));
  const forecast = fitLear(days, days.count, [364]).predict(days, days.count);
  // 25 February 2023 is a Saturday.
  forecast.forEach((price, h) => ok(Math.abs(price - (80 + 2 * h)) < 3, `${h}: ${price}`));
});

Deno.test("a holiday is forecast as holidays were, the day after it as such days were", () => {
  const { hour, weekday, year, month, day } = localHours(midnightInRome("2022-01-01"), 24 * 1100);
  const isHoliday = (i: number) => i >= 0 && isItalianHoliday(year[i], month[i], day[i]);
  const values = Float64Array.from(hour, (h, i) => {
    const rest = weekday[i] === 7 || isHoliday(i) ? 30 : isHoliday(i - 24) ? 10 : 0;
    return 100 + h - rest;
  });
  const prices = { start: midnightInRome("2022-01-01"), values };
  const noonOn = (date: string) => {
    const days = new MarketDays(before(prices, midnightInRome(date)));
    return fitLear(days, days.count, [1456]).predict(days, days.count)[12];
  };
  // 1 November 2024 is a Friday: 112 but for the holiday. Holidays on Sundays blur the 30 a little.
  ok(noonOn("2024-11-01") < 94, `${noonOn("2024-11-01")}`);
  ok(Math.abs(noonOn("2024-11-02") - 102) < 0.6, `${noonOn("2024-11-02")}`);
  ok(Math.abs(noonOn("2024-10-31") - 112) < 3, `${noonOn("2024-10-31")}`);
  // The week before does not mislead it, since it knows that there was a holiday.
  ok(noonOn("2024-11-08") > 108, `${noonOn("2024-11-08")}`);
});

Deno.test("all prices times four give all forecasts times four", () => {
  const prices = madePrices("2023-01-02", 60);
  const fourfold = { start: prices.start, values: prices.values.map((price) => 4 * price) };
  const [days, dear] = [new MarketDays(prices), new MarketDays(fourfold)];
  const forecast = fitLear(days, days.count, [364]).predict(days, days.count);
  const scaled = fitLear(dear, dear.count, [364]).predict(dear, dear.count);
  forecast.forEach((price, h) => ok(Math.abs(scaled[h] - 4 * price) < 1e-6));
});

Deno.test("the days fitted to are those before the end, and no later ones", () => {
  const prices = madePrices("2023-01-02", 60);
  const altered = { start: prices.start, values: prices.values.slice().fill(500, 24 * 50) };
  const fit = (series: typeof prices) => JSON.stringify(fitLear(new MarketDays(series), 50, [20]));
  deepEqual(fit(altered), fit(prices));
});

Deno.test("windows are averaged, and those beyond the history count once", () => {
  const days = new MarketDays(madePrices("2023-01-02", 60));
  const predict = (windows: number[]) => fitLear(days, 60, windows).predict(days, 60);
  const [short, long, both] = [predict([21]), predict([53]), predict([21, 53])];
  both.forEach((price, h) => ok(Math.abs(price - (short[h] + long[h]) / 2) < 1e-9));
  deepEqual(predict([364, 728]), long);
});

Deno.test("a LEAR written as JSON and read again forecasts the same", () => {
  const prices = madePrices("2023-01-02", 60);
  const days = new MarketDays(before(prices, prices.start + 24 * 40 * HOUR));
  const lear = fitLear(days, days.count, [364]);
  const again = new Lear(JSON.parse(JSON.stringify(lear)));
  deepEqual(again.predict(days, days.count), lear.predict(days, days.count));
  throws(() => new Lear({ windows: [[[1, 2]]] }), TypeError);
});
