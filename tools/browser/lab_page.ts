import type { JupyterServer } from "../notebooks/jupyter.ts";
import type { Chromium } from "./chromium.ts";

/** All cells are rendered, nothing is saved, nothing pops up. */
export const LAB_SETTINGS = {
  "@jupyterlab/notebook-extension:tracker": { windowingMode: "none" },
  "@jupyterlab/docmanager-extension:plugin": { autosave: false },
  "@jupyterlab/apputils-extension:notification": { fetchNews: "false", checkForUpdates: false },
};

const SECONDS_TO_OPEN = 60;
const SECONDS_TO_RUN = 300;

/** The one notebook that is open; without a window nothing has the focus by itself. */
const PANEL = `[...jupyterapp.shell.widgets("main")].find((widget) => widget.context)`;
const CELLS = `[...document.querySelectorAll(".jp-Notebook .jp-Cell")]`;
const KERNEL = `${PANEL}.sessionContext.session?.kernel`;

/** A notebook that is open in JupyterLab in a browser. */
export class LabPage {
  readonly #browser: Chromium;

  private constructor(browser: Chromium) {
    this.#browser = browser;
  }

  /**
   * Opens a notebook.
   *
   * @param path From the server's root.
   * @param cells How many cells it has, at least.
   */
  static async open(
    server: JupyterServer,
    browser: Chromium,
    path: string,
    cells: number,
  ): Promise<LabPage> {
    await browser.open(server.labAddress(path));
    await browser.waitFor(`${PANEL}.context.isReady`, SECONDS_TO_OPEN);
    await browser.evaluate(`jupyterapp.shell.activateById(${PANEL}.id)`);
    await browser.waitFor(`${CELLS}.length >= ${cells}`, SECONDS_TO_OPEN);
    return new LabPage(browser);
  }

  /** Whether every code cell counts as trusted. */
  isTrusted(): Promise<boolean> {
    return this.#browser.evaluate(
      `${PANEL}.content.widgets.filter((cell) => cell.model.type === "code")
        .every((cell) => cell.model.trusted)`,
    );
  }

  /** "Run All Cells". */
  async runAll(): Promise<void> {
    await this.#browser.waitFor(`${KERNEL}?.status === "idle"`, 60);
    await this.#browser.evaluate(
      `window.ran = false;
      void jupyterapp.commands.execute("notebook:run-all-cells").then(() => window.ran = true)`,
    );
    await this.#browser.waitFor("window.ran", SECONDS_TO_RUN);
  }

  /** Errors of cells, and cells that were not executed. */
  problems(): Promise<string[]> {
    return this.#browser.evaluate(`${PANEL}.content.widgets.flatMap((cell, i) => {
      if (cell.model.type !== "code") return [];
      const outputs = cell.model.outputs.toJSON();
      const errors = outputs.filter(({ output_type }) => output_type === "error")
        .map(({ ename, evalue }) => \`cell \${i + 1}: \${ename}: \${evalue}\`);
      if (cell.model.executionCount === null) errors.push(\`cell \${i + 1} did not run\`);
      return errors;
    })`);
  }

  /** Replaces a cell's code by other code, as a user does who types into it. */
  async edit(cell: number, replace: string, by: string): Promise<void> {
    const replaced = await this.#browser.evaluate<boolean>(`(() => {
      const { sharedModel } = ${PANEL}.content.widgets[${cell}].model;
      const source = sharedModel.getSource();
      sharedModel.setSource(source.replace(${JSON.stringify(replace)}, ${JSON.stringify(by)}));
      return sharedModel.getSource() !== source;
    })()`);
    if (!replaced) throw new Error(`Cell ${cell + 1} holds no ${JSON.stringify(replace)}`);
  }

  /** Begins to run a cell, and returns at once. */
  async start(cell: number): Promise<void> {
    await this.#browser.evaluate(`(() => {
      ${PANEL}.content.activeCellIndex = ${cell};
      window.ran = false;
      void jupyterapp.commands.execute("notebook:run-cell").then(() => window.ran = true);
    })()`);
  }

  /** Waits until the cell that was started has ended. */
  ended(seconds = SECONDS_TO_RUN): Promise<void> {
    return this.#browser.waitFor("window.ran", seconds);
  }

  /** "Stop": interrupts the kernel as the button does. */
  async stop(): Promise<void> {
    await this.#browser.waitFor(`${KERNEL}?.status === "busy"`, 30);
    await this.#browser.evaluate(
      `void jupyterapp.commands.execute("notebook:interrupt-kernel")`,
    );
  }

  /** What a cell has put out, as plain text or Markdown; output may arrive after the cell has ended. */
  async text(cell: number): Promise<string> {
    const said = `${PANEL}.content.widgets[${cell}].model.outputs.toJSON().map((output) =>
      output.text ?? output.data?.["text/markdown"] ?? output.data?.["text/plain"]
        ?? output.evalue ?? "").join("\\n")`;
    await this.#browser.waitFor(`${said} !== ""`, 10);
    return await this.#browser.evaluate(said);
  }

  /** Figures of a sensible size that the page shows, after its images are loaded. */
  visibleFigures(): Promise<number> {
    return this.#browser.evaluate<number>(`(async () => {
      const drawings = [...document.querySelectorAll(
        ".jp-OutputArea-output img, .jp-OutputArea-output svg[role=img]")];
      await Promise.all(drawings.map((drawing) => drawing.decode?.().catch(() => {})));
      return drawings.filter((drawing) => {
        const { width, height } = drawing.getBoundingClientRect();
        return width > 300 && height > 80 && drawing.checkVisibility()
          && (drawing.naturalWidth ?? 1) > 0;
      }).length;
    })()`);
  }

  /** Chooses a theme of JupyterLab, such as `JupyterLab Dark`. */
  async theme(name: string): Promise<void> {
    await this.#browser.evaluate(
      `jupyterapp.commands.execute("apputils:change-theme", { theme: ${JSON.stringify(name)} })`,
    );
    const isLight = !name.includes("Dark");
    await this.#browser.waitFor(`document.body.dataset.jpThemeLight === "${isLight}"`, 30);
  }

  /** Moves the first slider below a cell to its end and tells what is then shown: the value, the drawing. */
  slide(cell: number): Promise<{ value: string; before: string; after: string }> {
    return this.#browser.evaluate(`(() => {
      const output = ${PANEL}.content.widgets[${cell}].node.querySelector(".interactive-figure");
      output.scrollIntoView({ block: "center" });
      const drawn = () => output.querySelector("svg").outerHTML;
      const before = drawn();
      const slider = output.querySelector("input[type=range]");
      slider.value = slider.max;
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      return { value: output.querySelector("output").textContent, before, after: drawn() };
    })()`);
  }

  /** What is shown beside the pointer when it rests on the middle mark of a figure that tells something. */
  async hover(cell: number): Promise<string> {
    const { x, y } = await this.#browser.evaluate<{ x: number; y: number }>(`(async () => {
      const output = ${PANEL}.content.widgets[${cell}].node.querySelector(".interactive-figure");
      output.scrollIntoView({ block: "center" });
      await new Promise((done) => setTimeout(done, 300));
      const marks = [...output.querySelectorAll("[data-told]")];
      const box = marks[Math.floor(marks.length / 2)].getBoundingClientRect();
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    })()`);
    await this.#browser.movePointer(x, y);
    const tip = `${PANEL}.content.widgets[${cell}].node.querySelector(".tip")`;
    await this.#browser.waitFor(`${tip}.checkVisibility()`, 5);
    return await this.#browser.evaluate(`${tip}.textContent`);
  }

  /** How far a slider's label stands out from what lies behind it, as WCAG 2 reckons: 1 … 21. */
  contrastOfSlider(cell: number): Promise<number> {
    return this.#browser.evaluate(`(() => {
      const luminance = (colour) => {
        const [r, g, b] = colour.match(/[\\d.]+/g).map((part) => {
          const share = part / 255;
          return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const label = ${PANEL}.content.widgets[${cell}].node.querySelector(".interactive-figure label");
      let behind = label;
      const background = () => getComputedStyle(behind).backgroundColor;
      while (/^rgba\\(.*, 0\\)$/.test(background())) behind = behind.parentElement;
      const [low, high] = [getComputedStyle(label).color, background()].map(luminance)
        .sort((a, b) => a - b);
      return (high + 0.05) / (low + 0.05);
    })()`);
  }

  /** What the page looks like, as PNG. */
  screenshot(): Promise<Uint8Array> {
    return this.#browser.screenshot();
  }

  /** Scrolls to the first figure. */
  async scrollToFigure(): Promise<void> {
    await this.#browser.evaluate(
      `void document.querySelector(".jp-OutputArea-output :is(img, svg[role=img])")
        ?.scrollIntoView()`,
    );
  }
}
