import { basename, dirname, join } from "node:path";
import { InputError } from "../../input_error.ts";
import { requireNoGaps } from "../../data/meters/mod.ts";
import {
  meteringOf,
  readMeterAt,
  readRoster,
  requireFits,
  rosterAt,
  type RosterMember,
} from "../../data/roster/mod.ts";
import { readingText } from "./reading_text.ts";

/**
 * Checks a roster and every meter that it names.
 *
 * @param given Path of the roster, or of the folder that holds it.
 * @returns What was found, for people: members by id, nothing of their names or readings.
 * @throws {InputError} With what is refused, after the rest: a sentence each.
 */
export function checkRoster(given: string): string {
  const { path, bytes } = rosterAt(given);
  const members = readRoster(bytes, basename(path));
  const lines: string[] = [];
  const problems: string[] = [];
  members.forEach((member, number) => {
    lines.push(headline(member, number));
    if (member.meter === undefined) return;
    try {
      const reading = readMeterAt(join(dirname(path), member.meter), member.answers);
      requireFits(member, reading, member.meter);
      lines.push(...readingText(reading).map((line) => `  ${line}`));
      lines.push(`  counts as ${member.metering ?? meteringOf(reading)}`);
      requireNoGaps(reading.gaps, member.meter);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
      lines.push("  refused, see below");
    }
  });
  if (problems.length > 0) throw new InputError([...lines, "", ...problems]);
  return [...lines, `${path}: ${members.length} members, nothing refused`].join("\n");
}

function headline(member: RosterMember, number: number): string {
  const called = member.id === String(number) ? "" : `, ${number} in results`;
  const has = [
    member.kind,
    `${member.pvKw} kW of panels`,
    `${member.batteryKwh} kWh of battery`,
    member.annualKwh === undefined ? undefined : `${member.annualKwh} kWh a year`,
    member.meter ?? "no meter: modelled",
  ].filter((text) => text !== undefined);
  return `member ${member.id}${called}: ${has.join(", ")}`;
}
