import { choleskyFactor, solveFactored } from "./cholesky.ts";
import { packFloat32, unpackFloat32 } from "./packed_numbers.ts";
import { rowProducts } from "./row_products.ts";

/** How a {@link KernelRidge} is fitted. */
export interface KernelRidgeSettings {
  /** Rows on which the kernel stands, spread evenly over those learned from; fewer if they are. */
  readonly landmarks: number;
  /**
   * Distance, in standard deviations per column, over which forecasts change: the kernel of two rows
   * whose p columns each lie d deviations apart is exp(−(d / lengthScale)² / 2).
   */
  readonly lengthScale: number;
  /** Variance of the noise as a share of the kernel's, > 0: the larger, the smoother. */
  readonly penalty: number;
}

/** The text form of a {@link KernelRidge}. */
export interface KernelRidgeJson {
  /** Columns of a row. */
  readonly columns: number;
  /** Mean of each target where nothing else is known. */
  readonly mean: readonly number[];
  /** What each column is multiplied by after its centre is taken off; 0 for one without spread. */
  readonly scale: readonly number[];
  /** Centre of each column. */
  readonly centre: readonly number[];
  /** Scaled landmarks, row by row; 32-bit floats, base64. */
  readonly landmarks: string;
  /** Weights, landmark by landmark, one per target; 64-bit floats as numbers. */
  readonly weights: readonly number[];
}

/** Keeps the normal equations solvable where landmarks nearly coincide, as a share of the rows. */
const JITTER = 1e-8;

/**
 * Kernel ridge regression, which is the mean of a Gaussian process, for several targets at once.
 *
 * The kernel is the squared exponential of rows scaled to mean 0 and variance 1. Forecasts are sums
 * of kernels about some of the rows, the landmarks ("subset of regressors", Smola & Schölkopf 2000;
 * Quiñonero-Candela & Rasmussen 2005, JMLR 6, section 5): with n rows and m landmarks it costs
 * n · m² instead of n³.
 */
export class KernelRidge {
  readonly #mean: Float64Array;
  readonly #scale: Float64Array;
  readonly #centre: Float64Array;
  readonly #landmarks: Float64Array;
  readonly #squares: Float64Array;
  readonly #weights: Float64Array;
  readonly #scaled: Float64Array;

  /** Takes what `toJSON` gave. @throws {TypeError} If its parts do not fit together. */
  constructor(json: KernelRidgeJson) {
    const landmarks = unpackFloat32(json.landmarks);
    const { columns, mean, scale, centre, weights } = json;
    const count = landmarks.length / columns;
    const fits = columns >= 1 && Number.isInteger(count) && count >= 1 && mean?.length >= 1 &&
      scale?.length === columns && centre?.length === columns &&
      weights?.length === count * mean.length && landmarks.every(Number.isFinite) &&
      [mean, scale, centre, weights].every((numbers) => numbers.every(Number.isFinite));
    if (!fits) throw new TypeError("This is not a kernel ridge regression: its parts do not fit");
    this.#mean = Float64Array.from(mean);
    this.#scale = Float64Array.from(scale);
    this.#centre = Float64Array.from(centre);
    this.#landmarks = Float64Array.from(landmarks);
    this.#squares = squaresOf(this.#landmarks, columns);
    this.#weights = Float64Array.from(weights);
    this.#scaled = new Float64Array(columns);
  }

  /** Number of values in a row. */
  get columns(): number {
    return this.#scaled.length;
  }

  /** Number of targets. */
  get targets(): number {
    return this.#mean.length;
  }

  /**
   * The forecast of each target for one row.
   *
   * @param row One value per column.
   * @returns One value per target.
   */
  predict(row: ArrayLike<number>): Float64Array {
    const p = this.#scaled.length;
    const scaled = this.#scaled;
    for (let c = 0; c < p; c++) scaled[c] = (row[c] - this.#centre[c]) * this.#scale[c];
    let square = 0;
    for (let c = 0; c < p; c++) square += scaled[c] * scaled[c];
    const forecast = this.#mean.slice();
    for (let l = 0; l < this.#squares.length; l++) {
      let product = 0;
      for (let c = 0, at = l * p; c < p; c++, at++) product += scaled[c] * this.#landmarks[at];
      const kernel = Math.exp(Math.min(0, product - (square + this.#squares[l]) / 2));
      for (let t = 0; t < forecast.length; t++) {
        forecast[t] += kernel * this.#weights[l * forecast.length + t];
      }
    }
    return forecast;
  }

  /** What the constructor takes. */
  toJSON(): KernelRidgeJson {
    return {
      columns: this.#scaled.length,
      mean: [...this.#mean],
      scale: [...this.#scale],
      centre: [...this.#centre],
      landmarks: packFloat32(this.#landmarks),
      weights: [...this.#weights],
    };
  }
}

/**
 * Fits a kernel ridge regression twice: on the rows before `cut`, and on all. Both stand on the same
 * landmarks and scales, so that the second costs little more than the rows after `cut`.
 *
 * @param rows n rows of p columns, one after another; every value finite.
 * @param targets t columns of n values.
 * @param cut Rows of the first fit, 1 … n.
 * @returns `early`, which has seen no target from `cut` on; `full`, which has seen all.
 * @throws {RangeError} If there is no row, a number is not finite or a setting is out of range.
 */
export function fitKernelRidge(
  rows: Float64Array,
  targets: readonly Float64Array[],
  cut: number,
  settings: KernelRidgeSettings,
): { early: KernelRidge; full: KernelRidge } {
  const n = targets[0]?.length ?? 0;
  checkTask(rows, targets, cut, settings);
  const p = rows.length / n;
  const { centre, scale } = scales(rows, p, settings.lengthScale);
  const scaled = rows.slice();
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < p; c++) scaled[r * p + c] = (rows[r * p + c] - centre[c]) * scale[c];
  }
  const m = Math.min(settings.landmarks, n);
  const landmarks = evenly(scaled, n, p, m);
  // Landmark by landmark, so that the products below run along memory.
  const kernels = kernelMatrix(landmarks, m, scaled, n, p);
  const among = kernelMatrix(landmarks, m, landmarks, m, p);
  const normal = new Float64Array(m * m);
  const basis = { values: kernels, rows: m };
  const solve = (from: number, to: number) => {
    rowProducts(basis, basis, n, [from, to], normal);
    const mean = targets.map((target) => meanOf(target.subarray(0, to)));
    const right = targets.map((target, t) => target.map((value) => value - mean[t]));
    const solved = solveWeights(normal, among, kernels, right, to, n, settings.penalty);
    return new KernelRidge({
      columns: p,
      mean,
      scale: [...scale],
      centre: [...centre],
      landmarks: packFloat32(landmarks),
      weights: [...solved],
    });
  };
  const early = solve(0, cut);
  return { early, full: cut === n ? early : solve(cut, n) };
}

/** Weights that make Σ(y − Kw)² + penalty · wᵀK_mm w least over the first rows. */
function solveWeights(
  normal: Float64Array,
  among: Float64Array,
  kernels: Float64Array,
  targets: readonly Float64Array[],
  rows: number,
  stride: number,
  penalty: number,
): Float64Array {
  const m = Math.sqrt(among.length);
  const matrix = normal.map((value, i) => value + penalty * among[i]);
  for (let l = 0; l < m; l++) matrix[l * m + l] += JITTER * rows;
  const factor = choleskyFactor(matrix, m);
  const weights = new Float64Array(m * targets.length);
  const right = new Float64Array(m);
  targets.forEach((target, t) => {
    for (let l = 0; l < m; l++) {
      let sum = 0;
      for (let r = 0; r < rows; r++) sum += kernels[l * stride + r] * target[r];
      right[l] = sum;
    }
    solveFactored(factor, right).forEach((w, l) => weights[l * targets.length + t] = w);
  });
  return weights;
}

/** Kernel of each of `m` rows with each of `n`, both scaled; row by row. */
function kernelMatrix(a: Float64Array, m: number, b: Float64Array, n: number, p: number) {
  const kernels = new Float64Array(m * n);
  rowProducts({ values: a, rows: m }, { values: b, rows: n }, p, [0, p], kernels);
  const [aSquares, bSquares] = [squaresOf(a, p), squaresOf(b, p)];
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      const half = (aSquares[i] + bSquares[j]) / 2;
      kernels[i * n + j] = Math.exp(Math.min(0, kernels[i * n + j] - half));
    }
  }
  return kernels;
}

/** Centres, and what turns a column's deviations into length scales. */
function scales(rows: Float64Array, p: number, lengthScale: number) {
  const n = rows.length / p;
  const centre = new Float64Array(p);
  const square = new Float64Array(p);
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < p; c++) centre[c] += rows[r * p + c] / n;
  }
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < p; c++) square[c] += (rows[r * p + c] - centre[c]) ** 2 / n;
  }
  const scale = square.map((variance, c) => {
    // Rounding alone must not pass for change.
    if (Math.sqrt(variance) < 1e-10 * (1 + Math.abs(centre[c]))) return 0;
    return 1 / (Math.sqrt(variance * p) * lengthScale);
  });
  return { centre, scale };
}

/** Rows at even distances, the first and the last included, as 32-bit floats can hold them. */
function evenly(scaled: Float64Array, n: number, p: number, m: number): Float64Array {
  const landmarks = new Float64Array(m * p);
  for (let l = 0; l < m; l++) {
    const row = m === 1 ? n - 1 : Math.floor(l * (n - 1) / (m - 1));
    for (let c = 0; c < p; c++) landmarks[l * p + c] = Math.fround(scaled[row * p + c]);
  }
  return landmarks;
}

function squaresOf(rows: Float64Array, p: number): Float64Array {
  const squares = new Float64Array(rows.length / p);
  for (let r = 0; r < squares.length; r++) {
    for (let c = 0; c < p; c++) squares[r] += rows[r * p + c] ** 2;
  }
  return squares;
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function checkTask(
  rows: Float64Array,
  targets: readonly Float64Array[],
  cut: number,
  { landmarks, lengthScale, penalty }: KernelRidgeSettings,
): void {
  const n = targets[0]?.length ?? 0;
  const whole = (x: number) => Number.isInteger(x);
  const rules: [boolean, string][] = [
    [n > 0 && rows.length > 0, `at least one row, found ${n}`],
    [n > 0 && whole(rows.length / n), `rows of equal length, found ${rows.length} values in ${n}`],
    [targets.every(({ length }) => length === n), `targets of ${n} values each`],
    [whole(cut) && cut >= 1 && cut <= n, `a cut from 1 to ${n}, found ${cut}`],
    [whole(landmarks) && landmarks >= 1, `landmarks a whole number ≥ 1, found ${landmarks}`],
    [lengthScale > 0, `lengthScale > 0, found ${lengthScale}`],
    [penalty > 0, `penalty > 0, found ${penalty}`],
    [rows.every(Number.isFinite), "rows of finite numbers"],
    [targets.every((target) => target.every(Number.isFinite)), "targets of finite numbers"],
  ];
  const broken = rules.find(([holds]) => !holds);
  if (broken) throw new RangeError(`Kernel ridge regression needs ${broken[1]}`);
}
