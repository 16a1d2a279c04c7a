/**
 * What members expect of the running step and of those after it, a row per step and in it an entry
 * per member. Its rows are used again by later steps.
 */
export interface Horizon {
  /** Number of steps that members look ahead, the running one included. */
  readonly count: number;
  /** Load less generation, kWh. */
  needKwh(ahead: number): Float64Array;
  /** λb, €/kWh. */
  ask(ahead: number): Float64Array;
  /** λs, €/kWh. */
  pay(ahead: number): Float64Array;
  /** What a kWh bought costs, as a share of λb: penalty, and bonus as far as it is expected. */
  readonly askFactor: Float64Array;
  /** What a kWh sold brings, as a share of λs. */
  readonly payFactor: Float64Array;
  /** Mean λs by member over the day to which the last step belongs, €/kWh. */
  readonly meanPay: Float64Array;
}
