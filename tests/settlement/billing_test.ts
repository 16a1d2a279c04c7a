import { ok, strictEqual as equal } from "node:assert/strict";
import { Members } from "lib/community/mod.ts";
import { billFigures, homesBill } from "lib/italy/mod.ts";
import { gridPrices, retailTariff, TradeBook } from "lib/market/mod.ts";
import { Accounts, Charges, postGridBuy, postGridSell } from "lib/settlement/mod.ts";
import { HOUR, localSteps, midnightInRome, type Steps } from "lib/time.ts";
import { close, configOf } from "../made/fixtures.ts";

const YEAR: Steps = { start: midnightInRome("2026-01-01"), seconds: HOUR, count: 8760 };
const P = 0.169897;

/** A home of 2700 kWh at 3 kW that trades some kWh with the aggregator in each step, at P and P_z. */
function played(
  steps: Steps,
  kwhIn: (step: number) => number,
  zonal: number | ((step: number) => number) = P,
) {
  const contractKw = 3;
  const members = new Members(1, ["A"], [{ latitude: 45, longitude: 7 }]);
  members.annualLoadKwh[0] = 2700;
  members.contractKw[0] = contractKw;
  const config = configOf({
    date: "2026-01-01",
    grid: { tariff: "retail", tariff_year: 2026 },
  });
  const tariff = retailTariff(members, config.grid, steps);
  const charges = new Charges(members, tariff, config, steps);
  const accounts = new Accounts(1);
  const prices = gridPrices(1);
  const trades = new TradeBook(1);
  for (let step = 0; step < steps.count; step++) {
    trades.clear();
    const zonalPrice = typeof zonal === "number" ? zonal : zonal(step);
    tariff.quote(P, prices, zonalPrice);
    const kwh = kwhIn(step);
    if (kwh > 0) {
      trades.addGridBuy(0, kwh, prices.ask[0]);
      postGridBuy(accounts, 0, kwh * prices.ask[0], kwh * prices.ask[0]);
    } else if (kwh < 0) {
      trades.addGridSell(0, -kwh, prices.pay[0]);
      postGridSell(accounts, 0, -kwh * prices.pay[0]);
    }
    charges.take({
      step,
      trades,
      marketPrice: P,
      actualPrice: P,
      zonalPrice,
      prices,
      actualPrices: prices,
      meteredKwh: Float64Array.of(kwh),
    }, accounts);
    accounts.closeStep();
  }
  return accounts;
}

/** 225 kWh in every month, evenly. */
function evenly(steps: Steps): (step: number) => number {
  const { month } = localSteps(steps);
  const hours = new Array(13).fill(0);
  for (const m of month) hours[m]++;
  return (step) => 225 / hours[month[step]];
}

Deno.test("a year of steps costs the bill of the golden case, with PCV as the fee and no discount", () => {
  const accounts = played(YEAR, evenly(YEAR));
  const figures = billFigures(2026);
  const bill = homesBill({
    kwhByMonth: new Array(12).fill(225),
    energyEur: (P * 1.1 + 0.0077) * 2700,
    feeEur: figures.pcv,
    contractKw: 3,
    resident: true,
  }, figures);
  equal((-accounts.membersMoney).toFixed(2), (937.145 + 1.1 * (36 - 72 + 41.18)).toFixed(2));
  close(-accounts.membersMoney, bill.total, 1e-6);
  close(accounts.supplier, bill.sales, 1e-6);
  close(accounts.distributor, bill.network, 1e-6);
  close(accounts.state, bill.charges + bill.excise + bill.vat, 1e-6);
  close(accounts.aggregator, 0, 1e-9);
});

Deno.test("excise is set right month by month: two kWh in turn cost what their month says", () => {
  // 450 kWh in January, none in February: taxed whole, where λb counted a slope of 2.
  const { month } = localSteps(YEAR);
  const accounts = played(YEAR, (step) => month[step] === 1 ? 450 / 744 : 0);
  const figures = billFigures(2026);
  const bill = homesBill({
    kwhByMonth: [450, ...new Array(11).fill(0)],
    energyEur: (P * 1.1 + 0.0077) * 450,
    feeEur: figures.pcv,
    contractKw: 3,
    resident: true,
  }, figures);
  close(bill.excise, 450 * 0.0227);
  close(-accounts.membersMoney, bill.total, 1e-6);
});

Deno.test("half a month bears half its limits, and fixed parts by the hour", () => {
  const half = { ...YEAR, count: 744 / 2 };
  const accounts = played(half, () => 100 / 372);
  // 100 kWh in half a month are as 200 in a whole one: 25 of them taxed.
  const figures = billFigures(2026);
  const fixed = (41.18 + 23.04 + (23.52 + 0.1988) * 3) * 372 / 8760;
  const perKwh = P * 1.1 + 0.0077 + 0.016776 + 0.0119 + 0.00276 + 0.00007 + 0.031515 + 0.001638;
  close(-accounts.membersMoney, 1.1 * (fixed + 100 * perKwh + 25 * figures.excise), 1e-9);
});

Deno.test("over New Year each part bears fixed parts by its own year's hours, and is settled on its own", () => {
  // 24 h of 2027 and 24 h of 2028, a leap year, with the figures of 2026.
  const steps = { start: midnightInRome("2027-12-31"), seconds: HOUR, count: 48 };
  const figures = billFigures(2026);
  const fixed = (41.18 + 23.04 + (23.52 + 0.1988) * 3) * (24 / 8760 + 24 / 8784);
  close(-played(steps, () => 0).membersMoney, 1.1 * fixed, 1e-9);
  // Sold 1 kWh in each year, at .03 €/kWh in the first and .09 in the second: only the first is made up.
  const sold = played(
    steps,
    (step) => step % 24 === 12 ? -1 : 0,
    (step) => step < 24 ? 0.03 : 0.09,
  );
  close(sold.membersMoney + 1.1 * fixed, figures.pmg / 1000 + 0.09, 1e-9);
  // 7.5 kWh bought in each day: in both months by 24 of 744 hours of limits, 150·24/744 of them free.
  const bought = played(steps, (step) => step % 24 === 12 ? 7.5 : 0);
  const perKwh = P * 1.1 + 0.0077 + 0.016776 + 0.0119 + 0.00276 + 0.00007 + 0.031515 + 0.001638;
  const taxed = 2 * 7.5 - 370 * 24 / 744; // between 220 and 370 kWh a month
  close(-bought.membersMoney, 1.1 * (fixed + 15 * perKwh + 2 * taxed * figures.excise), 1e-9);
});

Deno.test("the guaranteed price of 47.5 €/MWh is made up for at the end of the year", () => {
  const low = played(YEAR, () => -0.1, 0.03);
  const without = played(YEAR, () => 0);
  close(low.membersMoney - without.membersMoney, 876 * 0.0475, 1e-6);
  const high = played(YEAR, () => -0.1, 0.05);
  close(high.membersMoney - without.membersMoney, 876 * 0.05, 1e-6);
  ok(low.gse < 0);
});
