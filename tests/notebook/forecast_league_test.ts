import { deepEqual, equal } from "node:assert/strict";
import { errorsByLevel, forecastLeague, prose } from "lib/notebook/mod.ts";

const hours = 480;
const actual = Float64Array.from({ length: hours }, (_, i) => i % 24);
const off = (by: (i: number) => number) => actual.map((value, i) => value + by(i));

Deno.test("the best is told, how much it saves, and who may be as good", () => {
  const naive = off((i) => i % 2 === 0 ? 4.5 : -3.5);
  const good = off((i) => 1 + ((7 * i) % 11 - 5) / 10);
  const asGood = off((i) => 1.001 + ((5 * i) % 13 - 6) / 10);
  const league = forecastLeague(actual, { naive, good, "as good": asGood }, "naive");
  deepEqual(league.mae.naive, 4);
  equal(league.facts.best, "good");
  equal(league.facts.saved, "75 %");
  equal(league.facts.rivals, "Its lead over as good may be luck.");
  deepEqual(league.table.cells.map((row) => row[0]), ["naive", "good", "as good"]);
  deepEqual(league.table.cells[0].slice(1, 4), ["4.000", "4.031", "1.000"]);
  equal(prose("{error:1}", league.facts).markdown, "1.0");
});

Deno.test("a lead beyond chance has no rivals", () => {
  const worse = off((i) => 2 + (i % 7) / 10);
  const league = forecastLeague(actual, { worse, best: off((i) => (i % 5) / 10) }, "worse");
  equal(league.facts.rivals, "Its lead over every other model is more than luck.");
});

Deno.test("errors stand by the level of what came, as many hours in each class", () => {
  const towardsMiddle = actual.map((value) => value + (12 - value) / 2);
  const { cells, titles } = errorsByLevel(actual, { it: towardsMiddle }, {
    classes: 4,
    unit: "kW",
  });
  deepEqual(titles, ["From, kW", "To, kW", "Error of it, kW", "it too high by, kW"]);
  deepEqual(cells[0].map(Number), [0, 5, 4.75, 4.75]);
  deepEqual(cells[3].map(Number), [18, 23, 4.25, -4.25]);
});
