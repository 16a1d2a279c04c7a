import {
  deepStrictEqual as deepEqual,
  match,
  ok,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import {
  BILL_FIGURES,
  billFigures,
  figuresOf,
  figuresOfParameterFile,
  homesBill,
  INCENTIVE_FIGURES,
  marginalTaxable,
  taxableKwh,
  valuesIn,
  yearsWith,
} from "lib/italy/mod.ts";
import fc from "../made/fast_check.ts";
import { close } from "../made/fixtures.ts";

const figures = billFigures(2026);
const home = {
  kwhByMonth: new Array(12).fill(225),
  contractKw: 3,
  resident: true,
};
const cents = (eur: number) => eur.toFixed(2);

// The two cases were reckoned by the Portale Offerte in autumn 2026.
Deno.test("a home of 2700 kWh on a fixed offer pays 1274.92 € a year", () => {
  const bill = homesBill({
    ...home,
    energyEur: (0.25 + figuresOf(2026).ppe.value) * 2700,
    feeEur: 180 + figures.pcv,
  }, figures);
  deepEqual(
    [bill.sales, bill.network, bill.charges, bill.excise, bill.vat, bill.total].map(cents),
    ["913.75", "133.97", "89.51", "21.79", "115.90", "1274.92"],
  );
});

Deno.test("a home of 2700 kWh on the PUN pays 937.15 € a year, a discount taken off before tax", () => {
  const bill = homesBill({
    ...home,
    energyEur: (0.169897 * (1 + figures.loss_share) + 0.0077) * 2700,
    feeEur: 72,
    discountEur: 36,
  }, figures);
  deepEqual([bill.sales, bill.total].map(cents), ["642.68", "937.15"]);
});

Deno.test("excise spares the first kWh of a lived-in home of 3 kW, and takes them back", () => {
  const months = [0, 150, 151, 220, 221, 370, 371, 500];
  deepEqual(months.map((kwh) => taxableKwh(kwh, true)), [0, 0, 1, 70, 72, 370, 371, 500]);
  deepEqual(months.map((kwh) => taxableKwh(kwh, false)), months);
  equal(12 * taxableKwh(225, true), 960);
});

Deno.test("in half a month the limits of excise are half", () => {
  equal(taxableKwh(75, true, 0.5), 0);
  equal(taxableKwh(112.5, true, 0.5), 0.5 * taxableKwh(225, true));
});

Deno.test("excise never falls with consumption, and its slope is the marginal one", () => {
  fc.assert(fc.property(fc.double({ min: 0, max: 600, noNaN: true }), (kwh) => {
    const more = taxableKwh(kwh + 1e-6, true) - taxableKwh(kwh, true);
    ok(more >= 0);
    if ([150, 220, 370].some((limit) => Math.abs(kwh - limit) < 1e-5)) return;
    close(more / 1e-6, marginalTaxable(kwh, true), 1e-5);
  }));
});

Deno.test("who does not live there, or has more than 3 kW, is taxed from the first kWh", () => {
  const bill = (change: object) =>
    homesBill({ ...home, energyEur: 0, feeEur: 0, ...change }, figures).excise;
  close(bill({}), 0.0227 * 960);
  close(bill({ resident: false }), 0.0227 * 2700);
  close(bill({ contractKw: 4.5 }), 0.0227 * 2700);
});

Deno.test("a home that nobody lives in pays fixed system charges, where they are known", () => {
  const bill = (of = figures, resident = false) =>
    homesBill({ ...home, energyEur: 100, feeEur: 0, resident }, of);
  close(bill().charges, 2700 * (0.031515 + 0.001638) + 95.0916);
  close(bill().total - bill(figures, true).total, 1.1 * (95.0916 + 0.0227 * (2700 - 960)), 1e-9);
  throws(() => bill(billFigures(2023)), /nobody lives in .* no asos_dnr_f/);
  ok(bill(billFigures(2023), true).total > 0);
});

Deno.test("shares of a parameter file are per cent from 1 on", () => {
  const shares = (vat: string) =>
    figuresOfParameterFile(`nome_parametro,descrizione,valore\niva_c,IVA,${vat}\n`, "made up").vat;
  deepEqual(["10", "1", "0.1", "0"].map(shares), [0.1, 0.01, 0.1, 0]);
});

Deno.test("a year without figures names those that have them", () => {
  deepEqual(yearsWith(BILL_FIGURES), [2023, 2026]);
  deepEqual(yearsWith(INCENTIVE_FIGURES), [2023, 2024, 2026]);
  throws(() => billFigures(2024), /no loss_share.*of that year: there are 2023, 2026/);
  throws(() => valuesIn(2025, INCENTIVE_FIGURES), /of 2025 .* no trase .* 2023, 2024, 2026/);
});

/** What a source names beside who published it: a file, a resolution, a table, rules. */
const DOCUMENT = /mercato\.yml|PO_Parametri_E|resolution \d+\/\d+/;

Deno.test("each figure names a document, its date and licence", () => {
  for (const year of [2023, 2024, 2026]) {
    for (const [name, figure] of Object.entries(figuresOf(year))) {
      ok(Number.isFinite(figure.value), name);
      match(figure.date, /^20\d\d(-\d\d-\d\d)?$/, `${name} of ${year}: a year or a day`);
      match(figure.source, DOCUMENT, `${name} of ${year}: a document, not a home page alone`);
      ok(figure.licence !== "", name);
    }
  }
});
