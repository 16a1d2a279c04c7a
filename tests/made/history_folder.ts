import { dateInRome, HOUR, hoursOfDay, midnightInRome } from "lib/time.ts";
import { type Cell, DATE_HEADER, dayRows, HOUR_HEADER, makeWorkbook } from "./workbook.ts";

/** A made-up price, €/MWh: cheap nights, a dear evening, a drift by day. */
function priceOf(day: number, hour: number): number {
  return 100 + 20 * Math.sin((hour - 15) / 24 * 2 * Math.PI) + 7 * Math.sin(day * 1.7) +
    3 * Math.sin(day * 5.3 + hour * 2.1);
}

/** A made-up power of 2 kW of panels, kW: sun from 6 to 18 UTC, clouds by day. */
function powerOf(day: number, utcHour: number): number {
  const sun = Math.max(0, Math.sin((utcHour - 5) / 14 * Math.PI));
  return 1.6 * sun * (0.7 + 0.3 * Math.sin(day * 2.3));
}

/**
 * Writes a folder for `--data`: a workbook and a PV series, both from a day on.
 *
 * @param first `YYYY-MM-DD`.
 * @param second What the second column of prices is called, 1 €/MWh below the PUN.
 */
export function writeHistoryFolder(
  folder: string,
  first: string,
  days: number,
  second = "NORD",
): void {
  Deno.mkdirSync(`${folder}/gme`, { recursive: true });
  Deno.mkdirSync(`${folder}/pv`, { recursive: true });
  const rows: Cell[][] = [[DATE_HEADER, HOUR_HEADER, "PUN", second]];
  const csv = ["time,Generation_kW,PV_Capacity_kW,Latitude,Longitude"];
  let midnight = midnightInRome(first);
  for (let day = 0; day < days; day++) {
    const date = dateInRome(midnight);
    const hours = hoursOfDay(date);
    rows.push(...dayRows(Number(date.replaceAll("-", "")), hours, (hour) => {
      const price = priceOf(day, hour);
      return [price, price - 1];
    }));
    midnight += hours * HOUR;
  }
  const start = Date.parse(`${first}T00:10:00Z`);
  for (let hour = 0; hour < days * 24; hour++) {
    const time = new Date(start + hour * HOUR * 1000).toISOString().replace("T", " ").slice(0, 19);
    const power = powerOf(Math.floor(hour / 24), hour % 24).toFixed(5);
    csv.push(`${time}+00:00,${power},2,45.07,7.68`);
  }
  Deno.writeFileSync(`${folder}/gme/Anno ${first.slice(0, 4)}.xlsx`, makeWorkbook(rows));
  Deno.writeTextFileSync(`${folder}/pv/turin.csv`, `${csv.join("\n")}\n`);
}
