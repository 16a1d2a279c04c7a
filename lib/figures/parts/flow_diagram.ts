import { isNarrow } from "../edition/edition.ts";
import { spreadLabels } from "./end_labels.ts";
import { colours } from "../drawing/palette.ts";
import { type Attributes, element, type SvgPart, textElement } from "../drawing/svg.ts";

/** A place where flows begin, pass or end. */
export interface FlowNode {
  /** By which flows refer to it. */
  readonly name: string;
  /** What stands beside it. */
  readonly label: string;
  /** How much flows through it, with its unit; stands behind the label. */
  readonly amount: string;
  /** Of its bar and of what flows from it. */
  readonly colour: string;
  /** 0 at the left, 1 in the middle, 2 at the right. */
  readonly column: 0 | 1 | 2;
}

/** An amount that goes from one node to another, in its colour. */
export interface Flow {
  /** Name of the node it leaves. */
  readonly from: string;
  /** Name of the node it reaches. */
  readonly to: string;
  /** Width of the flow, in the diagram's unit. */
  readonly amount: number;
}

const NODE_WIDTH = 14;
const GAP = 26;
/** Room for the labels at the left and the right: of one line, or of two in a narrow figure. */
const ROOMS = { wide: { left: 128, right: 190 }, narrow: { left: 72, right: 116 } };
/** px from a label's line to the next. */
const LINE = 14;

/** Something that takes room in a column: a node, or in the middle a flow that passes by. */
interface Stop {
  readonly column: 0 | 1 | 2;
  readonly node: FlowNode | null;
  readonly amount: number;
}

/** A stop with its place, px. */
interface PlacedStop extends Stop {
  readonly x: number;
  readonly y: number;
  readonly height: number;
  /** How much of what flows in and out is drawn already, px. */
  readonly drawn: { in: number; out: number };
}

/**
 * A Sankey diagram (Sankey 1898): bands as wide as the amounts that flow. Nodes stand in the order
 * given, and so do the bands at each of them; choose it so that they do not cross. A flow from the left
 * to the right keeps a lane of its own through the middle.
 *
 * @param width px.
 * @param height px.
 */
export function flowDiagram(
  nodes: readonly FlowNode[],
  flows: readonly Flow[],
  width: number,
  height: number,
): SvgPart {
  const flowing = flows.filter(({ amount }) => amount > 0);
  const { stopOf, laneOf, stops } = stopsOf(nodes, flowing);
  const { scale, placed } = place(stops, width, height);
  const at = (stop: Stop) => placed.get(stop) as PlacedStop;
  const bands = flowing.map((flow) => {
    const thickness = flow.amount * scale;
    const source = at(stopOf(flow.from));
    const target = at(stopOf(flow.to));
    const lane = laneOf.get(flow);
    const points = [
      [source.x + NODE_WIDTH, source.y + source.drawn.out],
      ...(lane === undefined ? [] : [
        [at(lane).x, at(lane).y],
        [at(lane).x + NODE_WIDTH, at(lane).y],
      ]),
      [target.x, target.y + target.drawn.in],
    ];
    source.drawn.out += thickness;
    target.drawn.in += thickness;
    return band(points, thickness, source.node?.colour ?? colours.quiet);
  });
  const shown = [...placed.values()].filter(({ node }) => node !== null);
  const boxes = shown.map(({ node, x, y, height }) =>
    element("rect", {
      x,
      y,
      width: NODE_WIDTH,
      height: Math.max(height, 1),
      fill: node?.colour,
      stroke: colours.ink,
      "stroke-width": 0.75,
    })
  );
  const markup = bands.join("") + boxes.join("") + labels(shown, height);
  return isNarrow()
    ? {
      width,
      height: height + LINE,
      markup: element("g", { transform: `translate(0,${LINE})` }, markup),
    }
    : { width, height, markup };
}

/** What takes room: nodes that something flows through, and lanes in the order of the flows. */
function stopsOf(nodes: readonly FlowNode[], flows: readonly Flow[]) {
  const byName = new Map(nodes.map((node) => {
    const sum = (side: "from" | "to") =>
      flows.reduce((total, flow) => flow[side] === node.name ? total + flow.amount : total, 0);
    const stop: Stop = { node, column: node.column, amount: Math.max(sum("from"), sum("to")) };
    return [node.name, stop];
  }));
  const stopOf = (name: string) => byName.get(name) as Stop;
  const laneOf = new Map<Flow, Stop>();
  const middle: Stop[] = [];
  for (const flow of flows) {
    if (stopOf(flow.from).column !== 0) continue;
    const target = stopOf(flow.to);
    const stop: Stop = target.column === 1
      ? target
      : { node: null, column: 1, amount: flow.amount };
    if (target.column === 2) laneOf.set(flow, stop);
    if (!middle.includes(stop)) middle.push(stop);
  }
  const edges = [...byName.values()].filter(({ column, amount }) => column !== 1 && amount > 0);
  return { stopOf, laneOf, stops: [...edges, ...middle] };
}

/** The scale at which the fullest column fits, px per unit, and the places at that scale. */
function place(stops: readonly Stop[], width: number, height: number) {
  const columns = [0, 1, 2].map((column) => stops.filter((stop) => stop.column === column));
  const total = (members: readonly Stop[]) => members.reduce((sum, { amount }) => sum + amount, 0);
  const scale = Math.min(
    ...columns.filter((members) => members.length > 0)
      .map((members) => (height - GAP * members.length) / total(members)),
  );
  const { left, right } = isNarrow() ? ROOMS.narrow : ROOMS.wide;
  const xs = [left, (left + width - right - NODE_WIDTH) / 2, width - right];
  const placed = new Map<Stop, PlacedStop>();
  for (const members of columns) {
    const free = height - total(members) * scale;
    const gap = Math.min(2 * GAP, free / members.length);
    let y = (free - gap * (members.length - 1)) / 2;
    for (const stop of members) {
      const size = stop.amount * scale;
      const drawn = { in: 0, out: 0 };
      placed.set(stop, { ...stop, x: xs[stop.column], y, height: size, drawn });
      y += size + gap;
    }
  }
  return { scale, placed };
}

/** A band whose upper edge runs through some points, level at each. */
function band(points: readonly (readonly number[])[], thickness: number, colour: string): string {
  const edge = (corners: readonly (readonly number[])[]) =>
    corners.slice(1).map(([x, y], i) => {
      const [fromX, fromY] = corners[i];
      const middle = ((fromX + x) / 2).toFixed(1);
      return `C${middle},${fromY.toFixed(1)} ${middle},${y.toFixed(1)} ${x.toFixed(1)},${
        y.toFixed(1)
      }`;
    }).join("");
  const start = ([x, y]: readonly number[]) => `${x.toFixed(1)},${y.toFixed(1)}`;
  const lower = points.map(([x, y]) => [x, y + thickness]).toReversed();
  return element("path", {
    d: `M${start(points[0])}${edge(points)}L${start(lower[0])}${edge(lower)}Z`,
    fill: colour,
    "fill-opacity": 0.55,
    stroke: colour,
    "stroke-width": 0.5,
  });
}

/** Beside the nodes at the edges, above those in the middle. */
function labels(stops: readonly PlacedStop[], height: number): string {
  const inColumn = (column: number) => stops.filter((stop) => stop.column === column);
  const spacing = isNarrow() ? 2 * LINE + 1 : undefined;
  const beside = [0, 2].flatMap((column) => {
    const members = inColumn(column);
    const middles = members.map((stop) => stop.y + stop.height / 2);
    const heights = spreadLabels(middles, 8, height - 8, spacing);
    return members.map(({ node, x }, i) =>
      label(
        node as FlowNode,
        column === 0 ? x - 8 : x + NODE_WIDTH + 8,
        heights[i] + 4,
        { "text-anchor": column === 0 ? "end" : "start" },
      )
    );
  });
  const above = inColumn(1).map(({ node, x, y }) =>
    label(node as FlowNode, x + NODE_WIDTH / 2, y - 6 - (isNarrow() ? LINE / 2 : 0), {
      "text-anchor": "middle",
      stroke: colours.paper,
      "stroke-width": 3,
      "paint-order": "stroke",
    })
  );
  return [...beside, ...above].join("");
}

/** A node's label and amount in one line, or in two around the same middle. */
function label(node: FlowNode, x: number, y: number, attributes: Attributes): string {
  const style = { "font-weight": 600, ...attributes };
  return isNarrow()
    ? textElement(node.label, x, y - LINE / 2, style) +
      textElement(node.amount, x, y + LINE / 2, style)
    : textElement(`${node.label} ${node.amount}`, x, y, style);
}
