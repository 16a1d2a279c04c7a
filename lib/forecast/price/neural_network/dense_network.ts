/** One layer: `outputs × inputs` weights row by row, and biases. */
export interface Layer {
  /** `outputs × inputs`, row by row. */
  readonly weights: Float64Array;
  /** One per output. */
  readonly biases: Float64Array;
}

/** What turns features into the network's inputs: their means, spreads, and the clock as one-hot. */
export interface Scaling {
  /** Mean of each feature. */
  readonly mean: readonly number[];
  /** Standard deviation of each feature. */
  readonly spread: readonly number[];
  /** Standard deviation of the target. */
  readonly targetSpread: number;
}

/** Scaled features, then 24 zeros but for a one at the hour on the clock. */
export function inputsOf(row: Float64Array, hour: number, { mean, spread }: Scaling): Float64Array {
  const inputs = new Float64Array(row.length + 24);
  for (let c = 0; c < row.length; c++) inputs[c] = (row[c] - mean[c]) / spread[c];
  inputs[row.length + hour] = 1;
  return inputs;
}

/** The output of the layers, rectified linear but for the last. */
export function forward(layers: readonly Layer[], inputs: Float64Array): number {
  let values = inputs;
  layers.forEach(({ weights, biases }, l) => {
    const last = l === layers.length - 1;
    const width = values.length;
    const before = values;
    values = biases.map((bias, o) => {
      let sum = bias;
      for (let i = 0; i < width; i++) sum += weights[o * width + i] * before[i];
      return last ? sum : Math.max(0, sum);
    });
  });
  return values[0];
}
