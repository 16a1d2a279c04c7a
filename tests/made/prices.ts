import type { HourlySeries } from "../../lib/data/series.ts";
import { randomStream } from "../../lib/random.ts";
import { localHours, midnightInRome } from "../../lib/time.ts";

/** Prices with a day, a week and a season in them, and noise, €/MWh. */
export function madePrices(first: string, days: number, seed = 1): HourlySeries {
  const start = midnightInRome(first);
  const count = days * 24;
  const hours = localHours(start, count);
  const noise = randomStream(seed, "prices");
  let drift = 0;
  const values = Float64Array.from({ length: count }, (_, i) => {
    drift = 0.95 * drift + 6 * (noise.next() - 0.5);
    const evening = 25 * Math.sin((hours.hour[i] - 14) / 24 * 2 * Math.PI);
    return 100 + evening - (hours.weekday[i] > 5 ? 15 : 0) + drift + 4 * (noise.next() - 0.5);
  });
  return { start, values };
}
