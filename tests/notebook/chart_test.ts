import assert from "node:assert/strict";
import {
  barsChart,
  estimatesChart,
  linesChart,
  stackParts,
  stacksChart,
} from "../../lib/notebook/chart.ts";

const text = {
  title: "A finding",
  subtitle: "What is shown, €",
  source: "Made up.",
  x: "Hour",
  y: "€/MWh",
};

Deno.test("every form of chart holds its title, units, source and names", () => {
  const interval = { mean: -1, low: -2, high: 0.5 };
  const charts = {
    lines: linesChart(text, { one: [[0, 1], [1, 2]], two: [[0, 2], [1, 1]] }),
    bars: barsChart(text, [["one", 1], ["two", 2]], 1),
    estimates: estimatesChart(
      text,
      [{ name: "one", ...interval }, { name: "two", ...interval }],
      1,
    ),
    stacks: stacksChart(text, [
      { stack: "s", part: "one", value: 1 },
      { stack: "s", part: "two", value: -1 },
    ]),
  };
  for (const [form, { svg }] of Object.entries(charts)) {
    for (const shown of [text.title, text.subtitle, text.source, text.x, text.y, "one", "two"]) {
      assert.ok(svg.includes(`>${shown}<`), `${form} must show "${shown}"`);
    }
  }
});

Deno.test("one line alone needs no legend", () => {
  assert.ok(!linesChart(text, { only: [[0, 1], [1, 2]] }).svg.includes(">only<"));
});

Deno.test("an estimate is written with a true minus", () => {
  const { svg } = estimatesChart(text, [{ name: "a", mean: -1.25, low: -2, high: 0 }], 2);
  assert.ok(svg.includes(">−1.25<"));
});

Deno.test("stacks by name become parts, each of its stack", () => {
  assert.deepEqual(stackParts({ a: { x: 1, y: -2 }, b: { x: 3 } }), [
    { stack: "a", part: "x", value: 1 },
    { stack: "a", part: "y", value: -2 },
    { stack: "b", part: "x", value: 3 },
  ]);
});
