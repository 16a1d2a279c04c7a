import * as Plot from "@observablehq/plot";
import { chartWidth, isNarrow } from "../../edition/edition.ts";
import { say } from "../../edition/say.ts";
import { TradeType } from "../../../market/mod.ts";
import type { Results } from "../../../results/mod.ts";
import type { Figure } from "../../parts/figure.ts";
import { colours } from "../../drawing/palette.ts";
import { plotChart } from "../../parts/plot_chart.ts";
import { besideOrBelow, runFigure, stacked } from "../../parts/run_figure.ts";
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
  /** From the aggregator, as contracted and as an imbalance. */
  boughtKwh: number;
  /** To the aggregator, likewise. */
  soldKwh: number;
}

/** Capacity and exchanges of each neighbourhood beside each other. */
export function neighbourhoodsFigure(results: Results): Figure {
  const totals = totalsOf(results).sort((a, b) => b.pvKw - a.pvKw);
  const labelRoom = 10 + Math.max(...totals.map(({ place }) => textWidth(place, 12)));
  const columns: [string, string, keyof Totals, string][] = [
    [say`PV capacity`, "kW", "pvKw", colours.pv],
    [say`Batteries`, "kWh", "batteryKwh", colours.battery],
    [say`With peers`, "kWh", "peersKwh", colours.p2p],
    [say`Bought`, "kWh", "boughtKwh", colours.grid],
    [say`Sold`, "kWh", "soldKwh", colours.quiet],
  ];
  const width = isNarrow()
    ? chartWidth() - labelRoom
    : (chartWidth() - labelRoom - GAP * (columns.length - 1)) / columns.length;
  const panels = columns.map(([title, unit, key, fill], i) =>
    panel(title, unit, key, fill, totals, width, i === 0 || isNarrow() ? labelRoom : 0)
  );
  return runFigure(results, {
    name: "neighbourhoods",
    title: titleOf(totals),
    subtitle: say`Capacity and energy settled by neighbourhood, over the whole run: contracts with
      peers (bought and sold), bought from and sold to the aggregator, imbalances included`,
  }, besideOrBelow(panels, GAP));
}

/** Who has most and who trades most; several where they have as much. */
function titleOf(totals: readonly Totals[]): string {
  const first = (value: (row: Totals) => number) => {
    const most = Math.max(...totals.map(value));
    return totals.filter((row) => value(row) === most).map(({ place }) => place).join(", ");
  };
  const [most, busiest] = [first(({ pvKw }) => pvKw), first(({ peersKwh }) => peersKwh)];
  return totals.every(({ peersKwh }) => peersKwh === 0)
    ? say`${most}: most PV; nobody traded with peers`
    : most === busiest
    ? say`${most}: most PV and most trade with peers`
    : say`${most}: most PV; ${busiest}: most trade with peers`;
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
    height: 8 + (isNarrow() ? 20 : 30) * totals.length,
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
        insetTop: isNarrow() ? 1 : 3,
        insetBottom: isNarrow() ? 1 : 3,
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
