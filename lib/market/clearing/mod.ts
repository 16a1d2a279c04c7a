import type { ClearingMechanism } from "./mechanism.ts";
import { mid } from "./mid.ts";

export type { Clear, ClearingMechanism } from "./mechanism.ts";

/** The rules by which peers can trade, by the name that `market.clearing` gives them. */
export const clearingMechanisms = { mid } as const satisfies Record<string, ClearingMechanism>;
