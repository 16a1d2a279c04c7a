import { equal, ok, throws } from "node:assert/strict";
import { shareAgreement } from "lib/chain/mod.ts";

const classOf = (won: number, expected: number) => ({ count: 1, share: 0.1, won, expected });

Deno.test("ten classes as expected agree, and one that wins twice as often does not", () => {
  const fair = Array.from({ length: 10 }, () => classOf(100, 100));
  // Quantile of χ² with 9 degrees of freedom at .95: 16.919 (R: qchisq(.95, 9)), 16.92 in tables.
  equal(shareAgreement(fair).limit, 16.92);
  equal(shareAgreement(fair).statistic, 0);
  ok(shareAgreement(fair).isFair);
  const unfair = shareAgreement(fair.with(0, classOf(150, 100)).with(1, classOf(50, 100)));
  equal(unfair.statistic, 50);
  ok(!unfair.isFair);
});

Deno.test("one class alone, or more than the table has, cannot be tested", () => {
  throws(() => shareAgreement([classOf(1, 1)]), /2 to 31 classes are needed, found 1/);
  throws(() => shareAgreement(Array.from({ length: 32 }, () => classOf(1, 1))), /found 32/);
});
