import * as Plot from "@observablehq/plot";
import { TradeType } from "../../../market/mod.ts";
import type { Results } from "../../../results/mod.ts";
import { CHART_WIDTH, type Figure } from "../../parts/figure.ts";
import { colours } from "../../drawing/palette.ts";
import { plotChart } from "../../parts/plot_chart.ts";
import { runFigure, sideBySide, stacked } from "../../parts/run_figure.ts";
import { type SvgPart, textElement } from "../../drawing/svg.ts";
import { textWidth } from "../../drawing/text_width.ts";
import { alikeNumbers, placeName } from "../../parts/wording.ts";

const GAP = 12;

/** What the prosumers of a neighbourhood own, and what they exchange in a run. */
interface Totals {
  readonly place: string;
  pvKw: number;
  batteryKwh: number;
  /** Bought from and sold to peers; a trade within the neighbourhood counts once on either side. */
  peersKwh: number;
  boughtKwh: number;
  soldKwh: number;
}

/** Capacity and exchanges of each neighbourhood beside each other. */
export function neighbourhoodsFigure(results: Results): Figure {
  const totals = totalsOf(results).sort((a, b) => b.pvKw - a.pvKw);
  const labelRoom = 10 + Math.max(...totals.map(({ place }) => textWidth(place, 12)));
  const columns: [string, string, keyof Totals, string][] = [
    ["PV capacity", "kW", "pvKw", colours.pv],
    ["Batteries", "kWh", "batteryKwh", colours.battery],
    ["With peers", "kWh", "peersKwh", colours.p2p],
    ["Bought", "kWh", "boughtKwh", colours.grid],
    ["Sold", "kWh", "soldKwh", colours.quiet],
  ];
  const width = (CHART_WIDTH - labelRoom - GAP * (columns.length - 1)) / columns.length;
  const panels = columns.map(([title, unit, key, fill], i) =>
    panel(title, unit, key, fill, totals, width, i === 0 ? labelRoom : 0)
  );
  const [most] = totals;
  const busiest = totals.reduce((a, b) => b.peersKwh > a.peersKwh ? b : a);
  return runFigure(results, {
    name: "neighbourhoods",
    title: busiest.peersKwh === 0
      ? `${most.place} has most PV; nobody traded with peers`
      : most.place === busiest.place
      ? `${most.place} has most PV and trades most with peers`
      : `${most.place} has most PV, but ${busiest.place} trades most with peers`,
    subtitle: "Capacity and energy exchanged by neighbourhood, over the whole run: with peers " +
      "(bought and sold), bought from and sold to the aggregator",
  }, sideBySide(panels, GAP));
}

function panel(
  title: string,
  unit: string,
  key: keyof Totals,
  fill: string,
  totals: readonly Totals[],
  width: number,
  labelRoom: number,
): SvgPart {
  const value = (row: Totals) => row[key] as number;
  const highest = Math.max(...totals.map(value));
  const shown = alikeNumbers(highest / 5);
  const numberRoom = 6 + Math.max(...totals.map((row) => textWidth(shown(value(row)), 12)));
  const chart = plotChart({
    width: width + labelRoom,
    height: 8 + 30 * totals.length,
    marginLeft: labelRoom,
    marginRight: numberRoom,
    marginTop: 4,
    marginBottom: 4,
    x: { domain: [0, highest || 1], axis: null },
    y: {
      domain: totals.map(({ place }) => place),
      label: null,
      axis: labelRoom > 0 ? "left" : null,
      tickSize: 0,
    },
    marks: [
      Plot.barX(totals, {
        x: value,
        y: "place",
        fill,
        stroke: colours.faint,
        strokeWidth: 0.5,
        insetTop: 3,
        insetBottom: 3,
      }),
      Plot.text(totals, {
        x: value,
        y: "place",
        text: (row: Totals) => shown(value(row)),
        textAnchor: "start",
        dx: 4,
      }),
      Plot.ruleX([0]),
    ],
  });
  const heading = {
    width: width + labelRoom,
    height: 18,
    markup: textElement(title, labelRoom, 13, { "font-weight": 600 }) +
      textElement(unit, labelRoom + textWidth(title, 12, 600) + 5, 13, { fill: colours.faint }),
  };
  return stacked([heading, chart], 0);
}

function totalsOf({ community, trades, prosumers }: Results): Totals[] {
  const totals = community.neighbourhoodNames.map((name) => ({
    place: placeName(name),
    pvKw: 0,
    batteryKwh: 0,
    peersKwh: 0,
    boughtKwh: 0,
    soldKwh: 0,
  }));
  for (let i = 0; i < prosumers; i++) {
    const home = totals[community.neighbourhood[i]];
    home.pvKw += community.pvCapacityKw[i];
    home.batteryKwh += community.batteryCapacityKwh[i];
  }
  const of = (id: number) => totals[community.neighbourhood[id]];
  for (let t = 0; t < trades.count; t++) {
    const [seller, buyer, kwh] = [trades.sender[t], trades.receiver[t], trades.amountKwh[t]];
    if (trades.type[t] === TradeType.P2P) {
      of(seller).peersKwh += kwh;
      of(buyer).peersKwh += kwh;
    } else if (buyer >= 0) of(buyer).boughtKwh += kwh;
    else of(seller).soldKwh += kwh;
  }
  return totals;
}
