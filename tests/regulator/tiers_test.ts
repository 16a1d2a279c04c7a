import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { highestMultiplier, tieredMultiplier } from "../../lib/regulator/tiers.ts";
import { configOf } from "../made/fixtures.ts";

const { regulator } = configOf();

Deno.test("the default bonus rises at exactly 1, 5 and 10 hours", () => {
  const bonus = tieredMultiplier(regulator.p2p_bonus_policy);
  deepEqual([0, 1, 2, 4, 5, 6, 9, 10, 11, 1e9].map(bonus), [
    1,
    1.02,
    1.02,
    1.02,
    1.05,
    1.05,
    1.05,
    1.1,
    1.1,
    1.1,
  ]);
});

Deno.test("the default penalty rises at exactly 5 and 10 hours", () => {
  const penalty = tieredMultiplier(regulator.grid_penalty_policy);
  deepEqual([0, 1, 4, 5, 9, 10, 11].map(penalty), [1, 1, 1, 1.05, 1.05, 1.1, 1.1]);
});

Deno.test("the highest tier reached applies, also if it gives less than a lower one", () => {
  const multiplier = tieredMultiplier({ "2": 1.5, "3": 1.1 });
  deepEqual([1, 2, 3, 4].map(multiplier), [1, 1.5, 1.1, 1.1]);
});

Deno.test("tiers are ordered by number, in whatever order and however many they are", () => {
  const tiers = Object.fromEntries(
    [100, 9, 20, 1, 3].map((threshold) => [String(threshold), 1 + threshold / 1000]),
  );
  const multiplier = tieredMultiplier(tiers);
  deepEqual([0, 1, 2, 3, 8, 9, 19, 20, 99, 100].map(multiplier), [
    1,
    1.001,
    1.001,
    1.003,
    1.003,
    1.009,
    1.009,
    1.02,
    1.02,
    1.1,
  ]);
});

Deno.test("without tiers nobody gets anything", () => {
  equal(tieredMultiplier({})(1000), 1);
  equal(highestMultiplier({}), 1);
});

Deno.test("the highest multiplier is the largest, and at least 1", () => {
  equal(highestMultiplier(regulator.grid_penalty_policy), 1.1);
  equal(highestMultiplier({ "1": 1.3, "2": 1.2 }), 1.3);
  equal(highestMultiplier({ "1": 0.5 }), 1);
});
