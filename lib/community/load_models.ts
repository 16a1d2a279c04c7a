import type { Steps } from "../time.ts";
import { applianceLoads } from "./appliances/loads.ts";
import { expectedLoads, type LoadPair, profileLoads } from "./loads.ts";
import type { Members } from "./members.ts";

/** How the consumption of members without a meter is made up. */
export interface LoadModel {
  /** In a few words, for the table of settings. */
  readonly meaning: string;
  /**
   * The loads of a run. Steps are asked for in their order.
   *
   * @param contractKw By member, kW; NaN, or left out, for the one that goes with its consumption.
   */
  loads(
    members: Pick<Members, "size" | "annualLoadKwh">,
    steps: Steps,
    seed: number,
    contractKw?: Float64Array,
  ): LoadPair;
}

/** By the name that `load.model` gives them. */
export const loadModels: Readonly<Record<"appliances" | "profile", LoadModel>> = {
  appliances: {
    meaning: "a base and random runs of appliances, below the contract power",
    loads: (members, steps, seed, contractKw) => ({
      expected: expectedLoads(members, steps),
      actual: applianceLoads(members, steps, seed, contractKw),
    }),
  },
  profile: {
    meaning: "the mean profile, ±10 % per member and step",
    loads: (members, steps, seed) => ({
      expected: expectedLoads(members, steps),
      actual: profileLoads(members, steps, seed),
    }),
  },
};
