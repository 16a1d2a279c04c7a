import { typingErrors } from "../config/mod.ts";
import { InputError } from "../input_error.ts";
import { kpiDefinitions, type KpiName } from "../results/mod.ts";
import { kpiUnit } from "./kpi_table.ts";
import { JUPYTER_DISPLAY } from "./table.ts";

/** A sentence's numbers by name; a text stands as it is. */
export type ProseValues = Readonly<Record<string, number | string>>;

/** Markdown for a notebook: its cell's last value. */
export class Prose {
  /** The text, numbers filled in. */
  readonly markdown: string;

  /** Markdown as it is. */
  constructor(markdown: string) {
    this.markdown = markdown;
  }

  /** The Markdown itself. */
  toString(): string {
    return this.markdown;
  }

  /** What a Jupyter notebook shows. */
  [JUPYTER_DISPLAY](): Record<string, unknown> {
    return { "text/markdown": this.markdown, "text/plain": this.markdown };
  }
}

/** A formula; or `{name}`; or that with the digits after the point: `{name:2}`. */
const FORMULA_OR_GAP = /\$\$[\s\S]+?\$\$|\$[^$\n]+\$|\{(\w+)(?::(\d))?\}/g;

/**
 * A sentence with its numbers filled in, so that it reads like one: `{p2p_share}` stands for the value
 * of that name. A figure of merit comes with its unit, a share in per cent, other numbers as they are,
 * with as many digits as they need or as are asked for: `{mean:2}`. Formulas between dollar signs stay
 * as they are.
 *
 * @param text Markdown.
 * @param values By name, such as a run's `kpis` and what else the sentence speaks of.
 * @throws {InputError} If a name has no value; it says which one is near.
 * @example
 * ```ts
 * import { strictEqual as equal } from "node:assert/strict";
 * const said = prose("**{p2p_share}** of {bought:1} kWh.", { p2p_share: 0.25, bought: 12.34 });
 * equal(said.markdown, "**25\u00A0%** of 12.3 kWh.");
 * ```
 */
export function prose(text: string, values: ProseValues): Prose {
  return new Prose(
    text.replaceAll(FORMULA_OR_GAP, (gap, name?: string, digits?: string) => {
      if (name === undefined) return gap;
      if (!Object.hasOwn(values, name)) throw unknownValue(gap, name, Object.keys(values));
      const value = values[name];
      if (typeof value === "string") return value;
      return written(name, value, digits === undefined ? undefined : Number(digits));
    }),
  );
}

function written(name: string, value: number, digits: number | undefined): string {
  if (Number.isNaN(value)) return "–";
  const { unit } = kpiDefinitions[name as KpiName] ?? { unit: undefined };
  if (unit === undefined) return decimal(value, digits ?? neededDigits(value));
  if (unit !== "") return `${decimal(value, digits ?? DIGITS[unit])}${NO_BREAK}${unit}`;
  if (kpiUnit(name as KpiName) === "%") return `${decimal(100 * value, digits ?? 0)}${NO_BREAK}%`;
  return decimal(value, digits ?? neededDigits(value));
}

/** A blank at which no line ends. */
const NO_BREAK = "\u00A0";

/** Digits after the point by unit. */
const DIGITS = { kWh: 0, "€": 2, "€/kWh": 3 };

/** Three that say something; none behind a whole number. */
function neededDigits(value: number): number {
  if (Number.isInteger(value)) return 0;
  const size = Math.abs(value);
  return size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
}

function decimal(value: number, digits: number): string {
  const rounded = Number(value.toFixed(digits));
  return (rounded === 0 ? 0 : rounded).toLocaleString("en-US", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).replace("-", "−");
}

function unknownValue(gap: string, name: string, known: readonly string[]): InputError {
  const [nearest] = known.toSorted((a, b) => typingErrors(name, a) - typingErrors(name, b));
  const hint = nearest === undefined ? "none was given" : `the nearest is "${nearest}"`;
  return new InputError(`Cannot fill in ${gap} as no value has that name; ${hint}`);
}
