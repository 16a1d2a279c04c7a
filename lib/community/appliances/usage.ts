import { HOUR, localHours, type Steps } from "../../time.ts";
import { HOURS_OF_YEAR, levelOf, relativeLoad, shapeAt } from "../load_profile.ts";
import { appliances, REFERENCE_KWH } from "./kinds.ts";

/** Runs begin and end on multiples of five minutes, whatever the length of a run's steps. */
export const SLOT = 300;

const PER_HOUR = HOUR / SLOT;

/** Slots before the first step in which runs may have begun that still go on. */
export const WARM_UP = 72;

/** Below this share of its month's mean power a household's load is base, above it runs. */
const BASE_SHARE = 0.5;

/**
 * How the reference household uses its appliances over the slots of a run: when runs begin on
 * average, and what is consumed besides. Together they are expected to give GSE's profile.
 */
export interface Usage {
  /** Start of the first slot, {@link WARM_UP} slots before the first step, Unix seconds. */
  readonly start: number;
  /** Number of slots, those of the warm-up included. */
  readonly count: number;
  /** By appliance: expected number of its runs that begin before slot k; length `count` + 1. */
  readonly begun: readonly Float64Array[];
  /** Power besides the appliances' in slot k, kW. */
  readonly baseKw: Float64Array;
  /** Power that runs which can be put off are expected to draw in slot k, kW. */
  readonly deferrableKw: Float64Array;
  /** The highest of `baseKw` within the steps. */
  readonly highestBaseKw: number;
}

/** How a usage may differ from the reference household's. */
export interface UsageOptions {
  /** Runs that can be put off, as a multiple of the reference household's; the base makes up for it. */
  readonly deferrable?: number;
  /** Slots after the last step that are covered too. */
  readonly beyond?: number;
}

/** The usage over some steps, which begin on the hour. */
export function usageOver(
  steps: Steps,
  { deferrable: multiple = 1, beyond = 0 }: UsageOptions = {},
): Usage {
  const start = steps.start - WARM_UP * SLOT;
  const ofSteps = WARM_UP + steps.count * steps.seconds / SLOT;
  const count = ofSteps + beyond;
  const longest = Math.max(...appliances.map(({ minutes }) => minutes * 60 / SLOT));
  // Runs that began before the first slot still go on in it: the axis begins a run's length earlier.
  const { month, hour } = localHours(
    start - longest * SLOT,
    Math.ceil((count + 2 * longest) / PER_HOUR),
  );
  const hourOf = (slot: number) => Math.floor(slot / PER_HOUR);
  const meanKw = REFERENCE_KWH / HOURS_OF_YEAR;
  const baseKw = Float64Array.from({ length: count }, (_, slot) => {
    const at = hourOf(slot + longest);
    return meanKw * relativeLoad(month[at], hour[at]);
  });
  const deferrableKw = new Float64Array(count);
  const begun = appliances.map((kind) => {
    const { kwh, minutes, runsPerDay, runsPerSummerDay, deferrable } = kind;
    const length = minutes * 60 / SLOT;
    const kw = kwh * HOUR / (length * SLOT);
    const rate = Float64Array.from({ length: count + longest }, (_, slot) => {
      // Half a run ahead, so that runs lie about the hours in which they are wanted.
      const at = hourOf(slot + Math.floor(length / 2));
      const isSummer = month[at] >= 6 && month[at] <= 8;
      const perDay = (isSummer ? runsPerSummerDay : runsPerDay) * (deferrable ? multiple : 1);
      const above = Math.max(0, shapeAt(month[at], hour[at]) - BASE_SHARE);
      return perDay * SLOT / (24 * HOUR) * levelOf(month[at]) * above / (1 - BASE_SHARE);
    });
    subtractRuns(baseKw, rate, longest, length, kw);
    if (deferrable) subtractRuns(deferrableKw, rate, longest, length, -kw);
    return runningSum(rate.subarray(longest));
  });
  const highestBaseKw = baseKw.subarray(0, ofSteps)
    .reduce((highest, kw) => Math.max(highest, kw), 0);
  return { start, count, begun, baseKw, deferrableKw, highestBaseKw };
}

/** Takes from the base what the runs of an appliance are expected to draw in each slot. */
function subtractRuns(
  baseKw: Float64Array,
  rate: Float64Array,
  lead: number,
  length: number,
  kw: number,
): void {
  for (let slot = 0; slot < baseKw.length; slot++) {
    let going = 0;
    for (let at = slot + lead - length + 1; at <= slot + lead; at++) going += rate[at];
    baseKw[slot] -= kw * going;
  }
}

/** Sums of the values before each position; one longer than they. */
function runningSum(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) sums[i + 1] = sums[i] + values[i];
  return sums;
}
