import { deepEqual, equal, ok } from "node:assert/strict";
import { Energy, Members } from "../../lib/community/mod.ts";
import {
  gridPrices,
  Institution,
  Orders,
  participation,
  TradeBook,
  TradeType,
  tradeTypeNames,
} from "../../lib/market/mod.ts";
import { Standing } from "../../lib/regulator/mod.ts";
import { energyBalance } from "../../lib/settlement/mod.ts";
import { projectFile, readDocument } from "../made/documents.ts";

/** A row of the glossary. */
interface Entry {
  readonly word: string;
  readonly unit: string;
  readonly meaning: string;
  /** Where the code defines it. */
  readonly places: readonly { readonly name: string; readonly file: string }[];
}

const entries = entriesOf(await readDocument("docs/glossary.md"));

Deno.test("the glossary has every word once, each with a meaning and a place in the code", () => {
  const words = entries.map(({ word }) => word);
  deepEqual(words.filter((word, i) => words.indexOf(word) !== i), []);
  ok(words.length > 60);
  for (const { word, meaning, places } of entries) {
    ok(meaning.length > 3 && places.length > 0, `${word} needs a meaning and a place`);
  }
});

Deno.test("what the glossary says is defined in a file is exported or declared there", async () => {
  for (const { word, places } of entries) {
    for (const { name, file } of places) {
      const [owner, member] = name.split(".");
      const text = await Deno.readTextFile(projectFile(file));
      const declared = text.search(
        new RegExp(`^export (?:const|function|class|interface|type) ${owner}\\b`, "m"),
      );
      ok(declared >= 0, `${word}: ${file} does not export ${owner}`);
      if (member === undefined) continue;
      const body = text.slice(declared, text.indexOf("\n}", declared));
      ok(isMember(member, body), `${word}: ${owner} in ${file} has no ${member}`);
    }
  }
});

Deno.test("every column of a step has a word in the glossary", () => {
  const members = new Members(1, ["Centro"], [{ latitude: 45, longitude: 7 }]);
  const energy = new Energy(members);
  const orders = new Orders(1);
  const prices = gridPrices(1);
  const standing = new Standing(1);
  const known = new Set(entries.flatMap(({ places }) => places.map(({ name }) => name)));
  const columns = {
    Energy: energy,
    Orders: orders,
    GridPrices: prices,
    Standing: standing,
    Participation: participation(energy, { terms: standing, prices }),
    TradeType,
    Institution,
  };
  for (const [owner, record] of Object.entries(columns)) {
    const missing = Object.keys(record).map((name) => `${owner}.${name}`)
      .filter((name) => !known.has(name) && !WITHOUT_A_WORD.includes(name));
    deepEqual(missing, [], "the glossary lacks");
  }
});

/** Of a trade as of a step: they are sums of columns that have a word. */
const WITHOUT_A_WORD = ["TradeType.P2P"];

Deno.test("sums over the community are named as the members' columns are", () => {
  const members = new Members(1, ["Centro"], [{ latitude: 45, longitude: 7 }]);
  const balance = energyBalance(new Energy(members), new TradeBook(1));
  const words = new Set(entries.flatMap(({ places }) => places.map(({ name }) => name)));
  for (const name of Object.keys(balance)) {
    const known = words.has(`EnergyBalance.${name}`) || words.has(`Energy.${name}`) ||
      name === "p2pKwh" || name === "dustKwh";
    ok(known, `the glossary lacks EnergyBalance.${name}`);
  }
});

Deno.test("trade types and institutions stand in the glossary as files write them", () => {
  const words = new Set(entries.map(({ word }) => word));
  for (const name of [...tradeTypeNames, ...Object.keys(Institution)]) {
    ok(words.has(name), `the glossary lacks ${name}`);
  }
});

Deno.test("a column whose name ends in its unit has that unit in the glossary", () => {
  const units = { Kwh: "kWh", Kw: "kW", Eur: "€", PerKwh: "€/kWh" };
  for (const { word, unit, places } of entries) {
    for (const { name } of places) {
      const suffix = /(PerKwh|Kwh|Kw|Eur)$/.exec(name)?.[1] as keyof typeof units | undefined;
      if (suffix === undefined || /kwhPerKw/i.test(name)) continue;
      if (word === "contract" || word === "annual load") continue;
      equal(unit, units[suffix], `unit of ${word}, ${name}`);
    }
  }
});

/** The rows of the glossary's tables. */
function entriesOf(text: string): Entry[] {
  return text.split("\n").filter((line) => line.startsWith("|"))
    .map((line) => line.split(/(?<!\\)\|/).slice(1, -1).map((cell) => cell.trim()))
    .filter(([word]) => word !== "word" && !/^-+$/.test(word))
    .map(([word, unit, meaning, code]) => ({ word, unit, meaning, places: placesOf(code) }));
}

/** The names before each "in `file`", which may be several. */
function placesOf(code: string): Entry["places"] {
  return [...code.matchAll(/((?:`[\w.]+`(?:, )?)+) in `([\w./]+)`/g)].flatMap(([, names, file]) =>
    [...names.matchAll(/`([\w.]+)`/g)].map(([, name]) => ({ name, file }))
  );
}

/** Whether a declaration has a property, a method, a getter or an entry of a name. */
function isMember(name: string, body: string): boolean {
  return new RegExp(`^\\s*(?:readonly |get )?${name}[?]?[:(]`, "m").test(body);
}
