import { endOf, type HourlySeries } from "../../../data/series.ts";
import { HOUR } from "../../../time.ts";

/**
 * Forecasts of past days that were worked out already, by the day's midnight; valid as long as a
 * history holds the same prices as the one that they were worked out from.
 */
export class PastForecasts {
  #history: HourlySeries = { start: 0, values: new Float64Array(0) };
  readonly #byMidnight = new Map<number, Float64Array>();

  /**
   * Turns to another history: forgets everything unless it goes on from the one before.
   *
   * @param history May be altered by its owner later on: it is copied.
   */
  turnTo(history: HourlySeries): void {
    if (!this.#goesOnTo(history)) this.#byMidnight.clear();
    for (const midnight of this.#byMidnight.keys()) {
      if (midnight < history.start) this.#byMidnight.delete(midnight);
    }
    this.#history = { start: history.start, values: history.values.slice() };
  }

  /** The forecast of a day of the history, worked out where it is not known. */
  of(midnight: number, workOut: () => Float64Array): Float64Array {
    const known = this.#byMidnight.get(midnight);
    if (known) return known;
    const forecast = workOut();
    this.#byMidnight.set(midnight, forecast);
    return forecast;
  }

  /** Whether a history begins no earlier than the last one and agrees with it where both reach. */
  #goesOnTo(history: HourlySeries): boolean {
    const old = this.#history;
    if (history.start < old.start || endOf(history) < endOf(old)) return false;
    const offset = (history.start - old.start) / HOUR;
    for (let i = offset; i < old.values.length; i++) {
      if (old.values[i] !== history.values[i - offset]) return false;
    }
    return offset < old.values.length;
  }
}
