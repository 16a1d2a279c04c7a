import { deepStrictEqual as deepEqual, match, ok, strictEqual as equal } from "node:assert/strict";
import { zipSync } from "fflate";
import { readHistoryFile, readPriceFile } from "lib/data/history_file.ts";
import { readGmeXml } from "lib/data/prices/gme_xml.ts";
import { refusalOf, textOf } from "../../made/tables.ts";

const element = (name: string, fields: Record<string, string | number>) =>
  `<${name}>${
    Object.entries(fields).map(([key, v]) => `<${key}>${v}</${key}>`).join("")
  }</${name}>`;
const xml = (...elements: string[]) =>
  textOf('<?xml version="1.0" standalone="yes"?>', "<NewDataSet>", ...elements, "</NewDataSet>");
const hour = (date: number, ora: number, pun: string, nord = "98,5", mercato = "MGP") =>
  element("Prezzi", { Data: date, Mercato: mercato, Ora: ora, PUN: pun, NORD: nord });
const day = (date: number, hours: number) =>
  Array.from({ length: hours }, (_, i) => hour(date, i + 1, `${100 + i},25`));
const problemOf = (bytes: Uint8Array) => refusalOf(() => readGmeXml(bytes, "day.xml"));

Deno.test("a day of hours is read, decimal commas and dots between thousands", () => {
  const bytes = xml(...day(20250511, 24).with(23, hour(20250511, 24, "1.234,567")));
  const reading = readHistoryFile(bytes, "20250511MGPPrezzi.xml");
  ok(reading.kind === "prices");
  const { history, rows, publisher } = reading;
  deepEqual([rows, history.count, publisher], [24, 24, "GME"]);
  equal(history.start, Date.UTC(2025, 4, 10, 22) / 1000);
  deepEqual([history.eurPerMwh.get("PUN")![0], history.eurPerMwh.get("PUN")![23]], [
    100.25,
    1234.567,
  ]);
  deepEqual([...history.eurPerMwh.keys()], ["PUN", "NORD"]);
});

Deno.test("hours and quarter hours of a day agree, whichever stands first", () => {
  const quarters = Array.from(
    { length: 96 },
    (_, i) =>
      element("Prezzi15", { Data: 20251201, Mercato: "MGP", Periodo: i + 1, PUN: `${i % 4},5` }),
  );
  const hours = Array.from(
    { length: 24 },
    (_, i) => element("Prezzi", { Data: 20251201, Mercato: "MGP", Ora: i + 1, PUN: "2" }),
  );
  for (const elements of [[...quarters, ...hours], [...hours, ...quarters]]) {
    const { history } = readGmeXml(xml(...elements), "day.xml");
    deepEqual([history.count, history.quarterHours!.count], [24, 96]);
    deepEqual(Array.from(history.quarterHours!.eurPerMwh.get("PUN")!.subarray(0, 4)), [
      0.5,
      1.5,
      2.5,
      3.5,
    ]);
  }
});

Deno.test("the days of 23, 25 and 100 periods are read, one more is refused", () => {
  equal(readGmeXml(xml(...day(20250330, 23)), "x").history.count, 23);
  equal(readGmeXml(xml(...day(20251026, 25)), "x").history.count, 25);
  match(problemOf(xml(...day(20250330, 24))), /Ora "24" of 2025-03-30 as it runs from 1 to 23 on/);
  const period = (n: number) => element("Prezzi15", { Data: 20251026, Periodo: n, PUN: "1" });
  equal(readGmeXml(xml(period(100)), "x").history.start, Date.UTC(2025, 9, 26, 22) / 1000);
  match(problemOf(xml(period(101))), /Periodo "101" .* from 1 to 100/);
});

Deno.test("a ZIP of daily files is joined, its order and other files do not matter", () => {
  const bytes = zipSync({
    "20251002MGPPrezzi15.xml": xml(
      ...Array.from(
        { length: 96 },
        (_, i) => element("Prezzi15", { Data: 20251002, Periodo: i + 1, PUN: `${i}` }),
      ),
    ),
    "20251001MGPPrezzi.xml": xml(...day(20251001, 24)),
    "leggimi.txt": textOf("x"),
  });
  const { history, rows } = readPriceFile(bytes, "MGP_Prezzi.zip");
  deepEqual([history.count, rows, history.quarterHours!.count], [48, 120, 96]);
  equal(history.eurPerMwh.get("PUN")![24], 1.5);
});

Deno.test("other markets are passed over; what cannot be read is refused with its place", () => {
  const { history } = readGmeXml(
    xml(hour(20250511, 1, "1"), hour(20250511, 2, "9", "9", "MI-A1")),
    "x",
  );
  equal(history.count, 1);
  match(
    problemOf(xml(hour(20250511, 1, "50.87"))),
    /PUN price "50\.87" .* decimal comma: Prezzi 1/,
  );
  match(problemOf(xml(hour(20250511, 1, "99.999,0"))), /PUN price 99999 as prices run from/);
  match(problemOf(xml(hour(20250230, 1, "1"))), /the date "20250230"/);
  match(problemOf(xml(hour(20250511, 0, "1"))), /Ora "0" of 2025-05-11/);
  match(problemOf(xml(hour(20250511, 1, "1", "1", "MI-A1"))), /of the market MGP: found none/);
  match(problemOf(xml(hour(20250511, 1, "1"), hour(20250511, 1, "2"))), /given twice, as 1 and 2/);
  match(problemOf(xml(element("Prezzi", { Data: 20250511, Ora: 1 }) + "<Prezzi>")), /does not end/);
  const whole = xml(...day(20250511, 24));
  match(problemOf(whole.subarray(0, whole.length - 20)), /it is cut short/);
  match(refusalOf(() => readPriceFile(textOf("<html>"), "x")), /it is a web page or XML/);
});
