import type { Results } from "../../../results/mod.ts";
import { band } from "../../parts/band.ts";
import type { Figure } from "../../parts/figure.ts";
import { colours } from "../../drawing/palette.ts";
import { plotChart } from "../../parts/plot_chart.ts";
import { emptyChart, runFigure } from "../../parts/run_figure.ts";
import { SPREAD_LABEL, spreadByBin } from "../../parts/spread.ts";
import { binName, dailyTimeline, timeAxis, timeScale } from "../../parts/timeline.ts";

/** How full the batteries are over time: mean and band over all prosumers that have one. */
export function batteryLevelFigure(results: Results): Figure {
  const { community, members, prosumers } = results;
  const owners = Array.from({ length: prosumers }, (_, id) => id)
    .filter((id) => community.batteryCapacityKwh[id] > 0);
  const text = {
    name: "battery_level",
    subtitle: `State of charge at the end of each hour, % of capacity, of the ${owners.length} ` +
      `prosumers with a battery: mean and ${SPREAD_LABEL}`,
  };
  if (owners.length === 0) {
    const title = "No prosumer has a battery";
    return runFigure(results, { ...text, title }, emptyChart("No battery, no state of charge."));
  }
  const time = dailyTimeline(results.calendar);
  const spreads = spreadByBin(
    time.bins,
    time.binOf,
    (hour) =>
      owners.map((id) =>
        100 * members.batteryLevelKwh[hour * prosumers + id] / community.batteryCapacityKwh[id]
      ),
  );
  const means = spreads.map(({ mean }) => mean);
  const fullest = means.indexOf(Math.max(...means));
  const chart = plotChart({
    height: 280,
    marginLeft: 48,
    marginTop: 24,
    marginBottom: 40,
    x: timeScale(time),
    y: { label: "% of capacity", grid: true, domain: [0, 100] },
    marks: [timeAxis(time), ...band(spreads, { colour: colours.battery, opacity: 0.28, at: 1 })],
  });
  return runFigure(results, {
    ...text,
    title: means[fullest] === 0
      ? "The batteries stay empty"
      : `The batteries are fullest at the end of the hour from ${
        binName(time, results.calendar, fullest)
      }: ${means[fullest].toFixed(0)} % on average`,
    legend: [
      { label: "Mean", colour: colours.battery, mark: "line" },
      { label: SPREAD_LABEL, colour: colours.battery, opacity: 0.3 },
    ],
  }, chart);
}
