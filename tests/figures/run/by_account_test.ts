import { equal, ok } from "node:assert/strict";
import { moneyByAccountFigure } from "lib/figures/mod.ts";
import { handResults } from "../../made/hand_results.ts";

const endsOf = (text: string) =>
  [...text.matchAll(/(Prosumers|Aggregator|Network|Regulator|Others) (−?[\d.,]+) €/g)].map((
    [, name, value],
  ) => [name, Number(value.replace("−", "-").replace(",", ""))] as const);

Deno.test("what is drawn sums to 0, whoever else has an account", () => {
  const results = handResults();
  ok(
    !moneyByAccountFigure(results).alt.includes("Others"),
    "four accounts that close need no fifth",
  );
  const marketOperator = results.accounts.marketOperator.map(() => 2);
  const prosumers = results.accounts.prosumers.map((balance) => balance - 2);
  const accounts = { ...results.accounts, marketOperator, prosumers };
  const figure = moneyByAccountFigure({ ...results, accounts });
  const ends = endsOf(figure.alt);
  equal(ends.find(([name]) => name === "Others")?.[1], 2);
  ok(Math.abs(ends.reduce((sum, [, value]) => sum + value, 0)) < 0.02, JSON.stringify(ends));
});
