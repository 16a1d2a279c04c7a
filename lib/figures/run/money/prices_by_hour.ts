import * as Plot from "@observablehq/plot";
import { fixed } from "../../edition/edition.ts";
import { say } from "../../edition/say.ts";
import { named } from "../../../config/registry.ts";
import { stepsOf } from "../../../config/steps.ts";
import { gridPrices, tariffs, TradeType } from "../../../market/mod.ts";
import type { Results } from "../../../results/mod.ts";
import { band } from "../../parts/band.ts";
import type { Figure } from "../../parts/figure.ts";
import { hoverByBin } from "../../parts/hover.ts";
import { colours } from "../../drawing/palette.ts";
import { plotChart } from "../../parts/plot_chart.ts";
import { spanOf } from "../../parts/round_steps.ts";
import { runFigure } from "../../parts/run_figure.ts";
import { spreadByBin, spreadLabel } from "../../parts/spread.ts";
import { dailyTimeline, meanByBin, timeAxis, timeScale } from "../../parts/timeline.ts";
import { percent } from "../../parts/wording.ts";
import { mean, sum } from "../../../mean.ts";

/** What energy costs among neighbours, on the market and from the aggregator, with bids and asks. */
export function pricesByHourFigure(results: Results): Figure {
  const time = dailyTimeline(results.calendar);
  const market = meanByBin(time, results.marketPrice);
  const actual = meanByBin(time, results.actualPrice);
  const isForecast = results.actualPrice.some((price, step) => price !== results.marketPrice[step]);
  const { asked, paid } = aggregatorPrices(results);
  const { byStep, mean, meanAsked } = peerPrices(results, asked);
  const peers = meanByBin(time, byStep);
  const quotes = (side: 1 | -1) =>
    spreadByBin(time.bins, time.binOf, (step) => quotesOf(results, step, side));
  const [bids, asks] = [quotes(1), quotes(-1)];
  const ends = [...bids, ...asks].flatMap(({ low, high }) => [low, high]);
  const shown = [
    meanByBin(time, asked),
    meanByBin(time, paid),
    peers,
    market,
    actual,
    ends,
  ];
  const dots = time.bins <= 40;
  const words = {
    peers: say`P2P mean`,
    market: isForecast ? say`Market price P, forecast` : say`Market price P`,
    actual: say`Price that came, P*`,
    asked: say`Aggregator sells at`,
    paid: say`Aggregator buys at`,
  };
  const at = (_: number, bin: number) => bin + 0.5;
  const chart = plotChart({
    height: 330,
    marginLeft: 52,
    marginTop: 24,
    marginBottom: 40,
    x: timeScale(time),
    y: { label: "€/kWh", grid: true, nice: true, domain: spanOf(...shown) },
    marks: [
      timeAxis(time),
      ...band(bids, { colour: colours.grid, opacity: 0.35, bandOnly: true }),
      ...band(asks, { colour: colours.battery, opacity: 0.3, bandOnly: true }),
      Plot.lineY(shown[0], {
        x: at,
        stroke: colours.loss,
        strokeWidth: 1.5,
        strokeDasharray: "6 3",
      }),
      Plot.lineY(shown[1], {
        x: at,
        stroke: colours.loss,
        strokeWidth: 1.5,
        strokeDasharray: "2 3",
      }),
      ...(isForecast
        ? [Plot.lineY(actual, { x: at, stroke: colours.faint, strokeDasharray: "8 3 2 3" })]
        : []),
      Plot.lineY(market, { x: at, stroke: colours.ink, strokeWidth: 2 }),
      Plot.lineY(peers, { x: at, stroke: colours.p2p, strokeWidth: 2 }),
      ...(dots
        ? [Plot.dot(peers, {
          x: at,
          y: (price: number) => price,
          fill: colours.p2p,
          stroke: colours.paper,
          r: 4,
          filter: (price: number) => !Number.isNaN(price),
        })]
        : []),
      hoverByBin(time, results.calendar, [
        { label: words.asked, values: shown[0], unit: "€/kWh" },
        { label: words.peers, values: peers, unit: "€/kWh" },
        { label: words.market, values: market, unit: "€/kWh" },
        { label: words.actual, values: actual, unit: "€/kWh" },
        { label: words.paid, values: shown[1], unit: "€/kWh" },
      ]),
    ],
  });
  return runFigure(results, {
    name: "prices_by_hour",
    title: Number.isNaN(mean)
      ? say`Nobody traded with neighbours, so only the aggregator's prices count`
      : titleOf(mean, meanAsked),
    subtitle:
      say`Prices ${time.phrase}, €/kWh, before network fees and bonuses; bands are the ${spreadLabel()} of bids and asks`,
    legend: [
      { label: words.peers, colour: colours.p2p, mark: dots ? "dot" : "line" },
      {
        label: words.market,
        colour: colours.ink,
        mark: "line",
      },
      ...(isForecast
        ? [{
          label: words.actual,
          colour: colours.faint,
          mark: "dashed" as const,
          dash: "8 3 2 3",
        }]
        : []),
      { label: words.asked, colour: colours.loss, mark: "dashed" },
      { label: words.paid, colour: colours.loss, mark: "dotted" },
      { label: say`Bids`, colour: colours.grid, opacity: 0.45 },
      { label: say`Asks`, colour: colours.battery, opacity: 0.4 },
    ],
  }, chart);
}

/** @param gridPrice What the aggregator would have asked for the same energy, €/kWh. */
function titleOf(peerPrice: number, gridPrice: number): string {
  const saving = 1 - peerPrice / gridPrice;
  const [price, share] = [fixed(peerPrice, 3), percent(Math.abs(saving))];
  return saving >= 0
    ? say`Neighbours traded at ${price} €/kWh on average, ${share} below what the aggregator asked`
    : say`Neighbours traded at ${price} €/kWh on average, ${share} above what the aggregator asked`;
}

/**
 * The mean price among neighbours, €/kWh, and what the aggregator would have asked for the same energy;
 * NaN without trades.
 */
export function peerPriceAgainstGrid(results: Results): { peers: number; asked: number } {
  const { mean, meanAsked } = peerPrices(results, aggregatorPrices(results).asked);
  return { peers: mean, asked: meanAsked };
}

/** What the aggregator asks and pays in each step, €/kWh. */
function aggregatorPrices({ community, config, marketPrice, zonalPrice }: Results) {
  const { grid } = config;
  const tariff = named(tariffs, grid.tariff).for(community, grid, stepsOf(config));
  const prices = gridPrices(community.size);
  const [asked, paid] = [
    new Float64Array(marketPrice.length),
    new Float64Array(marketPrice.length),
  ];
  for (let step = 0; step < marketPrice.length; step++) {
    tariff.quote(marketPrice[step], prices, zonalPrice[step]);
    [asked[step], paid[step]] = [usual(prices.ask), usual(prices.pay)];
  }
  return { asked, paid };
}

/** The price of all members, or the mean where they differ. */
function usual(prices: Float64Array): number {
  return prices.every((price) => price === prices[0]) ? prices[0] : mean(prices);
}

/**
 * P2P prices and, for the same energy, what the aggregator asked, weighted by energy; NaN without
 * trades.
 */
function peerPrices(
  { trades, steps }: Results,
  asked: Float64Array,
): { byStep: Float64Array; mean: number; meanAsked: number } {
  const value = new Float64Array(steps);
  const energy = new Float64Array(steps);
  for (let t = 0; t < trades.count; t++) {
    if (trades.type[t] !== TradeType.P2P) continue;
    value[trades.step[t]] += trades.amountKwh[t] * trades.eurPerKwh[t];
    energy[trades.step[t]] += trades.amountKwh[t];
  }
  return {
    byStep: value.map((v, step) => v / energy[step]),
    mean: sum(value) / sum(energy),
    meanAsked: sum(energy.map((kwh, step) => kwh * asked[step])) / sum(energy),
  };
}

/** Bids (side 1, of those with a deficit) or asks (side −1) of a step. */
function* quotesOf(
  { members, prosumers }: Results,
  step: number,
  side: 1 | -1,
): Generator<number> {
  for (let row = step * prosumers; row < (step + 1) * prosumers; row++) {
    if (members.imbalanceKwh[row] * side > 0 && !Number.isNaN(members.quote[row])) {
      yield members.quote[row];
    }
  }
}
