import { ok, rejects, strictEqual as equal } from "node:assert/strict";
import { ChainFault } from "../../../lib/chain/audit/fault.ts";
import { verifyChain } from "../../../lib/chain/audit/verify.ts";
import { type Block, blockLine } from "../../../lib/chain/block.ts";
import { Chain } from "../../../lib/chain/chain.ts";
import { keysJson, parseKeys } from "../../../lib/chain/format/keys.ts";
import { stepsOf } from "../../../lib/config/steps.ts";
import { prosumerColumns, prosumerRows } from "../../../lib/results/records.ts";
import { startOfStep } from "../../../lib/time.ts";
import { configOf, run, valuesOf } from "../../made/fixtures.ts";

interface Recorded {
  readonly chain: string;
  readonly csv: string;
  readonly steps: number;
  readonly keys: ReturnType<typeof parseKeys>;
}

const MEMBERS = 8;

/** 24 steps with clouds that nobody foresaw, and at times a price below zero. */
async function record(
  step_minutes: number,
  stamp = (instant: number) => instant,
): Promise<Recorded> {
  const config = configOf({
    step_minutes,
    hours: 24 * step_minutes / 60,
    community: { num_prosumers: MEMBERS, pv_number_range: [0, 30], battery_capacity_range: [0] },
    load: { annual_kwh_range: [1500, 4000] },
    settlement: { imbalance_spread: 0.2 },
  });
  const hour = step_minutes / 60;
  const outlook = {
    forecast: valuesOf(config, 0.12, (step) => hour * [0.5, 0.1, 0][step % 3]),
    actual: valuesOf(
      config,
      (step) => step % 5 === 1 ? -0.03 : 0.1,
      (step) => hour * 0.05 * (step % 7),
    ),
  };
  const steps = stepsOf(config);
  using chain = await Chain.begin({
    seed: 3,
    difficulty: 1,
    miners: 10,
    start: steps.start,
    signatures: true,
  });
  const line = (block: Block) => [...blockLine(block)].join("");
  let lines = line(chain.genesis);
  let csv = prosumerColumns.join(",") + "\n";
  for (const step of run(config, outlook)) {
    const { trades } = step;
    const timestamp = stamp(step.start);
    const block = await chain.append({ step: step.step, timestamp, trades });
    if (block) lines += line(block);
    csv += [...prosumerRows(step, Math.floor(step.step * hour))].join("");
  }
  return {
    chain: lines,
    csv,
    steps: steps.count,
    keys: parseKeys(keysJson(chain.keys!, MEMBERS)),
  };
}

async function* whole<Piece>(piece: Piece): AsyncGenerator<Piece> {
  yield await Promise.resolve(piece);
}

function verify({ chain, csv, keys }: Recorded, networkFee = 0.02) {
  return verifyChain(whole(new TextEncoder().encode(chain)), {
    keys,
    settlement: { text: whole(csv), networkFee },
  });
}

async function faultOf(recorded: Recorded): Promise<string> {
  let message = "";
  await rejects(verify(recorded), (error) => {
    message = (error as Error).message;
    return error instanceof ChainFault;
  });
  return message;
}

const runs = new Map<number, Recorded>();
for (const minutes of [5, 15, 60]) runs.set(minutes, await record(minutes));

for (const [minutes, recorded] of runs) {
  Deno.test(`${minutes} minutes: imbalances are on the chain, and chain and settlement agree`, async () => {
    const { settledSteps, transactions, blocks } = await verify(recorded);
    equal(settledSteps, recorded.steps);
    const counts: Record<string, number> = {};
    for (const [, type] of recorded.chain.matchAll(/"type":"(\w+)"/g)) {
      counts[type] = (counts[type] ?? 0) + 1;
    }
    for (const type of ["P2P", "GRID_buy", "GRID_sell", "IMB_short", "IMB_long"]) {
      ok(counts[type] > 0, `no ${type}`);
    }
    equal(Object.values(counts).reduce((sum, count) => sum + count, 0), transactions);
    equal(blocks, recorded.chain.trimEnd().split("\n").length);
  });

  Deno.test(`${minutes} minutes: each block begins with its step`, () => {
    const [genesis, ...blocks] = recorded.chain.trimEnd().split("\n").map((line) =>
      JSON.parse(line)
    );
    for (const { timestamp, transactions } of blocks) {
      for (const transaction of transactions) {
        equal(transaction.timestamp, timestamp);
        equal(
          startOfStep(
            { start: genesis.timestamp, seconds: 60 * minutes, count: 0 },
            transaction.step,
          ),
          timestamp,
        );
      }
    }
  });

  Deno.test(`${minutes} minutes: a balance that leaves out an imbalance is named`, async () => {
    const column = prosumerColumns.indexOf("money_balance");
    const lines = recorded.csv.trimEnd().split("\n");
    const at = lines.findIndex((line) => line.includes("IMB_long"));
    const cells = lines[at].split(",");
    cells[column] = String(Number(cells[column]) - 1e-6);
    const csv = lines.with(at, cells.join(",")).join("\n") + "\n";
    const [step, id] = [Math.floor((at - 1) / MEMBERS), (at - 1) % MEMBERS];
    ok(
      (await faultOf({ ...recorded, csv })).startsWith(
        `Step ${step}, prosumer ${id}, money_balance: expected `,
      ),
    );
  });

  Deno.test(`${minutes} minutes: an imbalance that the settlement swaps or drops is named`, async () => {
    const swapped = recorded.csv.replace("IMB_short", "GRID_buy");
    ok(
      /transactions\[\d\]: expected a trade that is on/.test(
        await faultOf({ ...recorded, csv: swapped }),
      ),
    );
    const dropped = recorded.csv.replace(/,\{[^{}]*IMB_short[^{}]*\}/, "");
    ok(dropped.length < recorded.csv.length);
    ok(/transactions: expected \{"amount"/.test(await faultOf({ ...recorded, csv: dropped })));
  });
}

/** The fault of a chain whose blocks are stamped otherwise, in good order for the rest. */
async function stampedAs(minutes: number, stamp: (elapsed: number) => number): Promise<string> {
  const [first] = (runs.get(minutes) as Recorded).chain.split("\n", 1);
  const start = JSON.parse(first).timestamp;
  return await faultOf(await record(minutes, (instant) => start + stamp(instant - start)));
}

Deno.test("a block that is stamped with another step's time is refused", async () => {
  // Quarters of an hour, but from the tenth on a quarter late.
  const late = await stampedAs(15, (elapsed) => elapsed >= 9000 ? elapsed + 900 : elapsed);
  ok(/^Block 1\d?, transactions\[0\]\.step: expected 11, the step of 900 s/.test(late), late);
});

Deno.test("a block that is stamped within a step is refused", async () => {
  const within = await stampedAs(60, (elapsed) => elapsed >= 36_000 ? elapsed + 300 : elapsed);
  ok(/transactions\[0\]\.step: expected 10\.08\d*, the step of 3600 s/.test(within), within);
  const odd = await stampedAs(5, (elapsed) => elapsed >= 3000 ? elapsed + 7 : elapsed);
  ok(/timestamp: expected a whole number of steps after the genesis block/.test(odd), odd);
});

Deno.test("a length that no step has is refused", async () => {
  const stretched = await stampedAs(15, (elapsed) => elapsed * 5);
  ok(
    /transactions\[0\]\.step: expected a step that begins .* 300,600,900,1200,1800,3600 s/.test(
      stretched,
    ),
  );
});
