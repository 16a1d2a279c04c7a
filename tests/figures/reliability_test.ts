import { match, ok, strictEqual as equal, throws } from "node:assert/strict";
import { inEdition, reliabilityFigure } from "../../lib/figures/mod.ts";
import { reliabilityOf } from "../../lib/learn/mod.ts";
import { checkFigure } from "../made/checked_figure.ts";

const wording = {
  name: "reliability",
  quantity: "PUN, a made-up year",
  source: "Data: made up, not real.",
};

/** Ten outcomes 1 … 10 and constants as quantiles. */
const actual = Array.from({ length: 10 }, (_, i) => i + 1);
const constant = (share: number, value: number) => ({ share, values: actual.map(() => value) });

Deno.test("the figure says how far quantiles are off, in points and in words", () => {
  const held = reliabilityOf(actual, [constant(0.1, 1), constant(0.5, 5), constant(0.9, 7)]);
  const figure = reliabilityFigure({ trees: held }, wording);
  checkFigure(figure, "one forecast");
  equal(figure.title, "The 90.0 % quantile of trees is off by 20.0 percentage points");
  match(figure.alt, /trees: 10\.0 % of 10\.0 %, 50\.0 % of 50\.0 %, 70\.0 % of 90\.0 %/);
  // Three dots in each of two panels.
  equal(figure.svg.match(/below the quantile of/g)?.length, 6);
});

Deno.test("quantiles that hold are said to, and two forecasts can be told apart", () => {
  const held = reliabilityOf(actual, [constant(0.1, 1), constant(0.9, 9)]);
  const other = [{ share: 0.1, held: 0.11 }, { share: 0.9, held: 0.885 }];
  const figure = reliabilityFigure({ held, other }, wording);
  checkFigure(figure, "two forecasts");
  equal(figure.title, "Quantiles keep their promise within 1.5 percentage points");
  ok(figure.svg.includes(">other<"));
  inEdition({ width: "column" }, () => checkFigure(reliabilityFigure({ held }, wording), "narrow"));
});

Deno.test("nothing, too much, and forecasts without quantiles cannot be drawn", () => {
  const some = [{ share: 0.5, held: 0.5 }];
  throws(() => reliabilityFigure({}, wording), RangeError);
  throws(() => reliabilityFigure({ trees: [] }, wording), /"trees" without quantiles/);
  throws(
    () => reliabilityFigure({ a: some, b: some, c: some, d: some, e: some }, wording),
    /found 5/,
  );
});
