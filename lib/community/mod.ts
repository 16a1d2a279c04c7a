/**
 * The members, what they consume and generate, and what each does by itself. Given settings and a seed
 * it gives {@linkcode Members}, which never change; given a step's loads and sun it fills the step's
 * {@linkcode Energy} up to the imbalance that is left to trade.
 *
 * @module
 */
export { drawMembers, drawNeighbourhoods, Members, type Neighbourhoods } from "./members.ts";
export { DUST_KWH, Energy } from "./energy.ts";
export { LOAD_NOISE, type Loads, profileLoads } from "./loads.ts";
export { householdLoadShape } from "./load_profile.ts";
export { generatePv } from "./generation.ts";
export { type BatterySettings, energyDelivered, energyTaken, levelAfter } from "./battery.ts";
export { batteryStrategies, type BatteryStrategy, greedy } from "./self_balancing.ts";
