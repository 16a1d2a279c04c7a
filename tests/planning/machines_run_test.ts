import { ok } from "node:assert/strict";
import { Energy } from "../../lib/community/energy.ts";
import type { FlexibleRun, FlexibleRuns } from "../../lib/community/flexible_runs.ts";
import { gridPrices, wholesaleTariff } from "../../lib/market/mod.ts";
import { Expectations } from "../../lib/planning/expectations.ts";
import { Machines } from "../../lib/planning/machines.ts";
import { Standing } from "../../lib/regulator/standing.ts";
import { setUp } from "../../lib/run/setup.ts";
import { simulate } from "../../lib/simulation.ts";
import { HOUR } from "../../lib/time.ts";
import { close, configOf, valuesOf } from "../made/fixtures.ts";

const config = configOf({
  community: { num_prosumers: 2, pv_number_range: [0, 0] },
  load: { model: "profile" },
  flexibility: { share: .2, window_hours: 2, inconvenience_eur_per_h: .001 },
});

/** A run of a kW and an hour, wanted at hour 2 by member 1; each hour .25 kWh are expected of everyone. */
function scripted(): FlexibleRuns & { start: number } {
  const run: FlexibleRun = {
    member: 1,
    kw: 1,
    slots: 12,
    preferred: 24,
    earliest: 0,
    latest: 48,
    fits: () => true,
  };
  return {
    start: NaN,
    window: 24,
    expected: { set: (_, kwh) => void kwh.fill(.25) },
    plan(step, place) {
      if (step === 0) this.start = place(run);
    },
    add(step, kwh) {
      for (let slot = this.start; slot < this.start + 12; slot++) {
        if (Math.floor(slot / 12) === step) kwh[1] += 1 / 12;
      }
    },
  };
}

Deno.test("what a placed run uses is expected where it runs, and no longer where it might have", () => {
  const { members, loads } = setUp(config);
  // Cheapest at hour 3, one after it is wanted.
  const forecast = valuesOf(config, (step) => step === 3 ? .1 : .2);
  const tariff = wholesaleTariff(members, config.grid);
  const outlook = { forecast, actual: null };
  const seen = new Expectations({ members, loads, outlook, tariff, count: 24, ahead: 24 });
  const runs = scripted();
  const machines = new Machines(runs, seen, 2, HOUR, .001);
  const planned = new Energy(members);
  const now = gridPrices(2);
  tariff.quote(.2, now);
  const turnTo = (step: number) => {
    loads.ahead!.load.set(step, planned.loadKwh);
    seen.turnTo(step, planned, now, new Standing(2));
    machines.turnTo(step, planned, loads.ahead!.load);
  };
  const usual = new Float64Array(2);
  const expects = (ahead: number, step: number, less: number, more: number) => {
    loads.ahead!.load.set(step + ahead, usual);
    close(seen.needKwh(ahead)[0], usual[0] - less);
    close(seen.needKwh(ahead)[1], usual[1] - less + more);
  };
  turnTo(0);
  close(runs.start, 36);
  // Runs of hours 1 and 2 are known; what is wanted later is still a matter of expectation.
  expects(1, 0, .25, 0);
  expects(2, 0, .25, 0);
  expects(3, 0, 0, 1);
  expects(4, 0, 0, 0);
  turnTo(1);
  expects(2, 1, .25, 1);
  expects(3, 1, 0, 0);
  turnTo(2);
  turnTo(3);
  // And in its hour it is part of the load.
  loads.ahead!.load.set(3, usual);
  close(planned.loadKwh[1], usual[1] + 1);
  close(planned.loadKwh[0], usual[0]);
});

Deno.test("machines are metered as they are planned, whether loads are foreseen or not", () => {
  const loadsOf = (foreseesLoads: boolean, share: number) => {
    const flexible = configOf({
      community: { num_prosumers: 30 },
      flexibility: { share, window_hours: 4 },
    });
    const { members, loads, rules } = setUp(flexible);
    const values = valuesOf(flexible, (step) => .1 + .01 * (step % 5), .1);
    const outlook = { forecast: values, actual: values, foreseesLoads };
    return Array.from(
      simulate(members, loads, outlook, rules),
      ({ metered }) => metered.loadKwh.reduce((sum, kwh) => sum + kwh, 0),
    ).reduce((sum, kwh) => sum + kwh, 0);
  };
  const still = loadsOf(false, 0);
  for (const foresees of [true, false]) {
    const moved = loadsOf(foresees, .2);
    // Some runs leave the day at its end, others come in.
    ok(Math.abs(moved / still - 1) < .06, `${moved} against ${still} kWh`);
  }
});
