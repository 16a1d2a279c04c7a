/** Means, spreads and correlations of columns and of a target: all that a linear model needs. */
export interface Moments {
  /** Rows that they are taken over. */
  readonly rows: number;
  /** Mean of each of the p columns. */
  readonly mean: Float64Array;
  /** Standard deviation of each column; 0 for one that never changes. */
  readonly spread: Float64Array;
  /** Correlations of the columns, p × p, row by row; 0 where a column never changes. */
  readonly correlation: Float64Array;
}

/** How a target goes with the columns of {@link Moments}. */
export interface TargetMoments {
  /** Mean of the target. */
  readonly mean: number;
  /** Mean square about the mean. */
  readonly variance: number;
  /** Mean product of the target, less its mean, and each standardised column. */
  readonly covariance: Float64Array;
}

/** An affine function of a row: `intercept + Σ coefficients[c] · row[c]`. */
export interface LinearModel {
  /** Value where every column is 0. */
  readonly intercept: number;
  /** One per column. */
  readonly coefficients: Float64Array;
}

/** The value of a linear model for one row. */
export function evaluateLinear(model: LinearModel, row: ArrayLike<number>): number {
  const { coefficients } = model;
  let sum = model.intercept;
  for (let c = 0; c < coefficients.length; c++) sum += coefficients[c] * row[c];
  return sum;
}

/**
 * Moments of columns over some of their rows.
 *
 * @param columns p columns of equal length; every value in the rows finite.
 * @param rows Row numbers, at least one.
 */
export function columnMoments(columns: readonly Float64Array[], rows: ArrayLike<number>): Moments {
  const n = rows.length;
  if (n === 0) throw new RangeError("Cannot take the moments of no rows");
  const p = columns.length;
  const mean = new Float64Array(p);
  const spread = new Float64Array(p);
  const standardised = columns.map((column, c) => {
    const values = new Float64Array(n);
    for (let i = 0; i < n; i++) mean[c] += column[rows[i]] / n;
    for (let i = 0; i < n; i++) values[i] = column[rows[i]] - mean[c];
    spread[c] = Math.sqrt(dot(values, values) / n);
    // Rounding alone must not pass for change.
    if (spread[c] < 1e-10 * (1 + Math.abs(mean[c]))) spread[c] = 0;
    const scale = spread[c] === 0 ? 0 : 1 / spread[c];
    for (let i = 0; i < n; i++) values[i] *= scale;
    return values;
  });
  const correlation = new Float64Array(p * p);
  for (let a = 0; a < p; a++) {
    for (let b = 0; b <= a; b++) {
      const value = dot(standardised[a], standardised[b]) / n;
      correlation[a * p + b] = value;
      correlation[b * p + a] = value;
    }
  }
  return { rows: n, mean, spread, correlation };
}

/** Moments of a target over the rows whose column moments are given. */
export function targetMoments(
  columns: readonly Float64Array[],
  target: Float64Array,
  rows: ArrayLike<number>,
  moments: Moments,
): TargetMoments {
  const n = rows.length;
  let mean = 0;
  for (let i = 0; i < n; i++) mean += target[rows[i]] / n;
  const centred = Float64Array.from({ length: n }, (_, i) => target[rows[i]] - mean);
  const covariance = Float64Array.from(columns, (column, c) => {
    if (moments.spread[c] === 0) return 0;
    let sum = 0;
    for (let i = 0; i < n; i++) sum += centred[i] * (column[rows[i]] - moments.mean[c]);
    return sum / n / moments.spread[c];
  });
  return { mean, variance: dot(centred, centred) / n, covariance };
}

/** The linear model with given coefficients of the standardised columns. */
export function unstandardise(
  standardised: Float64Array,
  moments: Moments,
  target: TargetMoments,
): LinearModel {
  const coefficients = standardised.map((beta, c) => {
    return moments.spread[c] === 0 ? 0 : beta / moments.spread[c];
  });
  let intercept = target.mean;
  for (let c = 0; c < coefficients.length; c++) intercept -= coefficients[c] * moments.mean[c];
  return { intercept, coefficients };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
