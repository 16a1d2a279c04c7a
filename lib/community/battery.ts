/** What a battery loses and how fast it works; names as in config.json. */
export interface BatterySettings {
  /** Energy stored per energy taken, 0 … 1. */
  readonly charge_efficiency: number;
  /** Energy delivered per energy drawn, 0 … 1. */
  readonly discharge_efficiency: number;
  /** Power limit at the terminals per capacity, 1/h. */
  readonly max_c_rate: number;
}

/**
 * The energy that a battery takes in a step out of what is offered.
 *
 * @param levelKwh Energy stored before, 0 … capacityKwh.
 * @param offeredKwh Surplus, ≥ 0.
 * @param hours Length of the step, h.
 * @returns kWh at the terminals; `charge_efficiency` of it is stored.
 */
export function energyTaken(
  levelKwh: number,
  capacityKwh: number,
  offeredKwh: number,
  settings: BatterySettings,
  hours = 1,
): number {
  const room = (capacityKwh - levelKwh) / settings.charge_efficiency;
  return Math.max(0, Math.min(offeredKwh, room, settings.max_c_rate * hours * capacityKwh));
}

/**
 * The energy that a battery delivers in a step out of what is wanted.
 *
 * @param levelKwh Energy stored before, 0 … capacityKwh.
 * @param wantedKwh Deficit, ≥ 0.
 * @param hours Length of the step, h.
 * @returns kWh at the terminals; it draws this over `discharge_efficiency` from the store.
 */
export function energyDelivered(
  levelKwh: number,
  capacityKwh: number,
  wantedKwh: number,
  settings: BatterySettings,
  hours = 1,
): number {
  const store = levelKwh * settings.discharge_efficiency;
  return Math.max(0, Math.min(wantedKwh, store, settings.max_c_rate * hours * capacityKwh));
}

/** The level after a step in which the battery took and delivered energy, within 0 … capacity. */
export function levelAfter(
  levelKwh: number,
  capacityKwh: number,
  takenKwh: number,
  deliveredKwh: number,
  settings: BatterySettings,
): number {
  const level = levelKwh + takenKwh * settings.charge_efficiency -
    deliveredKwh / settings.discharge_efficiency;
  return Math.max(0, Math.min(capacityKwh, level));
}
