import * as Plot from "@observablehq/plot";
import { fixed } from "../../edition/edition.ts";
import { say } from "../../edition/say.ts";
import { TradeType } from "../../../market/mod.ts";
import type { Results } from "../../../results/mod.ts";
import { formatInRome } from "../../../time.ts";
import { busiestStep } from "./supply_and_demand.ts";
import { colours } from "../../drawing/palette.ts";
import { Figure, type FigureText } from "../../parts/figure.ts";
import type { LegendItem } from "../../parts/legend.ts";
import { plotChart } from "../../parts/plot_chart.ts";
import { emptyChart } from "../../parts/run_figure.ts";
import type { SvgPart } from "../../drawing/svg.ts";
import { counted, shortNumber, sourceLine } from "../../parts/wording.ts";

/** More pairs than these, and their lines would be one black area. */
const MOST_PAIRS = 120;

/** A market of one step after it was cleared. */
export interface ClearedMarket {
  /** What members had to trade. */
  readonly orders: readonly {
    /** > 0 to buy, < 0 to sell, kWh. */
    readonly energyKwh: number;
    /** Bid or ask, €/kWh. */
    readonly quote: number;
  }[];
  /** What they traded with each other, in the order in which it was agreed. */
  readonly trades: readonly {
    /** kWh. */
    readonly energyKwh: number;
    /** Of the buyer, €/kWh. */
    readonly bid: number;
    /** Of the seller, €/kWh. */
    readonly ask: number;
    /** What the buyer pays, €/kWh. */
    readonly paid: number;
    /** What the seller gets, €/kWh. */
    readonly got: number;
  }[];
}

/** A trade's place along the axis of energy. */
type Placed = ClearedMarket["trades"][number] & {
  readonly from: number;
  readonly to: number;
  readonly middle: number;
};

/**
 * Where the prices of a market come from: what members bid and ask, and each trade beside the one before
 * as a pair of bid and ask with its price, or its two prices.
 *
 * @param text Name, title, subtitle and source.
 */
export function clearedMarketFigure(
  market: ClearedMarket,
  text: Omit<FigureText, "legend">,
): Figure {
  const twoPrices = market.trades.some(({ paid, got }) => paid !== got);
  const legend: LegendItem[] = [
    { label: say`Bids`, colour: colours.grid, mark: "line" },
    { label: say`Asks`, colour: colours.p2p, mark: "line" },
    { label: say`A pair: bid and ask`, colour: colours.faint, mark: "dot" },
    { label: twoPrices ? say`What the buyer pays` : say`Price`, colour: colours.ink, mark: "line" },
    ...(twoPrices
      ? [{ label: say`What the seller gets`, colour: colours.loss, mark: "line" as const }]
      : []),
  ];
  return new Figure({ ...text, legend }, chartOf(market));
}

/**
 * Where the prices of an hour of a run come from, by the mechanism that the run was cleared by.
 *
 * @param step Which, from 0; the one with most P2P trade by default.
 */
export function priceFormationFigure(results: Results, step = busiestStep(results)): Figure {
  if (!Number.isInteger(step) || step < 0 || step >= results.steps) {
    throw new RangeError(`There is no step ${step}: they run from 0 to ${results.steps - 1}`);
  }
  const { config, calendar } = results;
  const market = marketOf(results, step);
  const when = formatInRome(calendar.start + step * config.step_minutes * 60);
  return clearedMarketFigure(market, {
    name: "price_formation",
    title: finding(market, config.market.clearing, when.slice(-5)),
    subtitle: say`Bids from the highest down, asks from the lowest up, and trades one after another,
      €/kWh, against energy, kWh, in the step from ${when}; market.clearing is
      "${config.market.clearing}"`,
    source: sourceLine(results),
  });
}

function chartOf({ orders, trades }: ClearedMarket): SvgPart {
  const demand = curveOf(orders, 1);
  const supply = curveOf(orders, -1);
  if (demand.length === 0 || supply.length === 0) {
    return emptyChart(say`One side of the market is missing.`);
  }
  const placed = placedTrades(trades);
  const traded = placed.at(-1)?.to ?? 0;
  const most = Math.max(traded, Math.min(demand.at(-1)!.x, supply.at(-1)!.x)) * 1.15;
  const pairs = placed.length <= MOST_PAIRS ? placed : [];
  const curve = (corners: readonly Corner[], stroke: string) =>
    Plot.lineY(cutAt(corners, most), {
      x: "x",
      y: "y",
      curve: "step-before",
      stroke,
      strokeWidth: 2.5,
    });
  const prices = (key: "paid" | "got", stroke: string) =>
    Plot.ruleY(placed, {
      y: key,
      x1: "from",
      x2: "to",
      stroke,
      strokeWidth: 3,
      title: (trade: Placed) =>
        say`${shortNumber(trade.energyKwh)} kWh: bid ${fixed(trade.bid, 4)}, ask ${
          fixed(trade.ask, 4)
        }, price ${fixed(trade[key], 4)} €/kWh`,
    });
  return plotChart({
    height: 320,
    marginLeft: 56,
    marginRight: 20,
    marginTop: 28,
    marginBottom: 40,
    x: { label: say`Energy, kWh`, domain: [0, most] },
    y: { label: "€/kWh", grid: true, nice: true },
    marks: [
      curve(demand, colours.grid),
      curve(supply, colours.p2p),
      Plot.ruleX(pairs, { x: "middle", y1: "ask", y2: "bid", stroke: colours.faint }),
      Plot.dot(pairs, { x: "middle", y: "bid", r: 2.5, fill: colours.faint }),
      Plot.dot(pairs, { x: "middle", y: "ask", r: 2.5, fill: colours.faint }),
      prices("got", colours.loss),
      prices("paid", colours.ink),
    ],
  });
}

interface Corner {
  readonly x: number;
  readonly y: number;
}

/** Corners of bids falling (side 1) or asks rising (side −1), from 0 kWh on. */
function curveOf(orders: ClearedMarket["orders"], side: 1 | -1): Corner[] {
  const own = orders.filter(({ energyKwh, quote }) => energyKwh * side > 0 && !Number.isNaN(quote))
    .toSorted((a, b) => (b.quote - a.quote) * side);
  if (own.length === 0) return [];
  let x = 0;
  return [
    { x, y: own[0].quote },
    ...own.map(({ energyKwh, quote }) => ({ x: x += Math.abs(energyKwh), y: quote })),
  ];
}

function cutAt(corners: readonly Corner[], most: number): Corner[] {
  const beyond = corners.findIndex(({ x }) => x > most);
  return beyond < 0 ? [...corners] : [...corners.slice(0, beyond), { ...corners[beyond], x: most }];
}

function placedTrades(trades: ClearedMarket["trades"]): Placed[] {
  let to = 0;
  return trades.map((trade) => {
    const from = to;
    to += trade.energyKwh;
    return { ...trade, from, to, middle: (from + to) / 2 };
  });
}

function marketOf({ members, trades, prosumers }: Results, step: number): ClearedMarket {
  const row = step * prosumers;
  const orders = Array.from({ length: prosumers }, (_, i) => ({
    energyKwh: members.imbalanceKwh[row + i],
    quote: members.quote[row + i],
  }));
  const made = Array.from({ length: trades.count }, (_, t) => t)
    .filter((t) => trades.step[t] === step && trades.type[t] === TradeType.P2P)
    .map((t) => ({
      energyKwh: trades.amountKwh[t],
      bid: orders[trades.receiver[t]].quote,
      ask: orders[trades.sender[t]].quote,
      paid: trades.eurPerKwh[t],
      got: trades.sellersEurPerKwh[t],
    }));
  return { orders, trades: made };
}

function finding({ trades }: ClearedMarket, mechanism: string, time: string): string {
  if (trades.length === 0) return say`At ${time} nobody traded with a neighbour`;
  const paid = spanOf(trades.map((trade) => trade.paid));
  const got = spanOf(trades.map((trade) => trade.got));
  const count = counted(trades.length, "trade");
  return paid === got
    ? say`At ${time} "${mechanism}" priced ${count} at ${paid} €/kWh`
    : say`At ${time} "${mechanism}" had buyers of ${count} pay ${paid}, sellers get ${got} €/kWh`;
}

/** `0.1234`, or `0.1234 to 0.2345`. */
function spanOf(prices: readonly number[]): string {
  const [low, high] = [Math.min(...prices), Math.max(...prices)].map((price) => fixed(price, 4));
  return low === high ? low : say`${low} to ${high}`;
}
