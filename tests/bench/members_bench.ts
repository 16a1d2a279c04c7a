import { applianceLoads } from "lib/community/appliances/loads.ts";
import { plainMeterCsv } from "lib/data/meters/write_plain.ts";
import { readMeter } from "lib/data/meters/read_meter.ts";
import { HOUR, midnightInRome } from "lib/time.ts";

const start = midnightInRome("2025-01-01");
const hours = { start, seconds: HOUR, count: 8760 };

const quarters = { start, seconds: 900, count: 8760 * 4 };
const year = plainMeterCsv(
  quarters,
  new Map([["consumption", Float64Array.from({ length: quarters.count }, (_, i) => i % 7 / 10)]]),
);
const bytes = new TextEncoder().encode(year);

Deno.bench("a meter's year of quarter hours from a plain CSV", () => {
  readMeter([{ file: "year.csv", bytes }]);
});

Deno.bench("appliances of 100 members over 8,760 hours", () => {
  const annualLoadKwh = Float64Array.from({ length: 100 }, (_, i) => 1500 + 25 * i);
  const loads = applianceLoads({ size: 100, annualLoadKwh }, hours, 42);
  const row = new Float64Array(100);
  for (let step = 0; step < hours.count; step++) loads.set(step, row);
});

Deno.bench("appliances of 100,000 members over 24 hours", () => {
  const size = 100_000;
  const annualLoadKwh = Float64Array.from({ length: size }, (_, i) => 1500 + i % 2500);
  const loads = applianceLoads({ size, annualLoadKwh }, { ...hours, count: 24 }, 42);
  const row = new Float64Array(size);
  for (let step = 0; step < 24; step++) loads.set(step, row);
});
