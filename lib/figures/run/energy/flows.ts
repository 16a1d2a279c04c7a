import { chartWidth } from "../../edition/edition.ts";
import { say } from "../../edition/say.ts";
import type { Results } from "../../../results/mod.ts";
import type { Figure } from "../../parts/figure.ts";
import { type Flow, flowDiagram, type FlowNode } from "../../parts/flow_diagram.ts";
import { colours } from "../../drawing/palette.ts";
import { emptyChart, runFigure } from "../../parts/run_figure.ts";
import { alikeNumbers, percent } from "../../parts/wording.ts";
import { sum } from "../../../mean.ts";

/** What rounding leaves over in a long run, kWh. */
const ROUNDING_KWH = 1e-6;

/** Energy over a run as metered, kWh. */
interface RunEnergy {
  /** From the panels to the same home's load. */
  readonly ownUse: number;
  /** From panels into batteries. */
  readonly charged: number;
  /** From the network into batteries. */
  readonly chargedFromNetwork: number;
  /** From batteries to loads. */
  readonly delivered: number;
  /** From batteries into the network. */
  readonly deliveredToNetwork: number;
  /** From one member's panels to the loads of others in the same step, contracted or not. */
  readonly shared: number;
  /** From the network to loads. */
  readonly taken: number;
  /** From panels into the network. */
  readonly fedIn: number;
  /** In the batteries before the run and after it. */
  readonly before: number;
  readonly after: number;
}

/** Where the energy of a run came from, which ways it took, and where it went. */
export function energyFlowsFigure(results: Results): Figure {
  const energy = energyOf(results);
  const { ownUse, charged, delivered, shared, taken, fedIn, before, after } = energy;
  const { chargedFromNetwork, deliveredToNetwork } = energy;
  const through = before + charged + chargedFromNetwork;
  const losses = Math.max(0, through - delivered - deliveredToNetwork - after);
  const load = ownUse + delivered + shared + taken;
  // In the order in which bands leave and arrive, so that none cross.
  const flows: Flow[] = [
    { from: "pv", to: "sold", amount: fedIn },
    { from: "pv", to: "batteries", amount: charged },
    { from: "before", to: "batteries", amount: before },
    { from: "grid", to: "batteries", amount: chargedFromNetwork },
    { from: "batteries", to: "sold", amount: deliveredToNetwork },
    { from: "pv", to: "peers", amount: shared },
    { from: "batteries", to: "after", amount: after },
    { from: "batteries", to: "losses", amount: losses },
    { from: "batteries", to: "load", amount: delivered },
    { from: "peers", to: "load", amount: shared },
    { from: "pv", to: "load", amount: ownUse },
    { from: "grid", to: "load", amount: taken },
  ].filter(({ amount }) => amount > ROUNDING_KWH);
  const pv = ownUse + charged + shared + fedIn;
  const grid = taken + chargedFromNetwork;
  const shown = alikeNumbers((pv + grid) / 20);
  const node = (
    name: string,
    label: string,
    amount: number,
    colour: string,
    column: 0 | 1 | 2,
  ): FlowNode => ({ name, label, amount: `${shown(amount)} kWh`, colour, column });
  const nodes = [
    node("before", say`Stored`, before, colours.battery, 0),
    node("pv", say`PV`, pv, colours.pv, 0),
    node("grid", say`Network`, grid, colours.grid, 0),
    node("batteries", say`Through batteries`, through, colours.battery, 1),
    node("peers", say`To neighbours`, shared, colours.p2p, 1),
    node("sold", say`Fed in`, fedIn + deliveredToNetwork, colours.quiet, 2),
    node("after", say`Left in batteries`, after, colours.battery, 2),
    node("losses", say`Battery losses`, losses, colours.faint, 2),
    node("load", say`Load`, load, colours.ink, 2),
  ];
  const isEmpty = pv + grid === 0;
  return runFigure(results, {
    name: "energy_flows",
    title: isEmpty
      ? say`Nobody used any energy`
      : say`Of the load, ${percent(ownUse / load)} came straight from one's own roof, ${
        percent(delivered / load)
      } from batteries, ${percent(shared / load)} from neighbours`,
    subtitle: say`Energy of the whole run as metered, kWh: where it came from (left) and where it
      went (right); neighbours' is what others used in the same step, contracted or not`,
    description: nodes.map(({ label, amount }) => `${label} ${amount}`).join(", "),
  }, isEmpty ? emptyChart(say`No energy.`) : flowDiagram(nodes, flows, chartWidth(), 340));
}

/**
 * Follows the metered energy of every step. A member's generation serves its own load first, then its
 * battery; what its meter shows beyond goes to, or comes from, neighbours as far as both sides have
 * some in the step, loads and panels before batteries, and the network for the rest.
 */
function energyOf({ members, prosumers, steps, community, config }: Results): RunEnergy {
  const total = {
    ownUse: 0,
    charged: 0,
    chargedFromNetwork: 0,
    delivered: 0,
    deliveredToNetwork: 0,
    shared: 0,
    taken: 0,
    fedIn: 0,
  };
  for (let step = 0; step < steps; step++) {
    // What members lack and have over, for and from loads and panels, and batteries.
    const [lack, over] = [{ load: 0, battery: 0 }, { pv: 0, battery: 0 }];
    for (let row = step * prosumers; row < (step + 1) * prosumers; row++) {
      const [pv, load] = [members.pvMeteredKwh[row], members.loadMeteredKwh[row]];
      const flow = members.meteredKwh[row] - load + pv;
      const [into, out] = [Math.max(0, flow), Math.max(0, -flow)];
      const own = Math.min(pv, load);
      const stored = Math.min(pv - own, into);
      const used = Math.min(load - own, out);
      total.ownUse += own;
      total.charged += stored;
      total.delivered += used;
      lack.load += load - own - used;
      lack.battery += into - stored;
      over.pv += pv - own - stored;
      over.battery += out - used;
    }
    const shared = Math.min(over.pv, lack.load);
    const lent = Math.min(over.battery, lack.load - shared);
    const stored = Math.min(over.pv - shared, lack.battery);
    const moved = Math.min(over.battery - lent, lack.battery - stored);
    total.shared += shared;
    total.delivered += lent;
    total.charged += stored;
    total.taken += lack.load - shared - lent;
    total.chargedFromNetwork += lack.battery - stored - moved;
    total.fedIn += over.pv - shared - stored;
    total.deliveredToNetwork += over.battery - lent - moved;
  }
  const capacity = sum(community.batteryCapacityKwh);
  return {
    ...total,
    before: capacity * config.battery.initial_soc,
    after: sum(members.batteryLevelKwh.subarray((steps - 1) * prosumers)),
  };
}
