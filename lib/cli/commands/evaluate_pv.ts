import { openPv } from "../../data/mod.ts";
import type { PvHistory } from "../../data/histories.ts";
import {
  cachedModel,
  hashOfValues,
  PV_FORECASTER_VERSION,
  PV_METHODS,
  pvCoverage,
  PvForecaster,
  type PvHorizon,
  type PvMethod,
  type PvPart,
  pvQuantiles,
  pvRankedProbabilityScore,
  pvScores,
  pvScoresByHour,
  pvScoresBySeason,
  type PvTestRun,
  runPvTest,
  trainPv,
} from "../../forecast/mod.ts";
import type { Figure } from "../../figures/mod.ts";
import { InputError } from "../../input_error.ts";
import { pinballLoss, reliabilityOf, shareBelow } from "../../learn/mod.ts";
import { HOUR } from "../../time.ts";
import type { Arguments, Terminal } from "../command.ts";
import { placesFor } from "../../project.ts";
import {
  comparedWithKept,
  keepFigure,
  keepForecasts,
  keptForecasts,
  keptNames,
} from "../kept_forecasts.ts";
import { textTable } from "../../text_table.ts";
import { mean } from "../../mean.ts";

/** The naive forecast that each horizon is measured against. */
const NAIVE: Readonly<Record<PvHorizon, PvMethod>> = {
  "hour-ahead": "smart persistence",
  climatology: "month-and-hour mean",
};

/** A stretch of the history: days in UTC, both included, and the hours with a value. */
interface Stretch {
  readonly from: string;
  readonly to: string;
  readonly hours: number;
}

/**
 * `deno task evaluate pv`: trains on all generation stamped before 00:00 UTC of `--test-from` (the
 * history's stamps are in UTC) and tests on the rest, in kW per kW of capacity over all hours, night
 * included. rMAE compares with the naive forecast of the horizon: smart persistence for hour-ahead,
 * the month-and-hour mean for climatology.
 *
 * @throws {InputError} For options or data that cannot be used.
 */
export async function evaluatePv(args: Arguments, terminal: Terminal): Promise<void> {
  const { split, horizon } = readOptions(args);
  const { history, label } = await openPv(placesFor(args.text("data")), terminal.progress);
  const begin = performance.now();
  let kept = true;
  const train = () => {
    kept = false;
    return trainPv(history, split, undefined, terminal.progress);
  };
  const { cacheDir } = placesFor(undefined);
  const forecaster = cachedModel(cacheDir, keyOf(history, split), PvForecaster.fromJSON, train);
  const trainSeconds = (performance.now() - begin) / 1000;
  const run = runPvTest(forecaster, history, split, terminal.progress);
  const own = { time: run.time, forecast: run.forecasts[horizon] };
  const { keep, against } = keptNames(args);
  const other = against === undefined ? undefined : keptForecasts(against);
  if (keep !== undefined) await keepForecasts(keep, own);
  if (keep !== undefined && pvCoverage(run, horizon).length > 0) {
    await keepFigure(keep, await reliabilityOfRun(run, label));
  }
  const learned = stretch(history, -Infinity, split);
  const test = stretch(history, split, Infinity);
  if (args.flag("json")) {
    terminal.print(JSON.stringify(summary(run, horizon, learned, test, trainSeconds)));
    return;
  }
  const about = { label, systems: history.length, train: learned, test, trainSeconds, kept };
  terminal.print(report(run, about));
  if (other === undefined) return;
  terminal.print(`\n${horizon}. ${comparedWithKept(run.actual, own, against!, other)}`);
}

/** All that training depends on. */
function keyOf(history: PvHistory, split: number): unknown[] {
  const systems = history.map(({ latitude, longitude, capacityKw, start, generationKw }) => {
    return [latitude, longitude, capacityKw, start, hashOfValues(generationKw)];
  });
  return [PV_FORECASTER_VERSION, "evaluate", split, systems];
}

function readOptions(args: Arguments): { split: number; horizon: PvHorizon } {
  const problems: string[] = [];
  const day = args.text("test-from");
  const split = day === undefined ? NaN : Date.parse(`${day}T00:00:00Z`) / 1000;
  const real = !Number.isNaN(split) && new Date(split * 1000).toISOString().startsWith(day!);
  if (!real) {
    problems.push(
      `--test-from must be a day YYYY-MM-DD, found ${day === undefined ? "none" : `"${day}"`}`,
    );
  }
  const horizon = args.text("horizon") ?? "hour-ahead";
  if (!Object.hasOwn(NAIVE, horizon)) {
    problems.push(`--horizon of pv must be hour-ahead or climatology, found "${horizon}"`);
  }
  for (const option of ["model", "refit", "price-type", "neighbour"]) {
    if (args.text(option) !== undefined) {
      problems.push(`--${option} is for pun: pv does not take it`);
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  return { split, horizon: horizon as PvHorizon };
}

/** The part of a history stamped from one instant until before another. */
function stretch(history: PvHistory, from: number, until: number): Stretch {
  const hours = new Set<number>();
  for (const { start, generationKw } of history) {
    generationKw.forEach((value, at) => {
      const stamp = start + at * HOUR;
      if (stamp >= from && stamp < until && !Number.isNaN(value)) {
        hours.add(Math.floor(stamp / HOUR));
      }
    });
  }
  const sorted = [...hours].sort((a, b) => a - b);
  return { from: dayOf(sorted[0]), to: dayOf(sorted[sorted.length - 1]), hours: hours.size };
}

/** The UTC day, `YYYY-MM-DD`, of an hour counted from the Unix epoch. */
function dayOf(hour: number): string {
  return new Date(hour * HOUR * 1000).toISOString().slice(0, 10);
}

/** The object of `--json`. */
function summary(
  run: PvTestRun,
  horizon: PvHorizon,
  train: Stretch,
  test: Stretch,
  trainSeconds: number,
) {
  const scores = pvScores(run);
  const { mae, rmse, r2 } = scores[horizon];
  const naive = scores[NAIVE[horizon]];
  return {
    task: "pv",
    horizon,
    train,
    test,
    metrics: { mae, rmse, r2, rmae: mae / naive.mae },
    naive: { mae: naive.mae, rmse: naive.rmse },
    trainSeconds,
  };
}

interface Circumstances {
  readonly label: string;
  readonly systems: number;
  readonly train: Stretch;
  readonly test: Stretch;
  readonly trainSeconds: number;
  /** Whether it had been trained before, and was only read. */
  readonly kept: boolean;
}

/** Why the split is by time alone. */
const WHY_BY_TIME =
  "Split by time, never by system: systems a few kilometres apart share the weather and are nearly\n" +
  "copies of each other, so a forecaster that saw one of them would know the others' future.";

function report(run: PvTestRun, about: Circumstances): string {
  const { label, systems, train, test, trainSeconds, kept } = about;
  const fellBack = mean(run.fellBack);
  return [
    `PV generation of ${systems} systems, kW per kW of capacity, all hours (${label})`,
    `Trained on ${train.from} to ${train.to} (${train.hours} hours)` +
    `${kept ? " before" : ` in ${trainSeconds.toFixed(1)} s`}, ` +
    `tested on ${test.from} to ${test.to} (${test.hours} hours)`,
    "",
    scoreTable(run),
    "",
    "rMAE, rRMSE: MAE and RMSE as a share of those of a naive forecast: " +
    Object.entries(NAIVE).map(([horizon, naive]) => `for ${horizon} the ${naive}`).join(", "),
    "",
    `The hour-ahead forecast had to fall back to climatology in ${
      percent(fellBack)
    } of the values.`,
    "",
    "Root mean square error by season",
    partTable(pvScoresBySeason(run)),
    "",
    "Root mean square error by hour (UTC) with any sun",
    partTable(pvScoresByHour(run).filter(({ scores }) => scores.climatology.rmse > 0)),
    "",
    coverageTable(run),
    "",
    quantileTable(run),
    "",
    WHY_BY_TIME,
  ].join("\n");
}

function scoreTable(run: PvTestRun): string {
  const scores = pvScores(run);
  const rows = PV_METHODS.map((method) => {
    const { mae, rmse, bias, r2 } = scores[method];
    const naive = NAIVE[method as PvHorizon];
    const relative = naive === undefined ? ["", ""] : [
      `${(mae / scores[naive].mae).toFixed(3)} to ${naive}`,
      `${(rmse / scores[naive].rmse).toFixed(3)}`,
    ];
    const figures = [mae, rmse, bias, r2].map((figure) => figure.toFixed(4));
    return [method, ...figures, ...relative];
  });
  return textTable(["forecast", "MAE", "RMSE", "bias", "R²", "rMAE", "rRMSE"], rows);
}

function partTable(parts: readonly PvPart[]): string {
  return textTable(
    ["", ...PV_METHODS],
    parts.map(({ name, scores }) => [
      name,
      ...PV_METHODS.map((method) => scores[method].rmse.toFixed(4)),
    ]),
  );
}

function coverageTable(run: PvTestRun): string {
  const horizons: PvHorizon[] = ["hour-ahead", "climatology"];
  const rows = horizons.flatMap((horizon) =>
    pvCoverage(run, horizon).map(({ level, allHours, sunlitHours, sunlitWidth }) => [
      `${horizon} ${percent(level)}`,
      percent(sunlitHours),
      percent(allHours),
      sunlitWidth.toFixed(3),
      pvRankedProbabilityScore(run, horizon)!.toFixed(4),
    ])
  );
  if (rows.length === 0) return "No prediction intervals: they take 60 days of training.";
  return textTable([
    "interval",
    "held by day",
    "held in all hours",
    "mean width by day",
    "CRPS by day",
  ], rows);
}

/** The reliability of both horizons, drawn. */
async function reliabilityOfRun(run: PvTestRun, label: string): Promise<Figure> {
  const { reliabilityFigure } = await import("../../figures/mod.ts");
  const held = (horizon: PvHorizon) => {
    const { actual, quantiles } = pvQuantiles(run, horizon);
    return reliabilityOf(actual, quantiles);
  };
  return reliabilityFigure({ "hour-ahead": held("hour-ahead"), climatology: held("climatology") }, {
    name: "pv_reliability",
    quantity: "PV generation while the sun is up",
    source: `Data: ${label}, hours that no model was trained on.`,
  });
}

/** How much of what came by day lay below each quantile, and what it scored, kW per kW. */
function quantileTable(run: PvTestRun): string {
  const horizons: PvHorizon[] = ["hour-ahead", "climatology"];
  const known = horizons.map((horizon) => ({ horizon, ...pvQuantiles(run, horizon) }))
    .filter(({ actual }) => actual.length > 0);
  if (known.length === 0) return "No quantiles: they take 60 days of training.";
  return textTable(
    ["quantile, by day", ...known[0].quantiles.map(({ share }) => percent(share))],
    known.flatMap(({ horizon, actual, quantiles }) => [
      [
        `${horizon}, lay below`,
        ...quantiles.map(({ values }) => percent(shareBelow(actual, values))),
      ],
      [
        `${horizon}, pinball loss`,
        ...quantiles.map((quantile) => pinballLoss(actual, quantile).toFixed(4)),
      ],
    ]),
  );
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
