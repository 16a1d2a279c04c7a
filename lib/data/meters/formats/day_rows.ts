import { InputError } from "../../../input_error.ts";
import type { DayValues } from "../day_values.ts";
import type { RawReadings } from "../format.ts";
import type { Direction } from "../readings.ts";

/** Collects one channel from rows that hold a day each. */
export class DayRows {
  readonly #days = new Map<string, DayValues>();
  #repeats = 0;

  /**
   * @param direction What the values count.
   * @param repeats Whether a day that is there twice is refused, or its last row counts.
   */
  constructor(
    readonly direction: Direction,
    readonly file: string,
    readonly repeats: "refuse" | "last" = "refuse",
  ) {}

  /**
   * Takes a day.
   *
   * @throws {InputError} If the day was there before, or its steps have another length.
   */
  add(date: string, day: DayValues, place: string): void {
    if (this.#days.has(date)) {
      if (this.repeats === "refuse") {
        throw new InputError(`Cannot read ${place} as ${date} is there twice`);
      }
      this.#repeats += day.values.length;
    }
    const [first] = this.#days.values();
    if (first !== undefined && first.seconds !== day.seconds) {
      throw new InputError(
        `Cannot read ${place} as steps are of one length in a file: found ` +
          `${first.seconds / 60} and ${day.seconds / 60} minutes`,
      );
    }
    this.#days.set(date, day);
  }

  /** The channel, stamped at the start of each step; none if no day was taken. */
  raw(): RawReadings {
    const days = [...this.#days.values()];
    const stamps = days.flatMap(({ start, seconds, values }) =>
      values.map((_, i) => start + i * seconds)
    );
    const values = days.flatMap((day) => day.values);
    return {
      channels: new Map(days.length === 0 ? [] : [[this.direction, { stamps, values }]]),
      ...(days.length === 0 ? {} : { seconds: days[0].seconds }),
      stamp: "start",
      dropped: this.#repeats,
    };
  }
}
