import * as Plot from "@observablehq/plot";
import type { Kpis, Results } from "../../../results/mod.ts";
import { colours } from "../../drawing/palette.ts";
import { textWidth } from "../../drawing/text_width.ts";
import type { Figure } from "../../parts/figure.ts";
import { plotChart } from "../../parts/plot_chart.ts";
import { runFigure } from "../../parts/run_figure.ts";
import { euros } from "../../parts/wording.ts";

const ROW = 27;

/** What the community got from a party, for one thing. */
export interface CashFlow {
  /** From whom, and what for. */
  readonly party: string;
  /** €; below 0 it paid. */
  readonly eur: number;
}

/** The community's money by source: the flows sum to what members have in all. */
export function cashFlows(kpis: Kpis): CashFlow[] {
  // Without an incentive its figures are not defined; results of older versions lack some.
  const [premium, refund, social, guaranteed] = [
    kpis.cer_premium,
    kpis.cer_refund,
    kpis.social_purposes,
    kpis.guaranteed_price,
  ].map((eur) => eur || 0);
  return [
    { party: "Supplier: energy, dispatching, sale", eur: -kpis.supplier_balance },
    { party: "Distributor: network", eur: -kpis.distributor_balance },
    { party: "State: system charges, excise, VAT", eur: social - kpis.state_balance },
    { party: "Aggregator", eur: -kpis.aggregator_balance },
    { party: "Network operator: fees of trades", eur: -kpis.network_operator_balance },
    {
      party: "Regulator and market operator",
      eur: -kpis.regulator_fund - kpis.market_operator_balance,
    },
    { party: "GSE: energy fed in", eur: -kpis.gse_balance - premium - refund - guaranteed },
    { party: "GSE: guaranteed price", eur: guaranteed },
    { party: "GSE: premium on energy shared", eur: premium },
    { party: "GSE: refund of transmission", eur: refund },
    { party: "Social purposes, of the premium", eur: -social },
  ];
}

/** From whom the community's money comes and to whom it goes. */
export function cashFlowFigure(results: Results): Figure {
  const { kpis } = results;
  const flows = cashFlows(kpis).filter(({ eur }) => Math.abs(eur) >= 0.005);
  const total = kpis.members_money;
  const labels = flows.map(({ party }) => party);
  const ends = [0, ...flows.map(({ eur }) => eur)];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const room = (high - low || 1) * 0.2;
  const chart = plotChart({
    height: 52 + ROW * flows.length,
    marginLeft: 12 + Math.max(0, ...labels.map((label) => textWidth(label, 12))),
    marginRight: 24,
    marginTop: 8,
    marginBottom: 40,
    x: { label: "€ over the run", grid: true, domain: [low - room, high + room] },
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
      ...([-1, 1] as const).map((side) =>
        Plot.text(flows.filter(({ eur }) => Math.sign(eur) === side), {
          x: "eur",
          y: "party",
          text: ({ eur }: { eur: number }) => euros(eur),
          textAnchor: side < 0 ? "end" : "start",
          dx: 5 * side,
        })
      ),
    ],
  });
  return runFigure(results, {
    name: "cash_flow",
    title: total < 0
      ? `Together the members paid ${euros(-total)} more than they got`
      : `Together the members got ${euros(total)} more than they paid`,
    subtitle:
      "What the community got from each party (right) and paid to it (left), €, over the run",
    description: flows.map(({ party, eur }) => `${party} ${euros(eur)}`).join(", "),
    legend: [
      { label: "Got", colour: colours.p2p },
      { label: "Paid", colour: colours.loss },
    ],
  }, chart);
}
