import { ok, strictEqual as equal, throws } from "node:assert/strict";
import { leaderOf } from "../../../lib/experiment/statistics/leader.ts";
import { randomStream } from "../../../lib/random.ts";
import { close } from "../../made/fixtures.ts";

/** What a drug and another one gained in sleep, h: Student 1908, as R's `sleep`. */
const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

Deno.test("of two, the leader's p-value is that of the paired t test", () => {
  // t.test(extra ~ group, paired = TRUE): t = −4.0621, p = 0.002833.
  const { leader, runnerUp, difference, pValue, isSignificant } = leaderOf([first, second])!;
  equal(leader, 1);
  equal(runnerUp, 0);
  equal(difference.count, 10);
  close(difference.mean, 1.58, 1e-12);
  close(pValue, 0.002833, 5e-7);
  equal(isSignificant, true);
});

Deno.test("the more there are to beat, the more it takes", () => {
  // Against each p = 0.002833, times 17 below 0.05, times 18 above.
  const contestants = (others: number) => [second, ...Array.from({ length: others }, () => first)];
  close(leaderOf(contestants(17))!.pValue, 17 * 0.002833, 1e-5);
  equal(leaderOf(contestants(17))!.isSignificant, true);
  equal(leaderOf(contestants(18))!.isSignificant, false);
});

Deno.test("a hair's breadth in the mean makes a leader, but no significant one", () => {
  const { leader, isSignificant } = leaderOf([[1, 5, 9], [1.1, 4.9, 9.003]])!;
  equal(leader, 1);
  equal(isSignificant, false);
});

Deno.test("pairs tell apart what means alone do not", () => {
  const values = [1, 50, 200, 900];
  equal(leaderOf([values, values.map((value, i) => value + 1 + i / 10)])!.isSignificant, true);
});

Deno.test("whoever might as well be in front is to be beaten too, not only the runner-up", () => {
  const leader = [10, 11, 12, 13, 14];
  const behind = leader.map((value, i) => value - 1 - i / 100);
  const wild = [-20, 45, -15, 40, -5];
  const found = leaderOf([leader, behind, wild])!;
  equal(found.leader, 0);
  equal(found.runnerUp, 1);
  equal(leaderOf([leader, behind])!.isSignificant, true);
  equal(found.isSignificant, false);
});

Deno.test("equals, one pair, gaps, nobody to beat", () => {
  const tie = leaderOf([[1, 2], [1, 2], [1, 2]])!;
  equal(tie.leader, 0);
  equal(tie.pValue, 1);
  const single = leaderOf([[1], [2]])!;
  equal(single.leader, 1);
  equal(single.pValue, NaN);
  equal(single.isSignificant, false);
  const gaps = leaderOf([[1, NaN, 3, 4], [2, 5, NaN, 5.1], [NaN, NaN, NaN, NaN]])!;
  equal(gaps.runnerUp, 0);
  equal(gaps.difference.count, 2);
  for (const values of [[], [[1, 2]], [[1, 2], [NaN, NaN]]]) equal(leaderOf(values), undefined);
  throws(() => leaderOf([[1, 2], [1, 2, 3]]), RangeError);
});

Deno.test("where nobody is better, a leader is called significant no more often than 1 in 20", () => {
  const trials = 400;
  let significant = 0;
  for (let trial = 0; trial < trials; trial++) {
    const stream = randomStream(trial, "leader");
    const values = Array.from({ length: 5 }, () => Array.from({ length: 20 }, () => stream.next()));
    if (leaderOf(values)!.isSignificant) significant++;
  }
  ok(significant <= trials / 20, `${significant} of ${trials}`);
});
