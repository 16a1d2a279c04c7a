import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import type { Config } from "../../lib/config/settings.ts";
import { Regulator } from "../../lib/regulator/regulator.ts";
import { Standing } from "../../lib/regulator/standing.ts";
import { bookOf, configOf, type TradeRow } from "../made/fixtures.ts";

const peers = (from: number, to: number): TradeRow => [from, to, 1, 0.2, "P2P"];
const gridBuy = (id: number): TradeRow => [-1, id, 1, 0.2, "GRID_buy"];
const gridSell = (id: number): TradeRow => [id, -1, 1, 0.2, "GRID_sell"];

type Rules = Partial<Config["regulator"]>;

/** A regulator over some members, to be shown one hour's trades after another. */
function watch(members: number, rules: Rules = {}) {
  const standing = new Standing(members);
  const regulator = new Regulator(members, { ...configOf().regulator, ...rules });
  const audit = (rows: readonly TradeRow[]) => regulator.audit(bookOf(rows, members), standing);
  return { standing, audit };
}

/** Whether member 0 is barred from the hour after each of the given hours. */
function barsAfter(rules: Rules, boughtFromGrid: readonly (0 | 1)[]): number[] {
  const { standing, audit } = watch(1, rules);
  return boughtFromGrid.map((bought) => {
    audit(bought === 1 ? [gridBuy(0)] : []);
    return standing.barred[0];
  });
}

Deno.test("an hour counts once, however many trades a member makes in it", () => {
  const { standing, audit } = watch(4);
  audit([peers(0, 1), peers(0, 2), peers(3, 1), gridBuy(1), gridSell(0)]);
  deepEqual([...standing.p2pExchanges], [1, 1, 1, 1]);
  deepEqual([...standing.aggExchanges], [0, 1, 0, 0]);
});

Deno.test("sales to the aggregator and idle hours count as nothing", () => {
  const { standing, audit } = watch(2);
  audit([gridSell(0)]);
  audit([]);
  deepEqual([...standing.p2pExchanges, ...standing.aggExchanges], [0, 0, 0, 0]);
});

Deno.test("counters are cumulative and do not forget in idle hours", () => {
  const { standing, audit } = watch(2);
  for (const rows of [[peers(0, 1)], [], [peers(1, 0), gridBuy(0)], [gridBuy(0)]]) audit(rows);
  deepEqual([...standing.p2pExchanges], [2, 2]);
  deepEqual([...standing.aggExchanges], [2, 0]);
});

Deno.test("bonuses follow the P2P hours: 1.02 from the first, 1.05 from the 5th, 1.10 from the 10th", () => {
  const { standing, audit } = watch(2);
  const bonuses = Array.from({ length: 11 }, () => {
    audit([peers(0, 1)]);
    deepEqual(standing.bonus[0], standing.bonus[1]);
    return standing.bonus[0];
  });
  deepEqual(bonuses, [1.02, 1.02, 1.02, 1.02, 1.05, 1.05, 1.05, 1.05, 1.05, 1.1, 1.1]);
  deepEqual([...standing.penalty], [1, 1]);
});

Deno.test("penalties follow the grid hours: 1.05 from the 5th, 1.10 from the 10th", () => {
  const { standing, audit } = watch(1);
  const penalties = Array.from({ length: 11 }, () => {
    audit([gridBuy(0)]);
    return standing.penalty[0];
  });
  deepEqual(penalties, [1, 1, 1, 1, 1.05, 1.05, 1.05, 1.05, 1.05, 1.1, 1.1]);
  equal(standing.bonus[0], 1);
});

Deno.test("by default nobody is ever barred", () => {
  deepEqual(barsAfter({}, Array(50).fill(1)), Array(50).fill(0));
});

Deno.test("suspension: three grid hours in a row bar from exactly the next two hours", () => {
  // Hours 0, 1, 2 are bought; hours 3 and 4 are barred, which the audits after 2 and 3 decide.
  const rules = { suspension: { after: 3, hours: 2 } };
  deepEqual(barsAfter(rules, [1, 1, 1, 0, 0, 0]), [0, 0, 1, 1, 0, 0]);
});

Deno.test("suspension: an hour without a grid purchase breaks the row", () => {
  const rules = { suspension: { after: 3, hours: 2 } };
  deepEqual(barsAfter(rules, [1, 1, 0, 1, 1, 0, 1, 1, 1]), [0, 0, 0, 0, 0, 0, 0, 0, 1]);
});

Deno.test("suspension: purchases while barred do not count, afterwards a row begins anew", () => {
  const rules = { suspension: { after: 3, hours: 2 } };
  deepEqual(barsAfter(rules, Array(11).fill(1)), [0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0]);
});

Deno.test("suspension after a single purchase for a single hour", () => {
  deepEqual(barsAfter({ suspension: { after: 1, hours: 1 } }, [1, 0, 1, 1, 1]), [1, 0, 1, 0, 1]);
});

Deno.test("suspension bars only whom it is about", () => {
  const { standing, audit } = watch(3, { suspension: { after: 2, hours: 5 } });
  audit([gridBuy(0), gridBuy(1)]);
  audit([gridBuy(1), gridBuy(2)]);
  deepEqual([...standing.barred], [0, 1, 0]);
});

Deno.test("expulsion: after four grid hours a member is out for good, at the highest penalty", () => {
  const rules = { expulsion: { after: 4 } };
  deepEqual(barsAfter(rules, [1, 0, 1, 1, 0, 1, 0, 0, 0]), [0, 0, 0, 0, 0, 1, 1, 1, 1]);
  const { standing, audit } = watch(2, rules);
  const penalties = Array.from({ length: 5 }, () => {
    audit([gridBuy(0)]);
    return standing.penalty[0];
  });
  deepEqual(penalties, [1, 1, 1, 1.1, 1.1]);
  deepEqual([...standing.barred], [1, 0]);
  equal(standing.penalty[1], 1);
});

Deno.test("both rules at once: a suspended member's purchases still count towards expulsion", () => {
  const rules = { suspension: { after: 2, hours: 1 }, expulsion: { after: 4 } };
  deepEqual(barsAfter(rules, [1, 1, 1, 1, 0, 0]), [0, 1, 0, 1, 1, 1]);
});
