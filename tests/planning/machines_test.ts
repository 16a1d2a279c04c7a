import { ok, strictEqual as equal } from "node:assert/strict";
import fc from "../made/fast_check.ts";
import type { FlexibleRun, FlexibleRuns } from "../../lib/community/flexible_runs.ts";
import { DEFERRABLE_SHARE } from "../../lib/community/appliances/shiftable_runs.ts";
import { appliances } from "../../lib/community/appliances/kinds.ts";
import { RunSequences } from "../../lib/community/appliances/runs.ts";
import type { Members } from "../../lib/community/members.ts";
import { SLOT, usageOver, WARM_UP } from "../../lib/community/appliances/usage.ts";
import { contractPowerKw } from "../../lib/community/contract_power.ts";
import { loadModels } from "../../lib/community/load_models.ts";
import type { Config } from "../../lib/config/settings.ts";
import { bestStart } from "../../lib/planning/machines.ts";
import { setUp } from "../../lib/run/setup.ts";
import { simulate } from "../../lib/simulation.ts";
import { HOUR, midnightInRome, type Steps } from "../../lib/time.ts";
import { close, configOf, outlookOf, run, valuesOf } from "../made/fixtures.ts";

const PER_HOUR = HOUR / SLOT;

/** A run of an hour at a kW, wanted at hour 6, that may start from hour 0 to 12. */
const wanted: FlexibleRun = {
  member: 0,
  kw: 1,
  slots: PER_HOUR,
  preferred: 6 * PER_HOUR,
  earliest: 0,
  latest: 12 * PER_HOUR,
  fits: () => true,
};

const prices = (ask: (hour: number) => number, need: (hour: number) => number = () => 0) => ({
  count: 24,
  need,
  ask,
  pay: (hour: number) => ask(hour) / 2,
});
const hourly = (inconvenience: number) => ({ perStep: PER_HOUR, now: 0, inconvenience });
const startHour = (
  run: FlexibleRun,
  by: ReturnType<typeof prices>,
  inconvenience: number,
) => bestStart(run, by, hourly(inconvenience)) / PER_HOUR;

Deno.test("a run moves to the cheap hour if that brings more than an hour's inconvenience", () => {
  // 1 kWh: .30 where it is wanted, .20 three hours before; the way is worth it up to .0333 €/h.
  const cheap = prices((hour) => hour === 3 ? .2 : .3);
  equal(startHour(wanted, cheap, .01), 3);
  equal(startHour(wanted, cheap, .034), 6);
});

Deno.test("at flat prices nobody moves, and without inconvenience the earliest start is taken", () => {
  equal(startHour(wanted, prices(() => .3), .01), 6);
  equal(startHour(wanted, prices(() => .3), 0), 0);
});

Deno.test("own surplus is worth what the aggregator pays", () => {
  // 1 kWh over at hour 9: .15 instead of .30; half a kWh over at hour 4: .225.
  const sunny = prices(() => .3, (hour) => hour === 9 ? -1 : hour === 4 ? -.5 : 1);
  equal(startHour(wanted, sunny, .03), 9);
  // Half past four: half of the run uses what is over of that hour.
  equal(startHour({ ...wanted, latest: 8 * PER_HOUR }, sunny, .03), 4.5);
});

Deno.test("a run that starts within an hour pays the prices of both hours", () => {
  const by = prices((hour) => [.30, .10, .20][hour] ?? .4);
  const short = { ...wanted, latest: PER_HOUR / 2, preferred: 0 };
  equal(bestStart(short, by, hourly(0)), PER_HOUR / 2);
});

Deno.test("a start that exceeds the contract is none; where none fits the run stays", () => {
  const cheap = prices((hour) => hour === 3 ? .2 : .3);
  equal(startHour({ ...wanted, fits: (slot) => slot >= 5 * PER_HOUR }, cheap, 0), 5);
  equal(startHour({ ...wanted, fits: () => false }, cheap, 0), 6);
});

/** Every run of a simulation as it was placed, and what such runs used by step, then by member. */
function placed(config: Config, price: (step: number) => number) {
  const { members, loads, rules } = setUp(config);
  const flexible = loads.flexible!;
  const runs: (FlexibleRun & { start: number })[] = [];
  const used: Float64Array[] = [];
  const watched: FlexibleRuns = {
    ...{ window: flexible.window, expected: flexible.expected },
    plan: (step, place) =>
      flexible.plan(step, (run) => {
        const start = place(run);
        runs.push({ ...run, start });
        return start;
      }),
    add: (step, kwh) => flexible.add(step, kwh),
  };
  const all = simulate(
    members,
    { ...loads, flexible: watched },
    outlookOf(config, price, (step) => step % 7 === 3 ? .2 : 0),
    rules,
  );
  for (const { step } of all) {
    used[step] = new Float64Array(members.size);
    flexible.add(step, used[step]);
  }
  return { runs, used, begun: begunBefore(config, members, rules.steps) };
}

/** Runs that began before the first step, of which no simulation tells. */
function begunBefore(config: Config, { annualLoadKwh }: Members, steps: Steps) {
  const wanted = config.flexibility.share / DEFERRABLE_SHARE;
  const byModel = config.load.model === "profile"
    ? { multiple: wanted, share: 1 }
    : { multiple: Math.max(1, wanted), share: Math.min(1, wanted) };
  const usage = usageOver(steps, { deferrable: byModel.multiple });
  const sequences = new RunSequences(usage, annualLoadKwh, config.seed);
  const begun: { member: number; start: number; kw: number; slots: number }[] = [];
  annualLoadKwh.forEach((_, i) =>
    sequences.forEach(i, 0, WARM_UP, (member, appliance, slot, lot) => {
      const { deferrable, kwh, minutes } = appliances[appliance];
      if (!deferrable || lot >= byModel.share) return;
      const slots = minutes * 60 / SLOT;
      begun.push({ member, start: slot - WARM_UP, kw: kwh * PER_HOUR / slots, slots });
    })
  );
  return begun;
}

const settings = (model: string, step_minutes: number, date: string) =>
  configOf({
    date,
    hours: 50,
    step_minutes,
    community: { num_prosumers: 20 },
    load: { model },
    flexibility: { share: .2, window_hours: 5, inconvenience_eur_per_h: .001 },
  });

for (const model of ["appliances", "profile"]) {
  for (const minutes of [5, 60]) {
    for (const date of ["2025-03-29", "2025-10-25", "2025-08-15"]) {
      Deno.test(`${model}, ${minutes} minutes, ${date}: windows are kept, and each run's energy`, () => {
        const price = (step: number) => .1 + .05 * Math.sin(step * minutes / 120);
        const { runs, used, begun } = placed(settings(model, minutes, date), price);
        ok(runs.length > 40, `${runs.length} runs`);
        ok(runs.some(({ start, preferred }) => start !== preferred));
        ok(begun.length > 0, "some go on in the first step");
        for (const { start, preferred, kw, slots } of runs) {
          ok(Math.abs(start - preferred) <= 5 * PER_HOUR && start >= 0);
          const kwh = kw * slots / PER_HOUR;
          ok([.8, 1, 2].some((known) => Math.abs(known - kwh) < 1e-12), `${kwh} kWh`);
        }
        const expected = used.map((row) => row.map(() => 0));
        for (const { member, start, kw, slots } of [...begun, ...runs]) {
          for (let slot = Math.max(0, start); slot < start + slots; slot++) {
            const step = Math.floor(slot * 5 / minutes);
            if (step < expected.length) expected[step][member] += kw / PER_HOUR;
          }
        }
        used.forEach((row, step) => row.forEach((kwh, i) => close(kwh, expected[step][i], 1e-9)));
      });
    }
  }
}

Deno.test("to whom shifting is a great inconvenience nothing is moved", () => {
  const config = settings("appliances", 60, "2025-08-15");
  const still = {
    ...config,
    flexibility: { ...config.flexibility, inconvenience_eur_per_h: 1e6 },
  };
  const { runs } = placed(still, (step) => step % 2);
  ok(runs.every(({ start, preferred, fits }) => start === preferred || !fits(preferred)));
  ok(runs.filter(({ start, preferred }) => start === preferred).length > .98 * runs.length);
});

Deno.test("what waits is φ of a year's energy, by either model, at any φ that is allowed", () => {
  const steps = { start: midnightInRome("2025-01-01"), seconds: HOUR, count: 8760 };
  const members = { size: 30, annualLoadKwh: new Float64Array(30).fill(2700) };
  for (const model of ["appliances", "profile"] as const) {
    for (const share of [.05, .2, .4]) {
      const flexibility = { share, window_hours: 6 };
      const { actual, expected, flexible } = loadModels[model]
        .loads(members, steps, 1, undefined, flexibility);
      const row = new Float64Array(30);
      let waits = 0, all = 0, planned = 0;
      for (let step = 0; step < steps.count; step++) {
        flexible!.plan(step, ({ preferred }) => preferred);
        row.fill(0);
        flexible!.add(step, row);
        row.forEach((kwh) => waits += kwh);
        actual.set(step, row);
        row.forEach((kwh) => all += kwh);
        expected.set(step, row);
        row.forEach((kwh) => planned += kwh);
      }
      const year = 30 * 2700;
      close(waits / year, share, .01 * share + .001);
      close((all + waits) / year, 1, .01);
      close((planned + waits) / year, 1, .015);
    }
  }
});

Deno.test("washing machine, dishwasher and dryer use about a fifth of a household's energy", () => {
  ok(DEFERRABLE_SHARE > .2 && DEFERRABLE_SHARE < .23, `${DEFERRABLE_SHARE}`);
});

Deno.test("two fifths of the energy may wait, and the base is still there", () => {
  const steps = { start: midnightInRome("2025-01-01"), seconds: HOUR, count: 8760 };
  const { baseKw } = usageOver(steps, { deferrable: .4 / DEFERRABLE_SHARE });
  ok(baseKw.every((kw) => kw > 0));
});

Deno.test("below the contract power also where others give way to machines that were moved", () => {
  fc.assert(
    fc.property(fc.nat(50), (seed) => {
      const steps = { start: midnightInRome("2025-01-06"), seconds: 300, count: 600 };
      const members = { size: 20, annualLoadKwh: new Float64Array(20).fill(3400) };
      const { actual, flexible } = loadModels.appliances
        .loads(members, steps, seed, undefined, { share: .2, window_hours: 6 });
      const load = new Float64Array(20);
      for (let step = 0; step < steps.count; step++) {
        // Everybody's at once, as far as they fit.
        flexible!.plan(step, (run) => {
          for (let slot = run.earliest; slot <= run.latest; slot++) {
            if (slot % 72 > 40 && run.fits(slot)) return slot;
          }
          return run.preferred;
        });
        actual.set(step, load);
        flexible!.add(step, load);
        for (const kwh of load) ok(kwh * 12 <= 3 + 1e-5, `${kwh * 12} kW`);
      }
    }),
    { numRuns: 8 },
  );
});

Deno.test("below the contract power also where the run's loads are foreseen", () => {
  for (const [minutes, metered] of [[60, false], [5, false], [5, true]] as const) {
    const config = configOf({
      hours: 72,
      step_minutes: minutes,
      community: { num_prosumers: 150 },
      flexibility: { share: .4, window_hours: 6, inconvenience_eur_per_h: 0 },
    });
    // Everything is to be done at once.
    const { forecast } = outlookOf(config, (step) => .1 + step / 1e4);
    const outlook = { forecast, actual: metered ? forecast : null, foreseesLoads: true };
    let above = 0;
    for (const { metered: { loadKwh }, members } of run(config, outlook)) {
      loadKwh.forEach((kwh, i) => {
        const contractKw = contractPowerKw(members.annualLoadKwh[i]);
        above = Math.max(above, kwh * 60 / minutes - contractKw);
      });
    }
    ok(above <= 1e-4, `${above} kW above the contract, at ${minutes} minutes`);
  }
});

Deno.test("a window between two slots keeps to the shorter", () => {
  for (const [hours, slots] of [[.13, 1], [.25, 3], [.99, 11], [6, 72]]) {
    const steps = { start: midnightInRome("2025-01-01"), seconds: HOUR, count: 24 };
    const members = { size: 1, annualLoadKwh: new Float64Array([2700]) };
    for (const model of ["appliances", "profile"] as const) {
      const flexibility = { share: .2, window_hours: hours };
      const { flexible } = loadModels[model].loads(members, steps, 1, undefined, flexibility);
      equal(flexible!.window, slots);
    }
  }
});

Deno.test("without flexibility a run is what it was before there was any, to the byte", async () => {
  // SHA-256 of what came out of the code as it was before the first load could wait.
  const before = { appliances: "f1967ec29686e40f", profile: "569dcd7c5c3ec244" };
  for (const model of ["appliances", "profile"] as const) {
    const config = configOf({
      hours: 48,
      community: { num_prosumers: 20 },
      load: { model },
      flexibility: { share: 0, window_hours: 3 },
    });
    const price = (step: number) => .1 + .01 * (step % 5);
    const pv = (step: number) => step % 24 > 8 && step % 24 < 16 ? .3 : 0;
    const actual = valuesOf(config, (step) => price(step) + .01, pv);
    const numbers: number[] = [];
    for (
      const { accounts, metered, trades } of run(config, {
        forecast: valuesOf(config, price, pv),
        actual,
      })
    ) {
      numbers.push(...accounts.prosumers, ...metered.loadKwh, ...metered.imbalanceKwh);
      numbers.push(trades.count);
    }
    const digest = await crypto.subtle.digest("SHA-256", Float64Array.from(numbers));
    ok(new Uint8Array(digest).toHex().startsWith(before[model]), model);
  }
});
