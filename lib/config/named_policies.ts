import type { Objective, Policy } from "./settings.ts";

/** A policy that has a name: no regulation, or the default of an objective. */
export type PolicyName = "none" | Objective;

const unregulated: Policy = {
  p2p_bonus_policy: {},
  grid_penalty_policy: {},
  suspension: null,
  expulsion: null,
  penalise: "all",
  rebate: "none",
  fund_floor: null,
};

/**
 * The named policies, as data. Members' energy does not answer to prices here (load and PV are
 * given), so a policy acts only by what peers agree on and by whom it admits:
 *
 * - `none` leaves everyone alone.
 * - `p2p` pays for trading among peers and makes the grid dearer; nothing limits the fund's debt.
 * - `profit` hands small penalties back as bonuses and never lets the fund go into debt.
 * - `renewables` pays nothing: it makes grid energy ever dearer than local PV. Where loads and
 *   batteries do not answer to prices, that changes who has a contract with whom, not the current.
 * - `chaos` throws bonuses and penalties up and down and shuts members out.
 */
export const namedPolicies: Readonly<Record<PolicyName, Policy>> = {
  none: unregulated,
  p2p: {
    ...unregulated,
    p2p_bonus_policy: { "1": 1.02, "5": 1.05, "10": 1.10 },
    grid_penalty_policy: { "5": 1.05, "10": 1.10 },
  },
  profit: {
    ...unregulated,
    p2p_bonus_policy: { "1": 1.05 },
    grid_penalty_policy: { "5": 1.05 },
    fund_floor: 0,
  },
  renewables: {
    ...unregulated,
    grid_penalty_policy: { "1": 1.05, "3": 1.10, "6": 1.20 },
  },
  chaos: {
    ...unregulated,
    p2p_bonus_policy: { "1": 1.5, "2": 0.7, "3": 1.4, "4": 0.8, "6": 1.5, "8": 0.6, "10": 1.3 },
    grid_penalty_policy: { "1": 1.5, "2": 0.8, "3": 2, "5": 0.9, "7": 1.6, "9": 1.1, "12": 2 },
    suspension: { after: 3, hours: 2 },
    expulsion: { after: 12 },
  },
};

/** The names, in the order in which tables show them. */
export const policyNames: readonly PolicyName[] = ["none", "p2p", "profit", "renewables", "chaos"];
