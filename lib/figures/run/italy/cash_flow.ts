import * as Plot from "@observablehq/plot";
import { isNarrow } from "../../edition/edition.ts";
import { say } from "../../edition/say.ts";
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
  /** The same where there is little room. */
  readonly short: string;
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
  const flow = (short: string, party: string, eur: number) => ({ short, party, eur });
  const fund = -kpis.regulator_fund - kpis.market_operator_balance;
  const fedIn = -kpis.gse_balance - premium - refund - guaranteed;
  return [
    flow(say`Supplier`, say`Supplier: energy, dispatching, sale`, -kpis.supplier_balance),
    flow(say`Distributor`, say`Distributor: network`, -kpis.distributor_balance),
    flow(say`State`, say`State: system charges, excise, VAT`, social - kpis.state_balance),
    flow(say`Aggregator`, say`Aggregator`, -kpis.aggregator_balance),
    flow(
      say`Network operator`,
      say`Network operator: fees of trades`,
      -kpis.network_operator_balance,
    ),
    flow(say`Regulator, market`, say`Regulator and market operator`, fund),
    flow(say`GSE, energy`, say`GSE: energy fed in`, fedIn),
    flow(say`GSE, guarantee`, say`GSE: guaranteed price`, guaranteed),
    flow(say`GSE, premium`, say`GSE: premium on energy shared`, premium),
    flow(say`GSE, refund`, say`GSE: refund of transmission`, refund),
    flow(say`Social purposes`, say`Social purposes, of the premium`, -social),
  ];
}

/** From whom the community's money comes and to whom it goes. */
export function cashFlowFigure(results: Results): Figure {
  const { kpis } = results;
  const flows = cashFlows(kpis).filter(({ eur }) => Math.abs(eur) >= 0.005)
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
