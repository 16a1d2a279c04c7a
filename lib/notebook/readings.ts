import {
  type Direction,
  type MeterAnswers,
  type MeterReading,
  readMeter,
  totalOf,
} from "../data/meters/mod.ts";
import { InputError } from "../input_error.ts";
import { projectPath } from "../project.ts";

/** What came of reading a meter's file. */
export interface ReadingAttempt {
  /** Its name. */
  readonly file: string;
  /** What it holds; undefined where that is not sure. */
  readonly reading?: MeterReading;
  /** What must be told first, or why it is refused. */
  readonly asks?: string;
}

/**
 * Reads every meter file of a folder, each by itself, as far as it says what it holds.
 *
 * @param folder From the project's root.
 * @param answers What files do not say themselves.
 */
export function readingsIn(folder: string, answers: MeterAnswers = {}): ReadingAttempt[] {
  const names = Array.from(Deno.readDirSync(projectPath(folder)), ({ name }) => name).sort();
  return names.map((file) => readingOf(`${folder}/${file}`, answers));
}

/**
 * Reads a meter's file, as far as it says what it holds.
 *
 * @param path From the project's root.
 * @param answers What the file does not say itself.
 */
export function readingOf(path: string, answers: MeterAnswers = {}): ReadingAttempt {
  const file = path.slice(path.lastIndexOf("/") + 1);
  const bytes = Deno.readFileSync(projectPath(path));
  const { value: reading, refusal: asks } = attempt(() => readMeter([{ file, bytes }], answers));
  return reading === undefined ? { file, asks: asks! } : { file, reading };
}

/** A reading's energy in a direction, kWh; NaN where it does not tell. */
export function energyOf(reading: MeterReading, direction: Direction): number {
  return reading.kwh.has(direction) ? totalOf(reading, direction) : NaN;
}

/**
 * What the project says to something that it may refuse: for a notebook, which would stop at it.
 *
 * @throws Whatever is thrown but an {@linkcode InputError}.
 */
export function attempt<Value>(work: () => Value): { value?: Value; refusal?: string } {
  try {
    return { value: work() };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { refusal: error.message };
  }
}
