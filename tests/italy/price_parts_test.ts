import { billFigures, partsOfPrice } from "lib/italy/mod.ts";
import { close } from "../made/fixtures.ts";

Deno.test("the parts of a kWh are those of FACTS: the figures of autumn 2026 by hand", () => {
  const { supplier, networkAndCharges, vat, total } = partsOfPrice(billFigures(2026), 0.1, 0.01);
  close(supplier, 0.1 * 1.1 + 0.01 + 0.016776, 1e-12);
  close(networkAndCharges, 0.0119 + 0.00276 + 0.00007 + 0.031515 + 0.001638, 1e-12);
  close(vat, 0.1 * (supplier + networkAndCharges), 1e-12);
  close(total, 1.1 * (0.136776 + 0.047883), 1e-12);
});
