import type { Results } from "../../../results/mod.ts";
import { band } from "../../parts/band.ts";
import type { Figure } from "../../parts/figure.ts";
import { colours } from "../../drawing/palette.ts";
import { plotChart } from "../../parts/plot_chart.ts";
import { runFigure } from "../../parts/run_figure.ts";
import { SPREAD_LABEL, spreadByBin } from "../../parts/spread.ts";
import { dailyTimeline, timeAxis, timeScale } from "../../parts/timeline.ts";
import { counted, percent } from "../../parts/wording.ts";
import { sum } from "../../../mean.ts";

/** What the prosumers' panels give and what they need over time: means and bands. */
export function pvAndLoadFigure(results: Results): Figure {
  const { members, prosumers, hours } = results;
  const time = dailyTimeline(results.calendar);
  const spreadsOf = (values: Float64Array) =>
    spreadByBin(
      time.bins,
      time.binOf,
      (hour) => values.subarray(hour * prosumers, (hour + 1) * prosumers),
    );
  const chart = plotChart({
    height: 300,
    marginLeft: 48,
    marginTop: 24,
    marginBottom: 40,
    x: timeScale(time),
    y: { label: "kWh per hour", grid: true, nice: true, zero: true },
    marks: [
      timeAxis(time),
      ...band(spreadsOf(members.pvKwh), { colour: colours.grid, opacity: 0.3 }),
      ...band(spreadsOf(members.loadKwh), { colour: colours.ink, opacity: 0.2, dashed: true }),
    ],
  });
  const sums = { pv: sum(members.pvKwh), load: sum(members.loadKwh) };
  return runFigure(results, {
    name: "pv_and_load",
    title: `The panels gave ${percent(sums.pv / sums.load)} of the load, and more than was ` +
      `needed in ${sunnyHours(results).toLocaleString("en-US")} of ${counted(hours, "hour")}`,
    subtitle:
      `PV generation and load per prosumer ${time.phrase}, kWh per hour: mean and ${SPREAD_LABEL} over ` +
      `${counted(prosumers, "prosumer")}`,
    legend: [
      { label: "PV, mean", colour: colours.grid, mark: "line" },
      { label: `PV, ${SPREAD_LABEL}`, colour: colours.grid, opacity: 0.3 },
      { label: "Load, mean", colour: colours.ink, mark: "dashed" },
      { label: `Load, ${SPREAD_LABEL}`, colour: colours.ink, opacity: 0.2 },
    ],
  }, chart);
}

/** Hours in which the community generated more than it used. */
function sunnyHours({ members, prosumers, hours }: Results): number {
  let count = 0;
  for (let h = 0; h < hours; h++) {
    const rows = [h * prosumers, (h + 1) * prosumers] as const;
    if (sum(members.pvKwh.subarray(...rows)) > sum(members.loadKwh.subarray(...rows))) count++;
  }
  return count;
}
