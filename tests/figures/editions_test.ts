import {
  deepStrictEqual as deepEqual,
  notEqual,
  ok,
  strictEqual as equal,
} from "node:assert/strict";
import { type Edition, edition, inEdition } from "lib/figures/edition/edition.ts";
import { say } from "lib/figures/edition/say.ts";
import { ITALIAN } from "lib/figures/edition/italian/mod.ts";
import type { Figure } from "lib/figures/parts/figure.ts";
import { FORECAST_FIGURES, runForecastFigures } from "lib/figures/forecast/run_forecasts.ts";
import { wrapText } from "lib/figures/drawing/text_width.ts";
import { colours, contrast, inkOn, sequence, textColour } from "lib/figures/drawing/palette.ts";
import { dataLabel } from "lib/figures/parts/wording.ts";
import type { Results } from "lib/results/results.ts";
import { checkFigure } from "../made/checked_figure.ts";
import { textBoxes } from "../made/figure_text.ts";
import { sameWords } from "../made/words.ts";
import { handResults } from "../made/hand_results.ts";
import { allFigures, cloudsOf, KINDS, madeResults } from "../made/run_kinds.ts";

const EDITIONS: Readonly<Record<string, Partial<Edition>>> = {
  "one column wide": { width: "column" },
  "in Italian": { language: "it" },
  "one column wide in Italian without titles": { width: "column", language: "it", title: false },
};

for (const [kind, settings] of Object.entries(KINDS)) {
  Deno.test(`every figure of ${kind} is complete in every edition`, async () => {
    const results = await madeResults(settings, cloudsOf(kind));
    const problems = Object.entries(EDITIONS).flatMap(([name, edition]) =>
      inEdition(edition, () => figuresOf(results).flatMap((figure) => problemOf(figure, name)))
    );
    deepEqual(problems, []);
  });
}

/** What is wrong with a figure, in the edition that holds now. */
function problemOf(figure: Figure, name: string): string[] {
  try {
    checkFigure(figure, name);
    return [];
  } catch (error) {
    return [String(error)];
  }
}

Deno.test("no English is left in any Italian figure of a run", async () => {
  const runs = await Promise.all(
    Object.entries(KINDS).map(([kind, settings]) => madeResults(settings, cloudsOf(kind))),
  );
  const stake = await madeResults({ "blockchain.consensus": "proof-of-stake" });
  for (const results of [...runs, stake]) {
    const english = figuresOf(results);
    const italian = inEdition({ language: "it" }, () => figuresOf(results));
    const { config, run } = results;
    const names = [...Object.keys(config.community.neighbourhoods_pool), run.dataLabel].join(" ");
    for (const [i, { name, drawing }] of italian.entries()) {
      const left = sameWords(english[i].drawing, drawing, names);
      deepEqual(left, [], `${name} says in Italian what it says in English`);
    }
  }
});

Deno.test("the project's own words for data are said in Italian, a user's as they are", () => {
  inEdition({ language: "it" }, () => {
    equal(dataLabel("synthetic sample"), "campione sintetico");
    equal(
      dataLabel("prices: imported history; PV: synthetic sample"),
      "prezzi: storico importato; PV: campione sintetico",
    );
    equal(dataLabel("my prices"), "my prices");
  });
});

function figuresOf(results: Results): Figure[] {
  return [...allFigures(results), ...forecastsOf(results)];
}

/** Forecasts against a history that says 50 €/MWh and no sun in every hour of the run. */
function forecastsOf(results: Results): Figure[] {
  const { start, count, seconds } = results.calendar;
  const hours = Math.ceil(count * seconds / 3600) + 24;
  const eurPerMwh = new Map([["PUN", new Float64Array(hours).fill(50)]]);
  return runForecastFigures(results, {
    label: "synthetic sample",
    synthetic: true,
    prices: { start: start - 24 * 3600, count: hours, eurPerMwh },
    pv: [{
      latitude: 45,
      longitude: 7.7,
      capacityKw: 1,
      start: start - 24 * 3600,
      generationKw: new Float64Array(hours),
    }],
    sources: [],
  });
}

Deno.test("numbers in Italian have Italian marks, on axes too", () => {
  const drawing = inEdition({ language: "it" }, () => {
    const figure = allFigures(handResults()).find(({ name }) => name === "prices_by_hour");
    return (figure as Figure).drawing;
  });
  const numbers = textBoxes(drawing).map(({ text }) => text).filter((text) =>
    /^[\d.,]+$/.test(text)
  );
  ok(numbers.includes("0,100"), `found ${numbers}`);
  ok(numbers.every((text) => !text.includes(".")));
});

Deno.test("an edition ends with what is drawn in it, also by an error", () => {
  const before = edition();
  inEdition({ language: "it" }, () => {
    equal(say`Load`, "Consumo");
    inEdition({ width: "column" }, () => equal(say`Load`, "Consumo"));
    equal(edition().width, "full");
  });
  try {
    inEdition({ language: "it" }, () => {
      throw new Error("on purpose");
    });
  } catch {
    // Only that it ended matters.
  }
  equal(edition(), before);
});

Deno.test("what has no entry is said in English", () => {
  inEdition(
    { language: "it" },
    () => equal(say`${3} words without\n  an entry`, "3 words without an entry"),
  );
});

Deno.test("an entry uses every value of its message and no other", () => {
  const places = (text: string) => [...text.matchAll(/\{\d\}/g)].map(String).sort();
  for (const [english, italian] of Object.entries(ITALIAN)) {
    deepEqual(places(italian), places(english), english);
  }
});

Deno.test("without its title a figure is lower, says it to those who cannot see, and nowhere else", () => {
  const [titled] = allFigures(handResults());
  const [bare] = inEdition({ title: false }, () => allFigures(handResults()));
  ok(heightOf(bare) < heightOf(titled));
  ok(bare.alt.startsWith(titled.title));
  const shown = (figure: Figure) => textBoxes(figure.drawing).map(({ text }) => text).join(" ");
  ok(shown(titled).includes(titled.title) && !shown(bare).includes(titled.title));
});

Deno.test("the typeface comes along, with the characters of the figure in both weights", () => {
  const [figure] = allFigures(handResults());
  const fonts = [
    ...figure.svg.matchAll(/font-weight:(\d+);src:url\(data:font\/woff;base64,([^)]+)/g),
  ];
  deepEqual(fonts.map(([, weight]) => weight), ["400", "600"]);
  for (const [, , data] of fonts) {
    const bytes = Uint8Array.fromBase64(data);
    equal(new TextDecoder().decode(bytes.subarray(0, 4)), "wOFF");
    equal(new DataView(bytes.buffer).getUint32(8), bytes.length);
    ok(bytes.length < 15_000, `${bytes.length} bytes`);
  }
  notEqual(fonts[0][2], fonts[1][2]);
  ok(!figure.drawing.includes("@font-face"));
});

Deno.test("text can be read on every fill and in every colour", () => {
  const fills = [...Object.values(colours), ...[2, 3, 4, 5, 6].flatMap(sequence), "#777777"];
  for (const fill of fills) {
    ok(contrast(inkOn(fill), fill) >= 4.5, `ink on ${fill}`);
    ok(contrast(textColour(fill), colours.paper) >= 4.5, `${fill} as text`);
  }
});

Deno.test("forecasts are among the figures that are looked at", () => {
  deepEqual(forecastsOf(handResults()).map(({ name }) => name), FORECAST_FIGURES);
});

function heightOf({ svg }: Figure): number {
  return Number(svg.match(/viewBox="0 0 \d+ (\d+)"/)?.[1]);
}

Deno.test("no line breaks between a number and its unit", () => {
  deepEqual(wrapText("as much as 46 % of 3 kWh, 2 €/kWh; a kWhale", 60, 12), [
    "as much",
    "as 46 %",
    "of 3 kWh,",
    "2 €/kWh;",
    "a kWhale",
  ]);
});
