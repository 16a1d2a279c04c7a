import { deepStrictEqual as deepEqual, match, ok, strictEqual as equal } from "node:assert/strict";
import { parseArguments } from "../../lib/cli/arguments.ts";
import { verifyCommand } from "../../lib/cli/commands/verify.ts";
import { InputError } from "../../lib/input_error.ts";
import { prosumerColumns } from "../../lib/results/records.ts";
import { writeMadeResults } from "../made/results.ts";

const PROSUMERS = 6;
const HOURS = 24;

/** What no trade tells of: found only by the SHA-256 in run.json. */
const ONLY_BY_HASH = ["pv_generation", "load", "battery_level", "trading_price"];

const folder = await Deno.makeTempDir();
await writeMadeResults(folder, {
  "community.num_prosumers": PROSUMERS,
  "blockchain.difficulty": 1,
  "blockchain.signatures": false,
});
const settlement = Deno.readTextFileSync(`${folder}/prosumer_stats.csv`);
const run = JSON.parse(Deno.readTextFileSync(`${folder}/run.json`));
const [header, ...rows] = settlement.trimEnd().split("\n");
const cells = rows.map((row) => row.match(/"(?:[^"]|"")*"|[^,"]+|(?<=,)(?=,)/g)!);
globalThis.addEventListener("unload", () => Deno.removeSync(folder, { recursive: true }));

/** What verify says of a settlement: nothing if it agrees. */
async function complaint(text: string, honest: boolean): Promise<string | undefined> {
  const outputs = honest ? run.outputs : { ...run.outputs, "prosumer_stats.csv": undefined };
  Deno.writeTextFileSync(`${folder}/forged.csv`, text);
  Deno.writeTextFileSync(`${folder}/forged_run.json`, JSON.stringify({ ...run, outputs }));
  const words = [`${folder}/chain.jsonl`, "--settlement", `${folder}/forged.csv`];
  const args = parseArguments(verifyCommand, [...words, "--run", `${folder}/forged_run.json`]);
  try {
    await verifyCommand.run(args, { print: () => {}, progress: () => {} });
    return undefined;
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}

/** The settlement with one cell changed. */
function withCell(row: number, column: string, change: (cell: string) => string): string {
  const at = prosumerColumns.indexOf(column);
  return [
    header,
    ...cells.map((cells, i) => i === row ? cells.with(at, change(cells[at])) : cells)
      .map(String),
  ].map((line) => `${line}\n`).join("");
}

const text = (lines: readonly string[]) => [header, ...lines].map((line) => `${line}\n`).join("");

/** Forgeries of single cells, by column: ten rows each, over the whole day. */
const cellForgeries = prosumerColumns.flatMap((column) =>
  Array.from({ length: 10 }, (_, i) => {
    const row = (i * 37 + prosumerColumns.indexOf(column) * 11) % rows.length;
    const forged = withCell(row, column, (cell) => {
      if (column === "neighbourhood") return "Elsewhere";
      if (column === "transactions") return cell === "[]" ? '"[{}]"' : "[]";
      return String(Number(cell) + (column === "hour" || column === "id" ? 1 : 0.015625));
    });
    return { column, forged };
  })
);

/** Rows added, removed, doubled and swapped. */
const rowForgeries = Array.from({ length: 10 }, (_, i) => (i * 13) % (rows.length - 1)).flatMap((
  at,
) => [
  text(rows.toSpliced(at, 1)),
  text(rows.toSpliced(at, 0, rows[at])),
  text(rows.with(at, rows[at + 1]).with(at + 1, rows[at])),
  text(rows.slice(0, at)),
]);

Deno.test("the settlement of the run itself agrees", async () => {
  equal(cells.map(String).join("\n"), rows.join("\n"), "the test reads cells as they are");
  equal(await complaint(settlement, true), undefined);
  equal(await complaint(settlement, false), undefined);
});

Deno.test("210 forgeries of cells and rows are all found beside the run's run.json", async () => {
  equal(cellForgeries.length + rowForgeries.length, 210);
  for (const { column, forged } of cellForgeries) ok(await complaint(forged, true), column);
  for (const [i, forged] of rowForgeries.entries()) ok(await complaint(forged, true), `rows ${i}`);
});

Deno.test("without the hash what is not found is what no trade tells of, and nothing else", async () => {
  const unfound = new Set<string>();
  for (const { column, forged } of cellForgeries) {
    if (await complaint(forged, false) === undefined) unfound.add(column);
  }
  deepEqual([...unfound], ONLY_BY_HASH);
  for (const [i, forged] of rowForgeries.entries()) ok(await complaint(forged, false), `rows ${i}`);
});

Deno.test("an invented hour after the last is refused", async () => {
  const invented = rows.slice(-PROSUMERS).map((row) =>
    row.replace(/^23,/, "24,").replace(/(".*"|\[\])$/, "[]")
  );
  match(
    await complaint(text([...rows, ...invented]), false) ?? "",
    /Hour 24, rows: expected no hour after the 24 that run\.json states/,
  );
});

Deno.test("a prosumer that gives itself bonuses and rewrites its balances is found", async () => {
  const column = (name: string) => prosumerColumns.indexOf(name);
  const forged = cells.map((row) =>
    row[column("id")] !== "2" ? row : row
      .with(column("bonus"), "1.99")
      .with(column("penalty"), "0.01")
      .with(column("money_balance"), String(Number(row[column("money_balance")]) + 1))
  );
  match(await complaint(text(forged.map(String)), false) ?? "", /^.* does not pass\. Hour 0, /);
});

Deno.test("a market price that is changed for all in an hour is found by the hash alone", async () => {
  const at = prosumerColumns.indexOf("market_price");
  const forged = cells.map((row) => row[0] === "5" ? row.with(at, "1") : row).map(String);
  equal(await complaint(text(forged), false), undefined);
  match(await complaint(text(forged), true) ?? "", /is not the prosumer_stats\.csv of the run/);
});

Deno.test("accounts that do not close are refused, those that are not the run's too", async () => {
  const path = `${folder}/accounts.csv`;
  const accounts = Deno.readTextFileSync(path);
  try {
    Deno.writeTextFileSync(path, accounts.replace(/^(3,aggregator,).*$/m, "$15"));
    match(await complaint(settlement, true) ?? "", /is not the accounts\.csv of the run/);
  } finally {
    Deno.writeTextFileSync(path, accounts);
  }
});
