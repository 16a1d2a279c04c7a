import { ok, rejects, strictEqual as equal } from "node:assert/strict";
import { blockText } from "lib/chain/block.ts";
import { Chain } from "lib/chain/chain.ts";
import { ChainFault } from "lib/chain/audit/fault.ts";
import { verifyChain } from "lib/chain/audit/verify.ts";
import { parseConfig } from "lib/config/parse.ts";
import { asForecast } from "lib/forecast/outlook.ts";
import { prosumerColumns } from "lib/results/tables/member_steps.ts";
import { run } from "../../made/fixtures.ts";
import { prosumerLines } from "../../made/table_lines.ts";

const HOURS = 24;
const NEIGHBOURHOODS = 5;

/** A sunny day under a regulator that pays bonuses out of a fund of 2 cents. */
const config = parseConfig(`{
  "regulator": { "fund_floor": -0.02, "grid_penalty_policy": {} },
  "market": { "bidding": { "strategy": "outside-option" } }
}`);

async function recordedRun(): Promise<
  { chain: string; settlement: string; bonusShares: number[] }
> {
  const marketPrice = new Float64Array(HOURS).fill(0.12);
  const pvKwhPerKw = Array.from(marketPrice, (_, hour) => {
    const sun = Math.max(0, 0.8 * Math.sin((hour - 6) / 14 * Math.PI));
    return new Float64Array(NEIGHBOURHOODS).fill(sun);
  });
  const settings = { seed: 42, difficulty: 0, miners: 10, start: 0, signatures: false };
  using chain = await Chain.begin({ ...settings, start: 1755208800 });
  const lines = [blockText(chain.genesis)];
  const rows = [`${prosumerColumns.join(",")}\n`];
  const bonusShares: number[] = [];
  for (const hour of run(config, asForecast({ marketPrice, pvKwhPerKw }))) {
    const { step, start: timestamp, trades } = hour;
    rows.push(...prosumerLines(hour, step));
    bonusShares.push(hour.bonusShare);
    const block = await chain.append({ step, timestamp, trades });
    if (block !== undefined) lines.push(blockText(block));
  }
  return { chain: lines.join(""), settlement: rows.join(""), bonusShares };
}

async function* pieces<Piece>(piece: Piece): AsyncGenerator<Piece> {
  yield await Promise.resolve(piece);
}

const { chain, settlement, bonusShares } = await recordedRun();

function verify(shares: readonly number[] | undefined) {
  const { network_fee: networkFee } = config.grid;
  const comparison = { text: pieces(settlement), networkFee, bonusShares: shares };
  return verifyChain(pieces(new TextEncoder().encode(chain)), { settlement: comparison });
}

Deno.test("balances follow from the bonuses that a short fund could pay", async () => {
  ok(bonusShares.some((share) => share < 1), "the fund must run short for this to be a test");
  equal((await verify(bonusShares)).settledSteps, HOURS);
});

Deno.test("bonuses that a short fund could not pay do not explain the balances", async () => {
  await rejects(verify(undefined), ChainFault);
  await rejects(verify(bonusShares.map(() => 1)), /money_balance/);
});

Deno.test("an hour whose share of the bonuses is missing or absurd is named", async () => {
  await rejects(verify(bonusShares.slice(0, 9)), /Step 9.*bonus_share/);
  await rejects(verify(bonusShares.map(() => 2)), /Step 0.*bonus_share/);
});
