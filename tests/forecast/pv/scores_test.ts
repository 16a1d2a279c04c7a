import { deepStrictEqual as deepEqual, ok, strictEqual as equal, throws } from "node:assert/strict";
import { trainPv } from "../../../lib/forecast/pv/forecaster.ts";
import {
  monthAndHourMean,
  persistence,
  smartPersistence,
} from "../../../lib/forecast/pv/baselines.ts";
import { QuantileTrees } from "../../../lib/forecast/pv/quantiles.ts";
import {
  pvCoverage,
  pvScores,
  pvScoresByHour,
  pvScoresBySeason,
} from "../../../lib/forecast/pv/scores.ts";
import {
  PV_METHODS,
  type PvMethod,
  type PvTestRun,
  runPvTest,
} from "../../../lib/forecast/pv/test_run.ts";
import { InputError } from "../../../lib/input_error.ts";
import { randomStream } from "../../../lib/random.ts";
import { HOUR } from "../../../lib/time.ts";
import {
  driftingClouds,
  SYNTHETIC_PANELS,
  syntheticSystem,
  TURIN,
  utc,
} from "../../made/pv_fixtures.ts";

Deno.test("the month-and-hour mean is over the training values of all systems, per kW", () => {
  const start = utc("2021-01-01T00:10");
  const flat = (kw: number, capacityKw: number) => ({
    ...TURIN,
    start,
    capacityKw,
    generationKw: new Float64Array(40 * 24).fill(kw),
  });
  const mean = monthAndHourMean([flat(1, 2), flat(3, 4)], utc("2021-02-03T00:00"));
  equal(mean(utc("2022-01-15T10:10")), 0.625);
  equal(mean(utc("2022-02-15T10:10")), 0.625);
  equal(mean(utc("2022-07-15T10:10")), 0.625);
  equal(monthAndHourMean([flat(1, 2)], start)(start), 0);
});

Deno.test("a month that the training lacks takes the mean of its hour", () => {
  const system = syntheticSystem({ days: 31 });
  const mean = monthAndHourMean([system], Infinity);
  equal(mean(utc("2022-08-15T11:10")), mean(utc("2022-01-15T11:10")));
  ok(mean(utc("2022-08-15T11:10")) > mean(utc("2022-08-15T08:10")));
});

Deno.test("persistence repeats the value before the hour, not the one in it", () => {
  const system = {
    ...TURIN,
    start: 600,
    capacityKw: 2,
    generationKw: Float64Array.of(1, 2, NaN, 4),
  };
  const last = persistence(system);
  equal(last(HOUR + 600), 0.5);
  equal(last(2 * HOUR + 600), 1);
  equal(last(3 * HOUR + 600), 0);
  equal(last(600), 0);
});

Deno.test("smart persistence is exact under a constant index, and passes on without one", () => {
  const system = syntheticSystem({ days: 3, start: "2021-05-01T00:10", index: () => 0.5 });
  const smart = smartPersistence(system, SYNTHETIC_PANELS, () => 0.123);
  const at = 24 + 11;
  const expected = system.generationKw[at] / system.capacityKw;
  ok(Math.abs(smart(system.start + at * HOUR) - expected) < 1e-12);
  equal(smart(system.start + 5 * HOUR), 0.123);
  equal(smart(system.start + 23 * HOUR), 0);
});

const HISTORY = [
  syntheticSystem({ days: 100 }),
  syntheticSystem({ days: 90, capacityKw: 2, index: driftingClouds() }),
];

Deno.test("a test compares all forecasts on every value from the split on, night included", () => {
  const split = utc("2021-03-22T00:00");
  const run = runPvTest(trainPv(HISTORY, split), HISTORY, split);
  equal(run.time.length, (100 - 80 + 90 - 80) * 24);
  ok(run.time.every((time) => time >= split));
  equal(run.actual[12], HISTORY[0].generationKw[80 * 24 + 12] / 4);
  for (const method of PV_METHODS) ok(run.forecasts[method].every(Number.isFinite), method);
  run.sunlit.forEach((is, row) => {
    if (is === 0) equal(run.forecasts["hour-ahead"][row], 0);
  });
  ok(pvCoverage(run, "hour-ahead").length === 2);
});

Deno.test("a split after the history's end leaves nothing to test on", () => {
  const forecaster = trainPv(HISTORY, Infinity);
  throws(() => runPvTest(forecaster, HISTORY, utc("2023-01-01T00:00")), (error) => {
    ok(error instanceof InputError);
    equal(
      error.message,
      "Cannot test the PV forecaster from 2023-01-01 on as it takes generation recorded since then: " +
        "found none",
    );
    return true;
  });
});

/** Two winter hours and two summer hours, forecast with errors 0.1 by all but the persistences. */
function handMadeRun(): PvTestRun {
  const actual = Float64Array.of(0, 0.2, 0, 0.6);
  const off = Float64Array.of(0, 0.3, 0, 0.5);
  const forecasts = Object.fromEntries(PV_METHODS.map((method) => [method, off]));
  const column = (...values: number[]) => Float64Array.from(values);
  const quantiles = [column(0, 0.1, 0, 0.4), column(0, 0.21, 0, 0.5), off, off, column(0, 1, 0, 1)];
  return {
    time: Float64Array.of(
      utc("2022-12-01T00:10"),
      utc("2022-12-01T11:10"),
      utc("2022-07-01T00:10"),
      utc("2022-07-01T11:10"),
    ),
    sunlit: Uint8Array.of(0, 1, 0, 1),
    actual,
    forecasts: { ...forecasts as Record<PvMethod, Float64Array>, persistence: actual },
    quantiles: { "hour-ahead": quantiles, climatology: quantiles.map((q) => q.map(() => NaN)) },
    fellBack: new Uint8Array(4),
  };
}

Deno.test("scores are over all hours, by season and by hour", () => {
  const run = handMadeRun();
  const { "hour-ahead": ahead, persistence } = pvScores(run);
  ok(Math.abs(ahead.mae - 0.05) < 1e-12);
  ok(Math.abs(ahead.rmse - Math.sqrt(0.005)) < 1e-12);
  // The observations' squared deviations from their mean of 0.2 sum to 0.24: 1 − 0.02 / 0.24.
  ok(Math.abs(ahead.r2 - (1 - 0.02 / 0.24)) < 1e-12);
  deepEqual(persistence, { mae: 0, rmse: 0, bias: 0, r2: 1 });
  // 0.1 too much in winter and 0.1 too little in summer.
  ok(Math.abs(ahead.bias) < 1e-12);
  ok(Math.abs(pvScoresBySeason(run)[0].scores["hour-ahead"].bias - 0.05) < 1e-12);
  deepEqual(pvScoresByHour(run).map(({ mean }) => mean), [0, 0.4]);
  deepEqual(pvScoresBySeason(run).map(({ name, count }) => [name, count]), [["winter", 2], [
    "summer",
    2,
  ]]);
  deepEqual(pvScoresByHour(run).map(({ name, count }) => [name, count]), [["00", 2], ["11", 2]]);
  equal(pvScoresByHour(run)[0].scores["hour-ahead"].rmse, 0);
});

Deno.test("coverage counts what falls between the bounds, by day and in all hours", () => {
  const [of80, of95] = pvCoverage(handMadeRun(), "hour-ahead");
  // 80 %: [0.21, 0.3] misses 0.2 and [0.5, 0.5] misses 0.6; 95 %: both hold.
  deepEqual([of80.sunlitHours, of80.allHours], [0, 0.5]);
  deepEqual([of95.sunlitHours, of95.allHours], [1, 1]);
  ok(Math.abs(of95.sunlitWidth - 0.75) < 1e-12);
  deepEqual(pvCoverage(handMadeRun(), "climatology"), []);
});

Deno.test("quantile trees hold their shares on rows they have not seen", () => {
  const stream = randomStream(5, "noise");
  const draw = (count: number) => {
    const x = Float64Array.from({ length: count }, () => stream.next());
    const y = x.map((value) => value * stream.next());
    return { columns: [x], target: y };
  };
  const trees = QuantileTrees.fit(draw(1500), { trees: 60, leaves: 32, learningRate: 0.1 });
  const { columns: [x], target } = draw(2000);
  const below = [0, 0, 0, 0, 0];
  target.forEach((y, row) =>
    trees.quantiles([x[row]]).forEach((q, i) => below[i] += y <= q ? 1 / 2000 : 0)
  );
  [0.025, 0.1, 0.5, 0.9, 0.975].forEach((share, i) =>
    ok(Math.abs(below[i] - share) < 0.035, `${below[i]} below the quantile ${share}`)
  );
  deepEqual(new QuantileTrees(trees.toJSON()).quantiles([0.5]), trees.quantiles([0.5]));
});
