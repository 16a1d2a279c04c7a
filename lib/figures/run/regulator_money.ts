import * as Plot from "@observablehq/plot";
import type { Results } from "../../results/mod.ts";
import { colours } from "../drawing/palette.ts";
import { say } from "../edition/say.ts";
import type { Figure } from "../parts/figure.ts";
import { hoverByBin } from "../parts/hover.ts";
import { plotChart } from "../parts/plot_chart.ts";
import { emptyChart, runFigure } from "../parts/run_figure.ts";
import { timeAxis, type Timeline, timeline, timeScale } from "../parts/timeline.ts";
import { euros } from "../parts/wording.ts";

/** Room on both sides of the two bars of a bin, as a share of it. */
const INSET = 0.1;

/** Below this, €, nothing was moved but rounding. */
const DUST_EUR = 1e-9;

/** What the regulator's fund took in as penalties and paid as bonuses, side by side over time. */
export function regulatorMoneyFigure(results: Results): Figure {
  const { accounts, steps, config } = results;
  const time = timeline(results.calendar);
  const [penalties, bonuses] = [accounts.fundTakenIn, accounts.fundPaidOut]
    .map((soFar) => growthByBin(time, soFar));
  const [taken, paid] = [accounts.fundTakenIn[steps - 1], accounts.fundPaidOut[steps - 1]];
  const text = {
    name: "regulator_money",
    subtitle: config.regulator.rebate === "none"
      ? say`Penalties that members paid and bonuses that they got ${time.phrase}, €, all members
        together`
      : say`Penalties that members paid and bonuses that they got ${time.phrase}, €, all members
        together; at the end with what the fund handed back`,
  };
  if (taken < DUST_EUR && paid < DUST_EUR) {
    const title = say`The regulator took nothing and gave nothing`;
    return runFigure(results, { ...text, title }, emptyChart(say`No bonus and no penalty.`));
  }
  const series = [
    { label: say`Penalties`, values: penalties, colour: colours.grid },
    { label: say`Bonuses`, values: bonuses, colour: colours.p2p },
  ];
  const width = (1 - 2 * INSET) / series.length;
  const chart = plotChart({
    height: 300,
    marginLeft: 56,
    marginTop: 24,
    marginBottom: 40,
    x: timeScale(time),
    y: { label: "€", grid: true, nice: true, zero: true },
    marks: [
      timeAxis(time),
      ...series.map(({ values, colour }, i) =>
        Plot.rectY(values, {
          x1: (_: number, bin: number) => bin + INSET + i * width,
          x2: (_: number, bin: number) => bin + INSET + (i + 1) * width,
          y: (value: number) => value,
          fill: colour,
        })
      ),
      Plot.ruleY([0]),
      hoverByBin(
        time,
        results.calendar,
        series.map(({ label, values }) => ({ label, values, unit: "€" })),
      ),
    ],
  });
  return runFigure(results, {
    ...text,
    title: say`The regulator took in ${euros(taken)} of penalties and gave ${euros(paid)} of
      bonuses`,
    description: say`Of what it took in ${euros(taken - paid)} are left`,
    legend: series.map(({ label, colour }) => ({ label, colour })),
  }, chart);
}

/** How much a sum that only grows grew within each bin. */
function growthByBin({ bins, binOf }: Timeline, soFar: Float64Array): Float64Array {
  const growth = new Float64Array(bins);
  for (let step = 0; step < soFar.length; step++) {
    growth[binOf[step]] += soFar[step] - (step === 0 ? 0 : soFar[step - 1]);
  }
  return growth.map((eur) => Math.abs(eur) < DUST_EUR ? 0 : eur);
}
