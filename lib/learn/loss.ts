import type { GrownTree } from "./grown_tree.ts";
import { mean } from "../mean.ts";

/** What the trees are to make small. */
export interface Loss {
  /** The best constant forecast. */
  initial(target: Float64Array): number;
  /** Its derivative by the forecast, row by row. */
  gradients(target: Float64Array, forecast: Float64Array, into: Float64Array): void;
  /** What each leaf had best add to the forecast. */
  leafValues(
    tree: GrownTree,
    gradients: Float64Array,
    target: Float64Array,
    forecast: Float64Array,
    l2: number,
  ): Float64Array;
  /** The mean loss of a row. */
  mean(target: Float64Array, forecast: Float64Array): number;
}

/**
 * Squares of errors; the pinball loss of a quantile in (0, 1); or Huber's loss, which counts errors
 * beyond `huber` (> 0, in the target's unit) by their size instead of their square.
 */
export type LossName = "squared" | { readonly quantile: number } | { readonly huber: number };

/** The loss of a name. */
export function lossOf(loss: LossName): Loss {
  if (loss === "squared") return squaredLoss;
  return "huber" in loss ? huberLoss(loss.huber) : pinballLoss(loss.quantile);
}

const squaredLoss: Loss = {
  initial: mean,
  gradients(target, forecast, into) {
    for (let i = 0; i < target.length; i++) into[i] = forecast[i] - target[i];
  },
  leafValues(tree, gradients, _target, _forecast, l2) {
    return Float64Array.from({ length: tree.leafStart.length - 1 }, (_, leaf) => {
      const [begin, end] = [tree.leafStart[leaf], tree.leafStart[leaf + 1]];
      let sum = 0;
      for (let i = begin; i < end; i++) sum += gradients[tree.rows[i]];
      return -sum / (end - begin + l2);
    });
  },
  mean: (target, forecast) =>
    target.reduce((sum, y, i) => sum + (y - forecast[i]) ** 2, 0) / target.length,
};

/**
 * Half the square of errors up to a size, linear beyond (Huber 1964, doi:10.1214/aoms/1177703732). A
 * leaf takes the mean of its clipped residuals, drawn to 0 as under squares.
 */
function huberLoss(size: number): Loss {
  const clipped = (error: number) => Math.max(-size, Math.min(size, error));
  return {
    initial: (target) => quantileOf(target.slice(), 0.5),
    gradients(target, forecast, into) {
      for (let i = 0; i < target.length; i++) into[i] = clipped(forecast[i] - target[i]);
    },
    leafValues: squaredLoss.leafValues,
    mean(target, forecast) {
      const sum = target.reduce((total, y, i) => {
        const error = Math.abs(y - forecast[i]);
        return total + (error <= size ? error * error / 2 : size * (error - size / 2));
      }, 0);
      return sum / target.length;
    },
  };
}

/** The loss that a quantile minimises (Koenker & Bassett 1978, doi:10.2307/1913643). */
function pinballLoss(quantile: number): Loss {
  return {
    initial: (target) => quantileOf(target.slice(), quantile),
    gradients(target, forecast, into) {
      for (let i = 0; i < target.length; i++) {
        into[i] = target[i] > forecast[i] ? -quantile : 1 - quantile;
      }
    },
    leafValues({ rows, leafStart }, _gradients, target, forecast) {
      const residuals = new Float64Array(rows.length);
      for (let i = 0; i < rows.length; i++) residuals[i] = target[rows[i]] - forecast[rows[i]];
      return Float64Array.from({ length: leafStart.length - 1 }, (_, leaf) => {
        return quantileOf(residuals.subarray(leafStart[leaf], leafStart[leaf + 1]), quantile);
      });
    },
    mean(target, forecast) {
      const sum = target.reduce((total, y, i) => {
        const error = y - forecast[i];
        return total + Math.max(quantile * error, (quantile - 1) * error);
      }, 0);
      return sum / target.length;
    },
  };
}

/** Linear between neighbours (Hyndman & Fan 1996, type 7); the values are put into another order. */
function quantileOf(values: Float64Array, quantile: number): number {
  const position = (values.length - 1) * quantile;
  const below = Math.floor(position);
  const low = select(values, below);
  if (position === below) return low;
  let high = Infinity;
  for (let i = below + 1; i < values.length; i++) if (values[i] < high) high = values[i];
  return low + (position - below) * (high - low);
}

/**
 * The value that would stand at a place if the values were sorted: no smaller ones stand after it then,
 * no larger ones before it (quickselect: Hoare 1961, doi:10.1145/366622.366647).
 */
function select(values: Float64Array, place: number): number {
  let [from, to] = [0, values.length - 1];
  while (from < to) {
    const pivot = values[(from + to) >> 1];
    let [i, j] = [from, to];
    while (i <= j) {
      while (values[i] < pivot) i++;
      while (values[j] > pivot) j--;
      if (i <= j) {
        const value = values[i];
        values[i++] = values[j];
        values[j--] = value;
      }
    }
    if (place <= j) to = j;
    else if (place >= i) from = i;
    else break;
  }
  return values[place];
}
