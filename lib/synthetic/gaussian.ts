import { type RandomStream, randomStream } from "../random.ts";

/** A draw of the standard normal distribution: Box & Muller (1958), doi:10.1214/aoms/1177706645. */
export function standardNormal(stream: RandomStream): number {
  const radius = Math.sqrt(-2 * Math.log(1 - stream.next()));
  return radius * Math.cos(2 * Math.PI * stream.next());
}

/**
 * A draw of Student's t distribution with 5 degrees of freedom, scaled to unit variance: a normal
 * draw over the root of a mean of five squared ones.
 */
export function fatTailed(stream: RandomStream): number {
  const freedom = 5;
  let squares = 0;
  for (let i = 0; i < freedom; i++) squares += standardNormal(stream) ** 2;
  return standardNormal(stream) / Math.sqrt(squares / (freedom - 2));
}

/**
 * A stationary first-order autoregression with mean 0 and variance 1.
 *
 * @param seed The sample's seed.
 * @param name Of the stream of draws.
 * @param count Its length.
 * @param correlation Of neighbours, 0 … 1.
 * @param draw Of unit variance.
 */
export function autoregression(
  seed: number,
  name: string,
  count: number,
  correlation: number,
  draw: (stream: RandomStream) => number = standardNormal,
): Float64Array {
  const stream = randomStream(seed, name);
  const values = new Float64Array(count);
  const shock = Math.sqrt(1 - correlation * correlation);
  let last = standardNormal(stream);
  for (let i = 0; i < count; i++) values[i] = last = correlation * last + shock * draw(stream);
  return values;
}

/**
 * Probability that a standard normal variable is below z, good to 7.5e-8: Abramowitz & Stegun (1964),
 * Handbook of Mathematical Functions, 26.2.17.
 */
export function normalProbability(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const polynomial = t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * polynomial;
  return z >= 0 ? 1 - tail : tail;
}

/**
 * The argument at which an increasing function takes a value, by halving.
 *
 * @returns `low` or `high` where the value lies outside what they give.
 */
export function invert(
  increasing: (x: number) => number,
  value: number,
  low: number,
  high: number,
): number {
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (increasing(middle) < value) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
