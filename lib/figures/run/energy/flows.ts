import { TradeType } from "../../../market/mod.ts";
import type { Results } from "../../../results/mod.ts";
import { CHART_WIDTH, type Figure } from "../../parts/figure.ts";
import { type Flow, flowDiagram, type FlowNode } from "../../parts/flow_diagram.ts";
import { colours } from "../../drawing/palette.ts";
import { emptyChart, runFigure } from "../../parts/run_figure.ts";
import { alikeNumbers, percent } from "../../parts/wording.ts";
import { sum } from "../../../mean.ts";

/** Energy over a run, kWh. */
interface RunEnergy {
  /** From the panels to the same home's load. */
  readonly ownUse: number;
  readonly charged: number;
  readonly delivered: number;
  readonly p2p: number;
  readonly bought: number;
  readonly sold: number;
  /** In the batteries before the run and after it. */
  readonly before: number;
  readonly after: number;
}

/** Where the energy of a run came from, which ways it took, and where it went. */
export function energyFlowsFigure(results: Results): Figure {
  const energy = energyOf(results);
  const { ownUse, charged, delivered, p2p, bought, sold, before, after } = energy;
  const losses = Math.max(0, before + charged - delivered - after);
  const load = ownUse + delivered + p2p + bought;
  // In the order in which bands leave and arrive, so that none cross.
  const flows: Flow[] = [
    { from: "pv", to: "sold", amount: sold },
    { from: "pv", to: "batteries", amount: charged },
    { from: "before", to: "batteries", amount: before },
    { from: "pv", to: "peers", amount: p2p },
    { from: "batteries", to: "after", amount: after },
    { from: "batteries", to: "losses", amount: losses },
    { from: "batteries", to: "load", amount: delivered },
    { from: "peers", to: "load", amount: p2p },
    { from: "pv", to: "load", amount: ownUse },
    { from: "grid", to: "load", amount: bought },
  ];
  const pv = ownUse + charged + p2p + sold;
  const shown = alikeNumbers((pv + bought) / 20);
  const node = (
    name: string,
    label: string,
    amount: number,
    colour: string,
    column: 0 | 1 | 2,
  ): FlowNode => ({ name, label: `${label} ${shown(amount)} kWh`, colour, column });
  const nodes = [
    node("before", "Stored", before, colours.battery, 0),
    node("pv", "PV", pv, colours.pv, 0),
    node("grid", "Bought", bought, colours.grid, 0),
    node("batteries", "Through batteries", charged + before, colours.battery, 1),
    node("peers", "To neighbours", p2p, colours.p2p, 1),
    node("sold", "Sold", sold, colours.quiet, 2),
    node("after", "Left in batteries", after, colours.battery, 2),
    node("losses", "Battery losses", losses, colours.faint, 2),
    node("load", "Load", load, colours.ink, 2),
  ];
  const isEmpty = pv + bought === 0;
  return runFigure(results, {
    name: "energy_flows",
    title: isEmpty
      ? "Nobody used any energy"
      : `Of the load, ${percent(ownUse / load)} came straight from one's own roof, ${
        percent(delivered / load)
      } from batteries, ${percent(p2p / load)} from neighbours`,
    subtitle:
      "Energy of the whole run, kWh: where it came from (left) and where it went (right); " +
      "bought from and sold to the aggregator",
    description: nodes.map(({ label }) => label).join(", "),
  }, isEmpty ? emptyChart("No energy.") : flowDiagram(nodes, flows, CHART_WIDTH, 340));
}

function energyOf({ members, trades, prosumers, hours, community, config }: Results): RunEnergy {
  let [ownUse, charged, delivered, after] = [0, 0, 0, 0];
  for (let row = 0; row < members.pvKwh.length; row++) {
    const [pv, load] = [members.pvKwh[row], members.loadKwh[row]];
    const taken = members.imbalanceKwh[row] - load + pv;
    ownUse += Math.min(pv, load);
    charged += Math.max(0, taken);
    delivered += Math.max(0, -taken);
  }
  for (const level of members.batteryLevelKwh.subarray((hours - 1) * prosumers)) after += level;
  const traded = [0, 0, 0];
  for (let t = 0; t < trades.count; t++) traded[trades.type[t]] += trades.amountKwh[t];
  const capacity = sum(community.batteryCapacityKwh);
  return {
    ownUse,
    charged,
    delivered,
    p2p: traded[TradeType.P2P],
    bought: traded[TradeType.GridBuy],
    sold: traded[TradeType.GridSell],
    before: capacity * config.battery.initial_soc,
    after,
  };
}
