import * as Plot from "@observablehq/plot";
import { chartWidth } from "../../edition/edition.ts";
import { say } from "../../edition/say.ts";
import { TradeType } from "../../../market/mod.ts";
import type { Results } from "../../../results/mod.ts";
import type { Figure } from "../../parts/figure.ts";
import { colours, inkOn } from "../../drawing/palette.ts";
import { classes } from "../../parts/classes.ts";
import { plotChart } from "../../parts/plot_chart.ts";
import { emptyChart, runFigure } from "../../parts/run_figure.ts";
import { textWidth } from "../../drawing/text_width.ts";
import { alikeNumbers, percent, placeName } from "../../parts/wording.ts";
import { sum } from "../../../mean.ts";

/** Narrower cells have no room for a number, px. */
const NARROWEST = 30;

/** Energy that prosumers of each neighbourhood sold to those of each other. */
export function tradeMatrixFigure(results: Results): Figure {
  const names = results.community.neighbourhoodNames.map(placeName);
  const kwh = energyBetween(results);
  const total = sum(kwh);
  const text = {
    name: "trade_matrix",
    subtitle: say`Energy sold from the neighbourhood of the row to that of the column, kWh of P2P
      contracts; those outside the diagonal pay the network fee`,
  };
  if (total === 0) {
    const title = say`No energy was traded between neighbours`;
    return runFigure(results, { ...text, title }, emptyChart(say`There was no P2P trade.`));
  }
  const cells = Array.from(kwh, (value, i) => ({
    seller: names[Math.floor(i / names.length)],
    buyer: names[i % names.length],
    value,
  }));
  const { colourOf, items } = classes(kwh, "kWh");
  const shown = alikeNumbers(Math.max(...kwh) / 5);
  const labelRoom = Math.max(...names.map((name) => textWidth(name, 12)));
  const cellWidth = (chartWidth() - labelRoom - 30) / names.length;
  const tilted = labelRoom > cellWidth - 6;
  const marginTop = tilted ? labelRoom * 0.72 + 42 : 42;
  const chart = plotChart({
    height: marginTop + 12 + names.length * Math.max(24, Math.min(48, cellWidth)),
    marginLeft: labelRoom + 30,
    marginRight: tilted ? labelRoom * 0.5 : 0,
    marginTop,
    marginBottom: 10,
    x: {
      domain: names,
      label: say`Buyers in`,
      axis: "top",
      tickSize: 0,
      labelOffset: marginTop - 6,
      ...(tilted ? { tickRotate: -45 } : {}),
    },
    y: { domain: names, label: say`Sellers in`, tickSize: 0, labelAnchor: "center" },
    marks: [
      Plot.cell(cells, {
        x: "buyer",
        y: "seller",
        fill: ({ value }: { value: number }) => colourOf(value),
        stroke: ({ seller, buyer }: { seller: string; buyer: string }) =>
          seller === buyer ? colours.ink : colours.rule,
        inset: 1,
        title: ({ seller, buyer, value }: (typeof cells)[number]) =>
          `${seller} → ${buyer}: ${shown(value)} kWh`,
      }),
      ...(cellWidth < NARROWEST ? [] : [Plot.text(cells, {
        x: "buyer",
        y: "seller",
        text: ({ value }: { value: number }) => shown(value),
        fill: ({ value }: { value: number }) => inkOn(colourOf(value)),
        fontSize: cellWidth < 44 ? 11 : 12,
        pointerEvents: "none",
      })]),
    ],
  });
  let athome = 0;
  for (let n = 0; n < names.length; n++) athome += kwh[n * names.length + n];
  return runFigure(results, {
    ...text,
    title: say`${
      percent(1 - athome / total)
    } of the energy traded among prosumers went to another neighbourhood`,
    legend: items,
  }, chart);
}

/** kWh of P2P trades by neighbourhood of the seller, then of the buyer. */
function energyBetween({ community, trades }: Results): Float64Array {
  const { neighbourhood, neighbourhoodNames: { length } } = community;
  const kwh = new Float64Array(length ** 2);
  for (let t = 0; t < trades.count; t++) {
    if (trades.type[t] !== TradeType.P2P) continue;
    const [seller, buyer] = [neighbourhood[trades.sender[t]], neighbourhood[trades.receiver[t]]];
    kwh[seller * length + buyer] += trades.amountKwh[t];
  }
  return kwh;
}
