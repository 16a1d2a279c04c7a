import { trainPv } from "../../lib/forecast/pv/forecaster.ts";
import { pvOutlook } from "../../lib/forecast/pv/outlook.ts";
import { solarPosition } from "../../lib/sun/mod.ts";
import { driftingClouds, syntheticSystem, utc } from "../made/pv_fixtures.ts";

const HISTORY = [1, 2].map((seed) =>
  syntheticSystem({ days: 730, capacityKw: seed, index: driftingClouds(seed) })
);
const FORECASTER = trainPv(HISTORY, utc("2022-06-01T00:00"));
const SITES = Array.from({ length: 10 }, (_, i) => ({ latitude: 45 + i / 100, longitude: 7.6 }));
const PANELS = Float64Array.from({ length: 1_000_000 }, (_, i) => (i % 21) * 0.25);
const GENERATION = new Float64Array(PANELS.length);

Deno.bench("the sun's place", () => {
  solarPosition(1.7e9, 45, 7.6);
});

Deno.bench("train on two systems × two years", { n: 3, warmup: 1 }, () => {
  trainPv(HISTORY, utc("2023-01-01T00:00"));
});

Deno.bench("a day at ten sites from observations", () => {
  pvOutlook(FORECASTER, HISTORY, SITES, utc("2022-07-01T00:00"), 24);
});

Deno.bench("a day at ten sites from climatology", () => {
  pvOutlook(FORECASTER, HISTORY, SITES, utc("2030-07-01T00:00"), 24);
});

Deno.bench("a day for 1,000,000 prosumers at ten sites", () => {
  const { kwhPerKw } = pvOutlook(FORECASTER, HISTORY, SITES, utc("2022-07-01T00:00"), 24);
  for (const perKw of kwhPerKw) {
    for (let i = 0; i < PANELS.length; i++) GENERATION[i] = PANELS[i] * perKw[i % perKw.length];
  }
});

Deno.bench("a year at five sites from observations", { n: 3, warmup: 1 }, () => {
  pvOutlook(FORECASTER, HISTORY, SITES.slice(0, 5), utc("2022-01-01T00:00"), 8760);
});
