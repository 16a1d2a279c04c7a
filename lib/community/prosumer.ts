/** One prosumer of a community at one moment, for people to read. */
export interface Prosumer {
  readonly id: number;
  readonly neighbourhood: string;
  /** Degrees north, WGS 84. */
  readonly latitude: number;
  /** Degrees east, WGS 84. */
  readonly longitude: number;
  readonly panels: number;
  readonly pvCapacityKw: number;
  readonly batteryCapacityKwh: number;
  readonly batteryLevelKwh: number;
  readonly annualLoadKwh: number;
  readonly pvKwh: number;
  readonly loadKwh: number;
  /** What self-balancing left to trade: > 0 a deficit, < 0 a surplus. */
  readonly imbalanceKwh: number;
  readonly bonus: number;
  readonly penalty: number;
  readonly p2pExchanges: number;
  readonly aggExchanges: number;
}
