import type { Direction, MeterAnswers, MeterUnit, StampKind } from "./readings.ts";

/** One channel of a file as it stands there. */
export interface RawChannel {
  /** Time stamp of each reading, Unix seconds. */
  readonly stamps: ArrayLike<number>;
  /** In the file's unit; NaN where there is none. As many as stamps. */
  readonly values: ArrayLike<number>;
}

/** What a format's adapter finds in a file: nothing converted, nothing filled. */
export interface RawReadings {
  /** By what they count. */
  readonly channels: ReadonlyMap<Direction, RawChannel>;
  /** Length of a step, s; left out where it follows from the stamps. */
  readonly seconds?: number;
  /** Left out where the file does not say. */
  readonly unit?: MeterUnit;
  /** Left out where the file does not say. */
  readonly stamp?: StampKind;
  /** Seconds since midnight of the file's clock at its first and last stamp. */
  readonly clock?: readonly [first: number, last: number];
  /** What counts where a step is given twice: nothing (refused, the default) or the last one. */
  readonly repeats?: "refuse" | "last";
  /** Readings dropped as repeats by the format's own rule. */
  readonly dropped?: number;
  /** Columns or channels that are not used. */
  readonly leftOut?: readonly string[];
  /** What the user should know who is asked for the one or the other. */
  readonly hints?: { readonly [asked in keyof MeterAnswers]?: string };
}

/** How files of one origin are told and read. */
export interface MeterFormat {
  /** For people. */
  readonly name: string;
  /** Whether a file is of this format, from its first characters. */
  recognises(head: string): boolean;
  /**
   * Reads a file.
   *
   * @param file Its name, for messages.
   * @throws {InputError} If it cannot be read.
   */
  read(text: string, file: string): RawReadings;
}
