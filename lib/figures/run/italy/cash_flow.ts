import * as Plot from "@observablehq/plot";
import { isNarrow } from "../../edition/edition.ts";
import { say } from "../../edition/say.ts";
import type { Results } from "../../../results/mod.ts";
import { colours } from "../../drawing/palette.ts";
import { textWidth } from "../../drawing/text_width.ts";
import type { Figure } from "../../parts/figure.ts";
import { plotChart } from "../../parts/plot_chart.ts";
import { runFigure } from "../../parts/run_figure.ts";
import { euros } from "../../parts/wording.ts";

const ROW = 27;

/** From whom the community's money comes and to whom it goes. */
export function cashFlowFigure(results: Results): Figure {
  const { kpis } = results;
  const incentive = kpis.incentive_balance;
  const flows = [
    {
      short: say`Supplier`,
      party: say`Supplier: energy, dispatching, sale`,
      eur: -kpis.supplier_balance,
    },
    { short: say`Distributor`, party: say`Distributor: network`, eur: -kpis.distributor_balance },
    { short: say`State`, party: say`State: system charges, excise, VAT`, eur: -kpis.state_balance },
    { short: say`Aggregator`, party: say`Aggregator`, eur: -kpis.aggregator_balance },
    {
      short: say`Network operator`,
      party: say`Network operator: fees of trades`,
      eur: -kpis.network_operator_balance,
    },
    {
      short: say`Regulator, market`,
      party: say`Regulator and market operator`,
      eur: fundOf(results),
    },
    {
      short: say`GSE, energy`,
      party: say`GSE: energy fed in`,
      eur: -kpis.gse_balance - incentive,
    },
    { short: say`GSE, incentive`, party: say`GSE: incentive`, eur: incentive },
  ].filter(({ eur }) => Math.abs(eur) >= 0.005)
    .map(({ short, party, eur }) => ({ party: isNarrow() ? short : party, eur }));
  const total = kpis.members_money;
  const labels = flows.map(({ party }) => party);
  const ends = [0, ...flows.map(({ eur }) => eur)];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const room = (high - low || 1) * (isNarrow() ? 0.02 : 0.2);
  const chart = plotChart({
    height: 52 + ROW * flows.length,
    marginLeft: 12 + Math.max(0, ...labels.map((label) => textWidth(label, 12))),
    marginRight: isNarrow() ? 72 : 24,
    marginTop: 8,
    marginBottom: 40,
    x: { label: say`€ over the run`, grid: true, domain: [low - room, high + room] },
    y: { domain: labels, label: null, tickSize: 0 },
    marks: [
      Plot.barX(flows, {
        x: "eur",
        y: "party",
        fill: ({ eur }: { eur: number }) => eur < 0 ? colours.loss : colours.p2p,
        insetTop: 3,
        insetBottom: 3,
      }),
      Plot.ruleX([0], { stroke: colours.ink }),
      ...(isNarrow() ? [] : [-1, 1] as const).map((side) =>
        Plot.text(flows.filter(({ eur }) => Math.sign(eur) === side), {
          x: "eur",
          y: "party",
          text: ({ eur }: { eur: number }) => euros(eur),
          textAnchor: side < 0 ? "end" : "start",
          dx: 5 * side,
        })
      ),
      ...(isNarrow()
        ? [Plot.text(flows, {
          y: "party",
          text: ({ eur }: { eur: number }) => euros(eur),
          frameAnchor: "right",
          textAnchor: "start",
          dx: 6,
        })]
        : []),
    ],
  });
  return runFigure(results, {
    name: "cash_flow",
    title: total < 0
      ? say`Together the members paid ${euros(-total)} more than they got`
      : say`Together the members got ${euros(total)} more than they paid`,
    subtitle: say`What the community got from each party (right) and paid to it (left), €, over the
      run`,
    description: flows.map(({ party, eur }) => `${party} ${euros(eur)}`).join(", "),
    legend: [
      { label: say`Got`, colour: colours.p2p },
      { label: say`Paid`, colour: colours.loss },
    ],
  }, chart);
}

function fundOf({ kpis }: Results): number {
  return -kpis.regulator_fund - kpis.market_operator_balance;
}
