import { deepEqual, equal, match, ok, rejects, throws } from "node:assert/strict";
import { differencesFromDefault } from "../../lib/figures/mod.ts";
import { projectConfig, RUN_SETTINGS } from "../../lib/notebook/mod.ts";
import type { CodeCell, Notebook, ProseCell } from "../notebooks/notebook.ts";
import { slidesOf } from "./deck.ts";
import { markdownToHtml } from "./markdown.ts";
import { ownRunOf, withOwnRun } from "./own_run.ts";
import { slidesPage } from "./page.ts";
import { changesBetween, otherSettingsNote } from "./settings.ts";

const typed = (type: string | undefined) =>
  type === undefined ? {} : { slideshow: { slide_type: type } };

const prose = (source: string, type?: string): ProseCell => ({
  cell_type: "markdown",
  id: "p",
  metadata: typed(type),
  source,
});

const code = (source: string, data: Record<string, unknown>, type?: string): CodeCell => ({
  cell_type: "code",
  id: "c",
  execution_count: 1,
  metadata: typed(type),
  source,
  outputs: [{ output_type: "execute_result", data, metadata: {}, execution_count: 1 }],
});

const notebook = (...cells: Notebook["cells"]): Notebook => ({
  cells,
  metadata: {},
  nbformat: 4,
  nbformat_minor: 5,
});

const figure = {
  "image/svg+xml": ["<svg><style>@font-face{font-family:Inter;src:url(x)}</style>", "</svg>"],
  "image/png": "aWs=",
  "text/plain": "words",
};

Deno.test("slide types begin slides, skip cells and speak to the speaker", () => {
  const slides = slidesOf(notebook(
    prose("before the first slide"),
    prose("## One", "slide"),
    code("draw();", figure),
    prose("for me", "notes"),
    prose("left out", "skip"),
    prose("## Two", "slide"),
    code("tell();", { "text/markdown": "**b**", "text/plain": "b" }, "fragment"),
  ));
  equal(
    JSON.stringify(slides),
    JSON.stringify([
      {
        parts: [{ kind: "markdown", text: "## One" }, {
          kind: "figure",
          svg: figure["image/svg+xml"].join(""),
        }],
        notes: [{ kind: "markdown", text: "for me" }],
      },
      {
        parts: [{ kind: "markdown", text: "## Two" }, { kind: "markdown", text: "**b**" }],
        notes: [],
      },
    ]),
  );
});

Deno.test("of an output the best form is shown, and streams are not", () => {
  const best = (data: Record<string, unknown>) =>
    slidesOf(notebook(code("x;", data, "slide")))[0].parts[0]?.kind;
  equal(best(figure), "figure");
  equal(best({ "image/png": "aWs=", "text/plain": "words" }), "picture");
  equal(best({ "text/html": "<table></table>", "text/plain": "t" }), "html");
  equal(best({ "text/plain": "t" }), "text");
  const stream = code("x;", {}, "slide");
  stream.outputs = [{ output_type: "stream", name: "stdout", text: "loading" }];
  equal(slidesOf(notebook(stream))[0].parts.length, 0);
});

Deno.test("a notebook without a slide is refused, and the way out named", () => {
  throws(() => slidesOf(notebook(prose("# Title"))), /no cell begins one.*property inspector/);
});

Deno.test("formulas are typeset, code is left alone", () => {
  const html = markdownToHtml("The *price* $p_i = \\frac{a}{b}$ of `$5`, and\n\n$$x_1 + x_2$$");
  match(html, /<em>price<\/em>/);
  match(html, /<code>\$5<\/code>/);
  equal(html.match(/class="katex"/g)?.length, 2);
  equal(html.match(/class="katex-display"/g)?.length, 1);
  ok(!html.includes("<em>i"), "an underscore in a formula is no emphasis");
});

Deno.test("a table may hold formulas with bars", () => {
  const html = markdownToHtml("| a | b |\n| --- | --- |\n| x | $|P|$ |");
  equal(html.match(/<td/g)?.length, 2);
});

Deno.test("a formula that is none is named", () => {
  throws(() => markdownToHtml("$\\frac{1}$"), /Cannot typeset the formula \\frac\{1\}/);
});

Deno.test("the page loads nothing and holds every slide", async () => {
  const page = await slidesPage(
    slidesOf(notebook(
      prose("## Fees & <taxes>\n\ntext $\\lambda$", "slide"),
      code("draw();", figure),
      prose("said\n\n</script>", "notes"),
    )),
    'a "talk"',
    ".",
  );
  match(page, /<title>a &quot;talk&quot;<\/title>/);
  match(page, /<section class="seen-1"><h2>Fees &amp; <taxes><\/h2>/);
  match(page, /<figure><svg><\/svg><\/figure>/);
  equal(page.match(/<section/g)?.length, 1);
  const style = [...page.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, css]) => css).join("");
  const loaded = [
    ...style.matchAll(/url\(["']?([^)"']*)/g),
    ...page.matchAll(/<(?:link|script|img)[^>]+(?:src|href)=["']([^"']*)/g),
    ...style.matchAll(/@import\s+(\S+)/g),
  ].map(([, address]) => address);
  ok(loaded.length > 15, "the typefaces are in it");
  for (const address of loaded) ok(address.startsWith("data:"), address.slice(0, 80));
});

Deno.test("numbers in tables have a true minus", async () => {
  const html = "<table><tr><td style='x'>-1.5</td><td>-</td><td>a-1</td></tr></table>";
  const page = await slidesPage(
    slidesOf(notebook(code("t;", { "text/html": html }, "slide"))),
    "t",
    ".",
  );
  ok(page.includes("<td style='x'>−1.5</td><td>-</td><td>a-1</td>"));
});

Deno.test("pictures of Markdown are in the page, from files beside the notebook or pasted in", async () => {
  const day = (await Deno.readFile("notebooks/pictures/day.png")).toBase64();
  const pasted: ProseCell = {
    ...prose("![](attachment:a.png)"),
    attachments: { "a.png": { "image/png": "YQ==" } },
  };
  const html = "<img src='pictures/day.png'>";
  const cells = [prose("![A day](pictures/d%61y.png)", "slide"), pasted, prose(html)];
  const page = await slidesPage(slidesOf(notebook(...cells)), "t", "notebooks");
  const sources = [...page.matchAll(/<img[^>]*src="([^"]*)"/g)].map(([, source]) => source);
  const embedded = `data:image/png;base64,${day}`;
  deepEqual(sources, [embedded, "data:image/png;base64,YQ==", embedded]);
  match(page, /alt="A day"/);
});

Deno.test("a picture that is not there, is none or lies elsewhere is refused in a sentence", async () => {
  const refused = (source: string, sentence: RegExp) =>
    rejects(
      slidesPage(slidesOf(notebook(prose(`![x](${source})`, "slide"))), "t", "/none"),
      sentence,
    );
  await refused(
    "roof.png",
    /^Error: .*"roof\.png" into the slides: there is no file "\/none\/roof\.png"$/,
  );
  await refused("https://a.example/roof.png", /load nothing from outside: save it beside/);
  await refused("roof.tiff", /its name must end with one of \.png/);
});

Deno.test("outputs of other settings are told, setting by setting", async () => {
  const executed = (settings: Record<string, string>) =>
    notebook(code('const OWN_RUN = "";', { "text/plain": "run", [RUN_SETTINGS]: settings }));
  const now = differencesFromDefault(projectConfig())
    .map(({ path, value }) => [path, value]);
  const same = Object.fromEntries(now);
  equal(await otherSettingsNote("my.ipynb", executed(same)), undefined);
  equal(await otherSettingsNote("my.ipynb", notebook(code("1;", {}))), undefined);
  equal(
    await otherSettingsNote("my.ipynb", executed({ ...same, "grid.network_fee": "0.5" })),
    "The outputs in my.ipynb are of other settings than config.json's (grid.network_fee 0.5, now by " +
      "default): without --executed they are made anew",
  );
  deepEqual(changesBetween({ seed: "1", hours: "48" }, { seed: "2", hours: "48" }), [
    "seed 1, now 2",
  ]);
});

Deno.test("another run takes the place of the notebook's own", () => {
  const before = notebook(code('const OWN_RUN = "";\nconst run = open(OWN_RUN);', {}));
  const after = withOwnRun(before, 'my "run"');
  equal(
    (after.cells[0].source as string[]).join(""),
    'const OWN_RUN = "my \\"run\\"";\nconst run = open(OWN_RUN);',
  );
  equal(ownRunOf(before), "");
  equal(ownRunOf(withOwnRun(before, "results")), "results");
  equal(before.cells[0].source, 'const OWN_RUN = "";\nconst run = open(OWN_RUN);');
  throws(() => withOwnRun(notebook(prose("nothing")), "results"), /no cell of the notebook/);
});
