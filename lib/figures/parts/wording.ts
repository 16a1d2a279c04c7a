import { fixed, writeNumber } from "../edition/edition.ts";
import { say, sayWord } from "../edition/say.ts";
import { kpiDefinitions, type KpiName, titleInSentence } from "../../results/kpi_definitions.ts";
import type { Results } from "../../results/mod.ts";

/** A number with a thin choice of digits: 1234 → `1,234`, 12.34 → `12.3`, 0.1234 → `0.123`. */
export function shortNumber(value: number): string {
  const size = Math.abs(value);
  if (size < 0.0005) return "0";
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
  return writeNumber(value, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** Writes numbers of one kind with the same digits: those that tell values like `scale` apart. */
export function alikeNumbers(scale: number): (value: number) => string {
  const size = Math.abs(scale);
  const digits = size >= 20 || size === 0
    ? 0
    : Math.min(6, Math.max(0, 1 - Math.floor(Math.log10(size) + 1e-9)));
  const needed = digits > 0 && Number.isInteger(size * 10 ** (digits - 1)) ? digits - 1 : digits;
  return (value) =>
    writeNumber(value, { minimumFractionDigits: needed, maximumFractionDigits: needed });
}

/** A share as `34 %`; NaN, the share of nothing, as `0 %`. */
export function percent(share: number): string {
  const value = Number.isNaN(share) ? 0 : share * 100;
  const digits = value !== 0 && Math.abs(value) < 1 ? 1 : 0;
  return `${fixed(value, digits)} %`;
}

/** Money as `−12.50 €`. */
export function euros(value: number): string {
  const digits = Math.abs(value) >= 1000 ? 0 : 2;
  const shown = Math.abs(value) < 0.005 ? 0 : value;
  return `${
    writeNumber(shown, { minimumFractionDigits: digits, maximumFractionDigits: digits })
  } €`;
}

/** A neighbourhood's name as people write it. */
export function placeName(name: string): string {
  return name.replaceAll("_", " ");
}

/** `1 hour`, `24 hours`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${writeNumber(count)} ${sayWord(count === 1 ? noun : plural)}`;
}

/** How long a run is: `24 hours`, `24 hours in steps of 15 minutes`. */
export function durationText({ hours, step_minutes }: Results["config"]): string {
  const length = counted(hours, "hour");
  return step_minutes === 60 ? length : say`${length} in steps of ${step_minutes} minutes`;
}

/** Where a figure of a run has its numbers from. */
export function sourceLine({ config, run, prosumers, community }: Results): string {
  const label = dataLabel(run.dataLabel);
  const data = run.synthetic ? say`${label}: not real prices or weather` : label;
  const places = counted(community.neighbourhoodNames.length, "neighbourhood");
  return say`Own simulation of ${counted(prosumers, "prosumer")} in ${places}, ${
    durationText(config)
  } from ${config.date}, seed ${config.seed}. Data: ${data}.`;
}

/** What a catalogue calls itself, with the project's own words in the edition's language. */
export function dataLabel(label: string): string {
  return label.replaceAll(/prices(?=: )|synthetic sample|given history|imported history/g, sayWord);
}

/** A key figure's name in the edition's language. */
export function kpiTitle(name: KpiName): string {
  return sayWord(kpiDefinitions[name].title);
}

/** A key figure's name within a sentence. */
export function kpiInSentence(name: KpiName): string {
  const title = kpiTitle(name);
  if (title === kpiDefinitions[name].title) return titleInSentence(name);
  return /^[A-Z]{2}/.test(title) ? title : title[0].toLowerCase() + title.slice(1);
}
