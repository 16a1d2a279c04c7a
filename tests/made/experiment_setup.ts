import type { Config } from "../../lib/config/settings.ts";
import type { Experiment } from "../../lib/experiment/experiment.ts";
import type { OutlookOf } from "../../lib/experiment/outlooks.ts";
import { policyVariants } from "../../lib/experiment/policy_variants.ts";
import { wholeOutlook } from "../../lib/experiment/shared_outlook.ts";
import type { Outlook } from "../../lib/forecast/outlook.ts";
import { configOf, outlookOf } from "./fixtures.ts";

/** A summer's day: generation per kW of capacity by hour. */
const PV = [0, 0, 0, 0, 0, 0, 1, 8, 22, 38, 52, 63, 70, 72, 69, 61, 49, 34, 18, 6, 1, 0, 0, 0];

/** GME's PUN by local hour, mean of 2025, €/MWh. */
const PRICE = [115, 110, 106, 105, 105, 110, 123, 134, 133, 121, 109, 98].concat(
  [89, 86, 91, 98, 111, 124, 137, 149, 148, 136, 126, 118],
);

/** A sunny day at usual prices for any configuration. */
export function sunnyDay(config: Config): Outlook {
  return outlookOf(config, (step) => PRICE[step % 24] / 1000, (step) => PV[step % 24] / 100);
}

/** {@linkcode sunnyDay} as an experiment asks for it. */
export const sunnyDays: OutlookOf = (config) => wholeOutlook(sunnyDay(config));

/** Policies compared on small communities. */
export function smallComparison(
  policies: readonly string[] = ["none", "p2p", "chaos"],
  { seeds = 3, prosumers = 12, strategy = "outside-option" } = {},
): Experiment {
  const config = configOf({
    community: { num_prosumers: prosumers },
    market: { bidding: { strategy } },
  });
  return {
    name: "compare",
    factors: ["policy"],
    variants: policyVariants(config, policies),
    seeds: Array.from({ length: seeds }, (_, seed) => seed + 7),
    data: ["made up"],
  };
}
