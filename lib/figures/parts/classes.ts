import type { LegendItem } from "./legend.ts";
import { sequence } from "../drawing/palette.ts";
import { roundStep } from "./round_steps.ts";
import { alikeNumbers } from "./wording.ts";

const MOST_CLASSES = 6;

/** Values sorted into classes with a colour each, for maps and tables of cells. */
export interface Classes {
  /** The colour of the class that a value falls into. */
  colourOf(value: number): string;
  /** The legend's entries. */
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
  const width = roundStep((highest - from) / MOST_CLASSES);
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
