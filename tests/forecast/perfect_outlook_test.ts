import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { perfect, type StepValues } from "../../lib/forecast/outlook.ts";
import { close } from "../made/fixtures.ts";

const values = (price: number, pv: number, count: number): StepValues => ({
  marketPrice: new Float64Array(count).fill(price),
  pvKwhPerKw: Array.from({ length: count }, () => Float64Array.of(pv)),
});

Deno.test("whoever foresees everything plans with what comes, and beyond the run with what is usual", () => {
  const ahead = {
    prices: [0, 24].map((first) => ({
      knownFrom: first,
      first,
      marketPrice: new Float64Array(48).fill(.3),
    })),
    pvKwhPerKw: values(0, 7, 72).pvKwhPerKw,
  };
  const forecast = values(.2, 2, 48);
  const came = { ...values(.1, 1, 48), zonalPrice: new Float64Array(48).fill(.08) };
  const seen = perfect({ forecast, actual: came, ahead }).ahead!;
  equal(seen.prices.length, 1);
  const [{ knownFrom, first, marketPrice, zonalPrice }] = seen.prices;
  deepEqual([knownFrom, first, marketPrice.length], [0, 0, 72]);
  close(marketPrice[47], .1);
  close(marketPrice[48], .3);
  close(zonalPrice![47], .08);
  close(zonalPrice![48], .28);
  deepEqual([seen.pvKwhPerKw[47][0], seen.pvKwhPerKw[48][0]], [1, 7]);
  equal(perfect({ forecast, actual: came }).ahead, undefined);
});
