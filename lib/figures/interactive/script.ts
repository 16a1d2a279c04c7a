/** What a reader can set by a slider: its name, and the values there are, in their order. */
export interface Control {
  /** Such as `grid.aggregator_fee`. */
  readonly label: string;
  /** At least one, as they are shown. */
  readonly values: readonly string[];
}

/**
 * A script that shows one of several drawings, chosen by sliders, and what the drawing says of the mark
 * on which the pointer rests. It needs nothing but a page.
 *
 * Front ends run it as they do: JupyterLab and nbconvert hand in the output's place as `element`, VS
 * Code puts the script there.
 *
 * @param frames SVG, one per choice; the last control varies fastest.
 * @param start The frame shown at first.
 * @throws {RangeError} If there are not as many frames as choices.
 */
export function interactiveScript(
  frames: readonly string[],
  controls: readonly Control[] = [],
  start = 0,
): string {
  const choices = controls.reduce((product, { values }) => product * values.length, 1);
  if (frames.length !== choices) {
    throw new RangeError(`Cannot show ${frames.length} frames for ${choices} choices of sliders`);
  }
  const place = `typeof element === "undefined"
    ? document.currentScript.parentElement
    : element[0] ?? element`;
  return `(${RUNTIME})(${place}, ${literal(frames)}, ${literal(controls)}, ${start});\n`;
}

/** JSON that may stand in a page's script. */
function literal(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c").replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
}

/** Titles are taken out of the drawing, so that the browser does not show them once more. */
const RUNTIME = `(root, frames, controls, start) => {
  const make = (tag, style, parent) => {
    const made = root.ownerDocument.createElement(tag);
    made.style.cssText = style;
    parent.append(made);
    return made;
  };
  const box = make("div", "position:relative;max-width:680px", root);
  box.className = "interactive-figure";
  const sliders = make("div", "display:flex;flex-wrap:wrap;gap:4px 24px;margin:4px 0 8px", box);
  const view = make("div", "", box);
  const tip = make("div", "position:absolute;display:none;pointer-events:none;z-index:1;"
    + "max-width:300px;padding:4px 8px;border-radius:4px;background:#1f2328;color:#fff;"
    + "font:12px/1.4 Inter,'Helvetica Neue',Arial,sans-serif;white-space:pre-line", box);
  tip.setAttribute("role", "status");
  tip.className = "tip";
  const chosen = controls.map(() => 0);
  let rest = start;
  for (let i = controls.length - 1; i >= 0; i--) {
    chosen[i] = rest % controls[i].values.length;
    rest = Math.floor(rest / controls[i].values.length);
  }
  let told = new Map();
  const draw = () => {
    tip.style.display = "none";
    view.innerHTML = frames[chosen.reduce((at, c, i) => at * controls[i].values.length + c, 0)];
    const svg = view.querySelector("svg");
    told = new Map();
    for (const title of svg.querySelectorAll("title")) {
      if (title.parentNode === svg) continue;
      told.set(title.parentNode, title.textContent);
      title.parentNode.setAttribute("data-told", "");
      title.remove();
    }
    const alt = svg.querySelector(":scope > desc") ?? svg.querySelector(":scope > title");
    if (alt !== null) svg.setAttribute("aria-label", alt.textContent);
    svg.removeAttribute("aria-labelledby");
    svg.querySelector(":scope > title")?.remove();
  };
  controls.forEach(({ label, values }, i) => {
    const line = make("label", "display:flex;align-items:center;gap:8px;"
      + "color:var(--jp-ui-font-color1,inherit);font:13px/1.4 sans-serif", sliders);
    line.append(label);
    const slider = make("input", "", line);
    const value = make("output", "min-width:5em;font-weight:600", line);
    Object.assign(slider, { type: "range", min: 0, max: values.length - 1, step: 1 });
    slider.value = chosen[i];
    const say = () => {
      value.textContent = values[chosen[i]];
      slider.setAttribute("aria-valuetext", values[chosen[i]]);
    };
    slider.addEventListener("input", () => {
      chosen[i] = Number(slider.value);
      say();
      draw();
    });
    say();
  });
  view.addEventListener("pointermove", ({ target, clientX, clientY }) => {
    let mark = target;
    while (mark !== view && mark !== null && !told.has(mark)) mark = mark.parentNode;
    const text = told.get(mark);
    tip.style.display = text === undefined ? "none" : "block";
    if (text === undefined) return;
    tip.textContent = text;
    const edge = box.getBoundingClientRect();
    const { width, height } = tip.getBoundingClientRect();
    const left = Math.min(clientX - edge.left + 14, edge.width - width - 4);
    const below = clientY - edge.top + 18;
    tip.style.left = Math.max(4, left) + "px";
    tip.style.top = (below + height > edge.height ? below - height - 28 : below) + "px";
  });
  view.addEventListener("pointerleave", () => tip.style.display = "none");
  draw();
}`;
