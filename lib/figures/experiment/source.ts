import type { ExperimentResults } from "../../experiment/mod.ts";
import { say, sayWord } from "../edition/say.ts";
import { counted } from "../parts/wording.ts";

/** Where a figure of an experiment has its numbers from. */
export function experimentSource({ header }: ExperimentResults): string {
  const { seeds, dates, data } = header;
  const label = sayWord(data[0]);
  const shown = data[0] === "synthetic sample" ? say`${label}: not real prices or weather` : label;
  const communities = counted(seeds.length, "community", "communities");
  return dates.length < 2
    ? say`Own simulation: ${communities}. Data: ${shown}.`
    : say`Own simulation: ${communities} on each of ${dates.length} days. Data: ${shown}.`;
}
