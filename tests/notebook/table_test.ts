import assert from "node:assert/strict";
import { withProgress } from "../../lib/notebook/progress.ts";
import { kpiTable } from "../../lib/notebook/kpi_table.ts";
import { kpiDefinitions, type KpiName, kpiNames } from "../../lib/results/kpi_definitions.ts";
import { handResults } from "../made/hand_results.ts";
import { JUPYTER_DISPLAY, recordsTable, table } from "../../lib/notebook/table.ts";

const rows = [{ name: "a<b", count: 1, share: 0.5 }, { name: "c", count: 12000, share: NaN }];
const columns = {
  Name: (row: typeof rows[0]) => row.name,
  Count: (row: typeof rows[0]) => row.count,
  "Share, %": (row: typeof rows[0]) => 100 * row.share,
};

Deno.test("whole columns stay whole, others get the table's decimals, nothing is a dash", () => {
  assert.deepEqual(table(rows, columns).cells, [["a<b", "1", "50"], ["c", "12,000", "–"]]);
  const finer = table([0.25, 1], { x: (x) => x }, { decimals: 3 });
  assert.deepEqual(finer.cells, [["0.250"], ["1.000"]]);
});

Deno.test("a table is shown as HTML with its caption, numbers to the right, marks escaped", () => {
  const shown = table(rows, columns, { caption: "Who & what" });
  const { "text/html": html, "text/plain": text } = shown[JUPYTER_DISPLAY]();
  assert.match(html, /<caption[^>]*>Who &amp; what<\/caption>/);
  assert.match(html, /<td style="text-align: left">a&lt;b<\/td>/);
  assert.match(html, /<td style="text-align: right">12,000<\/td>/);
  assert.match(text, /^Who & what\n\nName +Count +Share, %\n/);
});

Deno.test("records are shown by the fields of the first, nothing as a dash", () => {
  const shown = recordsTable([{ id: 1, kWh: 0.5, of: "a" }, { id: 2, kWh: null, of: true }]);
  assert.deepEqual(shown.titles, ["id", "kWh", "of"]);
  assert.deepEqual(shown.cells, [["1", "0.50", "a"], ["2", "–", "true"]]);
  assert.deepEqual(recordsTable([]).titles, []);
});

Deno.test("a frame of danfojs is shown by its columns", () => {
  const shown = recordsTable({ columns: ["id", "kWh"], values: [[1, 0.5], [2, null]] });
  assert.deepEqual(shown.titles, ["id", "kWh"]);
  assert.deepEqual(shown.cells, [["1", "0.50"], ["2", "–"]]);
});

Deno.test("a table of no rows has its titles", () => {
  assert.equal(table([], columns).toString().split("\n")[0], "Name  Count  Share, %");
});

Deno.test("work with progress returns its result outside a notebook", async () => {
  assert.equal(
    await withProgress((progress) => {
      progress("Counting", 1, 2);
      return 7;
    }),
    7,
  );
});

Deno.test("as LaTeX a table has the rules of booktabs, its marks escaped, long text wrapped", () => {
  const figures = [{
    name: "p_share & more",
    value: 12.5,
    is: `Σ P2P / Σ ${"everything ".repeat(4)}`,
  }];
  const shown = table(figures, {
    Figure: (row) => row.name,
    "Value, %": (row) => row.value,
    "What it is": (row) => row.is.trim(),
  }, { caption: "In €" });
  const { "text/latex": latex } = shown[JUPYTER_DISPLAY]();
  assert.equal(
    latex,
    [
      "In \\euro{}\\par\\medskip",
      "\\begin{tabular}{lrp{0.4\\linewidth}}",
      "\\toprule",
      "Figure & Value, \\% & What it is \\\\",
      "\\midrule",
      "p\\_share \\& more & 12.50 & $\\Sigma$ P2P / $\\Sigma$ everything everything everything everything \\\\",
      "\\bottomrule",
      "\\end{tabular}",
    ].join("\n"),
  );
});

Deno.test("as text a table is at most 96 letters wide: long text is wrapped, words stay whole", () => {
  const long = "a sentence of some words ".repeat(8).trim();
  const shown = table([1, 22], { Number: (n) => n, "What it is": () => long });
  const lines = shown.toString().split("\n");
  assert.ok(lines.every((line) => line.length <= 96), `${Math.max(...lines.map((l) => l.length))}`);
  assert.equal(lines[2].slice(0, 8), "     1  ");
  const words = lines.slice(2).join(" ").replaceAll(/ +/g, " ").trim();
  assert.equal(words, `1 ${long} 22 ${long}`);
});

Deno.test("a key figure that there is not is refused with those like it", () => {
  const kpis = handResults().kpis;
  assert.equal(kpiTable({ run: kpis }, ["p2p_share"]).cells[0][0], "P2P share");
  assert.throws(
    () => kpiTable({ run: kpis }, ["gini" as KpiName]),
    /There is no key figure "gini"; like it are benefit_gini/,
  );
});

Deno.test("every key figure has a title of its own, short enough for a table", () => {
  const titles = kpiNames.map((name) => kpiDefinitions[name].title);
  assert.equal(new Set(titles).size, titles.length);
  for (const title of titles) assert.match(title, /^[A-Z].{2,36}$/);
});
