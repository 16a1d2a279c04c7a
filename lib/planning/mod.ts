/**
 * What members expect of the hours ahead. Given what is forecast, their loads and the tariff, it keeps an
 * {@linkcode Expectations} of the coming day, a row per step, from which batteries and machines plan.
 *
 * @module
 */
export { Expectations, type Sources } from "./expectations.ts";
export { bestStart, Machines, type MeterPrices, type Waiting } from "./machines.ts";
export { remembered } from "./remembered.ts";
