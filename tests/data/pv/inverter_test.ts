import { deepStrictEqual as deepEqual, match, strictEqual as equal } from "node:assert/strict";
import { readHistoryFile } from "lib/data/history_file.ts";
import { readInverter } from "lib/data/pv/inverter.ts";
import type { TableOptions } from "lib/data/table/options.ts";
import { refusalOf, textOf } from "../../made/tables.ts";

const ROOF: TableOptions = {
  capacityKw: 5,
  latitude: 45.07,
  longitude: 7.68,
  tilt: 20,
  azimuth: 250,
};
const POWER = new Map([["time", "Date/Time"], ["power", "AC (W)"]]);
const ENERGY = new Map([["time", "Date/Time"], ["energy", "Energy Produced (Wh)"]]);
const START = Date.UTC(2024, 5, 1, 8) / 1000;

/** Rows every so many minutes from 10:00 on Rome's clock, a value each. */
function rows(minutes: number, values: readonly (number | string)[]): string[] {
  return values.map((value, i) => {
    const at = 600 + i * minutes;
    const clock = `${String(Math.floor(at / 60)).padStart(2, "0")}:${
      String(at % 60).padStart(2, "0")
    }`;
    return `01/06/2024 ${clock};${value}`;
  });
}
const power = (minutes: number, values: readonly (number | string)[], options: TableOptions = {}) =>
  readInverter(
    textOf("Date/Time;AC (W)", ...rows(minutes, values), "13/06/2024 10:00;0"),
    "roof.csv",
    {
      ...ROOF,
      columns: POWER,
      timeZone: "Europe/Rome",
      stamp: "start",
      ...options,
    },
  );
const first = (reading: ReturnType<typeof power>, hours = 2) =>
  Array.from(reading.systems[0].generationKw.subarray(0, hours));

Deno.test("quarter hours of power become the hour's mean, stamped at its middle", () => {
  const reading = power(15, [1000, 2000, 3000, 4000, 500, 500, 500, 500]);
  deepEqual(first(reading), [2.5, 0.5]);
  const [system] = reading.systems;
  equal(system.start, START + 1800);
  deepEqual([system.capacityKw, system.tilt, system.azimuth], [5, 20, 250]);
});

Deno.test("energy of an interval and its mean power give the same history", () => {
  const values = [100, 200, 300, 400, 500, 600, 700, 800, 900, 1000, 1100, 1200];
  const energies = values.map((watts) => watts / 12);
  const read = textOf("Date/Time;Energy Produced (Wh)", ...rows(5, energies), "13/06/2024 10:00;0");
  const { systems: [ofEnergy] } = readInverter(read, "roof.csv", {
    ...ROOF,
    columns: ENERGY,
    timeZone: "Europe/Rome",
    stamp: "start",
  });
  const [ofPower] = power(5, values).systems;
  equal(Math.round(1e9 * ofEnergy.generationKw[0]), 650_000_000);
  equal(Math.round(1e9 * ofPower.generationKw[0]), 650_000_000);
});

Deno.test("a stamp at the end counts for the interval before; an instant stays where it is", () => {
  const ends = power(15, [9, 1000, 2000, 3000, 4000], { stamp: "end" });
  deepEqual(first(ends), [NaN, 2.5]);
  equal(ends.systems[0].start, START - 3600 + 1800);
  const instants = power(60, [1000, 2000], { stamp: "instant" });
  deepEqual(first(instants), [1, 2]);
  equal(instants.systems[0].start, START);
});

Deno.test("an hour that lacks a part is missing, a small draw by night is 0", () => {
  deepEqual(first(power(15, [1000, "", 1000, 1000, -100, 0, 0, -40])), [NaN, 0]);
  match(
    refusalOf(() => power(15, [-101, 0, 0])),
    /-0\.101 kW as 5 kW of panels generate from 0 to 10 kW/,
  );
});

Deno.test("what an export does not say is asked for", () => {
  match(
    refusalOf(() => power(15, [1, 1, 1], { stamp: undefined! })),
    /add --stamp start or --stamp end$/,
  );
  match(
    refusalOf(() => power(15, [1, 1, 1], { stamp: "instant" })),
    /--stamp end, found "instant"/,
  );
  match(refusalOf(() => power(15, [1, 1, 1], { timeZone: undefined! })), /add --time-zone UTC/);
  match(
    refusalOf(() => power(15, [1, 1, 1], { capacityKw: undefined! })),
    /add --capacity \(kW and degrees\)/,
  );
  match(refusalOf(() => power(15, [1, 1, 1], { unit: "Wh" })), /must be W or kW: found "Wh"/);
  match(
    refusalOf(() => power(15, [1, 1, 1], { latitude: 95 })),
    /--latitude "95" .* from -90 to 90/,
  );
  match(
    refusalOf(() => power(15, [1, 1, 1], { columns: new Map([...POWER, ["NORD", "x"]]) })),
    /tells "time" and one of "power" and "energy": found "time", "power", "NORD"/,
  );
});

Deno.test("a counter is no energy of intervals, kW are not W", () => {
  const counter = Array.from({ length: 50 }, (_, i) => 1000 + 10 * i);
  const bytes = textOf("Date/Time;Energy Produced (Wh)", ...rows(5, counter));
  const options = { ...ROOF, columns: ENERGY, timeZone: "UTC", stamp: "start" } as const;
  match(
    refusalOf(() => readInverter(bytes.slice(), "roof.csv", options)),
    /tells the day from the month/,
  );
  const iso = textOf(
    "Date/Time,Energy Produced (Wh)",
    ...counter.map((wh, i) =>
      `2024-06-01 0${Math.floor(i / 12)}:${String(5 * (i % 12)).padStart(2, "0")},${wh}`
    ),
  );
  match(refusalOf(() => readInverter(iso, "roof.csv", options)), /it never falls, as a counter's/);
  match(
    refusalOf(() => power(15, [2000, 2000, 2000], { unit: "kW" })),
    /2000 kW as 5 kW of panels/,
  );
  const odd = textOf("Date/Time,AC (W)", "2024-06-01 00:00,1", "2024-06-01 00:07,1");
  match(
    refusalOf(() => readInverter(odd, "x", { ...options, columns: POWER })),
    /most of its times are 7 min apart/,
  );
});

Deno.test("told columns of power make a file one of generation", () => {
  const bytes = textOf("time,power", "2024-06-01T08:00Z,1", "2024-06-01T09:00Z,2");
  const columns = new Map([["time", "time"], ["power", "power"]]);
  const reading = readHistoryFile(bytes, "x.csv", {
    ...ROOF,
    columns,
    unit: "kW",
    stamp: "instant",
  });
  equal(reading.kind, "pv");
});
