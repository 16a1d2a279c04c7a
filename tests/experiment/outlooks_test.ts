import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { drawMembers } from "../../lib/community/members.ts";
import { outlooksOf } from "../../lib/experiment/outlooks.ts";
import { outlookOfRun } from "../../lib/experiment/shared_outlook.ts";
import { asForecast } from "../../lib/forecast/outlook.ts";
import type { Site } from "../../lib/sun/site.ts";
import { configOf } from "../made/fixtures.ts";

/** Generation that tells the site it belongs to. */
const forecastAt = (hours: number, sites: readonly Site[]) =>
  asForecast({
    marketPrice: new Float64Array(hours).fill(0.1),
    pvKwhPerKw: Array.from(
      { length: hours },
      (_, step) =>
        Float64Array.from(sites, ({ latitude, longitude }) => step + latitude * longitude),
    ),
  });

Deno.test("every seed gets the weather of its own neighbourhoods, in the order drawn", () => {
  const outlookFor = outlooksOf(({ hours }, sites) => forecastAt(hours, sites));
  for (let seed = 0; seed < 20; seed++) {
    const config = configOf({ seed });
    deepEqual(outlookOfRun(outlookFor(config)), {
      ...forecastAt(24, drawMembers(config).sites),
      foreseesLoads: false,
    });
  }
});

Deno.test("a forecast is made once for all seeds, again for other hours, prices or losses", () => {
  let made = 0;
  const outlookFor = outlooksOf(({ hours }, sites) => {
    made++;
    return forecastAt(hours, sites);
  });
  for (let seed = 0; seed < 5; seed++) {
    outlookFor(configOf({ seed, regulator: { objective: "chaos" } }));
  }
  equal(made, 1);
  outlookFor(configOf({ hours: 48 }));
  outlookFor(configOf({ date: "2025-08-16" }));
  outlookFor(configOf({ price_forecaster: { lookback_hours: 48 } }));
  outlookFor(configOf({ community: { pv_losses: 20 } }));
  outlookFor(configOf({ community: { num_neighbourhoods: 2, num_prosumers: 3 } }));
  equal(made, 5);
  outlookFor(configOf({ step_minutes: 15 }));
  outlookFor(configOf({ settlement: { actuals: "forecast" } }));
  outlookFor(configOf({ settlement: { pricing: "single" } }));
  equal(made, 7);
  for (const foresight of ["perfect", "climatology", "perfect"]) outlookFor(configOf(), foresight);
  equal(made, 9);
});

Deno.test("a weather year is drawn by the seed: then each seed has an outlook of its own", () => {
  let made = 0;
  const outlookFor = outlooksOf(({ hours }, sites) => {
    made++;
    return forecastAt(hours, sites);
  });
  for (const seed of [1, 2, 2, 3]) {
    outlookFor(configOf({ seed, settlement: { actuals: "weather-year" } }));
  }
  equal(made, 3);
});

Deno.test("what came is in the order of a seed's neighbourhoods too, and foresight stays", () => {
  const outlookFor = outlooksOf(({ hours }, sites) => {
    const actual = forecastAt(hours, sites).forecast;
    return { forecast: forecastAt(hours, sites).forecast, actual, foreseesLoads: true };
  });
  for (let seed = 0; seed < 5; seed++) {
    const config = configOf({ seed });
    const { actual, foreseesLoads } = outlookOfRun(outlookFor(config));
    deepEqual(actual, forecastAt(24, drawMembers(config).sites).forecast);
    equal(foreseesLoads, true);
  }
});
