import type { Figure } from "lib/figures/parts/figure.ts";
import { runFigures } from "lib/figures/run/run_figures.ts";
import { readResults } from "lib/results/read_results.ts";
import type { Results } from "lib/results/results.ts";
import { writeMadeResults } from "./results.ts";

/** Runs of very different kinds, which every figure must stand. */
export const KINDS: Readonly<Record<string, Record<string, string | number>>> = {
  "a day of 40": { "community.num_prosumers": 40 },
  "three days in ten neighbourhoods": {
    hours: 72,
    "community.num_prosumers": 60,
    "community.num_neighbourhoods": 10,
    "market.bidding.strategy": "outside-option",
    "battery.initial_soc": 0.5,
  },
  "a hundred and fifty days of three": {
    hours: 3600,
    "community.num_prosumers": 3,
    "community.num_neighbourhoods": 2,
    "blockchain.number_of_miners": 40,
  },
  "two hours of five minutes": {
    hours: 2,
    step_minutes: 5,
    "community.num_prosumers": 20,
  },
  "a day of quarter hours, metered": {
    step_minutes: 15,
    "community.num_prosumers": 40,
    "settlement.battery": "hold-schedule",
    "battery.initial_soc": 0.5,
  },
  "ten days of quarter hours, metered": {
    hours: 240,
    step_minutes: 15,
    "community.num_prosumers": 12,
  },
  "two days at retail, as an energy community": {
    date: "2023-06-01",
    hours: 48,
    "community.num_prosumers": 40,
    "grid.tariff": "retail",
    "cer.area": "north",
    "market.bidding.strategy": "outside-option",
  },
  "one prosumer": { "community.num_prosumers": 1, "community.num_neighbourhoods": 1 },
};

/** How far the weather of a kind is from its forecast. */
export function cloudsOf(kind: string): number {
  return kind.endsWith("metered") ? 0.3 : 0;
}

/** The results of a run with some settings. */
export async function madeResults(
  settings: Record<string, string | number>,
  clouds = 0,
): Promise<Results> {
  const folder = await Deno.makeTempDir();
  try {
    await writeMadeResults(folder, { "blockchain.difficulty": 0, ...settings }, clouds);
    return await readResults(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Every figure of a run, in reading order. */
export function allFigures(results: Results): Figure[] {
  return runFigures(results).flatMap(({ figures }) => figures);
}
