import { deepStrictEqual as deepEqual, match, ok, strictEqual as equal } from "node:assert/strict";
import { leagueText } from "../../lib/cli/experiment/league_text.ts";
import { isLeague, leagueOf } from "../../lib/experiment/league.ts";
import type { KpiName } from "../../lib/results/kpi_definitions.ts";
import { experimentByHand } from "../made/experiment_by_hand.ts";

/** Five seeds of three mechanisms, whose figures differ by the given steps. */
function league(steps: Readonly<Record<string, Partial<Record<KpiName, number>>>>) {
  const { header, kpis } = experimentByHand(steps);
  const variants = Object.keys(steps).map((name) => ({ "market.clearing": name }));
  return {
    header: { ...header, name: "sweep" as const, factors: ["market.clearing"], variants },
    kpis,
  };
}

const clear = league({
  mid: { trades_worse_off: -0.3 },
  uniform: { welfare_share: 0.3 },
  cda: { trades_worse_off: 0.1 },
});

Deno.test("who has most leads where more is better, who has least where less is", () => {
  const byName = new Map(leagueOf(clear).map((column) => [column.kpi, column]));
  equal(byName.get("welfare_share")?.leader?.leader, 1);
  equal(byName.get("welfare_share")?.leader?.isSignificant, true);
  equal(byName.get("trades_worse_off")?.leader?.leader, 0);
  equal(byName.get("trades_worse_off")?.leader?.isSignificant, true);
  equal(byName.get("feasible_share")?.leader?.isSignificant, false);
});

Deno.test("who gets what has no leader", () => {
  const without = leagueOf(clear).filter(({ leader }) => leader === undefined);
  deepEqual(without.map(({ kpi }) => kpi), ["buyers_share", "market_operator_balance"]);
});

Deno.test("stars stand at leads beyond chance and nowhere else", () => {
  const text = leagueText(clear);
  const rows = text.split("\n").filter((line) => /^(mid|uniform|cda) /.test(line));
  deepEqual(rows.map((row) => row.split("★").length - 1), [1, 1, 0]);
  match(text, /★ Welfare share: uniform before (mid|cda) by 0\.[23]\d+ ± 0\.0\d+ \(5 pairs\)/);
  match(text, /★ Trades worse off: mid before uniform by 0\.3\d* ± 0\.0\d+ less \(5 pairs\)/);
  ok(!/★ P2P share of the tradable/.test(text));
});

Deno.test("a league needs two mechanisms, and mechanisms", () => {
  equal(isLeague(clear), true);
  equal(isLeague(league({ mid: {} })), false);
  equal(isLeague(experimentByHand({ none: {}, p2p: {} })), false);
});
