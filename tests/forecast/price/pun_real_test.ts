import { ok } from "node:assert/strict";
import { readPriceHistory } from "../../../lib/data/catalogue.ts";
import type { HourlySeries } from "../../../lib/data/series.ts";
import { coverage, meanAbsoluteError, rootMeanSquareError } from "../../../lib/learn/metrics.ts";
import { naiveForecasts } from "../../../lib/forecast/price/naive.ts";
import type { Horizon } from "../../../lib/forecast/price/forecaster.ts";
import { trainPun } from "../../../lib/forecast/price/pun.ts";
import { runPunTest } from "../../../lib/forecast/price/pun_test_run.ts";
import { midnightInRome } from "../../../lib/time.ts";

const gme = new URL("../../../../shared/data/gme/", import.meta.url);
const ignore = !(await Deno.stat(gme).then(() => true, () => false));
if (ignore) {
  console.log("No ../shared/data: the price forecasters are not measured on GME's prices");
}

const SPLIT = midnightInRome("2024-01-01");

let read: Promise<HourlySeries> | undefined;

/** The PUN of 2021–2024, read once. */
function readPun(): Promise<HourlySeries> {
  return read ??= readWorkbooks();
}

async function readWorkbooks(): Promise<HourlySeries> {
  const years = [2021, 2022, 2023, 2024];
  const paths = years.map((year) => decodeURIComponent(new URL(`Anno ${year}.xlsx`, gme).pathname));
  const history = await readPriceHistory(paths);
  return { start: history.start, values: history.eurPerMwh.get("PUN")! };
}

/** Errors and coverage on 2024 after training on 2021–2023, never anew. */
async function measure(horizon: Horizon, model: string) {
  const prices = await readPun();
  const actual = prices.values.slice(-8784);
  const train = (history: HourlySeries) =>
    trainPun(history, { lookback_hours: 24, horizon, model });
  const { forecast, intervals } = runPunTest(prices, SPLIT, "never", train);
  const naive = naiveForecasts(prices, SPLIT)["similar day"];
  const mae = meanAbsoluteError(actual, forecast);
  return {
    mae,
    rmse: rootMeanSquareError(actual, forecast),
    rmae: mae / meanAbsoluteError(actual, naive),
    held80: coverage(actual, intervals[0.8].low, intervals[0.8].high),
    held95: coverage(actual, intervals[0.95].low, intervals[0.95].high),
  };
}

function assertHeld({ held80, held95 }: { held80: number; held95: number }): void {
  ok(held80 > 0.77 && held80 < 0.83, `80 % interval holds ${held80}`);
  ok(held95 > 0.93 && held95 < 0.97, `95 % interval holds ${held95}`);
}

// The ensembles do better yet, but take longer to train than a test should: `deno task evaluate`.

Deno.test({
  name: "hour-ahead kernels on differences in levels beat boosting as commonly done",
  ignore,
  async fn() {
    const result = await measure("hour-ahead", "kernel");
    ok(result.mae < 4.5 && result.rmse < 6.6, JSON.stringify(result));
    assertHeld(result);
  },
});

Deno.test({
  name: "day-ahead, a kernel of daily profiles is no worse than LEAR",
  ignore,
  async fn() {
    const result = await measure("day-ahead", "kernel");
    ok(result.mae < 9.1 && result.rmse < 13.1 && result.rmae < 0.8, JSON.stringify(result));
    assertHeld(result);
  },
});

Deno.test({
  name: "day-ahead LEAR, never fitted anew, errs a fifth less than the naive forecast",
  ignore,
  async fn() {
    const result = await measure("day-ahead", "lear");
    ok(result.mae < 9.1 && result.rmse < 13.1 && result.rmae < 0.8, JSON.stringify(result));
    assertHeld(result);
  },
});
