import { strictEqual as equal } from "node:assert/strict";
import { memberColumns, MemberTotals } from "lib/results/member_records.ts";
import { Accounts } from "lib/settlement/mod.ts";
import { close } from "../made/fixtures.ts";
import { sampleMembers, sampleTrades, stepOf } from "../made/steps.ts";

Deno.test("what a member paid and what it received are told apart by steps, by hand", () => {
  const accounts = new Accounts(3);
  const first = stepOf(sampleMembers, sampleTrades, 0.2, { accounts });
  const rows = new MemberTotals(first.members);
  rows.add(first);
  rows.add(stepOf(
    [{ imbalance: -1 }, { imbalance: 1 }, {}],
    [[0, -1, 1, 0.19, "GRID_sell"], [-1, 1, 1, 0.21, "GRID_buy"]],
    0.2,
    { accounts, step: 1 },
  ));
  const [paid, received, money] = ["paid", "received", "money_balance"].map((name) => {
    const at = memberColumns.indexOf(name);
    return [...rows.rows()].map((row) => Number(row[at]));
  });
  // Member 0: 2 kWh from a peer across neighbourhoods with a bonus of 5 %, 1 kWh at .231; then 1 kWh sold.
  close(paid[0], 0.38 * 1.02 * 0.95 + 0.231);
  close(received[0], 0.19);
  // Member 1: 2 kWh sold to it with a bonus of 2 %; then 1 kWh bought.
  close(received[1], 0.38 * 0.98 * 1.02);
  close(paid[1], 0.21);
  equal(paid[2], 0);
  close(received[2], 0.5 * 0.19);
  money.forEach((eur, i) => close(eur, received[i] - paid[i]));
});
