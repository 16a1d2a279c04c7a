import { deepStrictEqual as deepEqual, ok, strictEqual as equal, throws } from "node:assert/strict";
import fc from "../../../made/fast_check.ts";
import { before } from "../../../../lib/data/series.ts";
import { HourAheadModel } from "../../../../lib/forecast/price/hour_ahead/model.ts";
import {
  checkHourlyRecord,
  countHour,
  emptyHourlyRecord,
  hourlyCorrection,
} from "../../../../lib/forecast/price/hour_ahead/hourly_record.ts";
import { priceLevel } from "../../../../lib/forecast/price/hour_ahead/features.ts";
import { loadPun, trainPun } from "../../../../lib/forecast/mod.ts";
import { HOUR, midnightInRome } from "../../../../lib/time.ts";
import { madePrices } from "../../../made/prices.ts";

const settings = { lookback_hours: 24, horizon: "hour-ahead", model: "kernel" } as const;
const prices = madePrices("2023-01-01", 200);
const split = midnightInRome("2023-05-20");
const forecaster = trainPun(before(prices, split), settings) as HourAheadModel;

Deno.test("a tenth of each error is remembered, and three tenths of the bias are taken off", () => {
  const bias = new Float64Array(24);
  countHour(bias, 8, 2);
  countHour(bias, 8, -1);
  ok(Math.abs(bias[8] - 0.08) < 1e-12);
  ok(Math.abs(hourlyCorrection(bias, 8) - 0.024) < 1e-12);
  equal(hourlyCorrection(bias, 9), 0);
});

Deno.test("an hour that always errs alike is told better and better; other hours are left alone", () => {
  // From the split on, the price jumps by 30 at noon, which the kernel has never seen.
  const jumped = {
    start: prices.start,
    values: prices.values.map((price, i) => {
      const instant = prices.start + i * HOUR;
      return instant >= split && (instant - split) % (24 * HOUR) === 12 * HOUR ? price + 30 : price;
    }),
  };
  const errorAt = (day: number, hour: number) => {
    const at = split + (24 * day + hour) * HOUR;
    const known = before(jumped, at);
    return jumped.values[known.values.length] - forecaster.next(known);
  };
  const bias = forecaster.recordAt(before(jumped, split + 20 * 24 * HOUR)).bias;
  const most = Math.max(...bias);
  equal(bias.indexOf(most), 12);
  ok(errorAt(20, 12) < errorAt(0, 12) - 0.1 * 30, `${errorAt(20, 12)} after ${errorAt(0, 12)}`);
});

Deno.test("no forecast changes when later prices are altered, whatever was asked before", () => {
  const hour = fc.integer({ min: 0, max: 24 * 50 });
  fc.assert(
    fc.property(hour, hour, fc.double({ min: 0, max: 900 }), (earlier, later, price) => {
      const at = split + later * HOUR;
      const altered = {
        start: prices.start,
        values: prices.values.map((value, i) => prices.start + i * HOUR >= at ? price : value),
      };
      const fresh = new HourAheadModel(forecaster.toJSON());
      forecaster.next(before(prices, split + earlier * HOUR));
      equal(forecaster.next(before(altered, at)), fresh.next(before(prices, at)));
    }),
    { numRuns: 12 },
  );
});

Deno.test("the record goes on when kernels are fitted anew, and is kept in the text form", () => {
  const later = split + 7 * 24 * HOUR;
  const record = forecaster.recordAt(before(prices, later));
  const anew = trainPun(before(prices, later), settings, undefined, forecaster) as HourAheadModel;
  deepEqual(anew.toJSON().record, record);
  equal(record.until, later);
  const read = loadPun(JSON.parse(JSON.stringify(anew))) as HourAheadModel;
  equal(read.next(before(prices, later)), anew.next(before(prices, later)));
});

Deno.test("each hour that is over counts, from the first after training on", () => {
  const { bias } = forecaster.toJSON().record;
  const known = before(prices, split);
  const level = priceLevel(prices.values, known.values.length);
  const price = prices.values[known.values.length];
  const error = (price - forecaster.next(known)) / level + 0.3 * bias[0];
  const after = forecaster.recordAt(before(prices, split + HOUR));
  ok(Math.abs(after.bias[0] - (0.9 * bias[0] + 0.1 * error)) < 1e-12);
  deepEqual(after.bias.slice(1), bias.slice(1));
});

Deno.test("training's record comes from hours that its early members have not seen", () => {
  const { record } = forecaster.toJSON();
  equal(record.until, split);
  ok(record.bias.some((bias) => bias !== 0));
  ok(record.bias.every((bias) => Math.abs(bias) < 0.2));
});

Deno.test("a record that is damaged is refused", () => {
  checkHourlyRecord(emptyHourlyRecord(0));
  throws(() => checkHourlyRecord({ until: NaN, bias: new Array(24).fill(0) }), TypeError);
  throws(() => checkHourlyRecord({ until: 0, bias: [0] }), TypeError);
  const json = { ...forecaster.toJSON(), record: { until: 0, bias: new Array(24).fill("x") } };
  throws(() => loadPun(json), TypeError);
});
