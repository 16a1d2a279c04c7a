import { deepStrictEqual as deepEqual, match, ok, strictEqual as equal } from "node:assert/strict";
import { parseArguments } from "../../lib/cli/arguments.ts";
import { verifyCommand } from "../../lib/cli/commands/verify.ts";
import { InputError } from "../../lib/input_error.ts";
import { prosumerColumns } from "../../lib/results/tables/member_steps.ts";
import { writeMadeResults } from "../made/results.ts";

const PROSUMERS = 6;

/** What no trade tells of: found only by the SHA-256 in run.json. */
const ONLY_BY_HASH = [
  "pv_generation",
  "load",
  "battery_level",
  "trading_price",
  "pv_metered",
  "load_metered",
];

const folders: string[] = [];
globalThis.addEventListener("unload", () => {
  for (const folder of folders) Deno.removeSync(folder, { recursive: true });
});

const place = (column: string) => prosumerColumns.indexOf(column);

/** The settlement of a run, in which the sun shone otherwise than forecast, and its forgeries. */
async function recordedRun(stepMinutes: number, hours: number) {
  const folder = await Deno.makeTempDir();
  folders.push(folder);
  await writeMadeResults(folder, {
    step_minutes: stepMinutes,
    hours,
    "community.num_prosumers": PROSUMERS,
    "blockchain.difficulty": 1,
    "blockchain.signatures": false,
  }, 0.4);
  const settlement = Deno.readTextFileSync(`${folder}/prosumer_stats.csv`);
  const run = JSON.parse(Deno.readTextFileSync(`${folder}/run.json`));
  const [header, ...rows] = settlement.trimEnd().split("\n");
  const cells = rows.map((row) => row.match(/"(?:[^"]|"")*"|[^,"]+|(?<=,)(?=,)/g)!);
  const text = (lines: readonly string[]) => [header, ...lines].map((line) => `${line}\n`).join("");

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
    const at = place(column);
    return text(
      cells.map((cells, i) => i === row ? cells.with(at, change(cells[at])) : cells).map(String),
    );
  }

  /** Forgeries of single cells, by column: ten rows each, over the whole run. */
  const cellForgeries = prosumerColumns.flatMap((column) =>
    Array.from({ length: 10 }, (_, i) => {
      const row = (i * 37 + place(column) * 11) % rows.length;
      const forged = withCell(row, column, (cell) => {
        if (column === "neighbourhood") return "Elsewhere";
        if (column === "transactions") return cell === "[]" ? '"[{}]"' : "[]";
        return String(Number(cell) + (["hour", "step", "id"].includes(column) ? 1 : 0.015625));
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

  return { folder, settlement, rows, cells, text, complaint, cellForgeries, rowForgeries };
}

for (const { minutes, hours } of [{ minutes: 60, hours: 24 }, { minutes: 15, hours: 12 }]) {
  const steps = hours * 60 / minutes;
  const { folder, settlement, rows, cells, text, complaint, cellForgeries, rowForgeries } =
    await recordedRun(minutes, hours);

  Deno.test(`${minutes} minutes: the settlement of the run itself agrees`, async () => {
    equal(cells.map(String).join("\n"), rows.join("\n"), "the test reads cells as they are");
    for (const type of ["P2P", "GRID_buy", "GRID_sell", "IMB_short", "IMB_long"]) {
      ok(settlement.includes(type), type);
    }
    equal(await complaint(settlement, true), undefined);
    equal(await complaint(settlement, false), undefined);
  });

  Deno.test(`${minutes} minutes: 260 forgeries of cells and rows are all found beside the run's run.json`, async () => {
    equal(cellForgeries.length + rowForgeries.length, 260);
    for (const { column, forged } of cellForgeries) ok(await complaint(forged, true), column);
    for (const [i, forged] of rowForgeries.entries()) {
      ok(await complaint(forged, true), `rows ${i}`);
    }
  });

  Deno.test(`${minutes} minutes: without the hash what is not found is what no trade tells of, and nothing else`, async () => {
    const unfound: Record<string, number> = {};
    for (const { column, forged } of cellForgeries) {
      const found = await complaint(forged, false) !== undefined;
      if (!found) unfound[column] = (unfound[column] ?? 0) + 1;
    }
    deepEqual(Object.keys(unfound), ONLY_BY_HASH);
    for (const [i, forged] of rowForgeries.entries()) {
      ok(await complaint(forged, false), `rows ${i}`);
    }
  });

  Deno.test(`${minutes} minutes: an invented step after the last is refused`, async () => {
    const invented = cells.slice(-PROSUMERS).map((row) =>
      String(
        row.with(place("hour"), String(hours)).with(place("step"), String(steps))
          .with(place("transactions"), "[]"),
      )
    );
    const told = await complaint(text([...rows, ...invented]), false) ?? "";
    match(
      told,
      new RegExp(`Step ${steps}, rows: expected no step after the ${steps} that run\\.json states`),
    );
  });

  Deno.test(`${minutes} minutes: an hour that is not the step's is found, even if all rows say so`, async () => {
    const first = (hours - 1) * 60 / minutes;
    const forged = cells.map((row) =>
      String(row[place("step")] === String(first) ? row.with(0, String(hours - 2)) : row)
    );
    const told = await complaint(text(forged), false) ?? "";
    match(told, new RegExp(`Step ${first}, hour: expected ${hours - 1}, as the step begins `));
  });

  Deno.test(`${minutes} minutes: a prosumer that gives itself bonuses and rewrites its balances is found`, async () => {
    const forged = cells.map((row) =>
      row[place("id")] !== "2" ? row : row
        .with(place("bonus"), "1.99")
        .with(place("penalty"), "0.01")
        .with(place("money_balance"), String(Number(row[place("money_balance")]) + 1))
    );
    match(
      await complaint(text(forged.map(String)), false) ?? "",
      /^.* does not pass\. Step 0, prosumer 2, money_balance: /,
    );
  });

  Deno.test(`${minutes} minutes: energy that was metered but not settled as imbalance is found`, async () => {
    const at = cells.findIndex((row) => row[place("transactions")].includes("IMB_long"));
    const [step, id] = [Math.floor(at / PROSUMERS), at % PROSUMERS];
    for (const column of ["metered", "contract", "imbalance"]) {
      const forged = cells.map((row, i) =>
        String(i === at ? row.with(place(column), String(Number(row[place(column)]) - 1e-6)) : row)
      );
      const told = await complaint(text(forged), false) ?? "";
      match(told, new RegExp(`Step ${step}, prosumer ${id}, ${column}: expected `));
    }
  });

  Deno.test(`${minutes} minutes: a market price that is changed for all in a step is found by the hash alone`, async () => {
    const forged = cells.map((row) =>
      String(row[place("step")] === "5" ? row.with(place("market_price"), "1") : row)
    );
    equal(await complaint(text(forged), false), undefined);
    match(await complaint(text(forged), true) ?? "", /is not the prosumer_stats\.csv of the run/);
  });

  Deno.test(`${minutes} minutes: accounts that do not close are refused, those that are not the run's too`, async () => {
    const path = `${folder}/accounts.csv`;
    const accounts = Deno.readTextFileSync(path);
    try {
      Deno.writeTextFileSync(path, accounts.replace(/^(\d+,aggregator,).*(,3)$/m, "$15$2"));
      match(await complaint(settlement, true) ?? "", /is not the accounts\.csv of the run/);
    } finally {
      Deno.writeTextFileSync(path, accounts);
    }
  });
}
