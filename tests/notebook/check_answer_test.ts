import { equal, match } from "node:assert/strict";
import { checkAnswer } from "lib/notebook/mod.ts";

const exercise = { right: 10, within: 0.5, because: "Ten.", hint: "Count." };

Deno.test("an answer is right within its last digit, and said so only then", () => {
  equal(`${checkAnswer(10.5, exercise)}`, "**Right.** Ten.");
  equal(`${checkAnswer(9.5, exercise)}`, "**Right.** Ten.");
  equal(`${checkAnswer(10.51, exercise)}`, "**Not yet**, 10.51 is too large. Count.");
  equal(`${checkAnswer(-3, exercise)}`, "**Not yet**, -3 is too small. Count.");
});

Deno.test("no answer is no wrong answer, and gives nothing away", () => {
  const said = `${checkAnswer(NaN, exercise)}`;
  match(said, /No answer yet/);
  equal(said.includes("10") || said.includes("Ten"), false);
});
