import { basename } from "node:path";
import {
  contractPowerKw,
  drawMembers,
  HOURS_OF_YEAR,
  Members,
  type Mountings,
} from "../community/mod.ts";
import type { Config } from "../config/settings.ts";
import { type Direction, type MeterGrid, totalOf } from "../data/meters/mod.ts";
import {
  ELSEWHERE,
  type Metered,
  meteringOf,
  meterOf,
  readRoster,
  rosterAt,
  type RosterMember,
} from "../data/roster/mod.ts";
import { InputError } from "../input_error.ts";
import { mean } from "../mean.ts";
import { memberKinds } from "../member_kind.ts";
import { type Progress, silent } from "../progress.ts";
import type { Site } from "../sun/mod.ts";
import { HOUR } from "../time.ts";

/** Turin's middle, for members of whose place nothing is known. */
const TURIN: Site = { latitude: 45.07, longitude: 7.68 };

/** Members as files describe them: their roster, and what each meter says. */
export interface RealMembers {
  /** By number, as results have them. */
  readonly roster: readonly RosterMember[];
  /** By number; undefined for a member without a meter. */
  readonly meters: readonly (Metered | undefined)[];
}

/**
 * Reads a roster and its meters; these are kept in a cache after the first time.
 *
 * @param path Of the roster, or of the folder that holds it.
 * @param cacheDir The project's cache, which git ignores.
 * @throws {InputError} With a sentence for each file and cell that cannot be used.
 */
export async function openMembers(
  path: string,
  cacheDir: string,
  progress: Progress = silent,
): Promise<RealMembers> {
  const { path: rosterPath, bytes } = rosterAt(path);
  const roster = readRoster(bytes, basename(rosterPath));
  const meters: (Metered | undefined)[] = [];
  const problems: string[] = [];
  for (const member of roster) {
    try {
      meters.push(
        member.meter === undefined ? undefined : await meterOf(member, rosterPath, cacheDir),
      );
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
    progress("Reading meters", meters.length, roster.length);
  }
  if (problems.length > 0) throw new InputError(problems);
  return { roster, meters };
}

/**
 * The members of a roster. What it does not say has the defaults of the settings' reference; what a
 * member wants on top of its outside option is drawn as that of the drawn member of its number.
 */
export function membersOf({ roster, meters }: RealMembers, config: Config): Members {
  const homes = roster.map((member) => homeOf(member, config));
  const names = [...new Set(homes)];
  const places = roster.map((member, i) => placeOf(member, homes[i], config));
  const sites = names.map((name) =>
    middleOf(name, config) ?? middle(places.filter((_, i) => homes[i] === name))
  );
  const members = new Members(roster.length, names, sites);
  const community = { ...config.community, num_prosumers: roster.length };
  members.margin.set(drawMembers({ ...config, community }).margin);
  roster.forEach((member, i) => {
    members.neighbourhood[i] = names.indexOf(homes[i]);
    members.latitude[i] = places[i].latitude;
    members.longitude[i] = places[i].longitude;
    members.pvCapacityKw[i] = member.pvKw;
    members.batteryCapacityKwh[i] = member.batteryKwh;
    members.annualLoadKwh[i] = member.annualKwh ?? annualOf(meters[i]);
    members.contractKw[i] = member.contractKw ?? contractPowerKw(members.annualLoadKwh[i]);
    members.kind[i] = memberKinds.indexOf(member.kind);
  });
  members.substation.set(substationsOf(roster));
  return members;
}

/** Numbers of the members' substations: one for all where nobody names any, else −1 for who names none. */
function substationsOf(roster: readonly RosterMember[]): number[] {
  const named = new Set(roster.map((member) => member.primarySubstation).filter(Boolean));
  if (named.size === 0) return roster.map(() => 0);
  return roster.map((member) => [...named].indexOf(member.primarySubstation));
}

/** How the members' panels are mounted; NaN where the roster does not say it. */
export function mountingsOf({ roster }: RealMembers): Mountings {
  return {
    tilt: Float64Array.from(roster, ({ tilt }) => tilt ?? NaN),
    azimuth: Float64Array.from(roster, ({ azimuth }) => azimuth ?? NaN),
  };
}

function homeOf({ neighbourhood, latitude, longitude }: RosterMember, config: Config): string {
  if (neighbourhood !== undefined) return neighbourhood;
  if (latitude === undefined || longitude === undefined) return ELSEWHERE;
  const boxes = Object.entries(config.community.neighbourhoods_pool);
  const box = boxes.find(([, [south, north, west, east]]) =>
    latitude >= south && latitude <= north && longitude >= west && longitude <= east
  );
  return box?.[0] ?? ELSEWHERE;
}

function placeOf({ latitude, longitude }: RosterMember, home: string, config: Config): Site {
  if (latitude !== undefined && longitude !== undefined) return { latitude, longitude };
  return middleOf(home, config) ?? TURIN;
}

function middleOf(name: string, { community }: Config): Site | undefined {
  const pool = community.neighbourhoods_pool;
  if (!Object.hasOwn(pool, name)) return undefined;
  const [south, north, west, east] = pool[name];
  return { latitude: (south + north) / 2, longitude: (west + east) / 2 };
}

function middle(places: readonly Site[]): Site {
  return {
    latitude: mean(places.map(({ latitude }) => latitude)),
    longitude: mean(places.map(({ longitude }) => longitude)),
  };
}

/** What a meter counts as load, scaled to a year, kWh. */
function annualOf(meter: Metered | undefined): number {
  if (meter === undefined) return 0;
  const hours = meter.count * meter.seconds / HOUR;
  return totalOf(meter, loadOf(meter)) / hours * HOURS_OF_YEAR;
}

/** The channel that counts as a member's load: behind a net meter what it withdrew. */
export function loadOf(meter: Pick<MeterGrid, "kwh">): Direction {
  return meteringOf(meter) === "gross" ? "consumption" : "withdrawn";
}

/** The channel that counts as a member's generation: behind a net meter what it injected. */
export function generationOf(meter: Pick<MeterGrid, "kwh">): Direction {
  return meteringOf(meter) === "gross" ? "generation" : "injected";
}
