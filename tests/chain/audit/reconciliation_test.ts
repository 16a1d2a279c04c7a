import { ok, rejects, strictEqual as equal } from "node:assert/strict";
import { blockText } from "../../../lib/chain/block.ts";
import { Chain } from "../../../lib/chain/chain.ts";
import { ChainFault } from "../../../lib/chain/audit/fault.ts";
import { verifyChain, type VerifySummary } from "../../../lib/chain/audit/verify.ts";
import { prosumerColumns } from "../../../lib/results/tables/member_steps.ts";
import { midnightInRome } from "../../../lib/time.ts";
import { configOf, outlookOf, run } from "../../made/fixtures.ts";
import { prosumerLines } from "../../made/table_lines.ts";

const NETWORK_FEE = 0.02;

/** Two days of 12 prosumers: bonuses and penalties apply, and the night has no surplus. */
async function recordedRun(clearing = "mid"): Promise<{ chain: string; csv: string }> {
  const config = configOf({
    hours: 48,
    community: { num_prosumers: 12 },
    market: { clearing },
  });
  const outlook = outlookOf(config, 0.12, (step) => Math.max(0, Math.sin(step * Math.PI / 12)));
  using chain = await Chain.begin({
    seed: 1,
    difficulty: 1,
    miners: 10,
    start: midnightInRome(config.date),
    signatures: false,
  });
  let lines = blockText(chain.genesis);
  let csv = prosumerColumns.join(",") + "\n";
  for (const hour of run(config, outlook)) {
    const { step, start: timestamp, trades } = hour;
    const block = await chain.append({ step, timestamp, trades });
    if (block) lines += blockText(block);
    csv += prosumerLines(hour, step).join("");
  }
  return { chain: lines, csv };
}

const { chain, csv } = await recordedRun();

async function* inPieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) {
    yield await Promise.resolve(text.slice(at, at + size));
  }
}

async function* bytesOf(text: string, size: number): AsyncGenerator<Uint8Array> {
  for await (const piece of inPieces(text, size)) yield new TextEncoder().encode(piece);
}

function reconcile(
  settlement: string,
  chainText = chain,
  networkFee = NETWORK_FEE,
  size = 1 << 16,
): Promise<VerifySummary> {
  const text = inPieces(settlement, size);
  return verifyChain(bytesOf(chainText, size), { settlement: { text, networkFee } });
}

/** The settlement after a change of one cell, found by hour, prosumer and column. */
function withCell(
  hour: number,
  id: number,
  column: string,
  change: (cell: string) => string,
): string {
  const at = prosumerColumns.indexOf(column);
  return csv.split("\n").map((line) => {
    if (!line.startsWith(`${hour},${id},`)) return line;
    const cells = line.match(/"(?:[^"]|"")*"|[^,]+|(?<=,)(?=,)/g) as string[];
    equal(cells.length, prosumerColumns.length);
    cells[at] = change(cells[at]);
    return cells.join(",");
  }).join("\n");
}

async function faultOf(settlement: string, chainText = chain): Promise<string> {
  let text = "";
  await rejects(() => reconcile(settlement, chainText), (error) => {
    text = (error as Error).message;
    return error instanceof ChainFault;
  });
  return text;
}

/** The first hour and prosumer with a trade of a type. */
function firstTrade(type: string): { hour: number; id: number } {
  const line = csv.split("\n").find((line) => line.includes(type)) as string;
  const [hour, id] = line.split(",").map(Number);
  return { hour, id };
}

Deno.test("a run's settlement agrees with its chain, in pieces of any size", async () => {
  ok(csv.includes("P2P") && csv.includes("GRID_buy") && csv.includes("GRID_sell"));
  for (const size of [1, 1000, 1 << 20]) {
    const summary = await reconcile(csv, chain, NETWORK_FEE, size);
    equal(summary.settledSteps, 48);
    equal(summary.blocks, chain.trimEnd().split("\n").length);
  }
});

Deno.test("a balance that is off by a hundred-millionth of a euro is named", async () => {
  for (const type of ["P2P", "GRID_buy", "GRID_sell"]) {
    const { hour, id } = firstTrade(type);
    const off = withCell(hour, id, "money_balance", (cell) => String(Number(cell) + 1e-8));
    ok((await faultOf(off)).startsWith(`Step ${hour}, prosumer ${id}, money_balance: expected `));
  }
});

Deno.test("a balance that moves without a trade is named", async () => {
  const idle = csv.split("\n").find((line) => line.includes(",[],")) as string;
  const [hour, id] = idle.split(",").map(Number);
  const off = withCell(hour, id, "money_balance", (cell) => String(Number(cell) - 0.01));
  ok((await faultOf(off)).includes("and the trades of the step (0), found"));
});

Deno.test("the bonus of the hour before rules the balances", async () => {
  const { hour, id } = firstTradeAfter("P2P", 1);
  const off = withCell(hour - 1, id, "bonus", (cell) => String(Number(cell) + 0.01));
  ok((await faultOf(off)).startsWith(`Step ${hour}, prosumer ${id}, money_balance`));
});

Deno.test("the price of a grid purchase holds the penalty: the buyer pays it and no more", async () => {
  const penalised = csv.split("\n").slice(1).map((line) => line.split(",", 13))
    .filter((cells) => cells[prosumerColumns.indexOf("penalty")] === "1.1");
  ok(penalised.length > 100);
  const { hour, id } = firstTradeAfter("GRID_buy", 30);
  const before = csv.split("\n").find((line) => line.startsWith(`${hour - 1},${id},`)) as string;
  equal(before.split(",")[prosumerColumns.indexOf("penalty")], "1.1");
  const row = csv.split("\n").find((line) => line.startsWith(`${hour},${id},`)) as string;
  // P = 0.12 €/kWh, a = 5 %.
  const price = Number(/""price_per_kWh"":([^,]+),""type"":""GRID_buy""/.exec(row)?.[1]);
  ok(Math.abs(price - 0.12 * 1.05 * 1.1) < 1e-15, `${price}`);
  await reconcile(csv);
});

function firstTradeAfter(type: string, from: number): { hour: number; id: number } {
  for (const line of csv.split("\n").slice(1)) {
    const [hour, id] = line.split(",").map(Number);
    if (hour >= from && line.includes(type)) return { hour, id };
  }
  throw new Error(`no trade of type ${type}`);
}

Deno.test("a network fee other than the run's shows in the balances", async () => {
  await rejects(() => reconcile(csv, chain, 0.03), /money_balance: expected/);
});

Deno.test("a trade that is not on the chain is named, one that is missing too", async () => {
  const { hour, id } = firstTrade("P2P");
  const place = `Step ${hour}, prosumer ${id}, transactions`;
  const change = (from: RegExp, to: string) =>
    faultOf(withCell(hour, id, "transactions", (cell) => cell.replace(from, to)));
  const invented = `${place}[0]: expected a trade that is on the chain, once, found`;
  ok((await change(/""amount"":\d/, '""amount"":7')).startsWith(invented));
  ok((await change(/""price_per_kWh"":0/, '""price_per_kWh"":1')).startsWith(invented));
  ok((await change(/P2P/, "GRID_buy")).startsWith(invented));
  ok((await change(/\{/, '{""tip"":1,')).startsWith(`${place}[0].tip: expected no such field`));
  ok(
    (await change(/""hour"":\d+/, '""hour"":99')).startsWith(`${place}[0].hour: expected ${hour}`),
  );
  ok((await change(/\[.*\]/, "[]")).startsWith(`${place}: expected {"amount":`));
  ok((await change(/\[(.*)\]/, "[$1,$1]")).includes("on the chain, once"));
  ok((await change(/\[.*\]/, "[1]")).startsWith(`${place}[0]: expected a trade, found 1`));
  ok((await change(/\[/, "")).startsWith(`${place}: expected a JSON list`));
});

Deno.test("a listed trade that could be read in two ways is named", async () => {
  const { hour, id } = firstTrade("GRID_buy");
  const place = `Step ${hour}, prosumer ${id}, transactions`;
  const change = (from: RegExp, to: string) =>
    faultOf(withCell(hour, id, "transactions", (cell) => cell.replace(from, to)));
  ok(
    (await change(/""receiver"":(\d+)/, '""receiver"":""$1""')).startsWith(`${place}[0].receiver`),
  );
  ok((await change(/""receiver"":(\d+)/, '""receiver"":[$1]')).startsWith(`${place}[0].receiver`));
  ok((await change(/""type"":(""\w+"")/, '""type"":[$1]')).startsWith(`${place}[0].type`));
  ok((await change(/""amount"":[^,]+/, '""amount"":""1""')).startsWith(`${place}[0].amount`));
  const respelt: readonly (readonly [RegExp, string])[] = [
    [/""receiver"":/, '""receiver"":99,""receiver"":'],
    [/""amount"":([^,]+)/, '""amount"":$1e0'],
    [/GRID/, "GR\\u0049D"],
    [/,/, ", "],
  ];
  for (const [from, to] of respelt) {
    ok((await change(from, to)).startsWith(`${place}: expected its one form, with`), to);
  }
});

Deno.test("hours and prosumers must be complete and in order", async () => {
  const lines = csv.trimEnd().split("\n");
  const written = (list: readonly string[]) => list.join("\n") + "\n";
  ok((await faultOf(written(lines.toSpliced(5, 1)))).startsWith("Step 0, prosumer 4, id"));
  ok(
    (await faultOf(written(lines.toSpliced(5, 0, lines[5])))).startsWith("Step 0, prosumer 5, id"),
  );
  ok((await faultOf(written(lines.toSpliced(13, 12)))).startsWith("Step 0, prosumer 12, step"));
  ok((await faultOf(written(lines.slice(0, -1)))).startsWith("Step 47, rows: expected 12"));
  ok((await faultOf(written(lines.slice(0, -12)))).startsWith("Settlement, step 47, rows"));
  const without11 = lines.filter((line) => line.split(",", 2)[1] !== "11");
  ok((await faultOf(written(without11))).includes("rows: expected a row for prosumer 11, who"));
  ok((await faultOf(csv.replace("money_balance", "money"))).startsWith("Settlement, header"));
  ok(
    (await faultOf(withCell(3, 3, "bonus", () => "high"))).startsWith("Step 3, prosumer 3, bonus"),
  );
});

Deno.test("a chain that was cut off at a block's end does not agree with the settlement", async () => {
  const cut = chain.trimEnd().split("\n").slice(0, -1).join("\n") + "\n";
  ok((await faultOf(csv, cut)).includes("expected a trade that is on the chain, once"));
});

const SELLERS_PRICE = /""seller_price_per_kWh"":(0\.\d+)/;

Deno.test("trades of two prices: the settlement names the seller's, and balances follow from it", async () => {
  for (const clearing of ["discriminatory", "trade-reduction"]) {
    const twoPrices = await recordedRun(clearing);
    ok(SELLERS_PRICE.test(twoPrices.csv), clearing);
    ok(!twoPrices.chain.includes("seller_price"), clearing);
    await reconcile(twoPrices.csv, twoPrices.chain);
  }
});

Deno.test("a seller's price that one party lists and the other does not is found", async () => {
  const twoPrices = await recordedRun("discriminatory");
  const changed = twoPrices.csv.replace(SELLERS_PRICE, '""seller_price_per_kWh"":0.01');
  const fault = await faultOf(changed, twoPrices.chain);
  ok(
    fault.includes("seller_price_per_kWh") && fault.includes("as the other party lists it"),
    fault,
  );
  const missing = twoPrices.csv.replace(/""seller_price_per_kWh"":0\.\d+,/, "");
  ok((await faultOf(missing, twoPrices.chain)).includes("as the other party lists it"));
});

Deno.test("a seller's price that both parties lower is found in the seller's balance", async () => {
  const twoPrices = await recordedRun("discriminatory");
  const [, price] = twoPrices.csv.match(SELLERS_PRICE)!;
  const changed = twoPrices.csv.replaceAll(price, String(Number(price) / 2));
  ok((await faultOf(changed, twoPrices.chain)).includes("money_balance"));
});

Deno.test("a seller's price above the buyer's, or no number, is none", async () => {
  const twoPrices = await recordedRun("discriminatory");
  for (const price of ["9", '""0.1""', "null"]) {
    const changed = twoPrices.csv.replace(SELLERS_PRICE, `""seller_price_per_kWh"":${price}`);
    const fault = await faultOf(changed, twoPrices.chain);
    ok(fault.includes("a number below the buyer's price"), fault);
  }
});
