import { ok, rejects, strictEqual as equal } from "node:assert/strict";
import { blockText } from "lib/chain/block.ts";
import { Chain } from "lib/chain/chain.ts";
import { ChainFault } from "lib/chain/audit/fault.ts";
import type { RegulatorRules } from "lib/chain/audit/multiplier_audit.ts";
import { verifyChain } from "lib/chain/audit/verify.ts";
import { prosumerColumns } from "lib/results/tables/member_steps.ts";
import { configOf, outlookOf, run } from "../../made/fixtures.ts";
import { prosumerLines } from "../../made/table_lines.ts";

const HOURS = 24;

/** A sunny day without a P2P market: whoever could have bought from a peer is penalised and barred. */
const config = configOf({
  regulator: {
    penalise: "avoidable",
    rebate: "per-capita",
    p2p_bonus_policy: {},
    grid_penalty_policy: { "1": 1.2, "3": 1.5 },
    suspension: { after: 2, hours: 3 },
    expulsion: { after: 6 },
  },
  market: { clearing: "none" },
});

async function recordedRun() {
  const sun = (hour: number) => Math.max(0, 0.15 * Math.sin((hour - 6) / 14 * Math.PI));
  const settings = { seed: 42, difficulty: 0, miners: 10, signatures: false };
  using chain = await Chain.begin({ ...settings, start: 1755208800 });
  const lines = [blockText(chain.genesis)];
  const rows = [`${prosumerColumns.join(",")}\n`];
  let suspended = 0, handed = 0;
  for (const hour of run(config, outlookOf(config, 0.12, sun))) {
    const { step, start: timestamp, trades, standing, accounts } = hour;
    rows.push(...prosumerLines(hour, step));
    suspended += standing.barred.reduce((sum, barred) => sum + barred, 0);
    handed = accounts.fundPaidOut;
    const block = await chain.append({ step, timestamp, trades });
    if (block !== undefined) lines.push(blockText(block));
  }
  return { chain: lines.join(""), settlement: rows.join(""), suspended, handed };
}

async function* pieces<Piece>(piece: Piece): AsyncGenerator<Piece> {
  yield await Promise.resolve(piece);
}

const { chain, settlement, suspended, handed } = await recordedRun();

function verify(rules: Partial<RegulatorRules> = {}) {
  const comparison = {
    text: pieces(settlement),
    networkFee: config.grid.network_fee,
    regulator: { ...config.regulator, ...rules },
    extent: { prosumers: 100, steps: HOURS, stepMinutes: 60 },
  };
  return verifyChain(pieces(new TextEncoder().encode(chain)), { settlement: comparison });
}

Deno.test("an audit recomputes from the chain what was avoidable, who was barred, what is handed back", async () => {
  ok(suspended > 0 && handed > 0.001, `${suspended} barred, ${handed} € handed back`);
  equal((await verify()).settledSteps, HOURS);
});

Deno.test("an audit by other rules finds fault", async () => {
  await rejects(() => verify({ penalise: "all" }), ChainFault);
  await rejects(() => verify({ suspension: null, expulsion: null }), ChainFault);
  await rejects(() => verify({ rebate: "none" }), ChainFault);
});
