import {
  addedLoads,
  expectedLoads,
  loadModels,
  type LoadPair,
  type Members,
  type MeteredColumn,
  overlaid,
  type Overlay,
  overlay,
  PastDays,
  requireContracts,
  withoutRuns,
} from "../community/mod.ts";
import { named } from "../config/registry.ts";
import type { Config } from "../config/settings.ts";
import { type Direction, requireCovers, requireNoGaps } from "../data/meters/mod.ts";
import { amountsOver, type Series } from "../data/resampling.ts";
import type { Metered } from "../data/roster/mod.ts";
import { InputError } from "../input_error.ts";
import type { Steps } from "../time.ts";
import { generationOf, loadOf, type RealMembers } from "./real_members.ts";

/** What real members use and generate over a run. */
export interface MeteredRun {
  /** Of everyone: metered where there is a meter, else as the load model says. */
  readonly loads: LoadPair;
  /** Overwrites the generation of members whose meter counts it: what they plan with, and what came. */
  readonly generation: {
    readonly expected: Overlay;
    readonly actual: Overlay;
    /** What they plan the next 24 hours with. */
    readonly ahead: Overlay;
  };
}

/** Columns that meters give, of what is planned with and of what came. */
interface Columns {
  readonly expected: MeteredColumn[];
  readonly actual: MeteredColumn[];
}

/**
 * The loads and metered generation of a run with real members.
 *
 * A metered member plans with the mean of its own past days alike; where it has none, with the profile
 * scaled to its consumption in a year. Generation of panels that the roster names is planned from
 * the sun, as anyone's; only what came is the meter's. What a meter shows cannot be shifted: only
 * modelled households let machines wait.
 *
 * @param reach The steps that members look ahead to: the run's and a day more, where they plan.
 * @throws {InputError} If readings do not cover the run or have gaps in it, or a modelled member cannot do
 * with its contract power.
 */
export function meteredRun(
  real: RealMembers,
  members: Members,
  steps: Steps,
  { load, seed, flexibility }: Pick<Config, "load" | "seed" | "flexibility">,
  reach: Steps = steps,
): MeteredRun {
  requireReadings(real, steps);
  const loads: Columns = { expected: [], actual: [] };
  const generation: Columns = { expected: [], actual: [] };
  const past = new PastDays(steps);
  const ahead = reach.count > steps.count ? new PastDays(reach) : undefined;
  const loadsAhead: MeteredColumn[] = [];
  const generationAhead: MeteredColumn[] = [];
  real.meters.forEach((meter, member) => {
    if (meter === undefined) return;
    const consumed = seriesOf(meter, loadOf(meter));
    const generated = seriesOf(meter, generationOf(meter));
    if (consumed === undefined) {
      addNothing(loads, member, steps);
      loadsAhead.push({ member, kwh: new Float64Array(reach.count) });
    } else {
      if (ahead) loadsAhead.push({ member, kwh: ahead.mean(consumed, "kind of day", 2) });
      loads.actual.push({ member, kwh: amountsOver(consumed, steps) });
      loads.expected.push({ member, kwh: past.mean(consumed, "kind of day") });
    }
    if (generated === undefined) return;
    generation.actual.push({ member, kwh: amountsOver(generated, steps) });
    if (members.pvCapacityKw[member] > 0) return;
    generation.expected.push({ member, kwh: past.mean(generated, "all days") });
    if (ahead) generationAhead.push({ member, kwh: ahead.mean(generated, "all days", 2) });
  });
  const modelled = modelledLoads(real, members, steps, load.model, seed, flexibility);
  const { flexible } = modelled;
  const usual = expectedLoads(members, steps);
  return {
    loads: {
      expected: overlaid(
        flexible === undefined ? usual : withoutRuns(usual, flexible, members.size),
        loads.expected,
      ),
      actual: overlaid(modelled.actual, loads.actual),
      ...(flexible && { flexible }),
      ahead: { load: overlaid(expectedLoads(members, reach), loadsAhead) },
    },
    generation: {
      expected: overlay(generation.expected),
      actual: overlay(generation.actual),
      ahead: overlay(generationAhead),
    },
  };
}

function requireReadings({ roster, meters }: RealMembers, steps: Steps): void {
  const end = steps.start + steps.count * steps.seconds;
  const problems: string[] = [];
  meters.forEach((meter, member) => {
    const file = roster[member].meter;
    if (meter === undefined || file === undefined) return;
    try {
      requireCovers(meter, steps, file);
      requireNoGaps(meter.gaps, file, steps.start, end);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  });
  if (problems.length > 0) throw new InputError(problems);
}

function seriesOf({ start, seconds, kwh }: Metered, direction: Direction): Series | undefined {
  const values = kwh.get(direction);
  return values === undefined ? undefined : { start, seconds, values };
}

/** Where a meter counts injection alone, nothing is consumed. */
function addNothing({ expected, actual }: Columns, member: number, steps: Steps): void {
  const nothing = { member, kwh: new Float64Array(steps.count) };
  expected.push(nothing);
  actual.push(nothing);
}

/**
 * What the load model says of the members without a meter; 0 for the others. Of them households alone have
 * machines that wait.
 */
function modelledLoads(
  { roster, meters }: RealMembers,
  members: Members,
  steps: Steps,
  model: string,
  seed: number,
  flexibility: Config["flexibility"],
): LoadPair {
  const annualLoadKwh = members.annualLoadKwh.map((kwh, i) => meters[i] === undefined ? kwh : 0);
  const contractKw = Float64Array.from(roster, (member) => member.contractKw ?? NaN);
  requireContracts(annualLoadKwh, contractKw);
  const { size } = members;
  const loadsOf = (annualLoadKwh: Float64Array, waiting?: Config["flexibility"]) =>
    named(loadModels, model).loads({ size, annualLoadKwh }, steps, seed, contractKw, waiting);
  const isHome = (member: number) => roster[member].kind === "household";
  const atHome = annualLoadKwh.map((kwh, member) => isHome(member) ? kwh : 0);
  const elsewhere = annualLoadKwh.map((kwh, member) => isHome(member) ? 0 : kwh);
  if (flexibility.share === 0 || elsewhere.every((kwh) => kwh === 0)) {
    return loadsOf(annualLoadKwh, flexibility);
  }
  const homes = loadsOf(atHome, flexibility);
  const others = loadsOf(elsewhere);
  return {
    ...homes,
    expected: addedLoads(homes.expected, others.expected, size),
    actual: addedLoads(homes.actual, others.actual, size),
  };
}
