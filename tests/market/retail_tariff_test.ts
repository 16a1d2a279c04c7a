import { strictEqual as equal, throws } from "node:assert/strict";
import { Members } from "lib/community/mod.ts";
import { BILL_FIGURES } from "lib/italy/mod.ts";
import { gridPrices, retailTariff, tariffs } from "lib/market/mod.ts";
import { memberKinds } from "lib/member_kind.ts";
import { HOUR, midnightInRome } from "lib/time.ts";
import { close, configOf } from "../made/fixtures.ts";

const steps = { start: midnightInRome("2026-03-01"), seconds: HOUR, count: 24 };

/** Homes of 1200, 2400 and 3600 kWh a year at 3 kW, one at 4.5 kW, and a business. */
function members(): Members {
  const made = new Members(5, ["A", "B"], [0, 1].map(() => ({ latitude: 45, longitude: 7 })));
  made.annualLoadKwh.set([1200, 2400, 3600, 3600, 2400]);
  made.contractKw.set([3, 3, 3, 4.5, 3]);
  made.kind[4] = memberKinds.indexOf("business");
  made.neighbourhood[1] = 1;
  return made;
}

Deno.test("λb by hand at P = .1: 1.1·(1.1·P + .0077 + dispatching, network, charges + excise)", () => {
  const prices = gridPrices(5);
  retailTariff(members(), configOf().grid, steps).quote(0.1, prices, 0.09);
  const beforeTax = 0.11 + 0.0077 + 0.016776 + 0.0119 + 0.00276 + 0.00007 + 0.031515 + 0.001638;
  // 100 kWh a month bear no excise, of 200 a further kWh once, of 300 twice.
  [0, 1, 2].forEach((times, i) => close(prices.ask[i], 1.1 * (beforeTax + times * 0.0227)));
  close(prices.ask[3], 1.1 * (beforeTax + 0.0227));
  close(prices.ask[4], 1.22 * (beforeTax + 0.0227));
  for (const pay of prices.pay) equal(pay, 0.09);
});

Deno.test("what λb consists of adds up to it", () => {
  const tariff = retailTariff(members(), configOf().grid, steps);
  const prices = gridPrices(5);
  tariff.quote(0.2, prices);
  const { suppliersPrice, distributorsPrice, vat, excise } = tariff.retail!;
  const charges = 0.031515 + 0.001638;
  prices.ask.forEach((ask, i) => {
    close(
      ask,
      (1 + vat[i]) * (suppliersPrice(0.2) + distributorsPrice + charges + excise[i]),
    );
  });
  equal(prices.pay[0], 0.2);
});

Deno.test("trades that cross neighbourhoods bear the fee at retail as at wholesale", () => {
  const { grid } = configOf();
  const made = members();
  for (const { for: tariffFor } of Object.values(tariffs)) {
    const tariff = tariffFor(made, grid, steps);
    equal(tariff.networkFee(0, 1), grid.network_fee);
    equal(tariff.networkFee(0, 2), 0);
  }
});

Deno.test("a year without figures is refused, a stated year holds for any other", () => {
  const grid = { ...configOf().grid, tariff: "retail" };
  const of2025 = { ...steps, start: midnightInRome("2025-03-01") };
  throws(() => retailTariff(members(), grid, of2025), /of 2025.*2023, 2026/);
  equal(
    retailTariff(members(), { ...grid, tariff_year: 2023 }, of2025).retail?.figures.pcv,
    113.0935,
  );
  throws(
    () => configOf({ date: "2025-03-01", grid: { tariff: "retail" } }),
    /grid.tariff_year: must be .* 2023, 2026, as there are none of 2025, found null/,
  );
  throws(
    () => configOf({ date: "2025-03-01", cer: {} }),
    /grid.tariff_year: must be .*cer has figures, 2023, 2024, 2026, as there are none of 2025/,
  );
  equal(configOf({ date: "2024-03-01", cer: {} }).cer?.split, "equal-halves");
});

Deno.test("one price for all imbalances bears no taxes, so retail refuses it", () => {
  throws(
    () =>
      configOf({
        date: "2026-03-01",
        grid: { tariff: "retail" },
        settlement: { pricing: "single" },
      }),
    /settlement.pricing: must be "dual" under grid.tariff "retail".*found "single"/,
  );
});

Deno.test("stated figures take the place of a year's, and stand for a year without any", () => {
  const grid = { tariff: "retail", tariff_figures: { cdispd: 0, vat: 0 } };
  const prices = gridPrices(5);
  const stated = configOf({ date: "2026-03-01", grid }).grid;
  retailTariff(members(), stated, steps).quote(0.1, prices);
  close(prices.ask[0], 0.11 + 0.0077 + 0.0119 + 0.00276 + 0.00007 + 0.031515 + 0.001638);
  const all = Object.fromEntries(BILL_FIGURES.map((name) => [name, 1]));
  const of2025 = configOf({
    date: "2025-03-01",
    grid: { tariff: "retail", tariff_figures: all },
  });
  equal(of2025.grid.tariff_figures.pcv, 1);
  throws(
    () => configOf({ grid: { tariff_figures: { sigma4: 1 } } }),
    /grid.tariff_figures.sigma4: there is no such setting; did you mean grid.tariff_figures.sigma1\?/,
  );
  throws(
    () => configOf({ grid: { tariff_figures: { pvc: 1 } } }),
    /grid.tariff_figures.pvc: there is no such setting; did you mean grid.tariff_figures.pcv\?/,
  );
});
