import * as Plot from "@observablehq/plot";
import { chartWidth, isNarrow } from "../../edition/edition.ts";
import { say } from "../../edition/say.ts";
import type { Results } from "../../../results/mod.ts";
import { endLabels } from "../../parts/end_labels.ts";
import type { Figure } from "../../parts/figure.ts";
import { hoverByBin } from "../../parts/hover.ts";
import { colours } from "../../drawing/palette.ts";
import { plotChart } from "../../parts/plot_chart.ts";
import { runFigure } from "../../parts/run_figure.ts";
import { textWidth } from "../../drawing/text_width.ts";
import { lastByBin, timeAxis, timeline, timeScale } from "../../parts/timeline.ts";
import { euros } from "../../parts/wording.ts";

const HEIGHT = 300;
const MARGIN_TOP = 24;
const MARGIN_BOTTOM = 40;

/** An account whose balance never reaches half a cent is not drawn. */
const LEAST_EUR = 0.005;

/** Whose money grows and whose shrinks over the run. */
export function moneyByAccountFigure(results: Results): Figure {
  const { accounts } = results;
  const time = timeline(results.calendar);
  const others = othersOf(accounts);
  const series = [
    { label: say`Prosumers`, balances: accounts.prosumers, colour: colours.p2p, dash: "" },
    { label: say`Aggregator`, balances: accounts.aggregator, colour: colours.loss, dash: "8 3" },
    {
      label: say`Network`,
      balances: accounts.networkOperator,
      colour: colours.battery,
      dash: "2 3",
    },
    {
      label: say`Regulator`,
      balances: accounts.regulatorFund,
      colour: colours.ink,
      dash: "8 3 2 3",
    },
    ...(others.some((balance) => Math.abs(balance) >= LEAST_EUR)
      ? [{ label: say`Others`, balances: others, colour: colours.purple, dash: "12 2" }]
      : []),
  ].map(({ balances, ...style }) => {
    const ends = lastByBin(time, balances);
    const last = ends[time.bins - 1];
    // Every account starts at 0.
    return { ...style, ends, points: [0, ...ends], last, text: `${style.label} ${euros(last)}` };
  });
  const low = Math.min(0, ...series.flatMap(({ points }) => points));
  const high = Math.max(0, ...series.flatMap(({ points }) => points));
  const room = isNarrow()
    ? 12
    : 10 + Math.max(...series.map(({ text }) => textWidth(text, 12, 600)));
  const domain = [low, high === low ? low + 1 : high];
  const chart = plotChart({
    height: HEIGHT,
    marginLeft: 56,
    marginRight: room,
    marginTop: MARGIN_TOP,
    marginBottom: MARGIN_BOTTOM,
    x: timeScale(time),
    y: { label: say`Balance, €`, grid: true, domain },
    marks: [
      timeAxis(time),
      Plot.ruleY([0]),
      ...series.map(({ points, colour, dash }) =>
        Plot.lineY(points, {
          x: (_: number, bin: number) => bin,
          stroke: colour,
          strokeWidth: 2.25,
          strokeDasharray: dash,
        })
      ),
      hoverByBin(
        time,
        results.calendar,
        series.map(({ label, ends }) => ({ label, values: ends, unit: "€" })),
      ),
    ],
  });
  const toY = (value: number) =>
    MARGIN_TOP +
    (domain[1] - value) / (domain[1] - domain[0]) * (HEIGHT - MARGIN_TOP - MARGIN_BOTTOM);
  const labels = isNarrow() ? "" : endLabels(
    series.map(({ text, last, colour }) => ({ text, colour, y: toY(last) })),
    chartWidth() - room + 6,
    MARGIN_TOP,
    HEIGHT - MARGIN_BOTTOM,
  );
  const [community] = series;
  const { imbalance_cost } = results.kpis;
  return runFigure(results, {
    name: "money_by_account",
    title: [
      community.last >= 0
        ? say`Together the prosumers earned ${euros(community.last)}`
        : say`Together the prosumers paid ${euros(-community.last)}`,
      ...(imbalance_cost > 0
        ? [say`being off contract cost ${euros(imbalance_cost)} against the price that came`]
        : []),
    ].join("; "),
    subtitle: say`Balance of each account, €, since the start of the run, imbalances included; they
      always sum to 0`,
    description: series.map(({ text }) => text).join(", "),
    legend: isNarrow()
      ? series.map(({ text, colour, dash }) => ({ label: text, colour, dash, mark: "line" }))
      : [],
  }, { ...chart, markup: chart.markup + labels });
}

/** What all accounts besides have together, the market operator's and those of tariffs: the books close. */
function othersOf(
  { prosumers, aggregator, networkOperator, regulatorFund }: Results["accounts"],
): Float64Array {
  return prosumers.map((balance, step) =>
    -(balance + aggregator[step] + networkOperator[step] + regulatorFund[step])
  );
}
