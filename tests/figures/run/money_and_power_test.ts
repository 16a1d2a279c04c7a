import { match, ok, strictEqual as equal } from "node:assert/strict";
import { lightness } from "lib/figures/drawing/palette.ts";
import type { Figure } from "lib/figures/parts/figure.ts";
import { hashPowerAreaFigure } from "lib/figures/run/chain/hash_power_area.ts";
import { balanceByProsumerFigure } from "lib/figures/run/money/balance_by_prosumer.ts";
import { regulatorMoneyFigure } from "lib/figures/run/regulator_money.ts";
import type { Results } from "lib/results/results.ts";
import { checkFigure } from "../../made/checked_figure.ts";
import { handResults } from "../../made/hand_results.ts";
import { madeResults } from "../../made/run_kinds.ts";

/** What a figure shows where the pointer rests, mark by mark. */
function hovers({ drawing }: Figure): string[] {
  return [...drawing.matchAll(/<title>([^<]*)<\/title>/g)].map(([, text]) => text);
}

/** The hand-made day, with 0.20 € of penalties at 18:00, and 0.05 € of bonuses at 10:00 and 18:00. */
function regulatedDay(): Results {
  const results = handResults();
  const soFar = (at: readonly (readonly [hour: number, eur: number])[]) =>
    Float64Array.from(
      { length: results.steps },
      (_, hour) => at.reduce((sum, [from, eur]) => hour >= from ? sum + eur : sum, 0),
    );
  const fundTakenIn = soFar([[18, 0.2]]);
  const fundPaidOut = soFar([[10, 0.05], [18, 0.05]]);
  return { ...results, accounts: { ...results.accounts, fundTakenIn, fundPaidOut } };
}

Deno.test("penalties and bonuses stand in the hour in which they were paid", () => {
  const figure = regulatorMoneyFigure(regulatedDay());
  checkFigure(figure, "a regulated day");
  equal(figure.title, "The regulator took in 0.20 € of penalties and gave 0.10 € of bonuses");
  match(figure.alt, /0\.10 € are left/);
  const shown = hovers(figure);
  equal(shown[9], "9:00\nPenalties: 0 €\nBonuses: 0 €");
  equal(shown[10], "10:00\nPenalties: 0 €\nBonuses: 0.050 €");
  equal(shown[18], "18:00\nPenalties: 0.200 €\nBonuses: 0.050 €");
});

Deno.test("a regulator who moves no money is said to do so", () => {
  const figure = regulatorMoneyFigure(handResults());
  checkFigure(figure, "no regulator");
  equal(figure.title, "The regulator took nothing and gave nothing");
});

Deno.test("what the fund took in and paid is read back, and adds up to its balance", async () => {
  const { accounts, kpis, steps } = await madeResults({ "community.num_prosumers": 30 }, 0.3);
  const { fundTakenIn, fundPaidOut, regulatorFund } = accounts;
  ok(fundTakenIn[steps - 1] > 0 && fundPaidOut[steps - 1] > 0);
  equal(fundTakenIn[steps - 1], kpis.fund_taken_in);
  equal(fundPaidOut[steps - 1], kpis.fund_paid_out);
  regulatorFund.forEach((balance, step) =>
    ok(Math.abs(fundTakenIn[step] - fundPaidOut[step] - balance) < 1e-9, `step ${step}`)
  );
});

Deno.test("balances are bars from the best to the worst, by what each has", () => {
  const results = handResults();
  results.community.pvCapacityKw.set([3, 0]);
  results.community.batteryCapacityKwh.set([10, 0]);
  const figure = balanceByProsumerFigure(results);
  checkFigure(figure, "two prosumers");
  equal(
    figure.title,
    "The median balance is 0.57 € with panels and a battery, −2.61 € with neither",
  );
  equal(
    hovers(figure).join("; "),
    "Prosumer 0, with panels and a battery: 0.57 €; Prosumer 1, with neither: −2.61 €",
  );
});

Deno.test("many prosumers share bars, each the mean of those who follow each other", async () => {
  const results = await madeResults({ "community.num_prosumers": 500 });
  const figure = balanceByProsumerFigure(results);
  checkFigure(figure, "five hundred");
  match(figure.alt, /a bar is the mean of 3 of them/);
  const shown = hovers(figure);
  equal(shown.length, 167);
  const balances = results.members.balanceEur.slice(-500).sort().reverse();
  const best = (balances[0] + balances[1] + balances[2]) / 3;
  match(shown[0], new RegExp(`^Prosumers 1 to 3 by balance: ${best.toFixed(2)} € on average$`));
  match(shown[166], /^Prosumers 499 to 500 by balance/);
});

Deno.test("all miners' power is stacked, with a ring in the winner's layer", () => {
  const results = handResults();
  const powers = [1, 2, 3, 0.5];
  const races = results.races.map((race, h) => ({ ...race, powers, winner: h % 4 + 1 }));
  const figure = hashPowerAreaFigure({ ...results, races });
  checkFigure(figure, "four miners");
  // (1 + 2 + 3 + 0.5) / 4 = 1.625 of 6.5
  equal(
    figure.title,
    "Hash power in all: 6.5; who won a block had 25 % of it on average, an equal share is 25 %",
  );
  equal(hovers(figure)[0], "0:00\nMiner 1: 1.00\nMiner 2: 2.00\nMiner 3: 3.00\nMiner 4: 0.500");
  const rings = [...figure.drawing.matchAll(/<circle [^>]*r="3\.5" cy="([\d.]+)"/g)]
    .map(([, y]) => Number(y));
  equal(rings.length, 24);
  // 256 px are 6.5: the middles of the layers are at 0.5, 2, 4.5 and 6.25, from 280 px upwards.
  [0.5, 2, 4.5, 6.25].forEach((middle, miner) =>
    ok(Math.abs(rings[miner] - (280 - 256 * middle / 6.5)) < 0.02, `ring of miner ${miner + 1}`)
  );
  const fills = [...figure.drawing.matchAll(/fill="(#\w+)" aria-label="area"/g)]
    .map(([, fill]) => lightness(fill));
  equal(fills.length, 4);
  for (let i = 1; i < 4; i++) ok(Math.abs(fills[i] - fills[i - 1]) >= 10, `layers ${i}, ${i + 1}`);
});

Deno.test("of many miners the last layer is all the others", () => {
  const results = handResults();
  const races = results.races.map((race) => ({ ...race, powers: new Array(40).fill(0.5) }));
  const figure = hashPowerAreaFigure({ ...results, races });
  checkFigure(figure, "forty miners");
  match(figure.alt, /others are 29 miners/);
  match(hovers(figure)[0], /Miner 11: 0\.500\nOthers: 14\.5$/);
});
