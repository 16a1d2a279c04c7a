/**
 * Bonuses, penalties and bars. Given the trades of a step, the {@linkcode Regulator} brings the members'
 * {@linkcode Standing} up to date, which are the terms of the next step; given a floor, it shrinks what the
 * fund pays so that the fund stays above it.
 *
 * @module
 */
export { highestMultiplier, type Multiplier, tieredMultiplier } from "./tiers.ts";
export { Standing } from "./standing.ts";
export { avoidableShare } from "./avoidable.ts";
export { Regulator } from "./regulator.ts";
export { keepFundAboveFloor, type Quoting, worstCasePayout } from "./fund_floor.ts";
