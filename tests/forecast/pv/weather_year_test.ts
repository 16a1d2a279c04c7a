import { deepStrictEqual as deepEqual, ok, strictEqual as equal, throws } from "node:assert/strict";
import type { PvSystem } from "../../../lib/data/histories.ts";
import { drawWeatherYear, inYear, weatherYears } from "../../../lib/forecast/pv/weather_year.ts";
import { InputError } from "../../../lib/input_error.ts";
import { HOUR } from "../../../lib/time.ts";
import { TURIN, utc } from "../../made/pv_fixtures.ts";

Deno.test("the same instant of another year has its month, day and time", () => {
  equal(inYear(utc("2025-08-15T13:10"), 2019), utc("2019-08-15T13:10"));
  equal(inYear(utc("2019-01-01T00:00"), 2025), utc("2025-01-01T00:00"));
  equal(inYear(utc("2025-12-31T23:59:59"), 2019), utc("2019-12-31T23:59:59"));
});

Deno.test("a year is its own", () => {
  for (const time of ["2024-02-29T12:00", "2024-12-31T23:00", "2023-03-01T00:00"]) {
    equal(inYear(utc(time), Number(time.slice(0, 4))), utc(time));
  }
});

Deno.test("the leap day is the 28th where there is none, the 29th where there is", () => {
  equal(inYear(utc("2024-02-29T09:00"), 2023), utc("2023-02-28T09:00"));
  equal(inYear(utc("2024-02-29T09:00"), 2020), utc("2020-02-29T09:00"));
  equal(inYear(utc("2024-02-29T09:00"), 1900), utc("1900-02-28T09:00"));
});

Deno.test("days after the leap day are the same days of the calendar", () => {
  equal(inYear(utc("2024-03-01T00:00"), 2023), utc("2023-03-01T00:00"));
  equal(inYear(utc("2023-03-01T00:00"), 2024), utc("2024-03-01T00:00"));
  equal(inYear(utc("2023-02-28T23:00"), 2024), utc("2024-02-28T23:00"));
});

Deno.test("hour by hour through a year, no hour is met twice nor left out", () => {
  const start = utc("2022-01-01T00:00");
  const mapped = Array.from({ length: 8760 }, (_, hour) => inYear(start + hour * HOUR, 2023));
  equal(new Set(mapped).size, 8760);
  ok(mapped.every((instant, hour) => instant === utc("2023-01-01T00:00") + hour * HOUR));
});

/** A system that recorded from one time on until another, but for gaps. */
function system(from: string, until: string, gaps = 0): PvSystem {
  const start = utc(from);
  const generationKw = new Float64Array((utc(until) - start) / HOUR).fill(1);
  generationKw.fill(NaN, 0, gaps);
  return { ...TURIN, capacityKw: 2, start, generationKw };
}

Deno.test("years are those of which a system recorded 95 % of the hours", () => {
  deepEqual(weatherYears([system("2021-01-01T00:10", "2023-01-01T00:10")]), [2021, 2022]);
  deepEqual(weatherYears([system("2021-02-01T00:10", "2023-01-01T00:10")]), [2022]);
  // 8760 · 0.05 = 438 hours may be missing, not one more.
  deepEqual(weatherYears([system("2021-01-01T00:00", "2022-01-01T00:00", 438)]), [2021]);
  deepEqual(weatherYears([system("2021-01-01T00:00", "2022-01-01T00:00", 439)]), []);
  // 8784 · 0.05 = 439.2 of a leap year.
  deepEqual(weatherYears([system("2024-01-01T00:00", "2025-01-01T00:00", 439)]), [2024]);
  deepEqual(weatherYears([]), []);
});

Deno.test("two halves of a year by two systems do not make a whole one", () => {
  deepEqual(
    weatherYears([
      system("2021-01-01T00:00", "2021-07-02T00:00"),
      system("2021-07-02T00:00", "2022-01-01T00:00"),
    ]),
    [],
  );
  deepEqual(
    weatherYears([
      system("2022-01-01T00:00", "2023-01-01T00:00"),
      system("2019-01-01T00:00", "2020-01-01T00:00"),
      system("2022-01-01T00:00", "2023-01-01T00:00"),
    ]),
    [2019, 2022],
  );
});

Deno.test("the year is drawn by the seed, any of them at times, and the same again", () => {
  const history = [system("2019-01-01T00:00", "2023-01-01T00:00")];
  const drawn = Array.from({ length: 200 }, (_, seed) => drawWeatherYear(history, seed));
  deepEqual([...new Set(drawn)].sort(), [2019, 2020, 2021, 2022]);
  // 50 of 200 each, give or take five standard deviations of √(200 · ¼ · ¾).
  for (const year of [2019, 2020, 2021, 2022]) {
    ok(Math.abs(drawn.filter((other) => other === year).length - 50) < 5 * Math.sqrt(37.5));
  }
  deepEqual(Array.from({ length: 200 }, (_, seed) => drawWeatherYear(history, seed)), drawn);
});

Deno.test("without a whole year there is none to draw, and the error says what else to choose", () => {
  throws(() => drawWeatherYear([system("2021-01-01T00:00", "2021-06-01T00:00")], 1), (error) => {
    ok(error instanceof InputError);
    ok(/settlement\.actuals: "weather-year".*95 %.*"history" or "forecast"/s.test(error.message));
    return true;
  });
});
