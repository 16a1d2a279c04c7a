import { deepStrictEqual as deepEqual, match, ok, strictEqual as equal } from "node:assert/strict";
import { readPriceTable } from "lib/data/prices/price_table.ts";
import { readHistoryFile } from "lib/data/history_file.ts";
import type { TableOptions } from "lib/data/table/options.ts";
import { refusalOf, textOf } from "../../made/tables.ts";

const read = (lines: string[], options?: TableOptions) =>
  readPriceTable(textOf(...lines), "prices.csv", options);
const columnsOf = ({ history }: ReturnType<typeof read>) =>
  Object.fromEntries(Array.from(history.eurPerMwh, ([name, values]) => [name, Array.from(values)]));
const problemOf = (lines: string[], options?: TableOptions) =>
  refusalOf(() => read(lines, options));
const columns = (entries: Record<string, string>) => new Map(Object.entries(entries));

/** Two hours, the same in every form: 31 December 2023, 23:00 UTC. */
const START = Date.UTC(2023, 11, 31, 23) / 1000;

Deno.test("the sample's own form is read, told by its content", () => {
  const bytes = textOf("time,PUN,NORD", "2023-12-31T23:00Z,99.16,98", "2024-01-01T00:00Z,-1.5,");
  const reading = readHistoryFile(bytes, "prices.csv");
  ok(reading.kind === "prices");
  equal(reading.history.start, START);
  deepEqual(columnsOf(reading), { PUN: [99.16, -1.5], NORD: [98, NaN] });
});

/** The same two hours as each publisher writes them. */
const FORMS: [name: string, lines: string[], options: TableOptions, licence: RegExp][] = [
  [
    "GME's table",
    ["Data;Ora;PUN;NORD", "01/01/2024;1;1.099,16;98", "01/01/2024;2;-1,5;97,25"],
    {},
    /no redistribution/,
  ],
  [
    "ENTSO-E's old export",
    [
      '"MTU (CET/CEST)","Day-ahead Price [EUR/MWh]","Currency","BZN|IT-North"',
      '"01.01.2024 00:00 - 01.01.2024 01:00","98","EUR",""',
      '"01.01.2024 01:00 - 01.01.2024 02:00","97.25","EUR",""',
    ],
    {},
    /ENTSO-E/,
  ],
  [
    "ENTSO-E's new export",
    [
      '"MTU (UTC)","Area","Sequence","Day-ahead Price (EUR/MWh)"',
      '"31/12/2023 23:00:00 - 01/01/2024 00:00:00","BZN|IT-North","Without Sequence","98"',
      '"01/01/2024 00:00:00 - 01/01/2024 01:00:00","BZN|IT-North","Without Sequence","97.25"',
    ],
    {},
    /ENTSO-E/,
  ],
  [
    "Ember's file of a country",
    [
      "Country,ISO3 Code,Datetime (UTC),Datetime (Local),Price (EUR/MWhe)",
      "Italy,ITA,2023-12-31 23:00:00,2024-01-01 00:00:00,98",
      "Italy,ITA,2024-01-01 00:00:00,2024-01-01 01:00:00,97.25",
    ],
    { zone: "NORD" },
    /CC BY 4\.0, Ember/,
  ],
  [
    "the table of energy-charts, with a second header",
    [
      '"Date (GMT+1)","Day Ahead Auction (IT-North)"',
      '"","Price (EUR/MWh, EUR/tCO2)"',
      "2024-01-01T00:00+01:00,98",
      "2024-01-01T01:00+01:00,97.25",
    ],
    {},
    /^$/,
  ],
  [
    "any other table, told",
    ["Stunde;Preis;Menge", "01.01.2024 00:00;9,8;1", "01.01.2024 01:00;9,725;1"],
    {
      columns: columns({ time: "Stunde", NORD: "Preis" }),
      unit: "ct/kWh",
      timeZone: "Europe/Berlin",
    },
    /^$/,
  ],
];

for (const [name, lines, options, licence] of FORMS) {
  Deno.test(`${name} gives the same hours and prices`, () => {
    const reading = read(lines, options);
    equal(reading.history.start, START);
    deepEqual(columnsOf(reading).NORD, [98, 97.25]);
    match(reading.licence ?? "", licence);
    equal(reading.rows, 2);
  });
}

Deno.test("decimal commas and dots between thousands are read, the PUN comes first", () => {
  deepEqual(columnsOf(read(FORMS[0][1])), { PUN: [1099.16, -1.5], NORD: [98, 97.25] });
});

Deno.test("the hour that no clock shows in spring is left out, the one shown twice is two", () => {
  const row = (from: string, price: string) => `"${from} - x","${price}","EUR",""`;
  const spring = read([
    FORMS[1][1][0],
    row("31.03.2024 01:00", "1"),
    row("31.03.2024 02:00", "n/e"),
    row("31.03.2024 03:00", "2"),
  ]);
  deepEqual(columnsOf(spring).NORD, [1, 2]);
  const autumn = read([
    FORMS[1][1][0],
    row("27.10.2024 02:00", "1"),
    row("27.10.2024 02:00", "2"),
    row("27.10.2024 03:00", "3"),
  ]);
  deepEqual(columnsOf(autumn).NORD, [1, 2, 3]);
  const gme = ["Data;Ora;PUN", ...Array.from({ length: 25 }, (_, i) => `27/10/2024;${i + 1};${i}`)];
  equal(read(gme).history.count, 25);
  match(
    problemOf([...gme, "28/10/2024;25;1"]),
    /hour "25" of 2024-10-28 .* run from 1 to 24: line 27/,
  );
});

Deno.test("quarter hours of a table keep their length", () => {
  const rows = [0, 15, 30, 45].map((minute, i) =>
    `2025-10-01T10:${String(minute).padStart(2, "0")}Z,${i}`
  );
  const { history } = read(["time,NORD", ...rows]);
  deepEqual(Array.from(history.eurPerMwh.get("NORD")!), [1.5]);
  equal(history.quarterHours!.count, 4);
});

Deno.test("what a table does not say is asked for, with the option that says it", () => {
  const ember = FORMS[3][1];
  match(problemOf(ember), /does not say whose prices "Price \(EUR\/MWhe\)" are: add --zone NORD/);
  const told = columns({ time: "When", NORD: "What" });
  const rows = ["When,What", "2024-01-01 00:00,98"];
  match(
    problemOf(rows, { columns: told }),
    /the unit of its prices must be one of .*: found none; add/,
  );
  match(
    problemOf(rows, { columns: told, unit: "EUR/MWh" }),
    /of which clock it is: add --time-zone UTC or --time-zone Europe\/Rome, line 2/,
  );
  equal(read(rows, { columns: told, unit: "EUR/MWh", timeZone: "UTC" }).history.count, 1);
  match(problemOf(rows, { columns: told, unit: "GBP/MWh" }), /found "GBP\/MWh"/);
  match(
    problemOf(rows, { columns: columns({ NORD: "What" }) }),
    /must tell the column of the time/,
  );
  match(problemOf(rows, { columns: columns({ time: "When" }) }), /must tell at least one price/);
  match(
    problemOf(rows, { columns: columns({ time: "When", NORD: "Price" }), unit: "EUR/MWh" }),
    /its header must name "Price": found "When", "What"/,
  );
});

Deno.test("a table of no known form is told how to bring it into one", () => {
  match(
    problemOf(["a;b", "1;2"]),
    /by its header, "a", "b": tell its columns, such as --columns time=.* bring it into a CSV with "time"/,
  );
});

Deno.test("names, doubles and values that results could not carry are refused", () => {
  const plain = (...lines: string[]) => problemOf(lines);
  match(plain("time,__proto__", "x"), /by its header, "time", "__proto__"/);
  match(plain("time,=1+1", "x"), /by its header/);
  match(
    plain("time,utc", "2024-01-01T00:00Z,1"),
    /prices are named by up to 20 letters.*found "utc"/,
  );
  match(plain("time,PUN,PUN", "2024-01-01T00:00Z,1,2"), /two columns "PUN"/);
  match(
    plain("time,PUN", "2024-01-01T00:00Z,0x1"),
    /PUN price "0x1" as prices are numbers: line 2/,
  );
  match(plain("time,PUN", "2024-01-01T00:00Z,100000"), /PUN price 100000 as prices run from -3000/);
  match(plain("time,PUN", "2022-02-30T00:00Z,1"), /the time "2022-02-30T00:00Z"/);
  match(plain("time,PUN", "0001-01-01T00:00Z,1", "9999-01-01T00:00Z,1"), /between 1980 and 2099/);
  match(plain("time,PUN", "2024-01-01T00:00Z,1,2"), /Cannot read 3 cells .* line 2/);
  match(plain("time,PUN", "2024-01-01T00:00Z,"), /it holds no price/);
  match(plain("time,PUN"), /it holds no rows/);
  match(plain("time,PUN", "2024-01-01T00:00Z,1", "2024-01-01T00:00Z,2"), /given twice, as 1 and 2/);
  match(
    problemOf(
      [
        "Country,Datetime (UTC),Price (EUR/MWhe)",
        "Italy,2024-01-01 00:00,1",
        "Spain,2024-01-01 00:00,1",
      ],
      { zone: "NORD" },
    ),
    /prices must be of one Country: found "Italy", "Spain"/,
  );
});
