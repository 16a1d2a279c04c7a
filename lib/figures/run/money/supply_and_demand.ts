import * as Plot from "@observablehq/plot";
import { fixed } from "../../edition/edition.ts";
import { say } from "../../edition/say.ts";
import { TradeType } from "../../../market/mod.ts";
import { formatInRome, startOfStep } from "../../../time.ts";
import type { Results } from "../../../results/mod.ts";
import { energyOfType } from "../energy/by_hour.ts";
import type { Figure } from "../../parts/figure.ts";
import { colours } from "../../drawing/palette.ts";
import { plotChart } from "../../parts/plot_chart.ts";
import { emptyChart, runFigure } from "../../parts/run_figure.ts";
import { spanName } from "../../parts/timeline.ts";
import { shortNumber } from "../../parts/wording.ts";

/** Stairs narrower than this share of the width, half a pixel, are not drawn. */
const FINEST_STAIR = 0.001;

/** A corner of a supply or demand curve. */
interface Corner {
  /** Energy offered or wanted so far, kWh. */
  readonly energyKwh: number;
  readonly eurPerKwh: number;
}

/**
 * What neighbours offered and wanted in a step, by price.
 *
 * @param step Which, from 0; the one with most P2P trade by default.
 */
export function supplyAndDemandFigure(results: Results, step = busiestStep(results)): Figure {
  if (!Number.isInteger(step) || step < 0 || step >= results.steps) {
    throw new RangeError(`There is no step ${step}: they run from 0 to ${results.steps - 1}`);
  }
  const supply = curve(results, step, -1);
  const demand = curve(results, step, 1);
  const traded = energyOfType(results.trades, TradeType.P2P, results.steps)[step];
  const when = formatInRome(startOfStep(results.calendar, step));
  const span = spanName(results.calendar.seconds);
  const text = {
    name: "supply_and_demand",
    subtitle: say`Asks from the lowest up and bids from the highest down, €/kWh, against the energy
      offered and wanted, kWh, in the ${span} from ${when}`,
  };
  if (supply.length === 0 || demand.length === 0) {
    const title = supply.length === 0
      ? say`In the ${span} from ${when.slice(-5)} nobody offered energy`
      : say`In the ${span} from ${when.slice(-5)} nobody wanted energy`;
    const reason = say`One side of the market is missing.`;
    return runFigure(results, { ...text, title }, emptyChart(reason));
  }
  const wanted = demand.at(-1)?.energyKwh ?? 0;
  const offered = supply.at(-1)?.energyKwh ?? 0;
  // Beyond twice what the shorter side has, the longer side tells nothing more.
  const most = Math.min(Math.max(wanted, offered), 2.5 * Math.min(wanted, offered));
  const market = results.marketPrice[step];
  const chart = plotChart({
    height: 320,
    marginLeft: 52,
    marginRight: 20,
    marginTop: 24,
    marginBottom: 40,
    x: { label: say`Energy, kWh`, domain: [0, most] },
    y: { label: "€/kWh", grid: true, nice: true },
    marks: [
      Plot.ruleY([market], { stroke: colours.faint, strokeDasharray: "2 3", strokeWidth: 1.5 }),
      Plot.ruleX([traded], { stroke: colours.ink, strokeDasharray: "6 3" }),
      Plot.lineY(until(demand, most), {
        x: "energyKwh",
        y: "eurPerKwh",
        curve: "step-before",
        stroke: colours.grid,
        strokeWidth: 2.5,
      }),
      Plot.lineY(until(supply, most), {
        x: "energyKwh",
        y: "eurPerKwh",
        curve: "step-before",
        stroke: colours.p2p,
        strokeWidth: 2.5,
      }),
      ...[demand, supply].map((corners) =>
        Plot.dot(until(corners, most).slice(1), {
          x: "energyKwh",
          y: "eurPerKwh",
          r: 4,
          fill: "none",
          stroke: "none",
          pointerEvents: "all",
          title: ({ energyKwh, eurPerKwh }: Corner) =>
            say`${shortNumber(energyKwh)} kWh up to ${fixed(eurPerKwh, 4)} €/kWh`,
        })
      ),
      Plot.text([traded], {
        x: traded,
        frameAnchor: "bottom",
        text: () => say`traded: ${shortNumber(traded)} kWh`,
        textAnchor: traded > most * 0.7 ? "end" : "start",
        dx: traded > most * 0.7 ? -6 : 6,
        dy: -6,
      }),
    ],
  });
  return runFigure(results, {
    ...text,
    title: say`At ${when.slice(-5)} neighbours traded ${shortNumber(traded)} of the ${
      shortNumber(wanted)
    } kWh wanted and ${shortNumber(offered)} kWh offered`,
    legend: [
      { label: say`Bids (demand)`, colour: colours.grid, mark: "line" },
      { label: say`Asks (supply)`, colour: colours.p2p, mark: "line" },
      { label: say`Market price`, colour: colours.faint, mark: "dotted" },
      { label: say`Energy traded`, colour: colours.ink, mark: "dashed" },
    ],
  }, chart);
}

/** The step with most energy traded among peers. */
export function busiestStep({ trades, steps }: Results): number {
  const kwh = energyOfType(trades, TradeType.P2P, steps);
  return kwh.indexOf(Math.max(...kwh));
}

/** Corners of the stairs: bids falling (side 1) or asks rising (side −1), from 0 kWh on. */
function curve({ members, prosumers }: Results, step: number, side: 1 | -1): Corner[] {
  const quotes = [];
  for (let row = step * prosumers; row < (step + 1) * prosumers; row++) {
    const energyKwh = members.imbalanceKwh[row] * side;
    const eurPerKwh = members.quote[row];
    if (energyKwh > 0 && !Number.isNaN(eurPerKwh)) quotes.push({ energyKwh, eurPerKwh });
  }
  if (quotes.length === 0) return [];
  quotes.sort((a, b) => (b.eurPerKwh - a.eurPerKwh) * side);
  const corners = [{ energyKwh: 0, eurPerKwh: quotes[0].eurPerKwh }];
  for (const { energyKwh, eurPerKwh } of quotes) {
    corners.push({ energyKwh: (corners.at(-1) as Corner).energyKwh + energyKwh, eurPerKwh });
  }
  return corners;
}

/** A curve cut off at an amount of energy, without stairs that are too small to be seen. */
function until(corners: readonly Corner[], energyKwh: number): Corner[] {
  const beyond = corners.findIndex((corner) => corner.energyKwh > energyKwh);
  const within = beyond < 0
    ? corners
    : [...corners.slice(0, beyond), { ...corners[beyond], energyKwh }];
  let drawn = -Infinity;
  return within.filter((corner, i) => {
    if (i < within.length - 1 && corner.energyKwh - drawn < energyKwh * FINEST_STAIR) return false;
    drawn = corner.energyKwh;
    return true;
  });
}
