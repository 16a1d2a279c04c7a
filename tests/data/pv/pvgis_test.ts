import {
  deepStrictEqual as deepEqual,
  match,
  ok,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import { planeIrradiance, readPvgis, readPvgisTable } from "lib/data/pv/pvgis.ts";

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
    [bytes('{"message": "no data", "status": 400}'), /outputs\.hourly: found message, status/],
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
    equal(system.start, Date.UTC(2018, 0, 1, 0, 10) / 1000);
    equal(system.generationKw.length, rows);
    ok(!system.generationKw.includes(NaN));
    equal(Math.round(1e4 * system.generationKw[8]) / 1e4, 2.6778);
    equal(Math.round(100 * system.planeIrradianceWPerM2![8]) / 100, 110.92); // 49.31 + 59.97 + 1.64
    const yearly = system.generationKw.reduce((sum, kw) => sum + kw) / system.capacityKw / 5;
    ok(yearly > 1250 && yearly < 1500, `${yearly} kWh/kWp`);
  },
});
