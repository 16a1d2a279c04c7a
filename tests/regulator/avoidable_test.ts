import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { clearWithAggregator } from "../../lib/market/aggregator.ts";
import { TradeBook } from "../../lib/market/trade_book.ts";
import { avoidableShare } from "../../lib/regulator/avoidable.ts";
import { Regulator } from "../../lib/regulator/regulator.ts";
import { postRebate } from "../../lib/settlement/rebate.ts";
import { Accounts } from "../../lib/settlement/accounts.ts";
import { settle } from "../../lib/settlement/settle.ts";
import { Institution } from "../../lib/market/parties.ts";
import { close, communityOf, configOf, outlookOf, rowsOf, run } from "../made/fixtures.ts";

const share = (open: readonly number[], barred: readonly number[] = open.map(() => 0)) =>
  avoidableShare(Float64Array.from(open), Uint8Array.from(barred));

Deno.test("what admitted members sold to the grid could have served a part of what was bought", () => {
  close(share([3, 1, -1]), .25);
  equal(share([1, -3]), 1);
  equal(share([2, 1]), 0);
  equal(share([-2]), 0);
  equal(share([1, -3], [0, 1]), 0);
  close(share([4, -3, -1], [0, 1, 0]), .25);
  equal(share([1e-10, -3]), 0);
});

Deno.test("avoidable: the penalty is borne by that part alone, and goes to the fund", () => {
  // λb = .21; of 4 kWh a peer could have served 1: the factor is 1 + .1/4.
  const community = communityOf([
    { imbalance: 3, penalty: 1.1 },
    { imbalance: 1, penalty: 1.1 },
    { imbalance: -1 },
  ]);
  const round = community.round(.20);
  const trades = new TradeBook(3);
  const penalised = avoidableShare(community.orders.openKwh, community.standing.barred);
  clearWithAggregator(round, trades, penalised);
  rowsOf(trades).slice(0, 2).forEach(([, , , price]) => close(price, .21 * 1.025));
  const accounts = new Accounts(3);
  settle(trades, round, accounts);
  close(accounts.regulatorFund, 4 * .21 * .025);
});

Deno.test("avoidable: purchases that nobody could have served do not count", () => {
  const community = communityOf([{ imbalance: 3 }, { imbalance: 1 }]);
  const regulator = new Regulator(2, configOf().regulator);
  const trades = new TradeBook(2);
  clearWithAggregator(community.round(.2), trades, 0);
  regulator.audit(trades, community.standing, 0);
  deepEqual([...community.standing.aggExchanges], [0, 0]);
  regulator.audit(trades, community.standing, .5);
  deepEqual([...community.standing.aggExchanges], [1, 1]);
  regulator.audit(trades, community.standing);
  deepEqual([...community.standing.aggExchanges], [2, 2]);
});

Deno.test("avoidable: at night, when nobody has anything to sell, nobody is penalised", () => {
  const penalties = (penalise: string) => {
    const config = configOf({ regulator: { penalise, grid_penalty_policy: { "1": 2 } } });
    let most = 0;
    for (const { standing } of run(config, outlookOf(config))) {
      most = Math.max(most, ...standing.penalty);
    }
    return most;
  };
  equal(penalties("all"), 2);
  equal(penalties("avoidable"), 1);
});

Deno.test("a rebate hands out what the fund has over, in equal parts, and never takes", () => {
  const accounts = new Accounts(4);
  accounts.post(0, Institution.RegulatorFund, 2);
  postRebate(accounts, 4, accounts.regulatorFund);
  equal(accounts.regulatorFund, 0);
  deepEqual([...accounts.prosumers], [-1.5, .5, .5, .5]);
  accounts.post(Institution.RegulatorFund, 0, 1);
  postRebate(accounts, 4, accounts.regulatorFund);
  equal(accounts.regulatorFund, -1);
});

Deno.test("per-capita: a run with a rebate ends with an empty fund and the same money less it", () => {
  const money = (rebate: string) => {
    const config = configOf({ regulator: { rebate, p2p_bonus_policy: {} } });
    let end: { fund: number; members: number[] } | undefined;
    for (const { accounts } of run(config, outlookOf(config))) {
      end = { fund: accounts.regulatorFund, members: [...accounts.prosumers] };
    }
    return end!;
  };
  const [without, handed] = [money("none"), money("per-capita")];
  ok(without.fund > 0);
  close(handed.fund, 0);
  handed.members.forEach((eur, i) => close(eur, without.members[i] + without.fund / 100, 1e-9));
});
