import type { LegendItem } from "./legend.ts";
import { sequence } from "./palette.ts";
import { alikeNumbers } from "./wording.ts";

const STEPS = [1, 2, 2.5, 5, 10];
const MOST_CLASSES = 6;

/** Values sorted into classes with a colour each, for maps and tables of cells. */
export interface Classes {
  colourOf(value: number): string;
  readonly items: readonly LegendItem[];
}

/**
 * At most six equal classes with round bounds, from `from` up to the highest value.
 *
 * @param unit For the legend.
 */
export function classes(values: ArrayLike<number>, unit: string, from = 0): Classes {
  let highest = from;
  for (let i = 0; i < values.length; i++) highest = Math.max(highest, values[i]);
  const width = roundUp((highest - from) / MOST_CLASSES);
  const count = Math.max(1, Math.ceil((highest - from) / width - 1e-9));
  const fills = sequence(count);
  const classOf = (value: number) =>
    Math.max(0, Math.min(count - 1, Math.floor((value - from) / width)));
  const shown = alikeNumbers(width);
  return {
    colourOf: (value) => fills[classOf(value)],
    items: fills.map((colour, i) => ({
      colour,
      label: `${shown(from + i * width)} – ${shown(from + (i + 1) * width)}${
        i === count - 1 ? ` ${unit}` : ""
      }`,
    })),
  };
}

/** The next number up that is 1, 2, 2.5 or 5 times a power of ten; 1 for 0. */
function roundUp(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return (STEPS.find((step) => step * power >= value * (1 - 1e-9)) as number) * power;
}
