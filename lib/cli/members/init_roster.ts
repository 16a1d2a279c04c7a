import { basename, join } from "node:path";
import { InputError } from "../../input_error.ts";
import { AmbiguousReadings, type MeterAnswers, type MeterReading } from "../../data/meters/mod.ts";
import {
  meterFileNames,
  readMeterAt,
  readRoster,
  ROSTER_FILE,
  type RosterMember,
  writeRoster,
} from "../../data/roster/mod.ts";
import { readingText } from "./reading_text.ts";

/**
 * Writes `DIR/roster.csv` from a folder of meter files, a member a file. A roster that is there keeps
 * its rows; only files that none of them names are added.
 *
 * @param answers Given to the files that do not say it themselves, and kept in their rows.
 * @returns What was found, for people.
 * @throws {InputError} If a file cannot be read: then nothing is written.
 */
export async function initRoster(folder: string, answers: MeterAnswers): Promise<string> {
  const known = knownMembers(folder);
  const names = namesIn(folder).filter((name) => !known.some(({ meter }) => meter === name));
  if (known.length === 0 && names.length === 0) {
    throw new InputError(
      `Cannot write a roster as a folder of meter files holds at least one (.csv, .txt, .json, .xml, ` +
        `.zip, .gz): "${folder}" holds none`,
    );
  }
  const problems: string[] = [];
  const added: { member: RosterMember; reading: MeterReading }[] = [];
  const numbered = known.every(({ id }) => /^\d+$/.test(id));
  for (const name of names) {
    try {
      const id = numbered ? String(known.length + added.length) : basename(name).split(".")[0];
      added.push(newMember(folder, name, id, answers));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  const path = join(folder, ROSTER_FILE);
  if (added.length > 0) {
    await writeRoster(path, [...known, ...added.map(({ member }) => member)]);
  }
  return [
    ...added.flatMap(({ member, reading }) => [
      `${member.meter}: member ${member.id}`,
      ...readingText(reading).map((line) => `  ${line}`),
    ]),
    `${path}: ${known.length + added.length} members, ${added.length} of them new`,
    `Fill in what is known of them (panels, battery, place), then run it:`,
    `  deno task simulate --members ${path}`,
  ].join("\n");
}

function knownMembers(folder: string): RosterMember[] {
  const path = join(folder, ROSTER_FILE);
  try {
    return readRoster(Deno.readFileSync(path), ROSTER_FILE);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

function namesIn(folder: string): string[] {
  try {
    return meterFileNames(folder);
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    throw new InputError(`Cannot read "${folder}" as there is no such folder`, { cause });
  }
}

/** A member of whom nothing is known but its readings; what these do not say is answered. */
function newMember(folder: string, name: string, id: string, answers: MeterAnswers) {
  const path = join(folder, name);
  let told: MeterAnswers = {};
  for (;;) {
    try {
      const reading = readMeterAt(path, told);
      const member: RosterMember = {
        id,
        name: "",
        pvKw: 0,
        batteryKwh: 0,
        kind: "household",
        primarySubstation: "",
        meter: name,
        answers: told,
      };
      return { member, reading };
    } catch (error) {
      if (!(error instanceof AmbiguousReadings)) throw error;
      const answer = answers[error.asks];
      if (answer === undefined || told[error.asks] !== undefined) throw error;
      told = { ...told, [error.asks]: answer };
    }
  }
}
