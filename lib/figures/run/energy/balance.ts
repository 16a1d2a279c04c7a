import * as Plot from "@observablehq/plot";
import { say, sayWord } from "../../edition/say.ts";
import type { Results } from "../../../results/mod.ts";
import type { Figure } from "../../parts/figure.ts";
import { hoverByBin } from "../../parts/hover.ts";
import { colours } from "../../drawing/palette.ts";
import { plotChart } from "../../parts/plot_chart.ts";
import { runFigure } from "../../parts/run_figure.ts";
import {
  dailyTimeline,
  rateByBin,
  timeAxis,
  timeScale,
  unitInWords,
} from "../../parts/timeline.ts";
import { percent } from "../../parts/wording.ts";
import { sum } from "../../../mean.ts";

/** Where the community's energy comes from and where it goes: both stacks are equally high. */
export function energyBalanceFigure(results: Results): Figure {
  const time = dailyTimeline(results.calendar);
  const flows = communityFlows(results);
  const sources = [[flows.pv, colours.pv], [flows.batteryOut, colours.battery], [
    flows.taken,
    colours.grid,
  ]] as const;
  const uses = [[flows.load, colours.ink], [flows.batteryIn, colours.battery], [
    flows.fedIn,
    colours.quiet,
  ]] as const;
  const unit = sayWord(time.unit);
  const named = [
    [say`PV`, flows.pv],
    [say`Battery, out`, flows.batteryOut],
    [say`Taken from the network`, flows.taken],
    [say`Load`, flows.load],
    [say`Battery, in`, flows.batteryIn],
    [say`Fed into the network`, flows.fedIn],
  ] as const;
  const stack = (layers: typeof sources | typeof uses, sign: 1 | -1) => {
    const base = new Float64Array(time.bins);
    return layers.map(([byStep, fill]) => {
      const from = Float64Array.from(base);
      const rates = rateByBin(time, byStep);
      for (let bin = 0; bin < time.bins; bin++) base[bin] += sign * rates[bin];
      return Plot.rectY(rates, {
        x1: (_: number, bin: number) => bin,
        x2: (_: number, bin: number) => bin + 1,
        y1: (_: number, bin: number) => from[bin],
        y2: (rate: number, bin: number) => from[bin] + sign * rate,
        fill,
        stroke: colours.paper,
        strokeWidth: 0.5,
      });
    });
  };
  const chart = plotChart({
    height: 340,
    marginLeft: 52,
    marginTop: 24,
    marginBottom: 40,
    x: timeScale(time),
    y: { label: sayWord(time.unit), grid: true, nice: true },
    marks: [
      timeAxis(time),
      ...stack(sources, 1),
      ...stack(uses, -1),
      Plot.ruleY([0], { stroke: colours.paper, strokeWidth: 2 }),
      hoverByBin(
        time,
        results.calendar,
        named.map(([label, byStep]) => ({ label, values: rateByBin(time, byStep), unit })),
      ),
    ],
  });
  return runFigure(results, {
    name: "energy_balance",
    title: say`The community covers ${
      percent(results.kpis.self_sufficiency)
    } of its load with its own PV and feeds ${
      percent(1 - results.kpis.not_fed_in)
    } of that into the grid`,
    subtitle: say`The community's energy as metered ${time.phrase}, ${
      unitInWords(time)
    }: where it comes from (upwards) and where it goes (downwards)`,
    legend: [
      { label: say`PV`, colour: colours.pv },
      { label: say`Battery, out and in`, colour: colours.battery },
      { label: say`Taken from the network`, colour: colours.grid },
      { label: say`Load`, colour: colours.ink },
      { label: say`Fed into the network`, colour: colours.quiet },
    ],
  }, chart);
}

/** The community's energy by step as metered, kWh. */
export interface CommunityFlows {
  /** Generated. */
  readonly pv: Float64Array;
  /** Consumed. */
  readonly load: Float64Array;
  /** Taken by batteries. */
  readonly batteryIn: Float64Array;
  /** Delivered by batteries. */
  readonly batteryOut: Float64Array;
  /** What it takes from the network as a whole. */
  readonly taken: Float64Array;
  /** What it feeds in as a whole; in no step both. */
  readonly fedIn: Float64Array;
}

/**
 * The community's energy by step. What a battery takes or gives is what turns PV and load into what
 * the meter shows.
 */
export function communityFlows({ members, prosumers, steps }: Results): CommunityFlows {
  const flows = {
    pv: new Float64Array(steps),
    load: new Float64Array(steps),
    batteryIn: new Float64Array(steps),
    batteryOut: new Float64Array(steps),
  };
  for (let row = 0; row < members.meteredKwh.length; row++) {
    const step = Math.floor(row / prosumers);
    const [pv, load] = [members.pvMeteredKwh[row], members.loadMeteredKwh[row]];
    const charged = members.meteredKwh[row] - load + pv;
    flows.pv[step] += pv;
    flows.load[step] += load;
    flows.batteryIn[step] += Math.max(0, charged);
    flows.batteryOut[step] += Math.max(0, -charged);
  }
  const net = netExchange(members.meteredKwh, prosumers);
  return {
    ...flows,
    taken: net.map((kwh) => Math.max(0, kwh)),
    fedIn: net.map((kwh) => Math.max(0, -kwh)),
  };
}

/** Of each step the sum over members, such as N, the community's net exchange with the network. */
export function netExchange(byMember: Float64Array, prosumers: number): Float64Array {
  return Float64Array.from(
    { length: byMember.length / prosumers },
    (_, step) => sum(byMember.subarray(step * prosumers, (step + 1) * prosumers)),
  );
}
