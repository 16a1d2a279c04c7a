import { endOf, type HourlySeries } from "../../data/series.ts";
import { HOUR } from "../../time.ts";

/**
 * Forecasts of past days or hours that were worked out already, by the instant at which they begin;
 * valid as long as a history holds the same prices as the one that they were worked out from.
 */
export class PastForecasts<Forecast> {
  #history: HourlySeries = { start: 0, values: new Float64Array(0) };
  readonly #byInstant = new Map<number, Forecast>();

  /**
   * Turns to another history: forgets everything unless it goes on from the one before.
   *
   * @param history May be altered by its owner later on: it is copied.
   */
  turnTo(history: HourlySeries): void {
    if (!this.#goesOnTo(history)) this.#byInstant.clear();
    for (const instant of this.#byInstant.keys()) {
      if (instant >= history.start) break; // They were put in as time went by.
      this.#byInstant.delete(instant);
    }
    this.#history = { start: history.start, values: history.values.slice() };
  }

  /** The forecast that begins at an instant of the history, worked out where it is not known. */
  of(instant: number, workOut: () => Forecast): Forecast {
    const known = this.#byInstant.get(instant);
    if (known !== undefined) return known;
    const forecast = workOut();
    this.#byInstant.set(instant, forecast);
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
