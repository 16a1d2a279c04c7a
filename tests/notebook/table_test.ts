import assert from "node:assert/strict";
import { withProgress } from "../../lib/notebook/progress.ts";
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
