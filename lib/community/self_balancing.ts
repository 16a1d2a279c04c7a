import { type BatterySettings, energyDelivered, energyTaken, levelAfter } from "./battery.ts";
import type { Community } from "./community.ts";
import { type RandomStream, uniform } from "../random.ts";

/** Households deviate from their profile by up to this share, each hour anew. */
export const LOAD_NOISE = 0.1;

/** Energy below this, kWh, is dust: it is never traded and never sets a price. */
export const DUST_KWH = 1e-9;

/**
 * Sets each prosumer's load of the hour.
 *
 * @param shareOfYear The hour's share of annual consumption, from `householdLoadShape`.
 * @param stream The hour's own stream; one draw per prosumer.
 */
export function drawLoads(community: Community, shareOfYear: number, stream: RandomStream): void {
  const { size, annualLoadKwh, loadKwh } = community;
  for (let i = 0; i < size; i++) {
    loadKwh[i] = annualLoadKwh[i] * shareOfYear * uniform(stream, 1 - LOAD_NOISE, 1 + LOAD_NOISE);
  }
}

/**
 * Sets each prosumer's generation of the hour.
 *
 * @param kwhPerKw By neighbourhood: kWh per kW of capacity.
 */
export function generatePv(community: Community, kwhPerKw: ArrayLike<number>): void {
  const { size, neighbourhood, pvCapacityKw, pvKwh } = community;
  for (let i = 0; i < size; i++) pvKwh[i] = pvCapacityKw[i] * kwhPerKw[neighbourhood[i]];
}

/**
 * Step 1: each prosumer balances itself. A deficit discharges its battery as far as it can, a
 * surplus charges it as far as it can; the rest is the imbalance that it trades.
 */
export function balanceThemselves(community: Community, settings: BatterySettings): void {
  const { size, loadKwh, pvKwh, batteryCapacityKwh, batteryLevelKwh } = community;
  const { batteryInKwh, batteryOutKwh, imbalanceKwh, openKwh } = community;
  for (let i = 0; i < size; i++) {
    const capacity = batteryCapacityKwh[i];
    const level = batteryLevelKwh[i];
    const need = loadKwh[i] - pvKwh[i];
    const taken = need < 0 ? energyTaken(level, capacity, -need, settings) : 0;
    const delivered = need > 0 ? energyDelivered(level, capacity, need, settings) : 0;
    batteryInKwh[i] = taken;
    batteryOutKwh[i] = delivered;
    batteryLevelKwh[i] = levelAfter(level, capacity, taken, delivered, settings);
    imbalanceKwh[i] = need + taken - delivered;
    openKwh[i] = imbalanceKwh[i];
  }
}
