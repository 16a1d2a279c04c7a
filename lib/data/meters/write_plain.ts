import type { Steps } from "../../time.ts";
import type { Direction } from "./readings.ts";

/**
 * Readings as the plain CSV that `plainCsv` reads, stamped in UTC at the start of each step.
 *
 * @param kwh By direction, an array of length `steps.count` each.
 * @param digits After the decimal point; all there are by default.
 */
export function plainMeterCsv(
  steps: Steps,
  kwh: ReadonlyMap<Direction, Float64Array>,
  digits?: number,
): string {
  const columns = [...kwh.values()];
  const shown = (value: number) => digits === undefined ? String(value) : value.toFixed(digits);
  const lines = Array.from({ length: steps.count }, (_, step) => {
    const time = new Date((steps.start + step * steps.seconds) * 1000).toISOString().slice(0, 16);
    return [`${time}Z`, ...columns.map((values) => shown(values[step]))].join(",");
  });
  const header = ["time", ...Array.from(kwh.keys(), (direction) => `${direction}_kwh`)].join(",");
  return `${header}\n${lines.join("\n")}\n`;
}
