import { writeWhole } from "../files/whole_file.ts";
import { type RosterColumn, rosterColumns, type RosterMember } from "./roster.ts";

/** Columns that are written only where a member has something in them. */
const ONLY_WHERE_NEEDED: readonly RosterColumn[] = ["meter_unit", "meter_stamp", "metering"];

/** A roster as CSV, which `readRoster` reads back to the same members, numbers to the last bit. */
export function rosterCsv(members: readonly RosterMember[]): string {
  const rows = members.map(cellsOf);
  const columns = rosterColumns.filter((name) =>
    !ONLY_WHERE_NEEDED.includes(name) || rows.some((cells) => cells[name] !== undefined)
  );
  const lines = rows.map((cells) => columns.map((name) => csvCell(cells[name])).join(","));
  return `${[columns.join(","), ...lines].join("\n")}\n`;
}

/**
 * Writes a roster, whole or not at all.
 *
 * @throws {InputError} If it cannot be written.
 */
export function writeRoster(path: string, members: readonly RosterMember[]): Promise<void> {
  return writeWhole(path, new TextEncoder().encode(rosterCsv(members)));
}

function cellsOf(
  member: RosterMember,
): Readonly<Record<RosterColumn, string | number | undefined>> {
  return {
    id: member.id,
    name: member.name,
    neighbourhood: member.neighbourhood,
    latitude: member.latitude,
    longitude: member.longitude,
    pv_kw: member.pvKw,
    tilt: member.tilt,
    azimuth: member.azimuth,
    battery_kwh: member.batteryKwh,
    annual_kwh: member.annualKwh,
    contract_kw: member.contractKw,
    kind: member.kind,
    primary_substation: member.primarySubstation,
    meter: member.meter,
    meter_unit: member.answers.unit,
    meter_stamp: member.answers.stamp,
    metering: member.metering,
  };
}

function csvCell(value: string | number | undefined): string {
  const text = value === undefined ? "" : String(value);
  return /[",\n]|^\s|\s$/.test(text)
    ? `"${text.replaceAll('"', '""').replaceAll("\n", " ")}"`
    : text;
}
