import { StandardScaler, tensorflow as tf } from "danfojs";
import { endOf, type HourlySeries } from "lib/data/series.ts";
import { type Progress, silent } from "lib/progress.ts";
import { randomStream, uniform, uniformInteger } from "lib/random.ts";
import { HOUR } from "lib/time.ts";
import { type Conformal, conformalIntervals } from "lib/forecast/price/conformal.ts";
import { forward, inputsOf, type Layer, type Scaling } from "./dense_network.ts";
import {
  hourAheadFeatures,
  priceLevel,
  SURPRISE,
  surpriseUnit,
} from "lib/forecast/price/hour_ahead/features.ts";
import {
  type HourAheadTable,
  hourAheadTable,
  tableRows,
} from "lib/forecast/price/hour_ahead/table.ts";
import { MarketCalendar } from "lib/forecast/price/market_calendar.ts";
import type {
  HourAheadForecaster,
  IntervalLevel,
  PriceInterval,
} from "lib/forecast/price/forecaster.ts";
import { checkTrainingPrices, lastHours } from "lib/forecast/price/history_check.ts";

/** How a network is built and trained. */
export interface NeuralNetworkSettings {
  /** Hourly lags that the network sees. */
  readonly lookbackHours: number;
  /** Units of each hidden layer. */
  readonly hidden: readonly number[];
  /** Passes over the training rows. */
  readonly epochs: number;
  /** Rows per step of the descent. */
  readonly batchRows: number;
  /** Size of a step. */
  readonly learningRate: number;
  /** Seed of the initial weights and of the order of the rows. */
  readonly seed: number;
}

/** Settings that train in about a minute on four years. */
export const neuralNetworkDefaults: NeuralNetworkSettings = {
  lookbackHours: 24,
  hidden: [64, 32],
  epochs: 12,
  batchRows: 128,
  learningRate: 0.001,
  seed: 42,
};

/** Errors by epoch, in standard deviations of the target. */
export interface LearningCurve {
  /** Mean Huber loss on the rows learned from. */
  readonly train: number[];
  /** Mean absolute error on the last 15 % of the rows, which were kept apart. */
  readonly kept: number[];
}

const WEEKS = 4;
const TAIL_SHARE = 0.15;

interface Parts {
  readonly lookbackHours: number;
  readonly layers: readonly Layer[];
  readonly scaling: Scaling;
  readonly intervals: Conformal;
  readonly curve: LearningCurve;
}

/**
 * A feed-forward network on the same differences in levels as the other hour-ahead models: rectified
 * linear units, Huber loss, Adam (Kingma & Ba 2015, arXiv:1412.6980), the weights of the epoch that
 * forecasts the last 15 % of the rows best. TensorFlow.js trains it; forecasting takes only its weights.
 */
export class NeuralNetwork implements HourAheadForecaster {
  readonly horizon = "hour-ahead";
  readonly name = "neural network";
  readonly hoursNeeded: number;
  /** How training went. */
  readonly curve: LearningCurve;
  readonly #parts: Parts;
  readonly #features;
  readonly #row: Float64Array;

  /** A trained network; `trainNeuralNetwork` makes it. */
  constructor(parts: Parts) {
    this.#parts = parts;
    this.curve = parts.curve;
    this.#features = hourAheadFeatures(parts.lookbackHours, WEEKS);
    this.hoursNeeded = this.#features.hoursNeeded;
    this.#row = new Float64Array(this.#features.names.length);
  }

  next(history: HourlySeries): number {
    return this.#forecast(history).forecast;
  }

  nextInterval(history: HourlySeries, level: IntervalLevel): PriceInterval {
    const { forecast, unit, hour } = this.#forecast(history);
    const { spread, ends } = this.#parts.intervals;
    const surprise = surpriseUnit(this.#row[this.#features.names.indexOf(SURPRISE)]);
    const [low, high] = ends[level].map((end) => forecast + end * spread[hour] * surprise * unit);
    return { low, high };
  }

  toJSON(): unknown {
    const layers = this.#parts.layers.map(({ weights, biases }) => {
      return { weights: [...weights], biases: [...biases] };
    });
    return { ...this.#parts, horizon: this.horizon, model: this.name, layers };
  }

  #forecast(history: HourlySeries): { forecast: number; unit: number; hour: number } {
    const { start, values } = lastHours(history, this.hoursNeeded);
    const at = values.length;
    const calendar = new MarketCalendar(start, (endOf({ start, values }) - start) / HOUR + 1);
    this.#features.write(values, at, calendar, this.#row);
    const hour = calendar.hour(at);
    const { layers, scaling } = this.#parts;
    const inputs = inputsOf(this.#row, hour, scaling);
    const unit = priceLevel(values, at);
    const change = forward(layers, inputs) * scaling.targetSpread;
    return { forecast: values[at - 1] + unit * change, unit, hour };
  }
}

/**
 * Trains a network.
 *
 * @param history Prices, €/MWh, at least 120 days without a gap.
 * @throws {InputError} If the history is too short, has a gap or never changes.
 */
export async function trainNeuralNetwork(
  history: HourlySeries,
  settings: Partial<NeuralNetworkSettings> = {},
  progress: Progress = silent,
): Promise<NeuralNetwork> {
  checkTrainingPrices(history);
  // Keeps TensorFlow.js from advertising its native backend.
  tf.enableProdMode();
  await tf.ready();
  const full = { ...neuralNetworkDefaults, ...settings };
  const features = hourAheadFeatures(full.lookbackHours, WEEKS);
  const table = hourAheadTable(history, features);
  const cut = Math.round(table.target.length * (1 - TAIL_SHARE));
  const [head, tail] = [tableRows(table, 0, cut), tableRows(table, cut, table.target.length)];
  const scaling = fitScaling(head);
  const { layers, curve } = await fitLayers(head, tail, scaling, full, progress);
  const surprise = tail.columns[features.names.indexOf(SURPRISE)];
  const forecasts = forecastRows(tail, layers, scaling);
  const errors = tail.target.map((target, r) => {
    return (target - forecasts[r]) / surpriseUnit(surprise[r]);
  });
  const intervals = conformalIntervals(errors, tail.hour);
  return new NeuralNetwork({
    lookbackHours: full.lookbackHours,
    layers,
    scaling,
    intervals,
    curve,
  });
}

/** Means and spreads, taken by danfojs' scaler. */
function fitScaling(head: HourAheadTable): Scaling {
  const moments = (column: Float64Array) => {
    const scaler = new StandardScaler();
    scaler.fit(Array.from(column));
    const [zero] = scaler.transform([0]) as number[];
    const [one] = scaler.transform([1]) as number[];
    const spread = 1 / (one - zero);
    return Number.isFinite(spread) ? { mean: -zero * spread, spread } : { mean: 0, spread: 1 };
  };
  const columns = head.columns.map(moments);
  return {
    mean: columns.map(({ mean }) => mean),
    spread: columns.map(({ spread }) => spread),
    targetSpread: moments(head.target).spread,
  };
}

function rowInputs(table: HourAheadTable, r: number, scaling: Scaling): Float64Array {
  return inputsOf(Float64Array.from(table.columns, (c) => c[r]), table.hour[r], scaling);
}

async function fitLayers(
  head: HourAheadTable,
  tail: HourAheadTable,
  scaling: Scaling,
  settings: NeuralNetworkSettings,
  progress: Progress,
): Promise<{ layers: Layer[]; curve: LearningCurve }> {
  const model = buildModel(head.columns.length + 24, settings);
  const rows = head.target.length;
  const inputs = Array.from({ length: rows }, (_, r) => Array.from(rowInputs(head, r, scaling)));
  const x = tf.tensor2d(inputs);
  const y = tf.tensor2d(Array.from(head.target, (target) => [target / scaling.targetSpread]));
  const curve: LearningCurve = { train: [], kept: [] };
  let best: Layer[] = [];
  for (let epoch = 0; epoch < settings.epochs; epoch++) {
    const order = tf.tensor1d(shuffled(rows, settings.seed, epoch), "int32");
    const [shuffledX, shuffledY] = [tf.gather(x, order), tf.gather(y, order)];
    const { history } = await model.fit(shuffledX, shuffledY, {
      epochs: 1,
      batchSize: settings.batchRows,
      shuffle: false,
      verbose: 0,
    });
    tf.dispose([order, shuffledX, shuffledY]);
    const layers = layersOf(model);
    const kept = keptError(tail, layers, scaling);
    if (curve.kept.every((earlier) => kept < earlier)) best = layers;
    curve.train.push(Number(history.loss[0]));
    curve.kept.push(kept);
    progress("Training the neural network", epoch + 1, settings.epochs);
  }
  tf.dispose([x, y]);
  model.dispose();
  return { layers: best, curve };
}

function buildModel(inputs: number, { hidden, learningRate, seed }: NeuralNetworkSettings) {
  const model = tf.sequential();
  [...hidden, 1].forEach((units, i) => {
    model.add(tf.layers.dense({
      units,
      ...(i === 0 ? { inputShape: [inputs] } : {}),
      ...(i < hidden.length ? { activation: "relu" as const } : {}),
    }));
  });
  // The seeds that TensorFlow.js 3.21 takes for initial weights have no effect.
  const shapes = [inputs, ...hidden, 1];
  model.layers.forEach((layer: { setWeights(weights: unknown[]): void }, i: number) => {
    const shape = [shapes[i], shapes[i + 1]] as const;
    layer.setWeights([tf.tensor2d(glorot(shape, seed, i), shape), tf.zeros([shape[1]])]);
  });
  model.compile({ optimizer: tf.train.adam(learningRate), loss: tf.losses.huberLoss });
  return model;
}

/** Initial weights, uniform in ±√(6 / (inputs + outputs)) (Glorot & Bengio 2010, AISTATS 9). */
function glorot([inputs, outputs]: readonly [number, number], seed: number, layer: number) {
  const limit = Math.sqrt(6 / (inputs + outputs));
  const stream = randomStream(seed, "initial weights", layer);
  return Float32Array.from({ length: inputs * outputs }, () => uniform(stream, -limit, limit));
}

/** What is used of TensorFlow.js, which danfojs exports without types. */
interface TensorFlowModel {
  readonly layers: readonly {
    getWeights(): { readonly shape: readonly number[]; dataSync(): Float32Array }[];
  }[];
}

function layersOf(model: TensorFlowModel): Layer[] {
  return model.layers.map((layer) => {
    const [kernel, bias] = layer.getWeights();
    const [inputs, outputs] = kernel.shape;
    const byInput = kernel.dataSync();
    const weights = new Float64Array(inputs * outputs);
    for (let i = 0; i < inputs; i++) {
      for (let o = 0; o < outputs; o++) weights[o * inputs + i] = byInput[i * outputs + o];
    }
    return { weights, biases: Float64Array.from(bias.dataSync()) };
  });
}

/** Row numbers in a seeded order (Fisher & Yates 1938). */
function shuffled(rows: number, seed: number, epoch: number): Int32Array {
  const stream = randomStream(seed, "neural network", epoch);
  const order = Int32Array.from({ length: rows }, (_, i) => i);
  for (let i = rows - 1; i > 0; i--) {
    const j = uniformInteger(stream, 0, i);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

function keptError(tail: HourAheadTable, layers: readonly Layer[], scaling: Scaling): number {
  const forecasts = forecastRows(tail, layers, scaling);
  const sum = forecasts.reduce((total, forecast, r) => {
    return total + Math.abs(tail.target[r] - forecast);
  }, 0);
  return sum / forecasts.length / scaling.targetSpread;
}

/** Forecast changes of a table's rows, in levels. */
function forecastRows(table: HourAheadTable, layers: readonly Layer[], scaling: Scaling) {
  return table.target.map((_, r) => {
    return forward(layers, rowInputs(table, r, scaling)) * scaling.targetSpread;
  });
}
