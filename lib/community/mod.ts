/**
 * The members, what they consume and generate, and what each does by itself. Given settings and a seed
 * it gives {@linkcode Members}, which never change; given a step's loads and sun it fills the step's
 * {@linkcode Energy} up to the imbalance that is left to trade.
 *
 * @module
 */
export { drawMembers, drawNeighbourhoods, Members, type Neighbourhoods } from "./members.ts";
export { DUST_KWH, Energy } from "./energy.ts";
export {
  addedLoads,
  expectedLoads,
  LOAD_NOISE,
  type Loads,
  loadsByStep,
  type Overlay,
  profileLoads,
  scaledLoads,
} from "./loads.ts";
export type { LoadPair } from "./load_pair.ts";
export { type LoadModel, loadModels } from "./load_models.ts";
export type { Flexibility } from "./load_models.ts";
export { type FlexibleRun, type FlexibleRuns, withoutRuns } from "./flexible_runs.ts";
export { HOURS_OF_YEAR, householdLoadShape } from "./load_profile.ts";
export { contractPowerKw, requireContracts } from "./contract_power.ts";
export { type Appliance, appliances, REFERENCE_KWH } from "./appliances/kinds.ts";
export { applianceLoads, type HouseholdLoads, householdLoads } from "./appliances/loads.ts";
export { type Run, runsOf } from "./appliances/runs.ts";
export { DEFERRABLE_SHARE, ShiftableRuns, type Shifting } from "./appliances/shiftable_runs.ts";
export { SLOT, type Usage, type UsageOptions, usageOver, WARM_UP } from "./appliances/usage.ts";
export { type MeteredColumn, overlaid, overlay } from "./metered/overlay.ts";
export { type Alike, PastDays } from "./metered/past_days.ts";
export { generatePv } from "./generation.ts";
export {
  drawMountings,
  type Mountings,
  OPTIMAL_MOUNTING,
  turnAt,
  turnedPanels,
} from "./orientation.ts";
export { type BatterySettings, energyDelivered, energyTaken, levelAfter } from "./battery.ts";
export { type BatteryStrategy, greedy, type SelfBalancing } from "./self_balancing.ts";
export {
  type BatteryChoice,
  type BatteryMove,
  BatteryPlan,
  chooseMove,
  type KeptPieces,
  type PlanSettings,
} from "./battery_plan.ts";
export type { Horizon } from "./horizon.ts";
export { schedule } from "./schedule.ts";
export { cooperative } from "./cooperative.ts";
export { batteryStrategies, readyBatteries } from "./battery_strategies.ts";
export { meteredBatteries, type MeteredBattery } from "./metering.ts";
