import type { Config } from "../config/settings.ts";
import type { Steps } from "../time.ts";
import { householdLoads } from "./appliances/loads.ts";
import { DEFERRABLE_SHARE, ShiftableRuns } from "./appliances/shiftable_runs.ts";
import { usageOver } from "./appliances/usage.ts";
import { withoutRuns } from "./flexible_runs.ts";
import type { LoadPair } from "./load_pair.ts";
import { expectedLoads, profileLoads, scaledLoads } from "./loads.ts";
import type { Members } from "./members.ts";

/** What of a household's energy can wait, and how long; names as in config.json. */
export type Flexibility = Pick<Config["flexibility"], "share" | "window_hours">;

const NOTHING_WAITS: Flexibility = { share: 0, window_hours: 0 };

/** How the consumption of members without a meter is made up. */
export interface LoadModel {
  /** In a few words, for the table of settings. */
  readonly meaning: string;
  /**
   * The loads of a run. Steps are asked for in their order.
   *
   * @param contractKw By member, kW; NaN, or left out, for the one that goes with its consumption.
   * @param flexibility What of it can wait; nothing by default.
   */
  loads(
    members: Pick<Members, "size" | "annualLoadKwh">,
    steps: Steps,
    seed: number,
    contractKw?: Float64Array,
    flexibility?: Flexibility,
  ): LoadPair;
}

/** By the name that `load.model` gives them. */
export const loadModels: Readonly<Record<"appliances" | "profile", LoadModel>> = {
  appliances: {
    meaning: "a base and random runs of appliances, below the contract power",
    loads: (members, steps, seed, contractKw, flexibility = NOTHING_WAITS) => {
      const { actual, flexible } = householdLoads(members, steps, seed, contractKw, flexibility);
      const expected = expectedLoads(members, steps);
      return flexible === undefined ? { expected, actual } : {
        expected: withoutRuns(expected, flexible, members.size),
        actual,
        flexible,
      };
    },
  },
  profile: {
    meaning: "the mean profile, ±10 % per member and step",
    loads: (members, steps, seed, _contractKw, flexibility = NOTHING_WAITS) => {
      const expected = expectedLoads(members, steps);
      const actual = profileLoads(members, steps, seed);
      const { share, window_hours } = flexibility;
      if (share === 0) return { expected, actual };
      return {
        expected: scaledLoads(expected, 1 - share),
        actual: scaledLoads(actual, 1 - share),
        flexible: new ShiftableRuns({
          usage: usageOver(steps, {
            deferrable: share / DEFERRABLE_SHARE,
            beyond: Math.ceil(window_hours * 12),
          }),
          annualKwh: members.annualLoadKwh,
          seed,
          steps,
          share: 1,
          windowHours: window_hours,
          room: new Float64Array(members.size).fill(Infinity),
          others: () => 0,
        }),
      };
    },
  },
};
