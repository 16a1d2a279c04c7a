/** One prosumer of a community at one moment, for people to read. */
export interface Prosumer {
  /** 0 … n − 1. */
  readonly id: number;
  /** Name of its neighbourhood. */
  readonly neighbourhood: string;
  /** Degrees north, WGS 84. */
  readonly latitude: number;
  /** Degrees east, WGS 84. */
  readonly longitude: number;
  /** Number of PV panels. */
  readonly panels: number;
  /** Peak power of its panels, kW. */
  readonly pvCapacityKw: number;
  /** Size of its battery, kWh; 0 for none. */
  readonly batteryCapacityKwh: number;
  /** Energy in its battery, kWh. */
  readonly batteryLevelKwh: number;
  /** Consumption in a year, kWh. */
  readonly annualLoadKwh: number;
  /** Generated this hour, kWh. */
  readonly pvKwh: number;
  /** Consumed this hour, kWh. */
  readonly loadKwh: number;
  /** What self-balancing left to trade: > 0 a deficit, < 0 a surplus. */
  readonly imbalanceKwh: number;
  /** Multiplier on P2P trades, 1 for none. */
  readonly bonus: number;
  /** Multiplier on grid purchases, 1 for none. */
  readonly penalty: number;
  /** Hours so far with a P2P trade. */
  readonly p2pExchanges: number;
  /** Hours so far with a grid purchase. */
  readonly aggExchanges: number;
}
