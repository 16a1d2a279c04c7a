import { deepEqual, equal, match } from "node:assert/strict";
import { sharesWonFigure, triesByDifficultyFigure } from "lib/figures/mod.ts";

const classes = [[90, 100], [110, 100]].map(([won, expected]) => ({
  count: 1,
  share: 0.5,
  won,
  expected,
}));

const textsOf = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);

Deno.test("shares won are dots beside a line, and the title says whether they agree", () => {
  const { title, svg } = sharesWonFigure(classes, "proof-of-work", "Made up.");
  equal(title, "A miner's chance to win is its share of the hash power");
  equal(svg.match(/<circle/g)?.length, classes.length);
  for (const text of ["Races expected", "Races won", "Made up."]) {
    equal(textsOf(svg).some((shown) => shown.startsWith(text)), true, text);
  }
  const unfair = [{ ...classes[0], won: 20 }, { ...classes[1], won: 180 }];
  match(sharesWonFigure(unfair, "proof-of-work", "").title, /more or less often than their hash/);
  match(sharesWonFigure(unfair, "proof-of-stake", "").title, /more or less often than their stake/);
  match(sharesWonFigure(classes, "proof-of-stake", "").title, /share of the stakes/);
});

Deno.test("tries are told against a zero less, ticks are powers of sixteen", () => {
  const { title, svg } = triesByDifficultyFigure([1, 15, 250, 5000], "Made up.");
  equal(title, "A block of difficulty 3 took 20 times the hashes of one of difficulty 2");
  const labels = textsOf(svg);
  deepEqual(["16", "256", "4,096"].filter((label) => !labels.includes(label)), []);
  equal(svg.match(/<circle/g)?.length, 4);
});
