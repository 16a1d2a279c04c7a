import {
  deepStrictEqual as deepEqual,
  match,
  ok,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import { gzipSync, strToU8, zipSync } from "fflate";
import { readMeter } from "lib/data/meters/read_meter.ts";
import type { Direction, MeterAnswers } from "lib/data/meters/readings.ts";
import { InputError } from "lib/input_error.ts";
import { meterFiles } from "lib/synthetic/meter_files.ts";
import { HOUR, midnightInRome } from "lib/time.ts";
import { CLOCK_DAYS, close, quartersOf, readText } from "../../made/meters.ts";

/** What must be told of a format's files, and which channels they hold. */
const FORMATS: Readonly<
  Record<string, { answers?: MeterAnswers; second?: Direction; seconds?: number; net?: false }>
> = {
  "e-distribuzione.csv": {},
  "pcf.csv": { second: "injected" },
  "ireti.json": {},
  "areti.json": {},
  "portale-consumi.csv": {},
  "sii-pdo.xml": {},
  "green-button.xml": { second: "injected" },
  "plain.csv": { second: "injected" },
  "enedis.csv": { answers: { unit: "W", stamp: "end" } },
  "british-half-hours.csv": { answers: { stamp: "start" }, seconds: 1800 },
  "enphase.csv": { answers: { stamp: "start" }, second: "generation", net: false },
};

for (const [name, { answers, second, seconds = 900, net }] of Object.entries(FORMATS)) {
  for (const [day, date] of Object.entries(CLOCK_DAYS)) {
    Deno.test(`${name}: every quarter of the ${day} day, where it belongs`, () => {
      const made = quartersOf(date);
      const reading = readText(meterFiles(made).get(name)!, answers, name);
      equal(reading.start, made.start);
      equal(reading.seconds, seconds);
      equal(reading.count, made.withdrawnKwh.length * 900 / seconds);
      deepEqual(reading.gaps, []);
      const merge = seconds / 900;
      const same = (direction: Direction, kwh: readonly number[]) => {
        const read = reading.kwh.get(direction)!;
        read.forEach((energy, i) => {
          const made = kwh.slice(i * merge, (i + 1) * merge).reduce((a, b) => a + b);
          close(energy, made, 1e-9);
        });
      };
      same(net === false ? "consumption" : "withdrawn", made.withdrawnKwh);
      if (second !== undefined) same(second, made.injectedKwh);
      equal(reading.kwh.size, second === undefined ? 1 : 2);
    });
  }
}

const EDIST_HEADER = `Giorno;${
  Array.from({ length: 96 }, (_, q) => {
    const clock = (at: number) =>
      `${String(Math.floor(at / 4) % 24).padStart(2, "0")}:${String(at % 4 * 15).padStart(2, "0")}`;
    return `${clock(q)}-${clock(q + 1)}`;
  }).join(";")
}`;
const edistRow = (day: string, values: readonly string[]) =>
  `"${day}";${values.map((value) => `"${value}";`).join("")}`;
const alike = (count: number, value = "0,25") => new Array<string>(count).fill(value);

Deno.test("e-distribuzione: a day of March by the clock, zeros where there was no time", () => {
  const values = alike(96).map((value, q) => q >= 8 && q < 12 ? "0" : value);
  const reading = readText(`${EDIST_HEADER}\n${edistRow("30/03/2025", values)}`);
  equal(reading.count, 92);
  ok(reading.kwh.get("withdrawn")!.every((kwh) => kwh === 0.25));
});

Deno.test("e-distribuzione: a day of March with 92 values and four empty ones at its end", () => {
  const values = [...alike(92), ...alike(4, "")];
  const reading = readText(`${EDIST_HEADER}\n${edistRow("30/03/2025", values)}`);
  equal(reading.count, 92);
  deepEqual(reading.gaps, []);
});

Deno.test("a row of 96 on the day of October lacks an hour, which is filled and marked", () => {
  const reading = readText(`${EDIST_HEADER}\n${edistRow("26/10/2025", alike(96))}`);
  equal(reading.count, 100);
  const from = midnightInRome("2025-10-26") + 3 * HOUR;
  deepEqual(reading.gaps, [{
    direction: "withdrawn",
    from,
    to: from + HOUR,
    interpolated: true,
  }]);
  ok(reading.kwh.get("withdrawn")!.every((kwh) => kwh === 0.25));
});

Deno.test("a day of March with readings in all 24 hours is refused", () => {
  const row = edistRow("30/03/2025", alike(96));
  throws(() => readText(`${EDIST_HEADER}\n${row}`), /2025-03-30 has 23 hours/);
});

Deno.test("PCF: October's 192 rows and March's zeros are counted as dropped", () => {
  const read = (date: string) => readText(meterFiles(quartersOf(date)).get("pcf.csv")!).repeats;
  equal(read(CLOCK_DAYS.autumn), 92);
  equal(read(CLOCK_DAYS.spring), 4);
});

Deno.test("PCF: what is there in both times, and not zero, is refused", () => {
  const text = meterFiles(quartersOf(CLOCK_DAYS.autumn)).get("pcf.csv")!;
  const spoilt = text.replace("20251026;000000;1;0;0", "20251026;000000;1;0,5;0");
  ok(spoilt !== text);
  throws(() => readText(spoilt), /summer and in winter time/);
});

Deno.test("PCF: injection that is never given is no channel", () => {
  const header = "POD;DATA;ORA;FL_ORA_LEGALE;ATTIVA_PRELEVATA;ATTIVA_IMMESSA;TIPO_DATO;";
  const rows = Array.from(
    { length: 4 },
    (_, q) => `IT001E00000001;20260501;00${String(q * 15).padStart(2, "0")}00;2;0,025;;E;`,
  );
  deepEqual([...readText([header, ...rows].join("\n")).kwh.keys()], ["withdrawn"]);
});

Deno.test("Portale Consumi: of a day that comes again the last row counts", () => {
  const text = meterFiles(quartersOf(CLOCK_DAYS.ordinary)).get("portale-consumi.csv")!;
  const [header, row] = text.split("\n");
  const corrected = row.replace(/;0\.001;/, ";0.9;");
  const reading = readText([header, row, corrected].join("\n"));
  equal(reading.kwh.get("withdrawn")![0], 0.9);
  equal(reading.repeats, 96);
});

Deno.test("SII PDO: October's halves by the clock, and with its repeated hour apart", () => {
  const made = quartersOf(CLOCK_DAYS.autumn).withdrawnKwh;
  const element = (dst: number, values: readonly (number | string)[]) =>
    `<Ea ${
      values.map((kwh, q) => `E${q + 1}="${String(kwh).replace(".", ",")}"`).join(" ")
    } Dst="${dst}">26</Ea>`;
  const flow = (elements: string) =>
    `<FlussoMisure><DatiPod><Pod>IT001E00000001</Pod><MeseAnno>10/2025</MeseAnno>${elements}` +
    "</DatiPod></FlussoMisure>";
  const zeros = (count: number) => new Array<number>(count).fill(0);
  const byClock = element(2, [...made.slice(0, 12), ...zeros(84)]) +
    element(3, [...zeros(8), ...made.slice(12)]);
  const apart = element(2, [...made.slice(0, 12), ...made.slice(16)]) +
    element(3, made.slice(12, 16));
  for (const elements of [byClock, apart]) {
    deepEqual([...readText(flow(elements)).kwh.get("withdrawn")!], made);
  }
  throws(() => readText(flow(element(2, made.slice(0, 12)))), /found only one/);
});

Deno.test("Green Button: registers, other units and missing kinds are refused", () => {
  const text = meterFiles(quartersOf(CLOCK_DAYS.ordinary)).get("green-button.xml")!;
  const behaviour = "<accumulationBehaviour>4";
  throws(() => readText(text.replace(behaviour, "<accumulationBehaviour>3")), /registers/);
  throws(
    () => readText(text.replace("<uom>72", "<uom>119")),
    /uom 72 \(Wh\) or 38 \(W\): found 119/,
  );
  throws(() => readText(text.replaceAll(/<ReadingType>.*?<\/ReadingType>/g, "")), /found none/);
  const unlinked = text.replaceAll('rel="related"', 'rel="alternate"');
  throws(() => readText(unlinked), /links do not say which of its 2 ReadingTypes/);
});

Deno.test("what another country's file does not say is asked for, with what is known of it", () => {
  const files = meterFiles(quartersOf(CLOCK_DAYS.ordinary));
  throws(() => readText(files.get("enedis.csv")!), /say --unit.*average watts with end stamps/);
  throws(() => readText(files.get("enedis.csv")!, { unit: "W" }), /say --stamp start or end/);
  throws(() => readText(files.get("british-half-hours.csv")!), /say --stamp/);
  throws(() => readText(files.get("enphase.csv")!), /say --stamp/);
});

Deno.test("British half hours: Null is a gap, and one household a file", () => {
  const [header, ...rows] = meterFiles(quartersOf(CLOCK_DAYS.ordinary))
    .get("british-half-hours.csv")!.trimEnd().split("\n");
  const withNull = rows.with(5, rows[5].replace(/,[^,]*$/, ",Null"));
  const reading = readText([header, ...withNull].join("\n"), { stamp: "start" });
  deepEqual(reading.gaps.map(({ interpolated }) => interpolated), [true]);
  const two = rows.with(9, rows[9].replace("MAC000001", "MAC000002"));
  throws(() => readText([header, ...two].join("\n"), { stamp: "start" }), /more than one LCLid/);
});

Deno.test("a ZIP, and gzip, are read as what they hold; months in a ZIP are joined", () => {
  const text = (date: string) => strToU8(meterFiles(quartersOf(date)).get("pcf.csv")!);
  const zip = zipSync({ "a.csv": text("2025-08-15"), "b/c.csv": text("2025-08-16") });
  equal(readMeter([{ file: "pcf.zip", bytes: zip }]).count, 192);
  const zipped = gzipSync(text("2025-08-15"));
  equal(readMeter([{ file: "pcf.csv.gz", bytes: zipped }]).count, 96);
});

Deno.test("files of one meter are joined, and refused where they differ", () => {
  const file = (name: string, text: string) => ({ file: name, bytes: strToU8(text) });
  const [first, second] = ["2025-08-15", "2025-08-17"].map((date) =>
    meterFiles(quartersOf(date)).get("plain.csv")!
  );
  const joined = readMeter([file("a", first), file("b", second), file("c", first)]);
  equal(joined.count, 288);
  equal(joined.repeats, 192);
  deepEqual(joined.gaps.map(({ interpolated }) => interpolated), [false, false]);
  const spoilt = first.replace(",0.001,", ",0.002,");
  throws(
    () => readMeter([file("a", first), file("b", spoilt)]),
    /give 2025-08-15 00:00 differently/,
  );
});

Deno.test("no problem repeats a reading or a point of delivery", () => {
  for (const [name, text] of meterFiles(quartersOf(CLOCK_DAYS.ordinary))) {
    const spoilt = text.replace(/0[.,]038/, "SECRET").replace(/(\D)38000(\D)/, "$1SECRET$2")
      .replace("152;", "SECRET;").replace(/,38,/, ",SECRET,");
    try {
      readText(spoilt.replace("2025", "2O25"), { unit: "Wh", stamp: "start" }, name);
    } catch (error) {
      ok(error instanceof InputError, `${name}: ${error}`);
      ok(!/SECRET|IT001|MAC0/.test(error.message), `${name}: ${error.message}`);
      match(error.message, new RegExp(name.replace(".", "\\.")));
    }
  }
});
