/**
 * A roster of real members: a CSV that says of each what it has, and which meter's files are its. Given
 * a roster it gives {@linkcode RosterMember}s, and what each one's meter says, kept in a cache.
 *
 * @module
 */
export {
  ELSEWHERE,
  type MemberKind,
  memberKinds,
  type Metering,
  meterings,
  type RosterColumn,
  rosterColumns,
  type RosterMember,
} from "./roster.ts";
export { readRoster } from "./read_roster.ts";
export { rosterCsv, writeRoster } from "./write_roster.ts";
export {
  type Metered,
  meterFileNames,
  meteringOf,
  meterOf,
  readMeterAt,
  requireFits,
  ROSTER_FILE,
  rosterAt,
} from "./meter_of_member.ts";
