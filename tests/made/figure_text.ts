import { parseHTML } from "linkedom";
import { textWidth } from "lib/figures/drawing/text_width.ts";

/** A text of a figure and the room that it takes, px. */
export interface TextBox {
  readonly text: string;
  readonly fontSize: number;
  /** `#rrggbb`. */
  readonly fill: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Turned texts: their boxes are not known. */
  readonly turned: boolean;
}

/** What is used of a parsed element. */
interface Node {
  readonly tagName: string;
  readonly textContent: string;
  readonly children: Iterable<Node>;
  getAttribute(name: string): string | null;
}

interface Inherited {
  readonly x: number;
  readonly y: number;
  readonly fontSize: number;
  readonly anchor: string;
  readonly weight: number;
  readonly fill: string;
  readonly turned: boolean;
}

/** Every text of an SVG that is moved by `translate` alone, with its box. */
export function textBoxes(svg: string): TextBox[] {
  const { document } = parseHTML(`<!doctype html><html><body>${svg}</body></html>`) as unknown as {
    document: { querySelector(selector: string): Node };
  };
  const boxes: TextBox[] = [];
  const start = {
    x: 0,
    y: 0,
    fontSize: 12,
    anchor: "start",
    weight: 400,
    fill: "#000000",
    turned: false,
  };
  visit(document.querySelector("svg"), start, boxes);
  return boxes;
}

/** Pairs of texts that cover each other. */
export function overlaps(boxes: readonly TextBox[]): string[] {
  const straight = boxes.filter(({ turned }) => !turned);
  const found: string[] = [];
  for (const [i, a] of straight.entries()) {
    for (const b of straight.slice(i + 1)) {
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > 0 && down > 2) found.push(`"${a.text}" and "${b.text}"`);
    }
  }
  return found;
}

function visit(node: Node, from: Inherited, boxes: TextBox[]): void {
  if (node.getAttribute("aria-hidden") === "true") return;
  const transform = node.getAttribute("transform") ?? "";
  const [, x = "0", y = "0"] = transform.match(/translate\(([-\d.]+)(?:[ ,]+([-\d.]+))?\)/) ?? [];
  const here: Inherited = {
    x: from.x + Number(x),
    y: from.y + Number(y),
    fontSize: parseFloat(node.getAttribute("font-size") ?? String(from.fontSize)),
    anchor: node.getAttribute("text-anchor") ?? from.anchor,
    weight: Number(node.getAttribute("font-weight") ?? from.weight),
    fill: fillOf(node, from),
    turned: from.turned || /rotate\((?!0\))/.test(transform),
  };
  if (node.tagName.toLowerCase() === "text") boxes.push(boxOf(node, here));
  else for (const child of node.children) visit(child, here, boxes);
}

/** That of the nearest element that says one; `currentColor` is that of the figure. */
function fillOf(node: Node, from: Inherited): string {
  const fill = node.getAttribute("fill");
  return fill === null || fill === "currentColor" ? from.fill : fill;
}

function boxOf(node: Node, { x, y, fontSize, anchor, weight, fill, turned }: Inherited): TextBox {
  const offset = (name: string) => {
    const written = node.getAttribute(name) ?? "0";
    return written.endsWith("em") ? parseFloat(written) * fontSize : parseFloat(written);
  };
  const width = textWidth(node.textContent, fontSize, weight);
  const left = x + offset("x") - (anchor === "middle" ? width / 2 : anchor === "end" ? width : 0);
  const baseline = y + offset("y") + offset("dy");
  return {
    text: node.textContent,
    fontSize,
    fill,
    left,
    right: left + width,
    top: baseline - 0.74 * fontSize,
    bottom: baseline + 0.02 * fontSize,
    turned,
  };
}
