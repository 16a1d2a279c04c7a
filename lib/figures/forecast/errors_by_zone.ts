import type { PriceHistory } from "../../data/histories.ts";
import { before, indexAt } from "../../data/mod.ts";
import {
  NAIVE_HOURS_NEEDED,
  naiveForecasts,
  type PriceForecaster,
  runPunTest,
} from "../../forecast/mod.ts";
import { meanAbsoluteError } from "../../learn/mod.ts";
import type { ErrorsOfPart } from "./errors.ts";

/** The national price and the zones of Italy's market; others of GME's columns are borders and islands abroad. */
const ITALYS = ["PUN", "NORD", "CNOR", "CSUD", "SUD", "CALA", "SICI", "SARD"];

/**
 * Mean absolute errors, €/MWh, of one forecaster in every price zone, beside the previous hour's price.
 * What it forecasts is the change relative to a zone's own last week, so that one trained on the PUN can
 * be asked about a zone.
 *
 * @param forecaster An hour-ahead one, trained on what lies before `from`.
 * @param from First hour of the test, a midnight in Rome, Unix seconds.
 * @param until The hour after its last.
 * @returns The PUN first; without zones of which the history has not every price.
 */
export function errorsByZone(
  history: PriceHistory,
  forecaster: PriceForecaster,
  from: number,
  until: number,
): ErrorsOfPart[] {
  const needed = Math.max(forecaster.hoursNeeded, NAIVE_HOURS_NEEDED);
  return ITALYS.flatMap((name) => {
    const values = history.eurPerMwh.get(name);
    if (values === undefined) return [];
    const known = before({ start: history.start, values }, until);
    const first = indexAt(known, from);
    const used = known.values.subarray(Math.max(0, first - needed));
    if (first < needed || used.some(Number.isNaN)) return [];
    const actual = known.values.subarray(first);
    const { forecast } = runPunTest(known, from, "never", () => forecaster);
    const naive = naiveForecasts(known, from)["previous hour"];
    const errors = {
      [forecaster.name]: meanAbsoluteError(actual, forecast),
      "previous hour": meanAbsoluteError(actual, naive),
    };
    return [{ name, errors }];
  });
}
