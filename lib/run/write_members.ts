import { join } from "node:path";
import type { Loads, Members } from "../community/mod.ts";
import { plainMeterCsv } from "../data/meters/mod.ts";
import { writeWhole } from "../data/mod.ts";
import { ROSTER_FILE, rosterCsv, type RosterMember } from "../data/roster/mod.ts";
import type { Steps } from "../time.ts";

/**
 * Writes members as the files of real ones: a roster, and a gross meter a member with its
 * consumption, numbers to the last bit. Read back, they give the same run, until a day comes that is
 * like one before it: members with meters then plan by their own past, drawn ones by the profile.
 *
 * @param loads What they consume; asked for step by step.
 * @param folder Where to; made if need be.
 * @returns The roster's path.
 * @throws {InputError} If a file cannot be written.
 */
export async function writeMembers(
  members: Members,
  loads: Loads,
  steps: Steps,
  folder: string,
): Promise<string> {
  const columns = Array.from({ length: members.size }, () => new Float64Array(steps.count));
  const row = new Float64Array(members.size);
  for (let step = 0; step < steps.count; step++) {
    loads.set(step, row);
    columns.forEach((column, member) => column[step] = row[member]);
  }
  const text = new TextEncoder();
  const digits = String(members.size - 1).length;
  const roster: RosterMember[] = [];
  for (const [member, consumption] of columns.entries()) {
    const meter = `meter-${String(member).padStart(digits, "0")}.csv`;
    const csv = plainMeterCsv(steps, new Map([["consumption", consumption]]));
    await writeWhole(join(folder, meter), text.encode(csv));
    roster.push(rowOf(members, member, meter));
  }
  const path = join(folder, ROSTER_FILE);
  await writeWhole(path, text.encode(rosterCsv(roster)));
  return path;
}

function rowOf(members: Members, i: number, meter: string): RosterMember {
  return {
    id: String(i),
    name: "",
    neighbourhood: members.neighbourhoodNames[members.neighbourhood[i]],
    latitude: members.latitude[i],
    longitude: members.longitude[i],
    pvKw: members.pvCapacityKw[i],
    batteryKwh: members.batteryCapacityKwh[i],
    annualKwh: members.annualLoadKwh[i],
    kind: "household",
    primarySubstation: "",
    meter,
    answers: { stamp: "start" },
  };
}
