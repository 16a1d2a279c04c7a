import assert from "node:assert/strict";
import { meanTries, winsByShare } from "../../../lib/chain/lab/race_statistics.ts";

Deno.test("every race has one winner and hands out the whole of the power", () => {
  const classes = winsByShare({ seed: 1, races: 50, miners: 10, difficulty: 1 }, 4);
  const sum = (field: "count" | "won" | "expected") =>
    classes.reduce((total, each) => total + each[field], 0);
  assert.equal(sum("count"), 500);
  assert.equal(sum("won"), 50);
  assert.ok(Math.abs(sum("expected") - 50) < 1e-9);
  const shares = classes.map(({ share }) => share);
  assert.deepEqual(shares, shares.toSorted((a, b) => a - b));
});

Deno.test("wins follow the share of the power", () => {
  const classes = winsByShare({ seed: 1, races: 2000, miners: 10, difficulty: 1 }, 10);
  const statistic = classes.reduce(
    (sum, { won, expected }) => sum + (won - expected) ** 2 / expected,
    0,
  );
  assert.ok(statistic < 27.9, `chi-square(9) at the 0.1 % level, found ${statistic}`);
});

Deno.test("a zero more takes about sixteen times the tries", () => {
  assert.equal(meanTries({ seed: 1, difficulty: 0, blocks: 5 }), 1);
  const ratio = meanTries({ seed: 1, difficulty: 2, blocks: 400 }) / 16 ** 2;
  assert.ok(ratio > 0.8 && ratio < 1.2, `four standard errors of 5 %, found ${ratio}`);
});
