import {
  deepStrictEqual as deepEqual,
  ok,
  rejects,
  strictEqual as equal,
} from "node:assert/strict";
import { type AccountBalances, accountBalances } from "../../../lib/chain/audit/account_audit.ts";
import { ChainFault } from "../../../lib/chain/audit/fault.ts";
import { provesInclusion, proveTrades } from "../../../lib/chain/audit/proof.ts";
import type { SettlementExtent } from "../../../lib/chain/audit/reconciliation.ts";
import { verifyChain } from "../../../lib/chain/audit/verify.ts";
import { blockText } from "../../../lib/chain/block.ts";
import { Chain } from "../../../lib/chain/chain.ts";
import type { ConsensusName } from "../../../lib/chain/consensus/mod.ts";
import { type KeyFile, keysJson, parseKeyFile } from "../../../lib/chain/format/key_file.ts";
import { stepsOf } from "../../../lib/config/steps.ts";
import { accountColumns, accountNames, accountRows } from "../../../lib/results/records.ts";
import { csvLine } from "../../../lib/results/tables/cells.ts";
import { prosumerColumns } from "../../../lib/results/tables/member_steps.ts";
import { startOfStep } from "../../../lib/time.ts";
import { configOf, run, valuesOf } from "../../made/fixtures.ts";
import { prosumerLines } from "../../made/table_lines.ts";

interface Recorded {
  readonly chain: string;
  readonly csv: string;
  readonly steps: number;
  readonly keys: KeyFile;
  readonly accounts: readonly AccountBalances[];
}

const MEMBERS = 8;

/** 24 steps with clouds that nobody foresaw, and at times a price below zero. */
async function record(
  step_minutes: number,
  stamp = (instant: number) => instant,
  consensus: ConsensusName = "proof-of-work",
  changed: object = {},
): Promise<Recorded> {
  const config = configOf({
    step_minutes,
    hours: 24 * step_minutes / 60,
    community: { num_prosumers: MEMBERS, pv_number_range: [0, 30], battery_capacity_range: [0] },
    load: { annual_kwh_range: [1500, 4000] },
    settlement: { imbalance_spread: 0.2 },
    ...changed,
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
    consensus,
    difficulty: 1,
    miners: 10,
    start: steps.start,
    signatures: true,
    prosumers: MEMBERS,
  });
  let lines = blockText(chain.genesis);
  const names = accountNames(config);
  let csv = prosumerColumns.join(",") + "\n";
  let accounts = accountColumns.join(",") + "\n";
  for (const step of run(config, outlook)) {
    const { trades } = step;
    const timestamp = stamp(step.start);
    const block = await chain.append({ step: step.step, timestamp, trades });
    if (block) lines += blockText(block);
    csv += prosumerLines(step, Math.floor(step.step * hour)).join("");
    accounts += [...accountRows(step, Math.floor(step.step * hour), names)].map(csvLine).join("");
  }
  return {
    chain: lines,
    csv,
    steps: steps.count,
    keys: parseKeyFile(keysJson(await chain.publishedKeys())),
    accounts: accountBalances(accounts),
  };
}

async function* whole<Piece>(piece: Piece): AsyncGenerator<Piece> {
  yield await Promise.resolve(piece);
}

function verify({ chain, csv, keys }: Recorded, extent?: SettlementExtent) {
  return verifyChain(whole(new TextEncoder().encode(chain)), {
    keys: keys.parties,
    validators: keys.validators,
    settlement: { text: whole(csv), networkFee: 0.02, extent },
  });
}

async function faultOf(recorded: Recorded, extent?: SettlementExtent): Promise<string> {
  let message = "";
  await rejects(verify(recorded, extent), (error) => {
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

Deno.test("steps of a quarter by proof of stake: draws are repeated, trades those of proof of work", async () => {
  const staked = await record(15, (instant) => instant, "proof-of-stake");
  const mined = runs.get(15) as Recorded;
  equal(staked.csv, mined.csv);
  const extent = { prosumers: MEMBERS, steps: staked.steps, stepMinutes: 15 };
  const { consensus, sealsChecked, settledSteps } = await verify(staked, extent);
  deepEqual([consensus, sealsChecked, settledSteps], ["proof-of-stake", true, staked.steps]);

  const chunks = () => whole(new TextEncoder().encode(staked.chain));
  const { validators = [] } = staked.keys;
  const proven = await proveTrades(chunks(), 1, 5, { validators });
  ok(
    proven.length > 0 && proven.every(({ proof, blockHash }) => provesInclusion(proof, blockHash)),
  );
  const other = validators.with(0, { ...validators[0], stake: 2 * validators[0].stake });
  await rejects(proveTrades(chunks(), 1, 5, { validators: other }), ChainFault);
  await rejects(proveTrades(chunks(), 1, 5, { consensus: "proof-of-work" }), ChainFault);
});

Deno.test("a settlement reaches as far as the run, in steps of the run's length", async () => {
  for (const [stepMinutes, recorded] of runs) {
    const { steps } = recorded;
    const extent = { prosumers: MEMBERS, steps, stepMinutes };
    equal((await verify(recorded, extent)).settledSteps, steps);
    const shorter = await faultOf(recorded, { ...extent, steps: steps - 1 });
    ok(shorter.startsWith(`Step ${steps - 1}, rows: expected no step after`), shorter);
    const longer = await faultOf(recorded, { ...extent, steps: steps + 1 });
    ok(longer.startsWith(`Settlement, rows: expected ${steps + 1} steps`), longer);
    const others = await faultOf(recorded, { ...extent, prosumers: MEMBERS + 1 });
    ok(others.startsWith(`Step 0, rows: expected ${MEMBERS + 1} prosumers`), others);
    const slower = await faultOf(recorded, { ...extent, stepMinutes: 2 * stepMinutes });
    ok(/^Step 1, timestamp: expected a block \d+ s after the start/.test(slower), slower);
  }
});

Deno.test("the aggregator's account is what grid trades and imbalances make of it", async () => {
  const recorded = runs.get(15) as Recorded;
  const { accounts } = recorded;
  const compare = (accounts: readonly AccountBalances[]) =>
    verifyChain(whole(new TextEncoder().encode(recorded.chain)), {
      settlement: { text: whole(recorded.csv), networkFee: 0.02, accounts },
    });
  equal((await compare(accounts)).settledSteps, recorded.steps);
  const forged = accounts.map(({ hour, balances }, step) => ({
    hour,
    balances: step < 9 ? balances : {
      ...balances,
      aggregator: balances.aggregator + 1e-6,
      regulator_fund: balances.regulator_fund - 1e-6,
    },
  }));
  await rejects(compare(forged), /Accounts, step 9, aggregator: expected /);
  const late = accounts.with(8, { ...accounts[8], hour: 3 });
  await rejects(compare(late), /Accounts, step 8, hour: expected 2, found 3/);
  await rejects(compare(accounts.slice(0, -1)), /Accounts, step 23, hour: expected 5, /);
});

Deno.test("the trades of an hour are proven from all its blocks", async () => {
  for (const [minutes, recorded] of runs) {
    const blocks = recorded.chain.trimEnd().split("\n").slice(1).map((line) => JSON.parse(line));
    const hour = Math.floor(20 * minutes / 60);
    let proven = 0;
    for (let member = 0; member < MEMBERS; member++) {
      const own = blocks.flatMap(({ hash, transactions }) =>
        transactions.filter(({ sender, receiver, step }: Record<string, unknown>) =>
          [sender, receiver].includes(member) && Math.floor(Number(step) * minutes / 60) === hour
        ).map(({ amount }: { amount: number }) => ({ hash, amount }))
      );
      const trades = await proveTrades(
        whole(new TextEncoder().encode(recorded.chain)),
        member,
        hour,
      );
      deepEqual(
        trades.map(({ proof, blockHash }) => ({
          hash: blockHash,
          amount: proof.transaction.amount,
        })),
        own,
      );
      ok(trades.every(({ proof, blockHash }) => provesInclusion(proof, blockHash)));
      proven += new Set(trades.map(({ blockHash }) => blockHash)).size;
    }
    ok(proven > 0 && (minutes === 60 || proven > MEMBERS), `${minutes}: ${proven}`);
  }
});

/** The fault of a chain whose blocks are stamped otherwise, in good order for the rest. */
async function stampedAs(minutes: number, stamp: (elapsed: number) => number): Promise<string> {
  const [first] = (runs.get(minutes) as Recorded).chain.split("\n", 1);
  const start = JSON.parse(first).timestamp;
  return await faultOf(await record(minutes, (instant) => start + stamp(instant - start)));
}

Deno.test("a block that is stamped with another step's time is refused", async () => {
  // Quarters of an hour, but from the tenth on a quarter late.
  const late = await stampedAs(15, (elapsed) => elapsed >= 9000 ? elapsed + 900 : elapsed);
  ok(/^Block 1\d?, transactions\[0\]\.step: expected 11, the block's step/.test(late), late);
});

Deno.test("a block that is stamped within a step is refused", async () => {
  const within = await stampedAs(60, (elapsed) => elapsed >= 36_000 ? elapsed + 300 : elapsed);
  ok(/timestamp: expected a whole number of hours after the genesis block/.test(within), within);
  const odd = await stampedAs(5, (elapsed) => elapsed >= 3000 ? elapsed + 7 : elapsed);
  ok(/timestamp: expected a whole number of steps of 5 minutes after the genesis/.test(odd), odd);
});

Deno.test("a length that no step has is refused", async () => {
  const stretched = await stampedAs(15, (elapsed) => elapsed * 5);
  ok(
    /^Block \d, transactions\[0\]\.step: expected one of 15, 5, as the block is 4500 s/.test(
      stretched,
    ),
    stretched,
  );
});

Deno.test("at retail, with the incentive: trades, balances and accounts agree, each member at its own price", async () => {
  const recorded = await record(60, undefined, undefined, {
    date: "2023-06-30",
    grid: { tariff: "retail" },
    cer: {},
  });
  const check = (accounts: readonly AccountBalances[], pricesByMember = true) =>
    verifyChain(whole(new TextEncoder().encode(recorded.chain)), {
      keys: recorded.keys.parties,
      settlement: { text: whole(recorded.csv), networkFee: 0.02, accounts, pricesByMember },
    });
  equal((await check(recorded.accounts)).settledSteps, recorded.steps);
  await rejects(check(recorded.accounts, false), /GRID_buy of prosumer .* as for the others/);
  const forged = (account: string) =>
    recorded.accounts.map(({ hour, balances }) => ({
      hour,
      balances: { ...balances, [account]: balances[account] + 0.01 },
    }));
  for (const account of ["supplier", "distributor", "state", "gse", "bills", "incentive"]) {
    await rejects(check(forged(account)), /Accounts, step 0, aggregator/);
  }
  for (const account of ["prosumers", "network_operator", "market_operator"]) {
    await rejects(check(forged(account)), new RegExp(`Accounts, step 0, ${account}`));
  }
});
