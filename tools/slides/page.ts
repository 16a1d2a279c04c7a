import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import katexStyle from "katex/dist/katex.min.css" with { type: "text" };
import revealStyle from "reveal.js/reveal.css" with { type: "text" };
import { fontFiles } from "../../lib/figures/drawing/font.ts";
import type { Slide, SlidePart } from "./deck.ts";
import { markdownToHtml } from "./markdown.ts";
import { withPictures } from "./pictures.ts";
import { SLIDE_SIZE } from "./slide_size.ts";
import { SLIDE_STYLE } from "./style.ts";

/**
 * The slides as one HTML file that loads nothing: reveal.js, the typefaces, every figure and every
 * picture are in it.
 *
 * @param title For the window.
 * @param folder From which paths of pictures lead, the notebook's.
 * @throws {Error} If a picture is not there or lies on another machine.
 */
export async function slidesPage(
  slides: readonly Slide[],
  title: string,
  folder: string,
): Promise<string> {
  const { resolve } = createRequire(import.meta.url);
  const script = await Deno.readTextFile(resolve("reveal.js"));
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${revealStyle}</style>
<style>${await withFonts(katexStyle)}</style>
<style>${await typefaces()}${SLIDE_STYLE}</style>
</head>
<body>
<div class="reveal"><div class="slides">
${await withPictures(slides.map(section).join("\n"), folder)}
</div></div>
<script>${script.replaceAll("</script", "<\\/script")}</script>
<script>
Reveal.initialize({
  ...${JSON.stringify(SLIDE_SIZE)},
  margin: 0, center: false, hash: true, slideNumber: "c/t", controls: false, transition: "none",
  pdfMaxPagesPerSlide: 1, pdfSeparateFragments: false,
});
</script>
</body>
</html>
`;
}

/** A slide: its heading across, then what is seen beside what is said. */
function section({ parts, notes }: Slide): string {
  const { heading, rest } = splitHeading(parts);
  const said = rest.filter((part) => !isSeen(part));
  const seen = rest.filter(isSeen);
  const column = (name: string, of: readonly SlidePart[]) =>
    of.length === 0 ? "" : `<div class="${name}">${of.map(htmlOf).join("\n")}</div>`;
  const aside = notes.length === 0 ? "" : `<aside class="notes">${notes.map(htmlOf)}</aside>`;
  return `<section class="seen-${Math.min(2, seen.length)}">${heading}
<div class="body">${column("seen", seen)}${column("said", said)}</div>${aside}
</section>`;
}

function isSeen({ kind }: SlidePart): boolean {
  return kind === "figure" || kind === "picture";
}

/** The heading at the top of the first cell, by itself. */
function splitHeading(
  parts: readonly SlidePart[],
): { heading: string; rest: readonly SlidePart[] } {
  const [first, ...others] = parts;
  const [heading] = first?.kind === "markdown" ? /^#{1,6} .*/.exec(first.text) ?? [] : [];
  if (first?.kind !== "markdown" || heading === undefined) return { heading: "", rest: parts };
  const text = first.text.slice(heading.length).trim();
  const said: SlidePart[] = text === "" ? [] : [{ kind: "markdown", text }];
  return { heading: markdownToHtml(heading), rest: [...said, ...others] };
}

/** The few letters that a figure brings along: the page has the whole typeface, which they would hide. */
const TYPEFACE = /<style>@font-face[^<]*<\/style>/;

/** Before a number that a cell of a table begins with. */
const HYPHEN_AS_MINUS = /(<t[dh]\b[^>]*>)-(?=[\d.])/g;

function htmlOf(part: SlidePart): string {
  switch (part.kind) {
    case "markdown":
      return markdownToHtml(part.text);
    case "figure":
      return `<figure>${part.svg.replace(TYPEFACE, "")}</figure>`;
    case "picture":
      return `<figure><img alt="${escapeHtml(part.alt)}" src="data:image/png;base64,${
        part.pngBase64.replaceAll(/\s/g, "")
      }"></figure>`;
    case "html":
      return part.html.replaceAll(HYPHEN_AS_MINUS, "$1−");
    case "text":
      return `<pre>${escapeHtml(part.text)}</pre>`;
  }
}

/** KaTeX's style with its typefaces in it. */
async function withFonts(style: string): Promise<string> {
  const { resolve } = createRequire(import.meta.url);
  const folder = dirname(resolve("katex/dist/katex.min.css"));
  const files = [...style.matchAll(/url\((fonts\/[\w-]+\.woff2)\)/g)].map(([, file]) => file);
  let inlined = style.replaceAll(/,url\(fonts\/[\w-]+\.(woff|ttf)\) format\("\w+"\)/g, "");
  for (const file of new Set(files)) {
    const font = (await Deno.readFile(join(folder, file))).toBase64();
    inlined = inlined.replaceAll(`url(${file})`, `url(data:font/woff2;base64,${font})`);
  }
  return inlined;
}

/** The typeface of the figures, for what stands around them. */
async function typefaces(): Promise<string> {
  const [regular, semiBold] = await Promise.all(fontFiles().map((file) => Deno.readFile(file)));
  const face = (font: Uint8Array, weight: number) =>
    `@font-face{font-family:Inter;font-weight:${weight};src:url(data:font/ttf;base64,${font.toBase64()})}`;
  return face(regular, 400) + face(semiBold, 600);
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
