import { Prose } from "./prose.ts";

/** What is right, and why. */
export interface RightAnswer {
  /** The right number. */
  readonly right: number;
  /** How far off an answer may be; half a unit of the last digit asked for. */
  readonly within: number;
  /** Why, as a sentence; it is shown with a right answer only. */
  readonly because: string;
  /** Where to look, as a sentence; it is shown with a wrong answer. */
  readonly hint: string;
}

/**
 * Says whether the answer to an exercise is right, without giving it away.
 *
 * @param answer NaN for none yet.
 * @example
 * ```ts
 * import { strictEqual as equal } from "node:assert/strict";
 * const exercise = { right: 0.5, within: 0.05, because: "Half is half.", hint: "Halve it." };
 * equal(`${checkAnswer(0.48, exercise)}`, "**Right.** Half is half.");
 * equal(`${checkAnswer(2, exercise)}`, "**Not yet**, 2 is too large. Halve it.");
 * ```
 */
export function checkAnswer(answer: number, { right, within, because, hint }: RightAnswer): Prose {
  if (Number.isNaN(answer)) {
    return new Prose("_No answer yet: put a number in the place of NaN and run the cell._");
  }
  if (Math.abs(answer - right) <= within) return new Prose(`**Right.** ${because}`);
  return new Prose(`**Not yet**, ${answer} is too ${answer > right ? "large" : "small"}. ${hint}`);
}
