import { deepEqual, equal, match, ok, throws } from "node:assert/strict";
import { parseHTML } from "linkedom";
import { Figure, interactiveScript } from "lib/figures/mod.ts";

const drawing = (name: string) =>
  `<svg role="img" aria-labelledby="a b"><title>${name}</title><desc>${name} in words</desc>` +
  `<g><title>bars</title><rect class="${name}"/></g><circle/></svg>`;

/** What is asked of a page's elements here. */
interface Element {
  readonly textContent: string;
  value: string;
  getAttribute(name: string): string | null;
  querySelector(selector: string): Element | null;
  querySelectorAll(selector: string): ArrayLike<Element>;
  dispatchEvent(event: unknown): void;
}

/** A place in a page in which a script has run, as JupyterLab runs it. */
function shown(script: string): Element {
  const { document } = parseHTML("<html><body><div id='out'></div></body></html>") as unknown as {
    document: Element;
  };
  const out = document.querySelector("#out")!;
  new Function("element", "document", script)(out, document);
  return out;
}

Deno.test("sliders choose the frame, the last one fastest", () => {
  const names = ["a0", "a1", "a2", "b0", "b1", "b2"];
  const controls = [{ label: "letter", values: ["a", "b"] }, {
    label: "digit",
    values: ["0", "1", "2"],
  }];
  const out = shown(interactiveScript(names.map(drawing), controls, 4));
  const frame = () => out.querySelector("rect")!.getAttribute("class");
  equal(frame(), "b1");
  const [letter, digit] = Array.from(out.querySelectorAll("input"));
  deepEqual(Array.from(out.querySelectorAll("output"), (o) => o.textContent), ["b", "1"]);
  const { Event } = parseHTML("") as unknown as { Event: new (type: string) => unknown };
  letter.value = "0";
  letter.dispatchEvent(new Event("input"));
  equal(frame(), "a1");
  digit.value = "2";
  digit.dispatchEvent(new Event("input"));
  equal(frame(), "a2");
  deepEqual(Array.from(out.querySelectorAll("output"), (o) => o.textContent), ["a", "2"]);
});

Deno.test("titles of marks leave the drawing, its own text stays for those who cannot see", () => {
  const out = shown(interactiveScript([drawing("x")]));
  equal(out.querySelectorAll("title").length, 0);
  equal(out.querySelector("svg")!.getAttribute("aria-label"), "x in words");
  equal(out.querySelectorAll("input").length, 0);
});

Deno.test("as many frames as choices are asked for", () => {
  throws(
    () => interactiveScript([drawing("x")], [{ label: "l", values: ["1", "2"] }]),
    /1 frames for 2 choices/,
  );
});

Deno.test("nothing in a drawing ends the script that carries it", () => {
  const script = interactiveScript(['<svg><text>"</script>\u2028</text></svg>']);
  ok(!script.includes("</script"));
  ok(!script.includes("\u2028"));
});

Deno.test("a figure's interactive form stands beside SVG and PNG", async () => {
  const figure = new Figure(
    { name: "n", title: "Title", subtitle: "What", source: "Own" },
    { markup: "<rect width='5' height='5'/>", width: 648, height: 20 },
  );
  const display = figure.interactive() as Record<symbol, () => Promise<Record<string, string>>>;
  const bundle = await display[Symbol.for("Jupyter.display")]();
  deepEqual(Object.keys(bundle).sort(), [
    "application/javascript",
    "image/png",
    "image/svg+xml",
    "text/plain",
  ]);
  equal(bundle["image/svg+xml"], figure.svg);
  match(bundle["application/javascript"], /^\(\(root, frames/);
});
