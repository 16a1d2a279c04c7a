import type { MemberKind } from "../../member_kind.ts";
import type { MeterAnswers } from "../meters/mod.ts";

export { type MemberKind, memberKinds } from "../../member_kind.ts";

/** What a roster may say of a member's readings: as their columns say, or what is meant by them. */
export const meterings = ["net", "gross"] as const;
/** See {@link meterings}. */
export type Metering = typeof meterings[number];

/** A row of a roster. What it leaves out is undefined where it has no default that is a value. */
export interface RosterMember {
  /** Told apart by it; the only part of a row that results may carry. */
  readonly id: string;
  /** For people; never leaves the roster. */
  readonly name: string;
  /** Undefined: the one of the community's pool that holds its place, or else {@link ELSEWHERE}. */
  readonly neighbourhood?: string;
  /** Degrees north, WGS 84. Undefined: the middle of the neighbourhood. */
  readonly latitude?: number;
  /** Degrees east, WGS 84. */
  readonly longitude?: number;
  /** Peak power of the panels, kW; 0 by default. */
  readonly pvKw: number;
  /** Of the panels, degrees from level. Undefined: as the history's. */
  readonly tilt?: number;
  /** Direction that the panels face, degrees clockwise from north. Undefined: as the history's. */
  readonly azimuth?: number;
  /** Size of the battery, kWh; 0 by default. */
  readonly batteryKwh: number;
  /** Consumption in a year, kWh. Undefined: the readings', scaled to a year. */
  readonly annualKwh?: number;
  /** Contract power, kW. Undefined: by the consumption, as drawn members have it. */
  readonly contractKw?: number;
  /** `household` by default. */
  readonly kind: MemberKind;
  /** Cabin of the high-voltage network; one for all by default. */
  readonly primarySubstation: string;
  /** File of its readings, or folder of files, beside the roster. */
  readonly meter?: string;
  /** What was said of the readings where their files do not say it. */
  readonly answers: MeterAnswers;
  /** Undefined: as the columns of the readings say. */
  readonly metering?: Metering;
}

/** Neighbourhood of members of whom the roster gives neither a neighbourhood nor a known place. */
export const ELSEWHERE = "Turin";

/** The columns of a roster in their order; the last three only where they are needed. */
export const rosterColumns = [
  "id",
  "name",
  "neighbourhood",
  "latitude",
  "longitude",
  "pv_kw",
  "tilt",
  "azimuth",
  "battery_kwh",
  "annual_kwh",
  "contract_kw",
  "kind",
  "primary_substation",
  "meter",
  "meter_unit",
  "meter_stamp",
  "metering",
] as const;
/** See {@link rosterColumns}. */
export type RosterColumn = typeof rosterColumns[number];
