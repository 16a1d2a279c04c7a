import {
  deepStrictEqual as deepEqual,
  ok,
  rejects,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import { Chain } from "lib/chain/chain.ts";
import type { Config } from "lib/config/settings.ts";
import { plainMeterCsv } from "lib/data/meters/write_plain.ts";
import type { Direction } from "lib/data/meters/readings.ts";
import { readRoster } from "lib/data/roster/read_roster.ts";
import { InputError } from "lib/input_error.ts";
import { OutputFolder } from "lib/results/output/output_folder.ts";
import { ResultFiles } from "lib/results/result_files.ts";
import { meteredRun } from "lib/run/metered_run.ts";
import { membersOf, openMembers, type RealMembers } from "lib/run/real_members.ts";
import { setUpReal } from "lib/run/real_setup.ts";
import { loadModels } from "lib/community/mod.ts";
import { setUp } from "lib/run/setup.ts";
import { writeMembers } from "lib/run/write_members.ts";
import { simulate } from "lib/simulation.ts";
import { HOUR, midnightInRome, type Steps } from "lib/time.ts";
import { readCsvTable } from "../made/csv_table.ts";
import { close, configOf, outlookOf } from "../made/fixtures.ts";

async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Result files of a run without history or training, by name. */
async function resultsOf(
  config: Config,
  out: string,
  { real, metered }: { real?: RealMembers; metered: boolean },
) {
  const { members, loads, rules } = real === undefined ? setUp(config) : setUpReal(config, real);
  const pv = (step: number) => Math.max(0, Math.sin((step % 24 - 6) / 12 * Math.PI));
  const outlook = outlookOf(config, (step) => 0.1 + step % 24 / 1000, pv);
  const sites = members.sites.length;
  const forecast = {
    ...outlook.forecast,
    pvKwhPerKw: outlook.forecast.pvKwhPerKw.map((row) => new Float64Array(sites).fill(row[0])),
  };
  const { seed, blockchain: { difficulty, number_of_miners: miners, signatures } } = config;
  const start = rules.steps.start;
  using chain = await Chain.begin(
    { seed, difficulty, miners, start, signatures, prosumers: members.size },
  );
  const files = new ResultFiles(new OutputFolder(out), config, members);
  files.writeBlock(chain.genesis);
  for (
    const step of simulate(
      members,
      loads,
      { forecast, actual: metered ? forecast : null },
      rules,
    )
  ) {
    const { start: timestamp, trades } = step;
    await files.writeStep(step);
    const block = await chain.append({ step: step.step, timestamp, trades });
    files.writeBlockOfStep(step.step, trades.count, block);
  }
  files.writeKeys(await chain.publishedKeys());
  await files.endSteps();
  files.publish({ config });
  const texts: Record<string, string> = {};
  for await (const { name } of Deno.readDir(out)) {
    if (name !== "run.json") texts[name] = await Deno.readTextFile(`${out}/${name}`);
  }
  return texts;
}

Deno.test("drawn members written as roster and meters give the same result files when read back", () =>
  withFolder(async (folder) => {
    // Where members plan with what they expect, a second day would know the first from its meter.
    for (
      const [date, bidding, hours, metered] of [
        ["2025-08-15", "price-band", 49, false],
        ["2025-10-26", "outside-option", 49, false],
        ["2025-08-15", "outside-option", 24, true],
      ] as const
    ) {
      const config = configOf({
        date,
        hours,
        community: { num_prosumers: 12, num_neighbourhoods: 3 },
        market: { bidding: { strategy: bidding } },
        blockchain: { difficulty: 1 },
      });
      const { members, loads, rules } = setUp(config);
      const name = `${date}-${hours}`;
      const path = await writeMembers(members, loads.actual, rules.steps, `${folder}/${name}`);
      const real = await openMembers(path, `${folder}/cache`);
      const drawn = await resultsOf(config, `${folder}/${name}-drawn`, { metered });
      const read = await resultsOf(config, `${folder}/${name}-read`, { real, metered });
      deepEqual(Object.keys(read).sort(), Object.keys(drawn).sort());
      ok(Object.keys(drawn).length >= 6);
      for (const [name, text] of Object.entries(drawn)) equal(read[name], text, name);
    }
  }));

Deno.test("members read back plan by their own past once there is one, and are metered as drawn", () =>
  withFolder(async (folder) => {
    const config = configOf({
      hours: 72,
      community: { num_prosumers: 6 },
      blockchain: { difficulty: 1, signatures: false },
    });
    const { members, loads, rules } = setUp(config);
    const path = await writeMembers(members, loads.actual, rules.steps, `${folder}/members`);
    await resultsOf(config, `${folder}/drawn`, { metered: true });
    const real = await openMembers(path, `${folder}/cache`);
    await resultsOf(config, `${folder}/read`, { real, metered: true });
    const rowsOf = (run: string) => readCsvTable(`${folder}/${run}/prosumer_stats.csv`).toRecords();
    const drawn = rowsOf("drawn"), read = rowsOf("read");
    for (const [i, { id, hour, load, load_metered, pv_metered }] of drawn.entries()) {
      equal(read[i].load_metered, load_metered);
      equal(read[i].pv_metered, pv_metered);
      // Sunday is like Friday, a holiday.
      const friday = drawn[(hour - 48) * members.size + id];
      equal(read[i].load, hour < 48 ? load : friday.load_metered);
    }
  }));

const start = midnightInRome("2025-08-15");
const DAY = 24 * HOUR;

/** Members of a roster whose meters hold the given hours, from some days before 2025-08-15 on. */
function realOf(
  roster: string,
  meters: Readonly<Record<number, Readonly<Partial<Record<Direction, number[]>>>>>,
  daysBefore = 0,
): RealMembers {
  const members = readRoster(new TextEncoder().encode(roster), "roster.csv");
  return {
    roster: members,
    meters: members.map((_, i) => {
      if (meters[i] === undefined) return undefined;
      const kwh = Object.entries(meters[i]).map(([direction, values]) =>
        [direction as Direction, Float64Array.from(values)] as const
      );
      return {
        start: start - daysBefore * DAY,
        seconds: HOUR,
        count: kwh[0][1].length,
        kwh: new Map(kwh),
        repeats: 0,
        gaps: [],
      };
    }),
  };
}

const steps: Steps = { start, seconds: HOUR, count: 24 };
const config = configOf({ load: { model: "profile" } });
const day = (value: (hour: number) => number) => Array.from({ length: 24 }, (_, h) => value(h));

/** What is said of a step of a run. */
function sayings(real: RealMembers, step: number, run = steps) {
  const members = membersOf(real, config);
  const { loads, generation } = meteredRun(real, members, run, config);
  const of = (set: (step: number, kwh: Float64Array) => void) => {
    const kwh = new Float64Array(members.size).fill(-1);
    set(step, kwh);
    return [...kwh];
  };
  return {
    expected: of((k, kwh) => loads.expected.set(k, kwh)),
    actual: of((k, kwh) => loads.actual.set(k, kwh)),
    expectedPv: of((k, kwh) => generation.expected.set(k, kwh)),
    actualPv: of((k, kwh) => generation.actual.set(k, kwh)),
  };
}

Deno.test("metered members are metered as they were, others by the load model", () => {
  const real = realOf("id,annual_kwh,meter\n0,2700,\n1,,a.csv\n", {
    1: { consumption: day((hour) => hour / 10), generation: day((hour) => hour / 5) },
  });
  const { actual, actualPv, expectedPv } = sayings(real, 7);
  ok(actual[0] > 0.1 && actual[0] < 1);
  equal(actual[1], 0.7);
  deepEqual(actualPv, [-1, 1.4]);
  deepEqual(expectedPv, [-1, -1]); // nothing known yet: whatever the sun says stays
});

Deno.test("a net meter's withdrawal is load and its injection generation", () => {
  const real = realOf("id,meter\n0,a.csv\n", {
    0: { withdrawn: day((hour) => hour), injected: day((hour) => 24 - hour) },
  });
  const { actual, actualPv } = sayings(real, 5);
  deepEqual([actual, actualPv], [[5], [19]]);
  const alone = realOf("id,meter\n0,a.csv\n", { 0: { injected: day(() => 3) } });
  deepEqual(sayings(alone, 5).actual, [0]);
});

Deno.test("generation of panels in the roster is planned from the sun, and metered as it came", () => {
  const readings = { consumption: day(() => 1), generation: day(() => 2) };
  const week = (values: number[]) => new Array(8).fill(values).flat() as number[];
  const meters = {
    0: { consumption: week(readings.consumption), generation: week(readings.generation) },
  };
  const withPanels = realOf("id,pv_kw,meter\n0,3,a.csv\n", meters, 7);
  deepEqual(sayings(withPanels, 12).expectedPv, [-1]);
  const without = realOf("id,meter\n0,a.csv\n", meters, 7);
  deepEqual(sayings(without, 12).expectedPv, [2]);
});

Deno.test("a member plans with the mean of past days alike, at that time known", () => {
  // 28 days before Friday 15 August, a holiday, from Friday 18 July on: Sundays count for it.
  const kwh = Array.from({ length: 30 * 24 }, (_, at) => {
    const date = Math.floor(at / 24);
    return [0, 0, 10, 0, 0, 0, 0][date % 7] + date + (at % 24) / 100;
  });
  const real = realOf("id,meter\n0,a.csv\n", { 0: { consumption: kwh } }, 28);
  const sundays = [2, 9, 16, 23];
  const mean = sundays.reduce((sum, date) => sum + 10 + date, 0) / 4 + 0.13;
  close(sayings(real, 13).expected[0], mean, 1e-12);
  // Saturday 16: the Saturdays of 19 July to 9 August; what comes later changes nothing.
  const two = { ...steps, count: 48 };
  const saturday = (1 + 8 + 15 + 22) / 4 + 0.05;
  close(sayings(real, 29, two).expected[0], saturday, 1e-12);
  const changed = realOf("id,meter\n0,a.csv\n", {
    0: { consumption: kwh.map((value, at) => at >= 29 * 24 ? value + 99 : value) },
  }, 28);
  close(sayings(changed, 29, two).expected[0], saturday, 1e-12);
});

Deno.test("without such a day in its past a member plans with the profile of its consumption", () => {
  const real = realOf("id,annual_kwh,meter\n0,2700,a.csv\n", { 0: { consumption: day(() => 9) } });
  const { expected } = sayings(real, 20);
  ok(expected[0] > 0.3 && expected[0] < 0.6, `${expected}`);
});

Deno.test("a date outside the readings, and a long gap within, are refused with their range", () => {
  const real = realOf("id,meter\n0,a.csv\n", { 0: { consumption: day(() => 1) } });
  const members = membersOf(real, config);
  throws(
    () => meteredRun(real, members, { ...steps, start: start + DAY }, config),
    /readings in "a\.csv" reach from 2025-08-15 00:00 to 2025-08-16 00:00: choose a date within/,
  );
});

Deno.test("what a roster does not say has its defaults: place, neighbourhood, consumption", () => {
  const real = realOf(
    "id,neighbourhood,latitude,longitude,annual_kwh,meter\n" +
      "0,Centro,,,2700,\n1,,45.02,7.65,1000,\n2,,,,1000,\n3,Borgo,45.0,7.0,,a.csv\n4,Borgo,46,8,1,\n",
    { 3: { consumption: day(() => 0.5) } },
  );
  const members = membersOf(real, config);
  deepEqual(members.neighbourhoodNames, ["Centro", "Lingotto", "Turin", "Borgo"]);
  deepEqual([...members.neighbourhood], [0, 1, 2, 3, 3]);
  close(members.latitude[0], (45.065 + 45.08) / 2);
  deepEqual(members.sites[3], { latitude: 45.5, longitude: 7.5 });
  close(members.annualLoadKwh[3], 0.5 * 24 * 365.2425, 1e-9);
});

Deno.test("a contract that cannot carry the profile is refused", () => {
  const real = realOf("id,annual_kwh,contract_kw\n0,20000,3\n", {});
  throws(
    () => meteredRun(real, membersOf(real, config), steps, config),
    /Cannot simulate 20000 kWh a year of member 0 with a contract of 3 kW .* reaches 3\.\d\d kW/,
  );
});

Deno.test("a roster that is not there is refused, and so is one that nobody reads", async () => {
  await rejects(openMembers("none/roster.csv", "cache"), /there is no such file/);
  throws(() => setUp(configOf({ community: { members: "a.csv" } })), InputError);
});

Deno.test("names do not reach the cache", () =>
  withFolder(async (folder) => {
    const kwh = new Map([["consumption" as Direction, Float64Array.from(day((h) => h % 3))]]);
    await Deno.writeTextFile(`${folder}/anna-rossi.csv`, plainMeterCsv(steps, kwh));
    await Deno.writeTextFile(`${folder}/roster.csv`, "id,name,meter\n0,Anna,anna-rossi.csv\n");
    await openMembers(`${folder}/roster.csv`, `${folder}/cache`);
    const names = Array.from(Deno.readDirSync(`${folder}/cache/meters`), ({ name }) => name);
    equal(names.length, 2);
    ok(names.every((name) => !/anna/i.test(name)));
  }));

Deno.test("contract, kind and substation are the roster's; what it does not say has its default", () => {
  const real = realOf(
    "id,annual_kwh,contract_kw,kind,primary_substation\n" +
      "0,2700,,,AC2\n1,5000,6,business,AC1\n2,3600,,public,AC2\n3,2000,,,\n",
    {},
  );
  const members = membersOf(real, config);
  deepEqual([...members.contractKw], [3, 6, 4.5, 3]);
  deepEqual([...members.kind], [0, 1, 2, 0]);
  deepEqual([...members.substation], [0, 1, 0, -1]);
  const unnamed = membersOf(realOf("id,annual_kwh\n0,2700\n1,2700\n", {}), config);
  deepEqual([...unnamed.substation], [0, 0]);
});

Deno.test("of members without a meter households alone have machines that wait", () => {
  const home = "0,3000,0,0,household", office = "1,3000,0,0,business";
  const header = "id,annual_kwh,pv_kw,battery_kwh,kind";
  const used = (rows: readonly string[]) => {
    const csv = new TextEncoder().encode([header, ...rows, ""].join("\n"));
    const roster = readRoster(csv, "roster.csv");
    const real = { roster, meters: roster.map(() => undefined) };
    const config = configOf({ hours: 48, flexibility: { share: .2, window_hours: 2 } });
    const { loads, rules } = setUpReal(config, real);
    const kwh = roster.map(() => ({ others: 0, waiting: 0, expected: 0 }));
    const row = new Float64Array(roster.length);
    for (let step = 0; step < rules.steps.count; step++) {
      loads.flexible!.plan(step, ({ preferred }) => preferred);
      loads.actual.set(step, row);
      row.forEach((value, i) => kwh[i].others += value);
      row.fill(0);
      loads.flexible!.add(step, row);
      row.forEach((value, i) => kwh[i].waiting += value);
      loads.expected.set(step, row);
      row.forEach((value, i) => kwh[i].expected += value);
    }
    return { kwh, config, members: membersOf(real, config) };
  };
  const { kwh: [withHome, withOffice], members } = used([home, office]);
  ok(withHome.waiting > 0);
  equal(withOffice.waiting, 0);
  // Whoever lets nothing wait consumes what it would without any such setting.
  const still = configOf({ hours: 48 });
  const { steps } = setUp(still).rules;
  const loads = loadModels.appliances.loads(members, steps, still.seed);
  const row = new Float64Array(2);
  let alone = 0, usual = 0;
  for (let step = 0; step < steps.count; step++) {
    loads.actual.set(step, row);
    alone += row[1];
    loads.expected.set(step, row);
    usual += row[1];
  }
  close(withOffice.others, alone, 1e-9);
  close(withOffice.expected, usual, 1e-9);
  // And the household what it does among households.
  const [amongHomes] = used([home, home.replace("0", "1")]).kwh;
  close(withHome.others, amongHomes.others, 1e-9);
  close(withHome.waiting, amongHomes.waiting, 1e-9);
});
