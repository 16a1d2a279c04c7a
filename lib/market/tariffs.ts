import type { Members } from "../community/mod.ts";
import type { Config } from "../config/settings.ts";
import type { Steps } from "../time.ts";
import type { Tariff } from "./tariff.ts";
import { retailTariff } from "./retail_tariff.ts";
import { wholesaleTariff } from "./wholesale_tariff.ts";

/** A kind of tariff. */
export interface TariffRule {
  /** One sentence, for the documentation of the setting. */
  readonly meaning: string;
  /** The tariff of a community over the steps of a run. */
  for(members: Members, grid: Config["grid"], steps: Steps): Tariff;
}

/** What energy from outside can cost, by the name that `grid.tariff` gives it. */
export const tariffs: Readonly<Record<string, TariffRule>> = {
  wholesale: {
    meaning:
      "the market price, with the aggregator's fee added when it sells and kept when it buys",
    for: wholesaleTariff,
  },
  retail: {
    meaning: "what an Italian home pays for a kWh, and the zone's price for what it feeds in",
    for: retailTariff,
  },
};
