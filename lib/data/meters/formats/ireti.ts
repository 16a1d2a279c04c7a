import { InputError } from "../../../input_error.ts";
import { dateInRome, midnightInRome } from "../../../time.ts";
import { dayValues } from "../day_values.ts";
import type { MeterFormat } from "../format.ts";
import { readingOf } from "../numbers.ts";
import { dayOf } from "../rome_clock.ts";
import { DayRows } from "./day_rows.ts";
import { type Json, parseJson } from "./json.ts";

/** Active energy withdrawn. */
const WITHDRAWN = "A1";

/**
 * The load profiles of IRETI's portal, Turin's network: JSON, a day an entry, 92, 96 or 100 quarters,
 * kWh. Of the types of energy, `A1` (active, withdrawn) is read.
 */
export const ireti: MeterFormat = {
  name: "IRETI",
  recognises: (head) => /^\s*\{[\s\S]*"loadProfiles"\s*:/.test(head),
  read(text, file) {
    const { loadProfiles } = parseJson(text, file) as Json;
    if (!Array.isArray(loadProfiles) || loadProfiles.length === 0) {
      throw new InputError(`Cannot read "${file}" as it holds no readings`);
    }
    const rows = new DayRows("withdrawn", file);
    const leftOut = new Set<string>();
    (loadProfiles as Json[]).forEach((profile, i) => {
      const place = `profile ${i + 1} of "${file}"`;
      const type = String(profile?.energyType);
      if (type !== WITHDRAWN) {
        leftOut.add(`energyType ${type}`);
        return;
      }
      const date = readDay(String(profile.loadProfileDate), place);
      const { sampleValues } = profile;
      if (!Array.isArray(sampleValues)) {
        throw new InputError(`Cannot read ${place} as it has no sampleValues`);
      }
      const values = sampleValues.map((value, v) =>
        readingOf(value === null ? "" : String(value), () => `value ${v + 1} of ${place}`)
      );
      rows.add(date, dayValues(date, values, place), place);
    });
    return { ...rows.raw(), unit: "kWh", leftOut: [...leftOut] };
  },
};

function readDay(text: string, place: string): string {
  const match = /^(\d\d)\/(\d\d)\/(\d{4}) 00:00:00 ([+-]\d\d)(\d\d)$/.exec(text);
  if (match === null) {
    throw new InputError(
      `Cannot read ${place} as its date is written like 20/08/2026 00:00:00 +0200`,
    );
  }
  const [, day, month, year, hours, minutes] = match;
  const date = dayOf(year, month, day, place);
  const instant = Date.parse(`${date}T00:00:00${hours}:${minutes}`) / 1000;
  if (instant === midnightInRome(date)) return date;
  throw new InputError(
    `Cannot read ${place} as a day begins at midnight in Rome: found ${dateInRome(instant)} with ` +
      `the offset ${hours}${minutes}`,
  );
}
