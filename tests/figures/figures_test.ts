import {
  deepStrictEqual as deepEqual,
  match,
  notDeepStrictEqual as notDeepEqual,
  ok,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import { inflateSync } from "node:zlib";
import { chartWidth, figureWidth } from "lib/figures/edition/edition.ts";
import { Figure } from "lib/figures/parts/figure.ts";
import { errorsByPart } from "lib/figures/forecast/errors_by_part.ts";
import { forecastFigure } from "lib/figures/forecast/forecast.ts";
import { forecastErrorsFigure } from "lib/figures/forecast/errors.ts";
import { colours, lightness, sequence } from "lib/figures/drawing/palette.ts";
import { renderPng } from "lib/figures/drawing/png.ts";
import { policyComparisonFigure } from "lib/figures/experiment/policy_comparison.ts";
import { runForecastFigures } from "lib/figures/forecast/run_forecasts.ts";
import { runDrawings } from "lib/figures/run/run_figures.ts";
import { batteryLevelFigure } from "lib/figures/run/energy/battery_level.ts";
import { imbalanceFigure } from "lib/figures/run/energy/imbalance.ts";
import { communityFlows } from "lib/figures/run/energy/balance.ts";
import { energyFlowsFigure } from "lib/figures/run/energy/flows.ts";
import {
  batteryDayFigure,
  memberToShow,
  strategyExchangeFigure,
} from "lib/figures/experiment/battery_strategies.ts";
import { forecastValueFigure } from "lib/figures/experiment/forecast_value.ts";
import { marketLeagueFigure } from "lib/figures/experiment/market_league.ts";
import {
  clearedMarketFigure,
  priceFormationFigure,
} from "lib/figures/run/money/price_formation.ts";
import { supplyAndDemandFigure } from "lib/figures/run/money/supply_and_demand.ts";
import { element } from "lib/figures/drawing/svg.ts";
import type { Results } from "lib/results/results.ts";
import { localHours, midnightInRome } from "lib/time.ts";
import { experimentByHand } from "../made/experiment_by_hand.ts";
import { halosBelow } from "lib/figures/drawing/svg.ts";
import { checkFigure } from "../made/checked_figure.ts";
import { textBoxes } from "../made/figure_text.ts";
import { handResults } from "../made/hand_results.ts";
import { allFigures, cloudsOf, KINDS, madeResults } from "../made/run_kinds.ts";

const SOURCE = "Made for a test. Data: made up, not real.";

for (const [kind, settings] of Object.entries(KINDS)) {
  Deno.test(`every figure of ${kind} is complete, with nothing clipped or overlapping`, async () => {
    const figures = allFigures(await madeResults(settings, cloudsOf(kind)));
    const ofItaly = "grid.tariff" in settings ? 2 : 0;
    equal(new Set(figures.map(({ name }) => name)).size, 22 + ofItaly);
    for (const figure of figures) checkFigure(figure, kind);
  });
}

Deno.test("the same results give the same bytes, whatever was drawn before", async () => {
  const drawings = runDrawings.flatMap(({ draw }) => draw);
  const drawn = (order: readonly number[]) => {
    const results = handResults();
    const figures = new Map(order.map((i) => [i, drawings[i](results)] as const));
    return drawings.map((_, i) => figures.get(i) as Figure);
  };
  const inOrder = drawings.map((_, i) => i);
  const first = drawn(inOrder);
  const svgs = first.map(({ svg }) => svg);
  const interleaved = inOrder.toSorted((a, b) => a % 3 - b % 3 || b - a);
  for (const order of [inOrder.toReversed(), interleaved, [...inOrder, ...inOrder.toReversed()]]) {
    deepEqual(drawn(order).map(({ svg }) => svg), svgs, `drawn in the order ${order}`);
  }
  const pngs = await Promise.all(first.slice(0, 2).map((figure) => figure.png()));
  const [second, firstAgain] = [await first[1].png(), await first[0].png()];
  deepEqual([firstAgain, second], pngs);
});

Deno.test("titles say what the numbers say", () => {
  const titles = Object.fromEntries(
    allFigures(handResults()).map(({ name, title }) => [name, title]),
  );
  // 3 kWh from the neighbour, 21 from the aggregator
  equal(
    titles.energy_by_hour,
    "Neighbours supplied 13 % of the energy that prosumers contracted to buy",
  );
  // 0.10 against 0.11
  equal(
    titles.prices_by_hour,
    "Neighbours traded at 0.100 €/kWh on average, 9 % below what the aggregator asked",
  );
  // 9 of 27 kWh, more than the load in the three hours with sun
  equal(
    titles.pv_and_load,
    "The panels gave 33 % of the load, and more than was needed in 3 of 24 hours",
  );
  equal(
    titles.energy_balance,
    "The community covers 22 % of its load with its own PV and feeds 33 % of that into the grid",
  );
  equal(
    titles.energy_flows,
    "Of the load, 11 % came straight from one's own roof, 0 % from batteries, 11 % from neighbours",
  );
  equal(titles.imbalance, "Nobody was off contract");
  equal(titles.money_by_account, "Together the prosumers paid 2.04 €");
  equal(
    titles.regulator_tiers,
    "At the end 100 % of the prosumers hold a bonus and 0 % a penalty",
  );
  equal(
    titles.fairness,
    "No miner won more or fewer blocks than its hash power and chance explain",
  );
  equal(titles.blocks_won, "4 miners won most, 3 each of 24 blocks");
  equal(titles.pending_transactions, "Up to 2 transactions waited for the block of an hour");
  equal(
    titles.supply_and_demand,
    "At 10:00 neighbours traded 1.00 of the 1.00 kWh wanted and 2.00 kWh offered",
  );
});

/** The hand-made day, but that its seller is metered 1 kWh less from 10 to 12, 1 kWh more at 12. */
function cloudyResults(): Results {
  const results = handResults();
  const { members, trades } = results;
  const [pvMeteredKwh, meteredKwh] = [members.pvMeteredKwh.slice(), members.meteredKwh.slice()];
  const off: [step: number, delta: number][] = [[10, 1], [11, 1], [12, -1]];
  for (const [step, delta] of off) {
    pvMeteredKwh[2 * step] -= delta;
    meteredKwh[2 * step] += delta;
  }
  const append = (column: Int32Array, values: number[]) => Int32Array.of(...column, ...values);
  const prices = off.map(([, delta]) => delta > 0 ? 0.121 : 0.081);
  return {
    ...results,
    members: { ...members, pvMeteredKwh, meteredKwh },
    trades: {
      count: trades.count + off.length,
      step: append(trades.step, off.map(([step]) => step)),
      sender: append(trades.sender, off.map(([, delta]) => delta > 0 ? -1 : 0)),
      receiver: append(trades.receiver, off.map(([, delta]) => delta > 0 ? 0 : -1)),
      amountKwh: Float64Array.of(...trades.amountKwh, ...off.map(([, delta]) => Math.abs(delta))),
      eurPerKwh: Float64Array.of(...trades.eurPerKwh, ...prices),
      sellersEurPerKwh: Float64Array.of(...trades.sellersEurPerKwh, ...prices),
      type: Uint8Array.of(...trades.type, 3, 3, 4),
    },
  };
}

Deno.test("what is off contract is shown beside contracts, and flows are as metered", () => {
  const results = cloudyResults();
  const imbalance = imbalanceFigure(results);
  checkFigure(imbalance, "a cloudy day");
  // 2 kWh short and 1 kWh long of a load of 27 kWh.
  equal(
    imbalance.title,
    "Members were off contract by 3.00 kWh, 11 % of the load; the community as a whole by 3.00 kWh",
  );
  match(imbalance.alt, /2\.00 kWh short, 1\.00 kWh long/);
  // The roof gives 2 + 2 + 4 kWh; of each hour 1 is used at home, 1 by the neighbour.
  match(
    energyFlowsFigure(results).alt,
    /PV 8\.0 kWh, Network 21\.0 kWh.*To neighbours 3\.0 kWh, Fed in 2\.0 kWh/,
  );
});

Deno.test("the balance drawn is of metered energy, and closes in every step", async () => {
  const settings = { step_minutes: 30, "community.num_prosumers": 12, "battery.initial_soc": 0.5 };
  const results = await madeResults(settings, 0.3);
  const { pv, load, batteryIn, batteryOut, taken, fedIn } = communityFlows(results);
  for (let step = 0; step < results.steps; step++) {
    const sources = pv[step] + batteryOut[step] + taken[step];
    const uses = load[step] + batteryIn[step] + fedIn[step];
    ok(Math.abs(sources - uses) < 1e-9 && taken[step] * fedIn[step] === 0);
  }
  const total = (byStep: Float64Array) => byStep.reduce((sum, kwh) => sum + kwh, 0);
  const { pv_kwh, load_kwh, self_sufficiency } = results.kpis;
  ok(Math.abs(total(pv) - pv_kwh) < 1e-9 && Math.abs(total(load) - load_kwh) < 1e-9);
  ok(self_sufficiency <= 1 - total(taken) / total(load) + 1e-9);
});

Deno.test("in panels below each other the same hour stands at the same place", async () => {
  const results = await madeResults({ "community.num_prosumers": 12 }, 0.3);
  for (const { name, drawing } of [imbalanceFigure(results), batteryLevelFigure(results)]) {
    const ends = [...drawing.matchAll(/<line [^>]*x2="([\d.]+)" x1="([\d.]+)"/g)]
      .filter(([, x2, x1]) => x1 !== x2).map(([, x2, x1]) => `${x1} to ${x2}`);
    ok(ends.length >= 4);
    equal(new Set(ends).size, 1, `${name}: horizontal lines from ${[...new Set(ends)]}`);
  }
});

Deno.test("where the forecast counts as what came nothing is metered", () => {
  const results = handResults();
  const settlement = { ...results.config.settlement, actuals: "forecast" as const };
  const figure = imbalanceFigure({ ...results, config: { ...results.config, settlement } });
  equal(figure.title, "The forecast counts as what came, so that nobody is off contract");
  checkFigure(figure, "no metering");
});

Deno.test("what forecasters cost is told from chance, and said who gets it", () => {
  const money = (members: number) => ({
    prosumers_balance: -members,
    aggregator_balance: members,
  });
  const byHand = (steps: Parameters<typeof experimentByHand>[0]) => {
    const { header, kpis } = experimentByHand(steps);
    const forecasters = Object.keys(steps).map((forecaster) => ({ forecaster }));
    return { header: { ...header, factors: ["forecaster"], variants: forecasters }, kpis };
  };
  const figure = forecastValueFigure(
    byHand({ perfect: {}, "hour-ahead": money(1.5), persistence: money(3) }),
    SOURCE,
  );
  checkFigure(figure, "three forecasters");
  equal(
    figure.title,
    'Against "perfect" the members have 3.00 € less with "persistence", 1.50 € less with "hour-ahead"',
  );
  match(figure.alt, /persistence: Members −3\.0+ €, Aggregator \+3\.0+ €/);
  const same = forecastValueFigure(byHand({ perfect: {}, other: {} }), SOURCE);
  equal(
    same.title,
    'No forecaster changes the members\' money beyond chance against "perfect"',
  );
  throws(() => forecastValueFigure(byHand({ perfect: {} }), SOURCE), RangeError);
});

Deno.test("batteries under three strategies: one member's day, and the community's exchange", async () => {
  const runs = await Promise.all(["greedy", "schedule", "still"].map(async (name) => ({
    name,
    results: await madeResults({
      "community.num_prosumers": 20,
      "battery.strategy": name === "still" ? "schedule" : name,
      "battery.wear_eur_per_kwh": name === "still" ? 10 : 0,
    }, 0.3),
  })));
  const day = batteryDayFigure(runs);
  checkFigure(day, "three strategies");
  match(
    day.title,
    /^The battery of member \d+ fills to \d+ % under greedy, \d+ % under schedule, \d+ % under still$/,
  );
  const shown = memberToShow(runs[0].results);
  const { batteryCapacityKwh, pvCapacityKw } = runs[0].results.community;
  ok(batteryCapacityKwh[shown] > 0);
  pvCapacityKw.forEach((kw, id) =>
    ok(batteryCapacityKwh[id] === 0 || kw <= pvCapacityKw[shown], `${id} has more panels`)
  );
  const exchange = strategyExchangeFigure(runs);
  checkFigure(exchange, "three strategies");
  match(exchange.title, /kWh under greedy, .* kWh under schedule, .* kWh under still$/);
  const long = await madeResults({ hours: 240, "community.num_prosumers": 5 }, 0.3);
  checkFigure(batteryDayFigure([{ name: "greedy", results: long }]), "ten days");
  const without = batteryCapacityKwh.indexOf(0);
  throws(() => batteryDayFigure(runs, without), RangeError);
});

/** A made-up price forecast of some hours: 10 off, a reference 20 off, a band of ±15. */
function priceForecast(count: number): Figure {
  const calendar = localHours(midnightInRome("2025-03-20"), count);
  const actual = Float64Array.from({ length: count }, (_, h) => 100 + 30 * Math.sin(h / 4));
  const forecast = actual.map((price) => price + 10);
  return forecastFigure({
    calendar,
    actual,
    forecast,
    reference: { label: "Yesterday's price", values: actual.map((price) => price - 20) },
    interval: {
      level: 0.8,
      low: forecast.map((price) => price - 15),
      high: forecast.map((price) => price + 15),
    },
  }, {
    name: "price_forecast",
    quantity: "PUN",
    unit: "€/MWh",
    method: "hour-ahead",
    source: SOURCE,
  });
}

Deno.test("a forecast of a day, of weeks across the spring day, and of months is complete", () => {
  for (const count of [24, 336, 24 * 60, 24 * 500]) {
    const figure = priceForecast(count);
    checkFigure(figure, `${count} hours`);
    equal(
      figure.title,
      "The PUN forecast was off by 10 €/MWh on average, 50 % less than yesterday's price",
    );
  }
});

Deno.test("a forecast of which nothing came yet says so", () => {
  const calendar = localHours(midnightInRome("2025-03-20"), 24);
  const unknown = new Float64Array(24).fill(NaN);
  const figure = forecastFigure(
    { calendar, actual: unknown, forecast: new Float64Array(24).fill(90) },
    { name: "x", quantity: "PUN", unit: "€/MWh", method: "hour-ahead", source: SOURCE },
  );
  equal(figure.title, "What came of the PUN forecast is not known");
  checkFigure(figure, "unknown hours");
});

Deno.test("errors by hour say which forecast errs least", () => {
  const parts = Array.from({ length: 24 }, (_, hour) => ({
    name: String(hour),
    errors: { trees: hour < 20 ? 4 : 6, "same hour yesterday": 5, "mean of both": 5.5 },
  }));
  const wording = {
    name: "pun_errors",
    measure: "PUN: mean absolute error",
    unit: "€/MWh",
    partLabel: "Hour of the day in Rome",
    source: SOURCE,
  };
  const figure = forecastErrorsFigure(parts, wording);
  checkFigure(figure, "three methods");
  equal(figure.title, "In 20 of 24 cases the trees forecast errs least");
  throws(() => forecastErrorsFigure([], wording), RangeError);
});

Deno.test("errors are taken by the clock in Rome, unknown hours left out", () => {
  // Two days from 30 March 2025, on which the clock skips 2:00.
  const calendar = localHours(midnightInRome("2025-03-30"), 47);
  const actual = new Float64Array(47).fill(100);
  const close = actual.map((_, h) => 100 + calendar.hour[h]);
  const far = actual.map(() => 90);
  actual[0] = NaN;
  const byHour = errorsByPart(calendar, actual, { close, far }, "hour");
  equal(byHour.length, 24);
  deepEqual(byHour[5], { name: "5", errors: { close: 5, far: 10 } });
  const bySeason = errorsByPart(calendar, actual, { close, far }, "season");
  equal(bySeason.length, 1);
  // Hours 0 … 23 twice, less 2:00 once and 0:00 once: 2 · 276 − 2 over 46.
  deepEqual(bySeason[0], { name: "spring", errors: { close: 550 / 46, far: 10 } });
});

Deno.test("a comparison names the policy that changes most, and tells it from chance", () => {
  const results = experimentByHand({
    none: {},
    p2p: { p2p_share: 0.06, community_savings: 12.5 },
    profit: { p2p_share: 0.01 },
    chaos: { p2p_share: -0.2 },
  });
  const figure = policyComparisonFigure(results, SOURCE);
  match(policyComparisonFigure(results).svg, />Own simulation: \d+ communities/);
  checkFigure(figure, "four policies");
  equal(figure.title, '"chaos" changes the P2P share most: 20 percentage points less than "none"');
  const words = textBoxes(figure.svg).map(({ text }) => text);
  // Every difference names its pairs: three policies in six panels.
  equal(words.filter((text) => /^(p2p|profit|chaos), n = 5$/.test(text)).length, 18);
  const same = policyComparisonFigure(experimentByHand({ none: {}, other: {} }), SOURCE);
  equal(same.title, 'No policy changes the P2P share beyond chance against "none"');
  throws(() => policyComparisonFigure(experimentByHand({ none: {} }), SOURCE), RangeError);
  // Two that differ from none, but hardly from each other: no "most".
  const close = experimentByHand({
    none: {},
    one: { p2p_share: 0.06 },
    two: { p2p_share: 0.0601 },
  });
  match(policyComparisonFigure(close, SOURCE).title, /^"(one|two)" changes the P2P share: 6\.\d/);
});

Deno.test("forecasts of a run stand beside the history, each value in its own hour", () => {
  const results = handResults();
  const { start } = results.calendar;
  // From a day before: 90 €/MWh, then 110; P is 100 €/MWh throughout.
  const eurPerMwh = Float64Array.from({ length: 48 }, (_, h) => h < 24 ? 90 : 110);
  const catalogue = {
    label: "made by hand",
    synthetic: true,
    prices: { start: start - 24 * 3600, count: 48, eurPerMwh: new Map([["PUN", eurPerMwh]]) },
    // Stamped ten minutes into each hour: 1 kW of 2 from 10 to 13, what came is 0.5 kWh per kW.
    pv: [{
      latitude: 45,
      longitude: 7.7,
      capacityKw: 2,
      start: start + 600,
      generationKw: Float64Array.from({ length: 24 }, (_, h) => h >= 10 && h < 13 ? 1 : 0),
    }],
    sources: [],
  };
  // Nothing is metered: the history itself is what came.
  const settlement = { ...results.config.settlement, actuals: "forecast" as const };
  const unmetered = { ...results, config: { ...results.config, settlement } };
  const [price, pv] = runForecastFigures(unmetered, catalogue);
  checkFigure(price, "a run");
  checkFigure(pv, "a run");
  // |100 − 110| against |90 − 110|
  equal(
    price.title,
    "The PUN forecast was off by 10 €/MWh on average, 50 % less than the same hour a day before",
  );
  const capacity = results.community.pvCapacityKw[0] + results.community.pvCapacityKw[1];
  const error = 3 / 24 * Math.abs(3 / capacity - 0.5);
  match(pv.title, new RegExp(`off by ${error.toFixed(2)} kWh per kW on average$`));
  // Metered: each hour of sun gave 1 kWh less than forecast, or more.
  const [, metered] = runForecastFigures(cloudyResults(), catalogue);
  const off = (3 / capacity / 24).toFixed(2);
  match(metered.title, new RegExp(`off by ${off} kWh per kW on average$`));
});

Deno.test("a step that the run does not have cannot be drawn", () => {
  throws(() => supplyAndDemandFigure(handResults(), 24), RangeError);
});

Deno.test("a PNG is drawn with the shipped font; without one its text is missing", async () => {
  const [figure] = allFigures(handResults());
  const png = await figure.png();
  const bare = await renderPng(figure.svg, { dpi: 300, fonts: [] });
  equal(widthOf(png), Math.round(figureWidth() * 300 / 96));
  ok(inkInTitle(png) > 0.04, `the title is drawn: ${inkInTitle(png)}`);
  equal(inkInTitle(bare), 0);
  notDeepEqual(png, bare);
});

Deno.test("a PNG states its resolution", async () => {
  const png = await allFigures(handResults())[0].png(300);
  const at = png.findIndex((_, i) => String.fromCharCode(...png.subarray(i, i + 4)) === "pHYs");
  equal(new DataView(png.buffer, png.byteOffset + at + 4).getUint32(0), 11811); // 300 / 0.0254
});

Deno.test("a notebook is given SVG, PNG and words", async () => {
  const [figure] = allFigures(handResults());
  const show = Symbol.for("Jupyter.display") as unknown as "display";
  const bundle = await (figure as unknown as { display(): Promise<Record<string, string>> })
    [show]();
  equal(bundle["image/svg+xml"], figure.svg);
  equal(bundle["image/png"].slice(0, 8), "iVBORw0K");
  ok(bundle["text/plain"].startsWith(figure.title));
});

Deno.test("a light figure has the same SVG and a smaller PNG", async () => {
  const [figure] = allFigures(handResults());
  const show = Symbol.for("Jupyter.display");
  const light = figure.light() as Record<symbol, () => Promise<Record<string, string>>>;
  const [whole, small] = [await figure.display(), await light[show]()];
  equal(small["image/svg+xml"], whole["image/svg+xml"]);
  equal(small["text/plain"], whole["text/plain"]);
  equal(widthOf(Uint8Array.fromBase64(small["image/png"])), figureWidth());
  ok(small["image/png"].length < 0.7 * whole["image/png"].length);
});

Deno.test("colours that touch differ in grey by 10 or more of lightness", () => {
  const { pv, battery, grid, p2p, quiet, ink, loss, sky, short, long } = colours;
  const touching = [
    [p2p, grid],
    [pv, battery],
    [battery, grid],
    [pv, grid],
    [ink, battery],
    [battery, quiet],
    [ink, quiet],
    [grid, quiet],
    [loss, grid],
    [short, grid],
    [short, p2p],
    [short, long],
    [long, quiet],
    [sky, ink],
    [p2p, pv],
  ];
  for (const [a, b] of touching) {
    const apart = Math.abs(lightness(a) - lightness(b));
    ok(apart >= 10, `${a} and ${b} differ by ${apart.toFixed(1)}`);
  }
  for (let count = 2; count <= 6; count++) {
    const steps = sequence(count).map(lightness);
    for (let i = 1; i < count; i++) ok(steps[i - 1] - steps[i] >= 7, `${count} steps: ${steps}`);
  }
});

Deno.test("markup in a name is shown, not obeyed", () => {
  const text = { name: "x", title: 'A <b> & "c"', subtitle: "kWh", source: "s" };
  const figure = new Figure(text, { width: chartWidth(), height: 10, markup: element("g", {}) });
  ok(figure.svg.includes("A &lt;b&gt; &amp; &quot;c&quot;"));
});

/**
 * Kept drawings: `deno test tests/figures/figures_test.ts … -- --update` replaces them on purpose.
 */
for (
  const name of [
    "energy_by_hour",
    "turin_map",
    "fairness",
    "regulator_money",
    "balance_by_prosumer",
    "hash_power_area",
  ]
) {
  Deno.test(`${name} looks as it was last approved`, async () => {
    const figure = allFigures(handResults()).find((each) => each.name === name) as Figure;
    const path = new URL(`../snapshots/${name}.svg.snap`, import.meta.url);
    if (Deno.args.includes("--update")) await Deno.writeTextFile(path, figure.svg);
    const same = figure.svg === await Deno.readTextFile(path);
    ok(same, `${name} looks otherwise than approved. If it is meant to, look at it and update it`);
  });
}

function widthOf(png: Uint8Array): number {
  return new DataView(png.buffer, png.byteOffset).getUint32(16);
}

/** Share of the pixels in the title's line that are not paper. Reads what `indexedPng` writes. */
function inkInTitle(png: Uint8Array): number {
  const view = new DataView(png.buffer, png.byteOffset);
  const chunks = new Map<string, Uint8Array>();
  for (let at = 8; at < png.length;) {
    const length = view.getUint32(at);
    chunks.set(
      String.fromCharCode(...png.subarray(at + 4, at + 8)),
      png.subarray(at + 8, at + 8 + length),
    );
    at += length + 12;
  }
  const width = widthOf(png);
  const rows = inflateSync(chunks.get("IDAT") as Uint8Array);
  const palette = chunks.get("PLTE") as Uint8Array;
  const scale = width / figureWidth();
  let ink = 0;
  let all = 0;
  for (let y = Math.round(18 * scale); y < Math.round(36 * scale); y++) {
    for (let x = Math.round(16 * scale); x < Math.round(200 * scale); x++) {
      all++;
      if (palette[3 * rows[y * (width + 1) + 1 + x]] < 128) ink++;
    }
  }
  return ink / all;
}

Deno.test("where prices come from: one price, two prices, no trade, one side", () => {
  const orders = [{ energyKwh: 3, quote: 0.24 }, { energyKwh: -2, quote: 0.11 }];
  const trade = { energyKwh: 2, bid: 0.24, ask: 0.11, paid: 0.2, got: 0.2 };
  const text = { name: "market", title: "Made", subtitle: "Made", source: SOURCE };
  const one = clearedMarketFigure({ orders, trades: [trade] }, text).svg;
  ok(one.includes("Price") && !one.includes("What the seller gets"));
  const two = clearedMarketFigure({ orders, trades: [{ ...trade, got: 0.16 }] }, text).svg;
  ok(two.includes("What the buyer pays") && two.includes("What the seller gets"));
  ok(two.includes(colours.loss));
  const none = clearedMarketFigure({ orders: orders.slice(0, 1), trades: [] }, text).svg;
  ok(none.includes("One side of the market is missing."));
});

Deno.test("a run's prices say which mechanism made them", async () => {
  const results = await madeResults({
    "community.num_prosumers": 30,
    "market.clearing": "discriminatory",
  });
  const { title } = priceFormationFigure(results);
  match(title, /"discriminatory" had buyers of \d+ trades pay 0\.\d+.*, sellers get 0\.\d+/);
  equal(results.trades.sellersEurPerKwh.length, results.trades.count);
  ok(results.trades.eurPerKwh.some((paid, t) => paid > results.trades.sellersEurPerKwh[t]));
  ok(results.accounts.marketOperator.at(-1)! > 0);
  throws(() => priceFormationFigure(results, 24), RangeError);
});

Deno.test("the league: who leads beyond chance is drawn full, nobody else", () => {
  const league = (lead: number) => {
    const { header, kpis } = experimentByHand({ mid: {}, uniform: { welfare_share: lead } });
    const variants = ["mid", "uniform"].map((name) => ({ "market.clearing": name }));
    const own = { ...header, name: "sweep" as const, factors: ["market.clearing"], variants };
    return marketLeagueFigure({ header: own, kpis }, SOURCE);
  };
  const clear = league(0.3);
  equal(clear.title, '"uniform" has the best welfare share of all: 83 %');
  const full = (svg: string) => svg.split(`fill="${colours.p2p}"`).length;
  equal(full(clear.svg), full(league(0).svg) + 1);
  match(league(0).title, /^No mechanism leads in welfare share beyond chance; the best reaches/);
});

Deno.test("a halo is a copy below its text, without paint-order, which LibreOffice does not know", () => {
  const halo = 'fill="#fff" aria-hidden="true"';
  equal(
    halosBelow('<text x="1" stroke="#fff" stroke-width="3" paint-order="stroke">A</text>'),
    `<text x="1" stroke="#fff" stroke-width="3" ${halo}>A</text><text x="1">A</text>`,
  );
  equal(
    halosBelow(
      '<g fill="#000" stroke="#fff" paint-order="stroke"><text>A</text><text>B</text></g>',
    ),
    `<g stroke="#fff" ${halo}><text>A</text><text>B</text></g>` +
      '<g fill="#000"><text>A</text><text>B</text></g>',
  );
  equal(halosBelow("<text>A</text>"), "<text>A</text>");
});
