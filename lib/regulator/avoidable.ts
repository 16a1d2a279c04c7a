import { DUST_KWH } from "../community/mod.ts";

/**
 * The share of what is bought from the grid in a step that peers could have served: min(1, U / Σq), U
 * what admitted members sell to the grid in the same step.
 *
 * @param openKwh What each member has left to trade with the grid, kWh: > 0 to buy, < 0 to sell.
 * @param barred 1 for a member who may not trade with peers.
 * @returns 0 … 1; 0 where nothing is bought.
 */
export function avoidableShare(openKwh: Float64Array, barred: Uint8Array): number {
  let bought = 0;
  let unsold = 0;
  for (let i = 0; i < openKwh.length; i++) {
    const open = openKwh[i];
    if (open >= DUST_KWH) bought += open;
    else if (open <= -DUST_KWH && barred[i] === 0) unsold -= open;
  }
  return bought === 0 ? 0 : Math.min(1, unsold / bought);
}
