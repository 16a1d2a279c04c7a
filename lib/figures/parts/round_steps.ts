const STEPS = [1, 2, 2.5, 5, 10];

/** The next number up that is 1, 2, 2.5 or 5 times a power of ten; 1 for 0. */
export function roundStep(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return (STEPS.find((step) => step * power >= value * (1 - 1e-9)) as number) * power;
}

/** Multiples of a round step that reach over two bounds, five to seven. */
export function roundTicks(low: number, high: number): { step: number; ticks: number[] } {
  const step = roundStep((high - low) / 5);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
  return { step, ticks };
}

/**
 * The lowest and the highest of some values, NaN left out; with room around a single value, as a scale
 * of no length has no ticks. 0 to 1 for no values.
 */
export function spanOf(...series: readonly ArrayLike<number>[]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const values of series) {
    for (let i = 0; i < values.length; i++) {
      if (values[i] < low) low = values[i];
      if (values[i] > high) high = values[i];
    }
  }
  if (low > high) return [0, 1];
  const room = low < high ? 0 : Math.abs(low) / 10 || 1;
  return [low - room, high + room];
}
