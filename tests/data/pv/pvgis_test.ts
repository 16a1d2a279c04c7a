import {
  deepStrictEqual as deepEqual,
  match,
  ok,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import { readPvgis } from "lib/data/pv/pvgis.ts";
import { planeIrradiance, readPvgisTable } from "lib/data/pv/pvgis_table.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

function answer(hourly: readonly object[], module: object | undefined = { peak_power: 10 }) {
  return bytes(JSON.stringify({
    inputs: { location: { latitude: 45, longitude: 8 }, pv_module: module },
    outputs: { hourly },
  }));
}

const CSV = [
  "Latitude (decimal degrees):\t45.000",
  "Longitude (decimal degrees):\t8.000",
  "Nominal power of the PV system (c-Si) (kWp):\t2.5",
  "",
  "time,P,Gb(i),Gd(i),Gr(i),H_sun,T2m,WS10m,Int",
  "20160101:0810,150.0,26.5,8.25,0.25,8.06,3.87,1.22,1.0",
  "20160101:0910,-,-,5.76,0.16,14.8,4.67,0.95,1.0",
  "",
  "P: PV system power (W)",
  "PVGIS (c) European Union, 2001-2021",
].join("\r\n");

Deno.test("watts become kilowatts, stamps keep their minute, a dash is missing", () => {
  const { systems: [system], rows } = readPvgis(
    answer([
      { time: "20130101:0810", P: 1187.2, "G(i)": 129.59, T2m: 0.97 },
      { time: "20130101:1010", P: "-", "G(i)": "-", T2m: 1.5 },
    ]),
    "a.json",
  );
  equal(rows, 2);
  equal(system.start, Date.UTC(2013, 0, 1, 8, 10) / 1000);
  equal(system.capacityKw, 10);
  deepEqual([system.latitude, system.longitude], [45, 8]);
  deepEqual(Array.from(system.generationKw), [1.1872, NaN, NaN]);
  deepEqual(Array.from(system.planeIrradianceWPerM2!), [129.59, NaN, NaN]);
  deepEqual(Array.from(system.airTemperatureC!), [0.97, NaN, 1.5]);
});

Deno.test("of components, irradiance on the plane is the sum: CSV", () => {
  const { systems: [system] } = readPvgis(bytes(CSV), "a.csv");
  equal(system.capacityKw, 2.5);
  deepEqual(Array.from(system.generationKw), [0.15, NaN]);
  deepEqual(Array.from(system.planeIrradianceWPerM2!), [35, NaN]); // 26.5 + 8.25 + 0.25
});

Deno.test("an answer without generation is a table, but no system", () => {
  const weather = answer([{ time: "20130101:0810", "G(i)": 100, T2m: 1 }], undefined);
  deepEqual(planeIrradiance(readPvgisTable(weather, "a.json")), [100]);
  throws(
    () => readPvgis(weather, "a.json"),
    /^InputError: Cannot read the generation in "a\.json" .* pvcalculation=1: found G\(i\), T2m$/,
  );
});

Deno.test("what is no answer of PVGIS, or not whole, is refused", () => {
  const refused: [Uint8Array, RegExp][] = [
    [bytes('{"inputs": {'), /as JSON: it is cut short or damaged/],
    [
      bytes('{"message": "Location over the sea.", "status": 400}'),
      /as PVGIS answered with a refusal, "Location over the sea\."/,
    ],
    [bytes('{"status": 400}'), /outputs\.hourly: found status/],
    [bytes("{}"), /found nothing/],
    [answer([]), /holds inputs\.location and outputs\.hourly/],
    [answer([{ time: "2013-01-01", P: 1 }]), /the time "2013-01-01" as PVGIS writes times/],
    [
      answer([{ time: "20130101:0810", P: "much" }]),
      /Cannot read P "much" as it is a number or "-"/,
    ],
    [
      answer([{ time: "20130101:0810", P: 1 }, { time: "20130101:0840", P: 1 }]),
      /readings come every hour .* reading 2 of "a"/,
    ],
    [bytes(CSV.replace("time,", "zeit,")), /has a line that begins with "time": found "Latitude/],
    [bytes(CSV.slice(0, CSV.indexOf("14.8"))), /reading 2 of "a" as it has 6 cells/],
    [bytes(CSV.replace("Latitude", "Breite")), /states its latitude: found none/],
  ];
  for (const [content, expected] of refused) throws(() => readPvgis(content, "a"), expected);
});

Deno.test("the rules of a PV series hold for PVGIS's answers too", () => {
  const at = (power: unknown, time = "20130101:0810") => answer([{ time, P: power }]);
  const inputs = (change: object) => {
    const json = JSON.parse(new TextDecoder().decode(at(1)));
    return bytes(JSON.stringify({ ...json, inputs: { ...json.inputs, ...change } }));
  };
  const refused: [Uint8Array, RegExp][] = [
    [
      at(1_187_200),
      /Cannot read P of 1187\.2 kW as 10 kW of panels generate from 0 to 20 kW: read/,
    ],
    [at(-5000), /P of -5 kW/],
    [at(1e300), /P of 1e\+297 kW/],
    [at([500]), /Cannot read P "\[…\]" as it is a number or "-": reading 1/],
    [at("0x1"), /Cannot read P "0x1"/],
    [at({ toString: 1 }), /Cannot read P "\{…\}"/],
    [at(1, "20220230:0810"), /the time "20220230:0810"/],
    [at(1, "00010101:0810"), /0001-01-01 08:10 UTC as history lies between 1980 and 2099/],
    [inputs({ pv_module: { peak_power: 0 } }), /the peak power "0" .* from 0\.001/],
    [inputs({ location: { latitude: 200, longitude: 8 } }), /the latitude "200" .* from -90 to 90/],
    [inputs({ location: { latitude: [45], longitude: 8 } }), /its latitude: found "\[…\]"/],
    [
      inputs({ mounting_system: { fixed: { slope: { value: 120 } } } }),
      /the slope "120" .* from 0 to 90/,
    ],
    [answer([{ time: "20130101:0810", P: 1, T2m: 500 }]), /T2m "500" .* from -90 to 60/],
    [bytes(CSV.replace("P,Gb(i)", "P,P")), /two columns "P"/],
    [bytes("[".repeat(5000)), /JSON of history is nested up to 32 deep: it has more/],
    [bytes(`{"outputs":${"[".repeat(5000)}`), /nested up to 32 deep/],
    [bytes(`{"a":[${"{},".repeat(500_001)}{}]}`), /has up to 500000 records/],
  ];
  for (const [content, expected] of refused) throws(() => readPvgis(content, "a"), expected);
});

Deno.test("slope and azimuth are read as degrees from level and clockwise from north", () => {
  const json = JSON.parse(new TextDecoder().decode(answer([{ time: "20130101:0810", P: 1 }])));
  json.inputs.mounting_system = { fixed: { slope: { value: 35 }, azimuth: { value: -90 } } };
  const [east] = readPvgis(bytes(JSON.stringify(json)), "a.json").systems;
  deepEqual([east.tilt, east.azimuth], [35, 90]);
  const head = "Slope: 41 deg. (optimum)\r\nAzimuth: -1 deg. (optimum)\r\n";
  const [south] = readPvgis(bytes(CSV.replace("Nominal", `${head}Nominal`)), "a.csv").systems;
  deepEqual([south.tilt, south.azimuth], [41, 179]);
  const [tracking] = readPvgis(bytes(CSV), "a.csv").systems;
  deepEqual([tracking.tilt, tracking.azimuth], [undefined, undefined]);
});

const real = new URL("../../../../shared/data/pvgis/", import.meta.url);
const realIsThere = await Deno.stat(real).then(() => true, () => false);
if (!realIsThere) {
  console.log("tests/data/pv/pvgis_test.ts: no ../shared/data, its answers are not read");
}

const genuine = (part: string) => {
  const name = Array.from(Deno.readDirSync(real), ({ name }) => name).find((n) =>
    n.includes(part)
  )!;
  return { name, bytes: Deno.readFileSync(new URL(name, real)) };
};

Deno.test({
  name: "the genuine answers are read: JSON, CSV with components, a typical year",
  ignore: !realIsThere,
  fn() {
    const table = (part: string) => {
      const { name, bytes } = genuine(part);
      const table = readPvgisTable(bytes, name);
      deepEqual([table.latitude, table.longitude], [45, 8], name);
      ok(table.stamps.every(Number.isFinite), name);
      return table;
    };
    const json = genuine("SA2");
    table("SA2");
    const [system] = readPvgis(json.bytes, json.name).systems;
    equal(system.capacityKw, 10);
    equal(system.generationKw[8], 1.1872);
    const csv = table("SA_30deg");
    equal(Math.round(100 * planeIrradiance(csv)![8]) / 100, 35.2); // 26.71 + 8.28 + 0.21
    const typical = table("tmy");
    equal(typical.stamps.length, 8760);
    match([...typical.columns.keys()].join(" "), /T2m RH G\(h\)/);
  },
});

Deno.test({
  name: "five genuine years of Turin, CSV with components and CRLF, hold every hour",
  ignore: !realIsThere,
  fn() {
    const { name, bytes } = genuine("turin");
    ok(new TextDecoder().decode(bytes.subarray(0, 2000)).includes("\r\n"));
    const { systems: [system], rows, duplicates, lossesPercent } = readPvgis(bytes, name);
    deepEqual([rows, duplicates, lossesPercent], [43_824, 0, 14]); // 5 · 8760 h and 29 February 2020
    deepEqual([system.latitude, system.longitude, system.capacityKw], [45.045, 7.636, 31.8]);
    deepEqual([system.tilt, system.azimuth], [41, 179]);
    equal(system.start, Date.UTC(2018, 0, 1, 0, 10) / 1000);
    equal(system.generationKw.length, rows);
    ok(!system.generationKw.includes(NaN));
    equal(Math.round(1e4 * system.generationKw[8]) / 1e4, 2.6778);
    equal(Math.round(100 * system.planeIrradianceWPerM2![8]) / 100, 110.92); // 49.31 + 59.97 + 1.64
    const yearly = system.generationKw.reduce((sum, kw) => sum + kw) / system.capacityKw / 5;
    ok(yearly > 1250 && yearly < 1500, `${yearly} kWh/kWp`);
  },
});
