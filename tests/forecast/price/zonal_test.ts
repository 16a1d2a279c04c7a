import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import type { PriceHistory } from "../../../lib/data/histories.ts";
import { zonalPrices } from "../../../lib/forecast/price/zonal.ts";
import { HOUR, midnightInRome } from "../../../lib/time.ts";
import { close, configOf } from "../../made/fixtures.ts";

const START = midnightInRome("2024-01-01");
const DAY = { start: midnightInRome("2024-03-01"), seconds: HOUR, count: 24 };

/** 60 days and a third at 100 €/MWh, the zone dearer by the hour of the clock, and by 28 from February on. */
function history(hours = 60 * 24 + 8): PriceHistory {
  const february = (midnightInRome("2024-02-02") - START) / HOUR;
  const market = new Float64Array(hours).fill(100);
  const zone = market.map((price, h) => price + h % 24 + (h >= february ? 28 : 0));
  return { start: START, count: hours, eurPerMwh: new Map([["PUN", market], ["NORD", zone]]) };
}

const expected = new Float64Array(24).fill(90);

Deno.test("a zone's price is expected as the market's and what it was dearer in four weeks", () => {
  const zonal = zonalPrices(history(), configOf(), DAY, expected);
  deepEqual([...zonal!.forecast], Array.from({ length: 24 }, (_, hour) => 90 + hour + 28));
  // The history ends at eight in the morning.
  deepEqual([...zonal!.came.subarray(0, 9)], [128, 129, 130, 131, 132, 133, 134, 135, NaN]);
});

Deno.test("what is expected of a day rests on no hour of that day", () => {
  const spoiled = history();
  spoiled.eurPerMwh.get("NORD")!.fill(1e6, 60 * 24);
  deepEqual(
    zonalPrices(spoiled, configOf(), DAY, expected)!.forecast,
    zonalPrices(history(), configOf(), DAY, expected)!.forecast,
  );
});

Deno.test("the four weeks move on with the days of a run", () => {
  const steps = { start: midnightInRome("2024-02-02"), seconds: HOUR, count: 48 };
  const { forecast } = zonalPrices(history(), configOf(), steps, new Float64Array(48).fill(90))!;
  equal(forecast[0], 90);
  close(forecast[24], 90 + 28 / 28);
});

Deno.test("where prices are known as published, the zone's are too", () => {
  const config = configOf({ price_forecaster: { horizon: "published" } });
  const zonal = zonalPrices(history(61 * 24), config, DAY, expected);
  deepEqual(zonal!.forecast, zonal!.came);
});

Deno.test("without the zone in the history, or with it as the market, there is nothing to add", () => {
  const without = history();
  equal(
    zonalPrices({ ...without, eurPerMwh: new Map([["PUN", expected]]) }, configOf(), DAY, expected),
    undefined,
  );
  const north = configOf({ price_forecaster: { price_type: "NORD" } });
  equal(zonalPrices(without, north, DAY, expected), undefined);
});
