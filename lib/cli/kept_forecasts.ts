import { join } from "node:path";
import { writeWhole } from "../data/mod.ts";
import type { Arguments } from "./command.ts";
import type { Figure } from "../figures/mod.ts";
import { InputError } from "../input_error.ts";
import { dieboldMariano, meanAbsoluteError, rootMeanSquareError } from "../learn/mod.ts";
import { placesFor } from "../project.ts";

/** Forecasts of a test, to be kept and compared with those of another version or another model. */
export interface TestForecasts {
  /** The instant that each is for, Unix seconds; several systems may have the same. */
  readonly time: ArrayLike<number>;
  /** In the unit of what is forecast. */
  readonly forecast: ArrayLike<number>;
}

/** Losses of a day hang together. */
const LAGS = 24;
const HEADER = "time,forecast";

/** Keeps forecasts under a name, as `.cache/forecasts/NAME.csv`. @throws {InputError} For an unfit name. */
export async function keepForecasts(
  name: string,
  { time, forecast }: TestForecasts,
  folder: string = keptFolder(),
): Promise<void> {
  const lines = Array.from(time, (instant, i) => `${instant},${forecast[i]}`);
  const text = [HEADER, ...lines, ""].join("\n");
  await writeWhole(pathOf(name, folder, "keep"), new TextEncoder().encode(text));
}

/** Keeps a drawing beside forecasts, as `.cache/forecasts/NAME.svg`. */
export async function keepFigure(
  name: string,
  { svg }: Figure,
  folder: string = keptFolder(),
): Promise<void> {
  await writeWhole(pathOf(name, folder, "keep", "svg"), new TextEncoder().encode(svg));
}

/**
 * Forecasts that were kept under a name.
 *
 * @throws {InputError} If there are none, or they are not whole.
 */
export function keptForecasts(
  name: string,
  folder: string = keptFolder(),
): TestForecasts {
  const path = pathOf(name, folder, "against");
  let text: string;
  try {
    text = Deno.readTextFileSync(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new InputError(
      `--against ${name} takes forecasts that --keep ${name} has kept: there is no ${path}`,
    );
  }
  const [header, ...lines] = text.trimEnd().split("\n");
  const rows = lines.map((line) => line.split(",").map(Number));
  const bad = rows.findIndex((row) => row.length !== 2 || !row.every(Number.isFinite));
  if (header !== HEADER || bad >= 0) {
    throw new InputError(
      `Cannot read "${path}" as it holds "${HEADER}" and two numbers a line: found ` +
        `"${bad >= 0 ? lines[bad] : header}"`,
    );
  }
  return { time: rows.map(([time]) => time), forecast: rows.map(([, forecast]) => forecast) };
}

/**
 * Whether a forecast is better than one that was kept, by the test of Diebold & Mariano on absolute and
 * on squared errors. Systems of the same hour share its weather: their losses are averaged first.
 *
 * @param actual What came.
 * @param name Of what was kept.
 * @throws {InputError} If the two are not of the same instants.
 */
export function comparedWithKept(
  actual: ArrayLike<number>,
  { time, forecast }: TestForecasts,
  name: string,
  kept: TestForecasts,
): string {
  const other = kept.time.length;
  if (other !== time.length || Array.from(time).some((instant, i) => instant !== kept.time[i])) {
    throw new InputError(
      `Cannot compare with the forecasts kept as "${name}" as they must be of the same test: ` +
        `${other} values, not the same ${time.length}`,
    );
  }
  const chance = (loss: (error: number) => number) => {
    const of = (forecasts: ArrayLike<number>) =>
      byInstant(time, Array.from(actual, (value, i) => loss(value - forecasts[i])));
    const [own, others] = [of(forecast), of(kept.forecast)];
    if (own.every((value, i) => value === others[i])) return "p = 1, the same";
    const lags = Math.min(LAGS, own.length - 1);
    const { statistic, pValue } = dieboldMariano(own, others, lags);
    return `p = ${pValue.toPrecision(2)}, for ${statistic < 0 ? "this one" : `"${name}"`}`;
  };
  const [mae, rmse] = [meanAbsoluteError, rootMeanSquareError].map((score) =>
    [forecast, kept.forecast].map((forecasts) => score(actual, forecasts).toPrecision(5))
  );
  return [
    `Against "${name}" (Diebold & Mariano, a day of autocorrelation):`,
    `  MAE ${mae[0]}, there ${mae[1]}: ${chance(Math.abs)}`,
    `  RMSE ${rmse[0]}, there ${rmse[1]}: ${chance((error) => error * error)}`,
  ].join("\n");
}

/** The names of `--keep` and `--against`. @throws {InputError} With `--json`, which shows no comparison. */
export function keptNames(
  args: Arguments,
): { readonly keep: string | undefined; readonly against: string | undefined } {
  const [keep, against] = [args.text("keep"), args.text("against")];
  if (against !== undefined && args.flag("json")) {
    throw new InputError("--json shows no comparison: --against cannot be given with it");
  }
  return { keep, against };
}

/** Mean of the values of each instant, by rising instant. */
function byInstant(time: ArrayLike<number>, values: readonly number[]): number[] {
  const sums = new Map<number, [sum: number, count: number]>();
  values.forEach((value, i) => {
    const [sum, count] = sums.get(time[i]) ?? [0, 0];
    sums.set(time[i], [sum + value, count + 1]);
  });
  return [...sums].sort(([a], [b]) => a - b).map(([, [sum, count]]) => sum / count);
}

function keptFolder(): string {
  return join(placesFor(undefined).cacheDir, "forecasts");
}

function pathOf(name: string, folder: string, option: string, ending = "csv"): string {
  if (/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/.test(name)) return join(folder, `${name}.${ending}`);
  throw new InputError(
    `--${option} must be a name of up to 64 letters, digits, ".", "_" and "-", found "${name}"`,
  );
}
