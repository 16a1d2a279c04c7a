import { writeNumber } from "../../edition/edition.ts";
import { say, sayWord } from "../../edition/say.ts";
import type { Results } from "../../../results/mod.ts";
import { band } from "../../parts/band.ts";
import type { Figure } from "../../parts/figure.ts";
import { hoverByBin } from "../../parts/hover.ts";
import { colours } from "../../drawing/palette.ts";
import { plotChart } from "../../parts/plot_chart.ts";
import { runFigure } from "../../parts/run_figure.ts";
import { spreadByBin, spreadLabel } from "../../parts/spread.ts";
import {
  dailyTimeline,
  rateFactor,
  timeAxis,
  timeScale,
  unitInWords,
} from "../../parts/timeline.ts";
import { counted, percent } from "../../parts/wording.ts";
import { sum } from "../../../mean.ts";

/** What the prosumers' panels give and what they need over time: means and bands. */
export function pvAndLoadFigure(results: Results): Figure {
  const { members, prosumers, steps } = results;
  const time = dailyTimeline(results.calendar);
  const factor = rateFactor(time);
  const spreadsOf = (values: Float64Array) =>
    spreadByBin(
      time.bins,
      time.binOf,
      (step) =>
        values.subarray(step * prosumers, (step + 1) * prosumers).map((kwh) => kwh * factor),
    );
  const [pv, load] = [spreadsOf(members.pvMeteredKwh), spreadsOf(members.loadMeteredKwh)];
  const unit = sayWord(time.unit);
  const means = { pv: say`PV, mean`, load: say`Load, mean` };
  const chart = plotChart({
    height: 300,
    marginLeft: 48,
    marginTop: 24,
    marginBottom: 40,
    x: timeScale(time),
    y: { label: unit, grid: true, nice: true, zero: true },
    marks: [
      timeAxis(time),
      ...band(pv, { colour: colours.grid, opacity: 0.3 }),
      ...band(load, { colour: colours.ink, opacity: 0.2, dash: "6 3" }),
      hoverByBin(time, results.calendar, [
        { label: means.pv, values: pv.map(({ mean }) => mean), unit },
        { label: means.load, values: load.map(({ mean }) => mean), unit },
      ]),
    ],
  });
  const sums = { pv: sum(members.pvMeteredKwh), load: sum(members.loadMeteredKwh) };
  return runFigure(results, {
    name: "pv_and_load",
    title: say`The panels gave ${
      percent(sums.pv / sums.load)
    } of the load, and more than was needed in ${writeNumber(sunnySteps(results))} of ${
      counted(steps, results.config.step_minutes === 60 ? "hour" : "step")
    }`,
    subtitle: say`Metered PV generation and load per prosumer ${time.phrase}, ${
      unitInWords(time)
    }: mean and ${spreadLabel()} over ${counted(prosumers, "prosumer")}`,
    legend: [
      { label: means.pv, colour: colours.grid, mark: "line" },
      { label: say`PV, ${spreadLabel()}`, colour: colours.grid, opacity: 0.3 },
      { label: means.load, colour: colours.ink, mark: "dashed" },
      { label: say`Load, ${spreadLabel()}`, colour: colours.ink, opacity: 0.2 },
    ],
  }, chart);
}

/** Steps in which the community generated more than it used. */
function sunnySteps({ members, prosumers, steps }: Results): number {
  let count = 0;
  for (let step = 0; step < steps; step++) {
    const rows = [step * prosumers, (step + 1) * prosumers] as const;
    const pv = sum(members.pvMeteredKwh.subarray(...rows));
    if (pv > sum(members.loadMeteredKwh.subarray(...rows))) count++;
  }
  return count;
}
