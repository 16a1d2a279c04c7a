import { deepStrictEqual as deepEqual, ok, strictEqual as equal, throws } from "node:assert/strict";
import { valuesIn } from "lib/italy/mod.ts";
import { areas, grantReduction, premiumEurPerMwh } from "lib/settlement/mod.ts";
import fc from "../../made/fast_check.ts";
import { close, configOf } from "../../made/fixtures.ts";

const { north, centre, south } = areas;

Deno.test("P_z = 110 in the north, up to 200 kW: 130 €/MWh, with transmission of 2024 .14057 €/kWh", () => {
  const premium = premiumEurPerMwh(200, 110, north);
  equal(premium, 130);
  close((premium + valuesIn(2024, ["trase"]).trase) / 1000, 0.14057);
});

Deno.test("tiers end with exactly 200, 600 and 1000 kW", () => {
  const plants = [0, 200, 200.01, 600, 600.01, 1000, 1000.01];
  deepEqual(plants.map((kw) => premiumEurPerMwh(kw, 0, south)), [120, 120, 110, 110, 100, 100, 0]);
  deepEqual(plants.map((kw) => premiumEurPerMwh(kw, 300, south)), [80, 80, 70, 70, 60, 60, 0]);
});

Deno.test("the premium falls from its cap at 140 €/MWh to its fixed part at 180", () => {
  const at = (price: number) => premiumEurPerMwh(100, price, centre);
  deepEqual([-50, 0, 140, 150, 180, 300].map(at), [124, 124, 124, 114, 84, 84]);
});

// https://www.sunnycer.it/consumatori, example of a 500 kWp plant in the north of Italy, November 2026.
Deno.test("published: 500 kW in the north get 120 €/MWh at most, 60 with a grant of 40 %", () => {
  const highest = premiumEurPerMwh(500, 100, north);
  equal(highest, 120);
  equal(highest * (1 - grantReduction(40)), 60);
});

Deno.test("a grant takes up to half of the premium, and more than 40 % is refused", () => {
  deepEqual([0, 20, 40].map(grantReduction), [0, 0.25, 0.5]);
  throws(() => grantReduction(41), /from 0 to 40 %.*found 41/);
  throws(() => configOf({ cer: { grant_percent: 41 } }), /cer.grant_percent.*0 to 40 %.*found 41/);
});

Deno.test("a dearer zone never raises the premium, nor does a larger plant", () => {
  const price = fc.double({ min: -100, max: 900, noNaN: true });
  const power = fc.double({ min: 0, max: 1200, noNaN: true });
  fc.assert(fc.property(price, price, power, power, (p, q, a, b) => {
    const [low, high] = [Math.min(p, q), Math.max(p, q)];
    ok(premiumEurPerMwh(a, high, north) <= premiumEurPerMwh(a, low, north));
    const [small, large] = [Math.min(a, b), Math.max(a, b)];
    ok(premiumEurPerMwh(large, p, north) <= premiumEurPerMwh(small, p, north));
  }));
});
