import { gammaln } from "simple-statistics";

const CONVERGED = 1e-15;
const TINY = 1e-300;

/**
 * The quantile of Student's t distribution: the value that a draw exceeds with probability 1 − p.
 *
 * Bisects {@linkcode studentProbability}.
 *
 * @param p In (0.5, 1).
 * @param degrees Degrees of freedom, ≥ 1.
 * @example
 * ```ts
 * import { strictEqual as equal } from "node:assert/strict";
 * equal(studentQuantile(0.975, 9).toFixed(3), "2.262");
 * ```
 */
export function studentQuantile(p: number, degrees: number): number {
  if (!(p > 0.5 && p < 1) || !(degrees >= 1)) {
    throw new RangeError(
      `A quantile of Student's t needs p between 0.5 and 1 and at least 1 degree of freedom, ` +
        `found p = ${p}, ${degrees} degrees`,
    );
  }
  let low = 0;
  let high = 1;
  while (studentProbability(high, degrees) < p) high *= 2;
  for (let step = 0; step < 200 && low < high; step++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (studentProbability(middle, degrees) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * The probability that Student's t is at most t: 1 − ½·I(n/(n + t²); n/2, ½) for t ≥ 0
 * (Abramowitz & Stegun 1964, 26.7.1, 26.5.27).
 */
export function studentProbability(t: number, degrees: number): number {
  if (t < 0) return 1 - studentProbability(-t, degrees);
  return 1 - studentTwoSided(t, degrees) / 2;
}

/**
 * The probability that Student's t is at least as far from 0 as t, I(n/(n + t²); n/2, ½), exact also
 * where it is far below the rounding of 1.
 */
export function studentTwoSided(t: number, degrees: number): number {
  return incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5);
}

/** The regularised incomplete beta function I(x; a, b). */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const scale = Math.exp(
    a * Math.log(x) + b * Math.log1p(-x) + gammaln(a + b) - gammaln(a) - gammaln(b),
  );
  return x < (a + 1) / (a + b + 2)
    ? scale * betaFraction(x, a, b) / a
    : 1 - scale * betaFraction(1 - x, b, a) / b;
}

/** The continued fraction of Abramowitz & Stegun 26.5.8, by Lentz's method (1976). */
function betaFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / awayFromZero(1 - (a + b) * x / (a + 1));
  let fraction = d;
  for (let m = 1; m < 10_000; m++) {
    const even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    let factor = 1;
    for (const coefficient of [even, odd]) {
      d = 1 / awayFromZero(1 + coefficient * d);
      c = awayFromZero(1 + coefficient / c);
      factor = c * d;
      fraction *= factor;
    }
    if (Math.abs(factor - 1) < CONVERGED) return fraction;
  }
  return fraction;
}

function awayFromZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
